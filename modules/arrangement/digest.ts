import { createHash } from 'node:crypto'
import type { Digest } from './core/draw.ts'

/** SHA-256 of a UTF-8 text, lower-case hexadecimal. */
export const sha256: Digest = (text) => createHash('sha256').update(text).digest('hex')
