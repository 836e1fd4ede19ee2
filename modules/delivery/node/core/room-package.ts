import { canonicalJson } from '#modules/delivery/core/paper.ts'
import type { PreparedSitting } from '#modules/delivery/core/preparation.ts'
import type { RoomRules } from '#modules/delivery/core/room.rules.ts'
import type { Json } from '#platform/contract/verdict.ts'
import type { CentreKeys } from './node-card.ts'

/** Kinds of parcels between centre and server. */
export const roomPackageKind = 'room-package'
export const roomResultKind = 'room-result'

/** Under which circumstances a sitting was handed out; a server keeps it beside the sitting. */
export interface PackageOrigin {
  readonly organisationId: string
  readonly nodeId: string
  readonly nodeName: string
  readonly assignment: number
  /** The program with which the centre prepared it, and the rules: a server that differs does not open. */
  readonly build: string
  readonly rulesHash: string
  readonly preparationHash: string
  readonly packageHash: string
}

/** All a server needs for one sitting. */
export interface RoomPackage {
  readonly origin: PackageOrigin
  readonly centre: CentreKeys
  readonly sitting: PreparedSitting
}

const format = 'jiangheng-room/1'
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

export const rulesText = (rules: RoomRules): string => canonicalJson(rules as unknown as Json)

export const roomPackageText = ({ origin, centre, sitting }: RoomPackage): string => {
  const { roster, sealedPackage, ...rest } = sitting
  const lines = roster.map(({ photo, ...line }) => (photo ? { ...line, photo: base64(photo) } : line))
  return JSON.stringify({
    ...{ format, origin, centre },
    sitting: { ...rest, roster: lines, sealedPackage: base64(sealedPackage) },
  })
}

/** The content of a package whose signature has been verified. Throws when it is of another format. */
export const readRoomPackage = (text: string): RoomPackage => {
  const read = JSON.parse(text)
  if (read.format !== format) throw new Error(`a room package of unknown format ${read.format}`)
  const { origin, centre, sitting } = read
  const roster = sitting.roster.map((line: { readonly photo?: string }) =>
    line.photo === undefined ? line : { ...line, photo: Buffer.from(line.photo, 'base64') },
  )
  const sealedPackage = Buffer.from(sitting.sealedPackage, 'base64')
  return { origin, centre, sitting: { ...sitting, roster, sealedPackage } }
}
