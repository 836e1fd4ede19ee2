import type { Draft, Entry } from '#modules/delivery/core/journal.ts'
import { epochOf } from '#modules/delivery/core/standby-folds.ts'
import type { Clock } from '#platform/clock/clock.ts'
import type { StandbyView } from '../room.port.ts'
import { type LiveSitting, record } from './live-sitting.ts'
import type { Pair } from './pairing.ts'
import { askPeer, type PeerMessage, type PeerReply } from './peer-channel.ts'
import { stepDown } from './serving.ts'

type ShipmentState = StandbyView['state']

interface Waiting {
  readonly entries: readonly Entry[]
  readonly queuedAt: number
  readonly resolve: () => void
  readonly reject: (cause: Error) => void
}

const entriesAtOnce = 2000
/** Nobody who saves waits longer for a silent standby: it is dropped. Below the second that a seat may wait at most. */
const saveMilliseconds = 800
/** For what no seat waits for: catching up, attachments. */
const patientMilliseconds = 10_000

/**
 * The journal of one sitting on its way to the standby. Only what is on this disk is shipped, so the standby is never
 * ahead of it. While linked, one group is under way and the next gathers; whoever wrote an entry is told when the
 * standby has synced it. A standby that keeps silent is dropped at once and caught up with later, from its head.
 */
export class Shipment {
  readonly #sitting: LiveSitting
  readonly #pair: Pair
  readonly #clock: Clock
  #state: ShipmentState = 'lost'
  /** The last entry synced on this disk. */
  #synced: number
  #attached = 0
  #queue: Waiting[] = []
  #underWay: readonly Waiting[] = []
  #isShipping = false
  #isLinking = false
  #since: string

  constructor(sitting: LiveSitting, pair: Pair, clock: Clock) {
    this.#sitting = sitting
    this.#pair = pair
    this.#clock = clock
    this.#synced = sitting.room.head.seq
    this.#since = clock.now().toISOString()
    sitting.file.alsoAt(this.#afterSync)
  }

  get state(): ShipmentState {
    return this.#state
  }

  get since(): string {
    return this.#since
  }

  readonly #become = (state: ShipmentState): void => {
    if (this.#state === state) return
    this.#state = state
    this.#since = this.#clock.now().toISOString()
    for (const notify of this.#sitting.watchers) notify([])
  }

  readonly #ask = (message: PeerMessage, patience: number, bytes?: Uint8Array): Promise<PeerReply> =>
    askPeer(this.#pair, { message, patience, ...(bytes && { bytes }) })

  /** Tells the desk and the journal; a sealed sitting only goes on being copied. */
  readonly #note = async (draft: Pick<Draft, 'kind' | 'body'>): Promise<void> => {
    const { room, standing } = this.#sitting
    if (room.sealedAt || standing.role !== 'serving') return
    const entry = { ...draft, seat: null, actor: 'room' } as Draft
    await record(this.#sitting, [entry], this.#clock.now())
  }

  readonly #afterSync = (entries: readonly Entry[]): Promise<void> | undefined => {
    const follows = entries.length === 0 || entries[0]!.seq === this.#synced + 1
    this.#synced = Math.max(this.#synced, entries.at(-1)?.seq ?? 0)
    // A group written at once overtakes one whose sync is under way: the standby catches up from disk then.
    if (!follows && this.#state === 'linked') this.#unlink(undefined, [])
    if (this.#state !== 'linked') return undefined
    return new Promise((resolve, reject) => {
      this.#queue.push({ entries, queuedAt: Date.now(), resolve, reject })
      void this.#ship()
    })
  }

  readonly #ship = async (): Promise<void> => {
    if (this.#isShipping) return
    this.#isShipping = true
    while (this.#queue.length > 0 && this.#state === 'linked') {
      const group = this.#queue
      this.#queue = []
      this.#underWay = group
      const patience = saveMilliseconds - (Date.now() - group[0]!.queuedAt)
      const reply = await this.#send(
        group.flatMap(({ entries }) => entries),
        patience,
      ).catch(() => undefined)
      this.#underWay = []
      if (reply?.kind === 'standing') for (const { resolve } of group) resolve()
      else this.#unlink(reply, group)
    }
    this.#isShipping = false
  }

  readonly #send = async (entries: readonly Entry[], patience: number): Promise<PeerReply> => {
    await this.#attachments(patience)
    const { sittingId, head } = this.#sitting.room
    const epoch = epochOf(this.#sitting.room)
    // Somebody only waits for what went before.
    if (entries.length === 0) return { kind: 'standing', head, attachments: [] }
    return this.#ask({ kind: 'entries', sittingId, epoch, entries }, patience)
  }

  /** Whatever was attached since is there before the entry that names it. */
  readonly #attachments = async (patience: number): Promise<void> => {
    const { file, room } = this.#sitting
    const names = file.attachments()
    for (; this.#attached < names.length; this.#attached += 1) {
      const name = names[this.#attached]!
      const bytes = file.attachment(name)!
      await this.#ask({ kind: 'attachment', sittingId: room.sittingId, name }, patience, bytes)
    }
  }

  readonly #mark = (): string => this.#sitting.standing.mark

  /** The group is not at the standby: acknowledged alone from here on, or not at all where the standby has taken over. */
  readonly #unlink = (reply: PeerReply | undefined, group: readonly Waiting[]): void => {
    const waiting = [...group, ...this.#queue]
    this.#queue = []
    if (reply?.kind === 'superseded') {
      stepDown(this.#sitting, reply.mark)
      this.#become('lost')
      for (const { reject } of waiting) reject(new Error('the other node has taken over'))
      return
    }
    this.#become('lost')
    for (const { resolve } of waiting) resolve()
    const body = { standby: this.#pair.peer, cause: 'silent' } as const
    this.#note({ kind: 'standby-lost', body }).catch(() => undefined)
  }

  /** The other node does not answer any more. */
  readonly drop = (): void => {
    if (this.#state === 'catching-up') this.#become('lost')
    if (this.#state !== 'linked') return
    // A group under way is settled by its own patience, which is no longer than that of whoever noticed.
    if (this.#underWay.length === 0) this.#unlink(undefined, [])
  }

  readonly #refuse = async (seq: number): Promise<void> => {
    const isNews = this.#state !== 'refused'
    this.#become('refused')
    const known = this.#sitting.room.standby
    if (isNews && !(known?.state === 'refused' && known.differsAt === seq))
      await this.#note({ kind: 'standby-refused', body: { standby: this.#pair.peer, seq } })
  }

  /** Brings the standby up to this journal, from its own head on, and waits for it from then on. */
  readonly #catchUp = async (): Promise<void> => {
    const { file, room } = this.#sitting
    const { sittingId } = room
    const offer = { kind: 'offer', sittingId, epoch: epochOf(room), mark: this.#mark() } as const
    const reply = await this.#ask(offer, patientMilliseconds)
    if (reply.kind === 'superseded') return stepDown(this.#sitting, reply.mark)
    if (reply.kind === 'conflict') return this.#refuse(reply.seq)
    if (reply.kind !== 'standing') throw new Error('an answer that belongs to no offer')
    const { head, attachments } = reply
    if (head.seq > 0 && file.hashAt(head.seq) !== head.hash)
      return this.#refuse(Math.min(head.seq, this.#synced + 1))
    this.#become('catching-up')
    const known = new Set(attachments)
    const missing = file.attachments().findIndex((name) => !known.has(name))
    this.#attached = missing < 0 ? file.attachments().length : missing
    let next = head.seq + 1
    while (next <= this.#synced) {
      const last = Math.min(this.#synced, next + entriesAtOnce - 1)
      const shipped = await this.#send(file.entriesFrom(next, last - next + 1), patientMilliseconds)
      if (shipped.kind === 'superseded') return stepDown(this.#sitting, shipped.mark)
      if (shipped.kind === 'conflict') return this.#refuse(shipped.seq)
      next = last + 1
    }
    await this.#attachments(patientMilliseconds)
    // An entry synced while the last attachment was under way is caught up with in the next round.
    if (next <= this.#synced) return this.#catchUp()
    this.#become('linked')
    await this.#note({ kind: 'standby-linked', body: { standby: this.#pair.peer } })
  }

  /** Tries to link; harmless when it is. */
  readonly link = async (): Promise<void> => {
    if (this.#isLinking || this.#state === 'linked' || this.#sitting.standing.role !== 'serving') return
    this.#isLinking = true
    try {
      await this.#catchUp()
    } catch {
      if (this.#state === 'catching-up') this.#become('lost')
    } finally {
      this.#isLinking = false
    }
  }

  readonly close = (): void => {
    this.#sitting.file.alsoAt(undefined)
    if (this.#underWay.length === 0) for (const { resolve } of this.#queue) resolve()
    this.#state = 'lost'
  }
}
