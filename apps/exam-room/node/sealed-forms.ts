import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { FormLock, SealedFormOnSeat } from '../room.port.ts'
import { formOnSeat, type LiveSitting } from './live-sitting.ts'

/** Boxes are kept for papers of few forms; where everybody has his own each is fetched about once. */
const keptForms = 32

const nameOf = (paperHash: string): string => `form-secret/${paperHash}`

/** Drawn when the paper is opened and kept with it, so that a restart or a second node goes on with the same locks. */
export const drawFormSecret = ({ file }: LiveSitting, paperHash: string): void =>
  file.attach(nameOf(paperHash), randomBytes(32))

const secretOf = (sitting: LiveSitting): Uint8Array => {
  const { file, room } = sitting
  const known = file.attachment(nameOf(room.paperHash))
  if (known) return known
  drawFormSecret(sitting, room.paperHash)
  return file.attachment(nameOf(room.paperHash))!
}

interface Lock {
  readonly id: string
  readonly key: Buffer
}

const derived = (secret: Uint8Array, purpose: string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', purpose, length))

/** Locks and boxes of one opened paper; forgotten with it. */
interface Locked {
  readonly secret: Uint8Array
  readonly locks: Map<number, Lock>
  readonly boxes: Map<number, Uint8Array>
}

const papers = new WeakMap<object, Locked>()

const lockedOf = (sitting: LiveSitting, paper: object): Locked => {
  const known = papers.get(paper)
  if (known) return known
  const locked = { secret: secretOf(sitting), locks: new Map(), boxes: new Map() }
  papers.set(paper, locked)
  return locked
}

const lockOf = ({ secret, locks }: Locked, slot: number): Lock => {
  const known = locks.get(slot)
  if (known) return known
  const lock = {
    id: derived(secret, `form ${slot} name`, 12).toString('base64url'),
    key: derived(secret, `form ${slot} key`, 32),
  }
  locks.set(slot, lock)
  return lock
}

/** A key locks one form only, so the nonce may be the same for all. */
const box = (plain: string, key: Buffer): Uint8Array => {
  const cipher = createCipheriv('chacha20-poly1305', key, Buffer.alloc(12), { authTagLength: 16 })
  return Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

const slotOf = ({ roster }: LiveSitting, seat: string): number => roster.get(seat)?.form ?? 0

/** The lock of a seat's form; without its key unless `open`. Undefined before the paper is opened. */
export const formLock = (
  sitting: LiveSitting,
  seat: string,
  { open }: { readonly open: boolean },
): FormLock | undefined => {
  if (!sitting.paper) return undefined
  const { id, key } = lockOf(lockedOf(sitting, sitting.paper), slotOf(sitting, seat))
  return { id, key: open ? key.toString('base64url') : null }
}

/** The form of a seat under its lock (HN-2.3.4-08: nobody can read it before the start). */
export const sealedForm = (sitting: LiveSitting, seat: string): SealedFormOnSeat | undefined => {
  const form = formOnSeat(sitting, seat)
  if (!form || !sitting.paper) return undefined
  const locked = lockedOf(sitting, sitting.paper)
  const slot = slotOf(sitting, seat)
  const { id, key } = lockOf(locked, slot)
  const bytes = locked.boxes.get(slot) ?? box(JSON.stringify(form.paper), key)
  if (locked.boxes.size < keptForms) locked.boxes.set(slot, bytes)
  return { id, box: bytes }
}
