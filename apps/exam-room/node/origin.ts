import type { CentreKeys } from '#modules/delivery/node/core/node-card.ts'
import type { PackageOrigin } from '#modules/delivery/node/core/room-package.ts'
import type { LiveSitting } from './live-sitting.ts'

/** The origin as a node keeps it: with the keys of the centre, for the standby that never had the package. */
export interface KeptOrigin extends PackageOrigin {
  readonly centre?: CentreKeys
}

/** The attachment that says with which package a sitting came. */
export const originName = 'origin'

export const originOf = (sitting: LiveSitting | undefined): KeptOrigin | undefined => {
  const kept = sitting?.file.attachment(originName)
  return kept && (JSON.parse(Buffer.from(kept).toString('utf8')) as KeptOrigin)
}

/** The attachment that says which rules the centre handed over; what is in force in the room is in the journal. */
export const rulesHashName = 'rules-hash'

export const rulesHashOf = (sitting: LiveSitting): string | undefined => {
  const kept = sitting.file.attachment(rulesHashName)
  return kept && Buffer.from(kept).toString('utf8')
}
