import { renameSync } from 'node:fs'
import path from 'node:path'
import { type Entry, entryText } from '#modules/delivery/core/journal.ts'
import { evolve, replay } from '#modules/delivery/core/replay.ts'
import type { JournalHead } from '#modules/delivery/core/standby-events.ts'
import { epochOf } from '#modules/delivery/core/standby-folds.ts'
import { type LiveSitting, loadSitting } from './live-sitting.ts'
import { epochOfMark, type Pair } from './pairing.ts'
import type { PeerMessage, PeerReply } from './peer-channel.ts'
import type { RoomContext } from './room-context.ts'
import { becomeRole, stepDown } from './serving.ts'
import { openSittingFile, type SittingFile } from './sitting-file.ts'
import { sm3 } from './sm3.ts'

type Message<K extends PeerMessage['kind']> = Extract<PeerMessage, { readonly kind: K }>

const sittingIdPattern = /^[A-Za-z0-9-]{1,64}$/
const noHead: JournalHead = { seq: 0, hash: '' }

/** The standby's half: takes in what the serving node ships, entry by entry of one chain, and syncs before it answers. */
export class Following {
  readonly #context: RoomContext
  readonly #directory: string
  readonly #pair: Pair
  /** Files of sittings whose first entries are still to come. */
  readonly #filling = new Map<string, SittingFile>()
  /** Machine time of the last sign of life, and the sittings that were linked then. */
  #heard: { readonly wall: number; readonly linked: ReadonlySet<string> } | null = null
  #ahead = 0

  constructor(context: RoomContext, place: { readonly directory: string; readonly pair: Pair }) {
    this.#context = context
    this.#directory = place.directory
    this.#pair = place.pair
  }

  /** Machine time when the serving node was last heard; null = not since this node started. */
  get heard(): number | null {
    return this.#heard?.wall ?? null
  }

  /** Milliseconds that the serving node's time is ahead of this machine's. */
  get ahead(): number {
    return this.#ahead
  }

  readonly isLinked = (sittingId: string): boolean => this.#heard?.linked.has(sittingId) ?? false

  readonly #measure = (at: string): void => {
    const { clock } = this.#context
    this.#ahead = Date.parse(at) - (clock.now().getTime() - clock.ahead())
  }

  readonly #pathOf = (sittingId: string): string => path.join(this.#directory, `${sittingId}.sittings.sqlite`)

  readonly #listen = (linked: ReadonlySet<string>): void => {
    this.#heard = { wall: this.#context.clock.wall().getTime(), linked }
  }

  readonly #standing = (sittingId: string): PeerReply => {
    const sitting = this.#context.sittings.get(sittingId)
    const file = sitting?.file ?? this.#filling.get(sittingId)
    const head = sitting ? { ...sitting.room.head } : noHead
    return { kind: 'standing', head, attachments: file?.attachments() ?? [] }
  }

  /** What a node of another epoch is told; undefined when the one who asks is the one to serve. */
  readonly #dispute = (
    sitting: LiveSitting,
    claim: { readonly epoch: number; readonly mark: string },
  ): PeerReply | undefined => {
    const { standing, room } = sitting
    const own = Math.max(epochOf(room), epochOfMark(this.#pair, room.sittingId, standing.mark))
    if (claim.epoch < own) return { kind: 'superseded', mark: standing.mark }
    if (standing.role !== 'serving') return undefined
    if (claim.epoch === own) return { kind: 'conflict', seq: 1 }
    stepDown(sitting, claim.mark)
    return undefined
  }

  readonly #offer = ({ sittingId, epoch, mark }: Message<'offer'>): PeerReply => {
    if (!sittingIdPattern.test(sittingId)) throw new RangeError('a sitting id of wrong form')
    const sitting = this.#context.sittings.get(sittingId)
    if (!sitting && !this.#filling.has(sittingId)) {
      const file = openSittingFile(this.#pathOf(sittingId))
      file.setRole({ role: 'following', mark })
      this.#filling.set(sittingId, file)
    }
    return (sitting && this.#dispute(sitting, { epoch, mark })) ?? this.#standing(sittingId)
  }

  readonly #attachment = ({ sittingId, name }: Message<'attachment'>, bytes: Uint8Array): PeerReply => {
    const file = this.#context.sittings.get(sittingId)?.file ?? this.#filling.get(sittingId)
    if (!file) throw new Error('an attachment of a sitting that was not offered')
    file.attach(name, bytes)
    return { kind: 'done' }
  }

  /** The first entries of a sitting make it known here; nobody is served from it. */
  readonly #begin = async (sittingId: string, entries: readonly Entry[]): Promise<PeerReply> => {
    const file = this.#filling.get(sittingId)
    if (!file) throw new Error('entries of a sitting that was not offered')
    await file.append(entries)
    this.#context.sittings.set(sittingId, loadSitting(file))
    this.#filling.delete(sittingId)
    return this.#standing(sittingId)
  }

  /** The entries that are new here; undefined where one of them breaks the chain or differs from what is here. */
  readonly #fresh = (sitting: LiveSitting, entries: readonly Entry[]): readonly Entry[] | number => {
    const fresh: Entry[] = []
    let head: JournalHead = sitting.room.head
    for (const entry of entries) {
      const { hash, ...rest } = entry
      if (entry.seq <= sitting.room.head.seq) {
        if (sitting.file.hashAt(entry.seq) !== hash) return entry.seq
        continue
      }
      const follows = entry.seq === head.seq + 1 && entry.prev === head.hash
      if (!follows || sm3(entryText(rest)) !== hash) return entry.seq
      fresh.push(entry)
      head = entry
    }
    return fresh
  }

  readonly #entries = async ({ sittingId, epoch, entries }: Message<'entries'>): Promise<PeerReply> => {
    const sitting = this.#context.sittings.get(sittingId)
    if (!sitting) return this.#begin(sittingId, entries)
    const dispute = this.#dispute(sitting, { epoch, mark: sitting.standing.mark })
    if (dispute) return dispute
    const fresh = this.#fresh(sitting, entries)
    if (typeof fresh === 'number') return { kind: 'conflict', seq: fresh }
    // A node that was superseded and has nothing of its own beyond this journal follows from here on.
    if (sitting.standing.role === 'superseded')
      becomeRole(sitting, { ...sitting.standing, role: 'following' })
    await this.take(sitting, fresh)
    return this.#standing(sittingId)
  }

  /** Appends entries of the other node's chain; resolves when they are on this disk. */
  readonly take = async (sitting: LiveSitting, entries: readonly Entry[]): Promise<void> => {
    try {
      for (const entry of entries) evolve(sitting.room, entry)
      await sitting.file.append(entries)
    } catch (cause) {
      sitting.file.flush()
      sitting.room = replay(sitting.file.entries())
      throw cause
    }
    sitting.durable = { ...sitting.room.head }
    for (const notify of sitting.watchers) notify(entries)
  }

  readonly #takeOver = ({ sittingId, mark }: Message<'take-over'>): PeerReply => {
    const sitting = this.#context.sittings.get(sittingId)
    const isNewer = sitting && epochOfMark(this.#pair, sittingId, mark) > epochOf(sitting.room)
    if (isNewer) stepDown(sitting, mark)
    return this.#standing(sittingId)
  }

  readonly #tail = ({ sittingId, from }: Message<'tail'>): PeerReply => {
    const sitting = this.#context.sittings.get(sittingId)
    sitting?.file.flush()
    return { kind: 'tail', entries: sitting?.file.entriesFrom(from, 100_000) ?? [] }
  }

  readonly #setAside = ({ sittingId, mark }: Message<'set-aside'>): PeerReply => {
    const sitting = this.#context.sittings.get(sittingId)
    const isTold = epochOfMark(this.#pair, sittingId, mark) > 0
    if (!sitting || sitting.standing.role === 'serving' || !isTold) return this.#standing(sittingId)
    const { hash } = sitting.room.head
    sitting.file.close()
    this.#context.sittings.delete(sittingId)
    renameSync(this.#pathOf(sittingId), path.join(this.#directory, `${sittingId}.${hash.slice(0, 16)}.aside`))
    return { kind: 'done' }
  }

  readonly answer = async (message: PeerMessage, bytes: Uint8Array): Promise<PeerReply> => {
    const linked = message.kind === 'ping' ? new Set(message.linked) : this.#heard?.linked
    if (message.kind !== 'tail' && message.kind !== 'take-over') this.#listen(linked ?? new Set())
    switch (message.kind) {
      case 'offer':
        return this.#offer(message)
      case 'attachment':
        return this.#attachment(message, bytes)
      case 'entries':
        return this.#entries(message)
      case 'take-over':
        return this.#takeOver(message)
      case 'tail':
        return this.#tail(message)
      case 'set-aside':
        return this.#setAside(message)
      case 'ping':
        this.#measure(message.at)
        return { kind: 'done' }
    }
  }

  readonly close = (): void => {
    for (const file of this.#filling.values()) file.close()
  }
}
