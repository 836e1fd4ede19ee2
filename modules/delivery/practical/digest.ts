import { createHash } from 'node:crypto'

/** SHA-256 of a UTF-8 text, lower-case hexadecimal: what a draw is recomputed with. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
