import { type ArchiveFailure, ArchiveRefused } from '#platform/archive/refusal.ts'
import type { Json } from '#platform/contract/verdict.ts'
import { XmlRefused } from '#platform/xml/feeder.ts'

/** Why an Office package is not read; each kind of document says it in its own words. */
export type PackageCode =
  | 'encrypted'
  | 'corrupt'
  | 'unsafe-path'
  | 'document-type'
  | 'too-large'
  | 'ratio'
  | 'too-many-parts'

const ofArchive: Readonly<Record<ArchiveFailure, PackageCode>> = {
  damaged: 'corrupt',
  encrypted: 'encrypted',
  'unsafe-path': 'unsafe-path',
  'duplicate-entry': 'corrupt',
  'too-many-entries': 'too-many-parts',
  'too-large': 'too-large',
  ratio: 'ratio',
}

interface PackageRefusal {
  readonly code: PackageCode
  readonly details: { readonly [key: string]: Json }
}

/** What a failure of the container or of its text stands for; undefined for other errors, which stay errors. */
export const packageRefusalOf = (error: unknown): PackageRefusal | undefined => {
  if (error instanceof ArchiveRefused) return { code: ofArchive[error.failure], details: error.details }
  if (!(error instanceof XmlRefused)) return undefined
  const code = error.failure === 'document-type' ? 'document-type' : 'corrupt'
  return { code, details: { reason: error.message } }
}
