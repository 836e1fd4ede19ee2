import type { Json } from '#platform/contract/verdict.ts'

/** Why an Office package is not read; each kind of document says it in its own words. */
export type PackageCode =
  | 'encrypted'
  | 'corrupt'
  | 'unsafe-path'
  | 'document-type'
  | 'too-large'
  | 'ratio'
  | 'too-many-parts'

/** Thrown while a package is read, which goes part by part. */
export class PackageRefused extends Error {
  readonly code: PackageCode
  readonly details: { readonly [key: string]: Json }

  constructor(code: PackageCode, details: { readonly [key: string]: Json } = {}) {
    super(`${code} ${JSON.stringify(details)}`)
    this.name = 'PackageRefused'
    this.code = code
    this.details = details
  }
}

/** What yauzl says about a name that would leave the folder it is unpacked into. */
const unsafePath = /invalid relative path|absolute path|invalid characters in fileName/

/** Gives a failure of the container or of its text the refusal it stands for. */
export const packageRefusalOf = (error: unknown): PackageRefused => {
  if (error instanceof PackageRefused) return error
  const message = error instanceof Error ? error.message : String(error)
  return new PackageRefused(unsafePath.test(message) ? 'unsafe-path' : 'corrupt', { reason: message })
}
