import { createHash } from 'node:crypto'

/** One link of the chain as it is stored; digests and hashes are 32 bytes (SM3, GB/T 32905). */
export interface AuditEntry {
  readonly chain: string
  readonly seq: number
  readonly commandId: string
  readonly name: string
  readonly actorAccountId: string | null
  readonly actorName: string
  readonly at: Date
  readonly inputDigest: Uint8Array
  readonly factCount: number
  readonly factDigest: Uint8Array
}

/** JSON with sorted keys and no white space: equal values give equal bytes. */
export const canonicalJson = (value: unknown): string => {
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'))
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const members = value as Readonly<Record<string, unknown>>
    let text = ''
    for (const key of Object.keys(members).sort()) {
      if (members[key] === undefined) continue
      text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(members[key])}`
    }
    return `{${text}}`
  }
  return JSON.stringify(value ?? null)
}

export const sm3 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sm3')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** What the first entry of every chain builds on. */
export const genesis: Buffer = sm3('jiangheng audit chain 1')

export const entryHash = (previous: Uint8Array, entry: AuditEntry): Buffer =>
  sm3(previous, canonicalJson(entry))
