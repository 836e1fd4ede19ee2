import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** OWASP's Argon2id setting for interactive sign-in: 19 MiB, 2 passes, 1 lane. */
const cost = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 }

/** `argon2id$<nonce>$<tag>`, both base64url. */
export const hashPasscode = async (passcode: string): Promise<string> => {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { ...cost, message: passcode, nonce })
  return `argon2id$${nonce.toString('base64url')}$${tag.toString('base64url')}`
}

export const passcodeMatches = async (passcode: string, hash: string): Promise<boolean> => {
  const [scheme, nonce, tag] = hash.split('$')
  if (scheme !== 'argon2id' || !nonce || !tag) throw new Error('a passcode hash of unknown form')
  const expected = Buffer.from(tag, 'base64url')
  const found = await derive('argon2id', {
    ...cost,
    message: passcode,
    nonce: Buffer.from(nonce, 'base64url'),
  })
  return expected.length === found.length && timingSafeEqual(expected, found)
}
