import { createHmac, randomInt, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

// Without the letters and digits that are taken for one another.
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const group = (): string => Array.from({ length: 4 }, () => letters[randomInt(32)]).join('')

/** 60 bits in three groups, to be shown on one screen and typed at another. */
export const newOneUseCode = (): string => [group(), group(), group()].join('-')

/** A code as people type it, without case and strokes. */
export const plainCode = (code: string): string => code.toUpperCase().replace(/[^0-9A-Z]/g, '')

export const macOver = (key: string | Buffer, parts: readonly string[]): string =>
  createHmac('sha256', key).update(parts.join('\n')).digest('base64url')

export const isSameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

const stretch = promisify(scrypt) as (secret: string, salt: string, length: number) => Promise<Buffer>

export interface NamedCode {
  /** The first group: which code is meant, and no secret. */
  readonly offer: string
  readonly secret: Buffer
}

/** A code that one of many is: named by its first group; the other 40 bits are stretched, so that a recording is of no use. */
export const namedCode = async (code: string, purpose: string): Promise<NamedCode> => {
  const plain = plainCode(code)
  const offer = plain.slice(0, 4)
  return { offer, secret: await stretch(plain.slice(4), `${purpose} ${offer}`, 32) }
}
