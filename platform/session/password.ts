import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const argon2Async = promisify(argon2)

/** Argon2id (RFC 9106) at the first choice of the OWASP password storage guide: 19 MiB, two passes, one lane. */
const memoryKibibytes = 19_456
const passes = 2
const lanes = 1
const saltBytes = 16
const tagBytes = 32
const argon2Version = 19

/** A stored hash that asks for more than this is not ours, and would stop the server: 256 MiB. */
const memoryCeiling = 262_144
const passesCeiling = 10

interface Parameters {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

interface Stored extends Parameters {
  readonly salt: Buffer
  readonly tag: Buffer
}

const current: Parameters = { memory: memoryKibibytes, passes, parallelism: lanes }

/** The same password typed on another keyboard gives the same code points. */
const bytesOf = (password: string) => Buffer.from(password.normalize('NFKC'))
const bare = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replaceAll('=', '')

const phc = /^\$argon2id\$v=(\d+)\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

const parse = (text: string): Stored => {
  const match = phc.exec(text)
  const [version, memory, times, parallelism] = match?.slice(1, 5).map(Number) ?? []
  if (!match || version !== argon2Version || !memory || !times || !parallelism)
    throw new Error('not an argon2id hash')
  if (memory > memoryCeiling || times > passesCeiling) throw new Error('argon2id parameters out of bounds')
  return {
    memory,
    passes: times,
    parallelism,
    salt: Buffer.from(match[5]!, 'base64'),
    tag: Buffer.from(match[6]!, 'base64'),
  }
}

const tagOf = (
  password: string,
  salt: Buffer,
  parameters: Parameters & { tagLength: number },
): Promise<Buffer> => argon2Async('argon2id', { message: bytesOf(password), nonce: salt, ...parameters })

/** Returns a PHC string, `$argon2id$v=19$m=…,t=…,p=…$salt$tag`. Runs outside the event loop, about 50 ms of a core. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(saltBytes)
  const tag = await tagOf(password, salt, { ...current, tagLength: tagBytes })
  return `$argon2id$v=${argon2Version}$m=${memoryKibibytes},t=${passes},p=${lanes}$${bare(salt)}$${bare(tag)}`
}

/** Throws when `stored` is no PHC string of argon2id. */
export const verifyPassword = async (password: string, stored: string): Promise<boolean> => {
  const { salt, tag, memory, passes, parallelism } = parse(stored)
  const given = await tagOf(password, salt, { memory, passes, parallelism, tagLength: tag.length })
  return timingSafeEqual(given, tag)
}

/** True when the hash was made with other parameters than today's; the login that has just succeeded stores a new one. */
export const needsRehash = (stored: string): boolean => {
  const { memory, passes, parallelism, tag } = parse(stored)
  return (
    memory !== current.memory ||
    passes !== current.passes ||
    parallelism !== current.parallelism ||
    tag.length !== tagBytes
  )
}
