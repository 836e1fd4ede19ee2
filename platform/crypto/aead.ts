import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/**
 * Authenticated encryption in two suites, chosen by configuration:
 * - `aes-256-gcm` (NIST SP 800-38D): 12-byte nonce, 16-byte tag;
 * - `sm4-cbc-hmac-sm3`: SM4 (GB/T 32907) in CBC mode, then HMAC-SM3 (GB/T 32905) over header, nonce and ciphertext,
 *   encrypt-then-MAC, with separate keys derived from the secret. OpenSSL has no SM4-GCM.
 */
export const suites = ['aes-256-gcm', 'sm4-cbc-hmac-sm3'] as const
export type Suite = (typeof suites)[number]

/** Bytes of the secret of either suite. */
export const secretBytes = 32

/** The box was altered, or it belongs to another key or another place. Says nothing about the content. */
export class Unauthentic extends Error {
  constructor() {
    super('ciphertext is not authentic')
  }
}

/** A key ready for use; `seal` draws a fresh random nonce for every box. */
export interface Box {
  /** Returns nonce, ciphertext and tag in one piece. `aad` is bound to the box and not stored in it. */
  seal(plain: Uint8Array, aad: Uint8Array): Buffer
  /** Throws `Unauthentic` unless box, key and `aad` are exactly those of `seal`. */
  open(box: Uint8Array, aad: Uint8Array): Buffer
}

const gcmNonceBytes = 12
const gcmTagBytes = 16

/** Draws fresh bytes for nonces; a test vector fixes them. */
export type RandomBytes = (length: number) => Uint8Array

const gcmBox = (bytes: Uint8Array, random: RandomBytes): Box => {
  // A key object is a quarter of the cost of bytes that are made into one at every call.
  const secret = createSecretKey(bytes)
  return {
    seal(plain, aad) {
      const nonce = random(gcmNonceBytes)
      const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(aad)
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    open(box, aad) {
      if (box.length < gcmNonceBytes + gcmTagBytes) throw new Unauthentic()
      const tagAt = box.length - gcmTagBytes
      const cipher = createDecipheriv('aes-256-gcm', secret, box.subarray(0, gcmNonceBytes), {
        authTagLength: gcmTagBytes,
      })
      cipher.setAAD(aad).setAuthTag(box.subarray(tagAt))
      const plain = cipher.update(box.subarray(gcmNonceBytes, tagAt))
      try {
        return Buffer.concat([plain, cipher.final()])
      } catch {
        throw new Unauthentic()
      }
    },
  }
}

const sm4Block = 16
const sm3Bytes = 32

const derive = (secret: Uint8Array, info: string, bytes: number) =>
  createSecretKey(Buffer.from(hkdfSync('sm3', secret, new Uint8Array(), info, bytes)))

const sm4Box = (secret: Uint8Array, random: RandomBytes): Box => {
  const encryption = derive(secret, 'sm4-cbc', sm4Block)
  const authentication = derive(secret, 'hmac-sm3', sm3Bytes)
  // The length keeps `aad` and box apart: no other pair gives the same bytes.
  const macOf = (sealed: Uint8Array, aad: Uint8Array) => {
    const length = Buffer.alloc(8)
    length.writeBigUInt64BE(BigInt(aad.length))
    return createHmac('sm3', authentication).update(length).update(aad).update(sealed).digest()
  }
  return {
    seal(plain, aad) {
      const nonce = random(sm4Block)
      const cipher = createCipheriv('sm4-cbc', encryption, nonce)
      const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final()])
      return Buffer.concat([sealed, macOf(sealed, aad)])
    },
    open(box, aad) {
      if (box.length < 2 * sm4Block + sm3Bytes) throw new Unauthentic()
      const sealed = box.subarray(0, box.length - sm3Bytes)
      if (!timingSafeEqual(macOf(sealed, aad), box.subarray(sealed.length))) throw new Unauthentic()
      const cipher = createDecipheriv('sm4-cbc', encryption, sealed.subarray(0, sm4Block))
      return Buffer.concat([cipher.update(sealed.subarray(sm4Block)), cipher.final()])
    },
  }
}

/** Throws RangeError when the secret is not 32 bytes. */
export const boxOf = (suite: Suite, secret: Uint8Array, random: RandomBytes = randomBytes): Box => {
  if (secret.length !== secretBytes) throw new RangeError(`a secret has ${secretBytes} bytes`)
  return suite === 'aes-256-gcm' ? gcmBox(secret, random) : sm4Box(secret, random)
}
