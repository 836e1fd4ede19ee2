import { createHash, randomBytes } from 'node:crypto'

/** 256 bits: nobody guesses it, so a plain digest protects it in the database. */
const tokenBytes = 32

/** A random token for a cookie or a link, 43 characters of base64url. */
export const newToken = (): string => randomBytes(tokenBytes).toString('base64url')

/** What the database keeps of a token: 32 bytes from which it cannot be found again. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()
