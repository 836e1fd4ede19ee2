import type { PackageOrigin } from '#modules/delivery/node/core/room-package.ts'
import type { LiveSitting } from './live-sitting.ts'

/** The attachment that says with which package a sitting came. */
export const originName = 'origin'

export const originOf = (sitting: LiveSitting | undefined): PackageOrigin | undefined => {
  const kept = sitting?.file.attachment(originName)
  return kept && (JSON.parse(Buffer.from(kept).toString('utf8')) as PackageOrigin)
}
