import { chain, type Draft, type Entry, firstBrokenLink } from '#modules/delivery/core/journal.ts'
import {
  type OpenedPaper,
  type PaperItem,
  type PaperOfSeat,
  paperOfSeat,
} from '#modules/delivery/core/paper.ts'
import type { KeptPreparation } from '#modules/delivery/core/preparation.ts'
import { evolve, replay } from '#modules/delivery/core/replay.ts'
import type { RoomState } from '#modules/delivery/core/room-state.ts'
import type { JournalHead } from '#modules/delivery/core/standby-events.ts'
import type { StandbyView } from '../room.port.ts'
import { OtherFormat } from './sitting-database.ts'
import { DiskFault, type KeptRole, type SittingFile } from './sitting-file.ts'
import { sm3 } from './sm3.ts'

/** A form of the paper as a seat gets it, and its items by id. */
export interface FormOnSeat {
  readonly paper: PaperOfSeat
  readonly items: ReadonlyMap<string, PaperItem>
}

/** The pair of nodes, as the views of a sitting show it. */
export interface SecondNode {
  /** Origins of both, this one first. */
  readonly addresses: readonly string[]
  readonly now: () => StandbyView | null
}

/** One sitting in memory: its file, the state replayed from it, and who is to hear of changes. */
export interface LiveSitting {
  readonly file: SittingFile
  readonly preparation: KeptPreparation
  /** The lines of the roster by seat. */
  readonly roster: ReadonlyMap<string, KeptPreparation['roster'][number]>
  /** Replaced when a write failed and the state was rebuilt from disk; never keep a reference over an await. */
  room: RoomState
  paper: OpenedPaper | null
  /** Forms that some seat has asked for, by number. */
  readonly forms: Map<number, FormOnSeat>
  /** Machine time of each seat's last sign of life, milliseconds; not journalled. */
  readonly lastHeard: Map<string, number>
  readonly watchers: Set<(entries: readonly Entry[]) => void>
  /** Who is to hear of orders on a seat and of events of the whole sitting, by seat. */
  readonly calls: Map<string, Set<() => void>>
  /** The second node of the room; null where there is one only. */
  second: SecondNode | null
  /** What this node is for the sitting; on disk before it is set here. */
  standing: KeptRole
  /** The last entry that is wherever it must be; nobody is shown a later one. */
  durable: JournalHead
}

const decode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8')

const readPaper = (file: SittingFile, paperHash: string): OpenedPaper | null => {
  if (!paperHash) return null
  const bytes = file.attachment(`paper/${paperHash}`)
  if (!bytes || sm3(bytes) !== paperHash) throw new Error('the opened paper does not match the journal')
  return JSON.parse(decode(bytes)) as OpenedPaper
}

export const showPaper = (sitting: LiveSitting): void => {
  sitting.paper = readPaper(sitting.file, sitting.room.paperHash)
  sitting.forms.clear()
}

/** The form of one seat; undefined before the paper is opened. */
export const formOnSeat = (sitting: LiveSitting, seat: string): FormOnSeat | undefined => {
  const slot = sitting.roster.get(seat)?.form ?? 0
  const known = sitting.forms.get(slot)
  if (known || !sitting.paper) return known
  const paper = paperOfSeat(sitting.paper, slot)
  const form = { paper, items: new Map(paper.items.map((item) => [item.id, item])) }
  sitting.forms.set(slot, form)
  return form
}

/** What the journal says, where this program knows how to read it. */
const readJournal = (entries: readonly Entry[]): RoomState => {
  try {
    return replay(entries)
  } catch (cause) {
    throw new OtherFormat('the journal cannot be replayed', { cause })
  }
}

/** What a room cannot do without; a preparation of another version may lack it. */
const readPreparation = (bytes: Uint8Array): KeptPreparation => {
  const kept = JSON.parse(decode(bytes)) as Partial<KeptPreparation>
  const isWhole = Array.isArray(kept.roster) && Array.isArray(kept.duties) && kept.rules?.openingLeadMinutes
  if (!isWhole) throw new OtherFormat('the preparation has another form')
  return kept as KeptPreparation
}

/** Rebuilds a sitting from its file. Throws when the chain or an attachment does not match, and OtherFormat. */
export const loadSitting = (file: SittingFile): LiveSitting => {
  const entries = file.entries()
  const broken = firstBrokenLink(entries, sm3)
  if (broken !== undefined) throw new Error(`the journal is altered at entry ${broken}`)
  const room = readJournal(entries)
  const preparation = file.attachment(`preparation/${room.preparationHash}`)
  if (!preparation || sm3(preparation) !== room.preparationHash) {
    throw new Error('the preparation does not match the journal')
  }
  const kept = readPreparation(preparation)
  const sitting: LiveSitting = {
    file,
    preparation: kept,
    roster: new Map(kept.roster.map((line) => [line.seat, line])),
    room,
    paper: null,
    forms: new Map(),
    lastHeard: new Map(),
    watchers: new Set(),
    calls: new Map(),
    second: null,
    standing: file.role(),
    durable: { ...room.head },
  }
  showPaper(sitting)
  return sitting
}

/** What a seat did itself is no news to it, unless another machine has taken the seat over. */
const callSeats = ({ calls }: LiveSitting, drafts: readonly Draft[]): void => {
  for (const { seat, actor, kind } of drafts) {
    const isOwn = actor === `seat:${seat}` && kind !== 'machine-changed'
    if (isOwn || kind === 'duty-signed-in') continue
    const called = seat === null ? [...calls.values()] : [calls.get(seat) ?? []]
    for (const pushes of called) for (const push of pushes) push()
  }
}

/**
 * Writes what was decided and resolves when it is on disk. The state moves at once, so that the next decision
 * sees it; when the disk refuses, the state is rebuilt from what the disk has and the caller gets the fault.
 * With nothing to write it resolves when what others wrote before is on disk: a caller who tells afterwards what he saw
 * at the call tells nothing that a power cut could take back.
 */
export const record = async (sitting: LiveSitting, drafts: readonly Draft[], now: Date): Promise<void> => {
  if (sitting.file.ready() && sitting.room.head.hash !== sitting.file.head().hash) {
    sitting.room = replay(sitting.file.entries())
    throw new DiskFault('decided on what the disk does not have')
  }
  if (drafts.length === 0) return sitting.file.settled()
  if (sitting.standing.role !== 'serving') throw new Error('this node does not serve the sitting')
  const at = now.toISOString()
  const entries: Entry[] = []
  try {
    for (const draft of drafts) {
      const entry = chain(sitting.room.head, { ...draft, at }, sm3)
      evolve(sitting.room, entry)
      entries.push(entry)
    }
    await sitting.file.append(entries)
    const { seq, hash } = entries.at(-1)!
    if (seq > sitting.durable.seq) sitting.durable = { seq, hash }
  } catch (cause) {
    sitting.file.flush()
    if (sitting.room.head.hash !== sitting.file.head().hash) sitting.room = replay(sitting.file.entries())
    throw cause
  }
  for (const notify of sitting.watchers) notify(entries)
  callSeats(sitting, drafts)
}
