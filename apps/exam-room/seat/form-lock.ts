import { chacha20poly1305 } from '@noble/ciphers/chacha'
import type { PaperOfSeat } from '#modules/delivery/core/paper.ts'
import type { SealedFormOnSeat } from '../room.port.ts'

const bytesOf = (base64url: string): Uint8Array =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))

/**
 * Opens a form with its key. In plain script, because a room served over plain HTTP has no `crypto.subtle`. Throws when
 * the key does not fit or a byte was changed.
 */
export const unlockForm = ({ box }: SealedFormOnSeat, key: string): PaperOfSeat =>
  JSON.parse(new TextDecoder().decode(chacha20poly1305(bytesOf(key), new Uint8Array(12)).decrypt(box)))
