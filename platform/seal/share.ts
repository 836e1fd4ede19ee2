import { argon2 } from 'node:crypto'
import { promisify } from 'node:util'
import { boxOf, type RandomBytes, type Suite, secretBytes, Unauthentic } from '../crypto/aead.ts'
import type { KeyDerivation, SealedShare, SealHeader } from './header.ts'
import { digestOf } from './layout.ts'

const argon2Async = promisify(argon2)

/** Argon2id for a passphrase that may be attacked offline: 64 MiB, three passes, one lane (RFC 9106 §4, one lane for the server's sake). */
const memoryKibibytes = 65_536
const passes = 3
const lanes = 1
const saltBytes = 16
/** A package asking for more than 256 MiB or ten passes is not opened: it would stop the machine. */
const memoryCeiling = 262_144
const passesCeiling = 10

const wrappingKey = (
  passphrase: string,
  { memory, passes: times, lanes: parallelism, salt }: KeyDerivation,
) =>
  argon2Async('argon2id', {
    message: Buffer.from(passphrase.normalize('NFKC')),
    nonce: Buffer.from(salt, 'base64url'),
    memory,
    passes: times,
    parallelism,
    tagLength: secretBytes,
  })

interface Place {
  readonly suite: Suite
  readonly digest: SealHeader['digest']
  readonly packageId: string
}

const shareAad = ({ packageId }: Place, name: string) => Buffer.from(`share\0${packageId}\0${name}`)

/** Writes a custodian's share into the header: wrapped by his passphrase, or as a check only when he keeps it himself. */
export const sealShare = async (
  place: Place & { readonly random: RandomBytes },
  custodian: { name: string; passphrase?: string },
  share: Uint8Array,
): Promise<SealedShare> => {
  const { name, passphrase } = custodian
  const check = digestOf(place, share)
  if (passphrase === undefined) return { name, check }
  const salt = Buffer.from(place.random(saltBytes)).toString('base64url')
  const kdf = { memory: memoryKibibytes, passes, lanes, salt }
  const key = await wrappingKey(passphrase, kdf)
  const box = boxOf(place.suite, key, place.random).seal(share, shareAad(place, name))
  return { name, check, wrapped: { kdf, box: box.toString('base64url') } }
}

/** What a custodian brings: the passphrase of a wrapped share, or the share as it was handed to him (base64url). */
export type ShareKey =
  | { readonly custodian: string; readonly passphrase: string }
  | { readonly custodian: string; readonly share: string }

const unwrap = async (
  place: Place,
  sealed: SealedShare,
  passphrase: string,
): Promise<Uint8Array | undefined> => {
  const { wrapped, name } = sealed
  if (!wrapped || wrapped.kdf.memory > memoryCeiling || wrapped.kdf.passes > passesCeiling) return undefined
  const key = await wrappingKey(passphrase, wrapped.kdf)
  try {
    return boxOf(place.suite, key).open(Buffer.from(wrapped.box, 'base64url'), shareAad(place, name))
  } catch (error) {
    if (error instanceof Unauthentic) return undefined
    throw error
  }
}

/** Undefined when the passphrase or the share is not the custodian's. */
export const openShare = async (header: SealHeader, key: ShareKey): Promise<Uint8Array | undefined> => {
  const sealed = header.custodians.find(({ name }) => name === key.custodian)
  if (!sealed) return undefined
  const share =
    'share' in key ? Buffer.from(key.share, 'base64url') : await unwrap(header, sealed, key.passphrase)
  return share && digestOf(header, share) === sealed.check ? share : undefined
}
