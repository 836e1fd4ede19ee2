import { hash } from 'node:crypto'

/** GB/T 32905 over text or bytes, hexadecimal: the hash of everything in a room. */
export const sm3 = (content: string | Uint8Array): string => hash('sm3', content, 'hex')
