import type { Json } from '#platform/contract/verdict.ts'

export type ArchiveFailure =
  | 'damaged'
  | 'encrypted'
  | 'unsafe-path'
  | 'duplicate-entry'
  | 'too-many-entries'
  | 'too-large'
  | 'ratio'

/** Thrown while an archive is opened or read; what the user is told is the caller's to say. */
export class ArchiveRefused extends Error {
  readonly failure: ArchiveFailure
  readonly details: { readonly [key: string]: Json }

  constructor(failure: ArchiveFailure, details: { readonly [key: string]: Json } = {}) {
    super(`${failure} ${JSON.stringify(details)}`)
    this.name = 'ArchiveRefused'
    this.failure = failure
    this.details = details
  }
}

/** What yauzl says about a name that would leave the folder it is unpacked into. */
const unsafePath = /invalid relative path|absolute path|invalid characters in fileName/

/** Gives a failure of the zip its refusal; passes on what is one already. */
export const archiveRefusalOf = (error: unknown): ArchiveRefused => {
  if (error instanceof ArchiveRefused) return error
  const reason = error instanceof Error ? error.message : String(error)
  return new ArchiveRefused(unsafePath.test(reason) ? 'unsafe-path' : 'damaged', { reason })
}
