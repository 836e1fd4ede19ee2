import { readFileSync } from 'node:fs'
import type { Random } from '#platform/random/seeded.ts'

/** One change of a file's content; `bytes` null is a change of length to `at`. */
interface Change {
  readonly at: number
  readonly bytes: Buffer | null
}

/** The bytes of a file, with room to grow. */
class Content {
  #room: Buffer
  #length: number

  constructor(bytes: Buffer) {
    this.#room = Buffer.from(bytes)
    this.#length = bytes.length
  }

  get bytes(): Buffer {
    return this.#room.subarray(0, this.#length)
  }

  readonly #resize = (length: number): void => {
    if (length > this.#room.length) {
      const room = Buffer.alloc(Math.max(length, this.#room.length * 2))
      this.bytes.copy(room)
      this.#room = room
    } else if (length < this.#length) this.#room.fill(0, length, this.#length)
    this.#length = length
  }

  readonly apply = ({ at, bytes }: Change): void => {
    this.#resize(bytes === null ? at : Math.max(this.#length, at + bytes.length))
    bytes?.copy(this.#room, at)
  }
}

/** A file as the disk may have it: what is certain, and what was written since without a sync. */
interface Inode {
  readonly certain: Content
  readonly open: Change[]
  /** How many changes have become certain so far. */
  settled: number
  /** Written before a sync that failed: the system takes them for written, and no later sync writes them again. */
  readonly forsaken: Set<Change>
}

const overlap = (one: Change, other: Change): boolean => {
  const ends = [one, other].map(({ at, bytes }) =>
    bytes === null ? Number.POSITIVE_INFINITY : at + bytes.length,
  )
  return one.at < ends[1]! && other.at < ends[0]!
}

/** What a name may stand for after a power cut, oldest first; undefined is no file. */
type Versions = (Inode | undefined)[]

interface Line {
  readonly op: string
  readonly id: number
  readonly offset: number
  readonly name: string
  readonly bytes: Buffer
}

const headBytes = 24

/** The lines of a trace; a last one that was cut off is no line. */
function* linesOf(trace: Buffer): Generator<Line> {
  let at = 0
  while (at + headBytes <= trace.length) {
    const op = String.fromCharCode(trace[at]!)
    const nameEnd = at + headBytes + trace[at + 1]!
    const length = op === 'W' || op === 'N' ? Number(trace.readBigUInt64LE(at + 16)) : 0
    if (nameEnd + length > trace.length) return
    yield {
      op,
      id: trace.readUInt32LE(at + 4),
      offset: Number(trace.readBigUInt64LE(at + 8)),
      name: trace.toString('utf8', at + headBytes, nameEnd),
      bytes: trace.subarray(nameEnd, nameEnd + length),
    }
    at = nameEnd + length
  }
}

const inodeOf = (bytes: Buffer): Inode => ({
  certain: new Content(bytes),
  open: [],
  settled: 0,
  forsaken: new Set(),
})

/** The disk behind a trace: which bytes of which files a power cut cannot take any more, and what is in doubt. */
export class TracedDisk {
  readonly #names = new Map<string, Versions>()
  readonly #syncs = new Map<number, { readonly inode: Inode; readonly upTo: number } | 'folder'>()
  #namesAtSync = new Map<string, Inode | undefined>()

  constructor(start: ReadonlyMap<string, Buffer>) {
    for (const [name, bytes] of start) this.#names.set(name, [inodeOf(bytes)])
  }

  readonly #inode = (name: string): Inode | undefined => this.#names.get(name)?.at(-1)

  readonly #beginSync = (id: number, name: string): void => {
    const inode = this.#inode(name)
    if (name === '') {
      this.#syncs.set(id, 'folder')
      this.#namesAtSync = new Map([...this.#names].map(([known, versions]) => [known, versions.at(-1)]))
    } else if (inode) this.#syncs.set(id, { inode, upTo: inode.settled + inode.open.length })
  }

  readonly #endSync = (id: number): void => {
    const sync = this.#syncs.get(id)
    this.#syncs.delete(id)
    if (sync === 'folder') {
      for (const [name, inode] of this.#namesAtSync) this.#names.set(name, [inode])
    } else if (sync) {
      const { inode, upTo } = sync
      const covered = Math.max(0, upTo - inode.settled)
      const settled = inode.open.slice(0, covered).filter((change) => !inode.forsaken.has(change))
      const rest = inode.open.filter((change, at) =>
        inode.forsaken.has(change) ? !settled.some((later) => overlap(change, later)) : at >= covered,
      )
      for (const change of settled) inode.certain.apply(change)
      inode.open.splice(0, inode.open.length, ...rest)
      inode.settled += settled.length
    }
  }

  readonly #failSync = (id: number): void => {
    const sync = this.#syncs.get(id)
    this.#syncs.delete(id)
    if (sync === undefined || sync === 'folder') return
    const { inode, upTo } = sync
    for (const change of inode.open.slice(0, Math.max(0, upTo - inode.settled))) inode.forsaken.add(change)
  }

  /** Until the folder is synced each of the two names may be in either state. */
  readonly #rename = (from: string, to: string): void => {
    const inode = this.#inode(from)
    this.#names.get(from)?.push(undefined)
    this.#names.set(to, [...(this.#names.get(to) ?? [undefined]), inode])
  }

  readonly #take = ({ op, id, name, offset, bytes }: Line): void => {
    const inode = this.#inode(name)
    if (op === 'C')
      this.#names.set(name, [...(this.#names.get(name) ?? [undefined]), inodeOf(Buffer.alloc(0))])
    else if (op === 'U') this.#names.get(name)?.push(undefined)
    else if (op === 'N') this.#rename(name, bytes.toString('utf8'))
    else if (op === 'W') inode?.open.push({ at: offset, bytes })
    else if (op === 'T') inode?.open.push({ at: offset, bytes: null })
    else if (op === 'S') this.#beginSync(id, name)
    else if (op === 'E') this.#endSync(id)
    else if (op === 'F') this.#failSync(id)
  }

  /** Takes in the whole trace of one process that is gone. A sync it did not live to see confirms nothing. */
  readonly read = (file: string): void => {
    for (const line of linesOf(readFileSync(file))) this.#take(line)
    this.#syncs.clear()
  }

  /** One state that a power cut now may leave: certain bytes, and of the rest what chance lets through. */
  readonly afterPowerCut = (random: Random): ReadonlyMap<string, Buffer> => {
    const files = new Map<string, Buffer>()
    // Some cuts take all that is in doubt, some nearly nothing: both ends find faults that the middle hides.
    const kept = [0, 0.1, 0.5, 0.9, 1][Math.floor(random() * 5)]!
    for (const [name, versions] of this.#names) {
      const inode = versions[Math.floor(random() * versions.length)]
      if (inode) files.set(name, survivor(inode, kept, random))
    }
    return files
  }
}

const page = 4096
const sector = 512

/** The pages of one write that reached the disk; some of them only in part, sector by sector. */
const piecesOf = ({ at, bytes }: Change & { bytes: Buffer }, kept: number, random: Random): Change[] => {
  const pieces: Change[] = []
  for (let from = at; from < at + bytes.length; ) {
    const to = Math.min((Math.floor(from / page) + 1) * page, at + bytes.length)
    const torn = random() < 0.1
    const step = torn ? sector : to - from
    for (let part = from; part < to; part += step) {
      if (random() >= kept) continue
      pieces.push({ at: part, bytes: bytes.subarray(part - at, Math.min(part + step, to) - at) })
    }
    from = to
  }
  return pieces
}

const survivor = ({ certain, open }: Inode, kept: number, random: Random): Buffer => {
  const content = new Content(certain.bytes)
  for (const change of open) {
    const { bytes } = change
    if (bytes !== null) for (const piece of piecesOf({ ...change, bytes }, kept, random)) content.apply(piece)
    else if (random() < kept) content.apply(change)
  }
  return content.bytes
}
