import type { JournalHead } from '#modules/delivery/core/standby-events.ts'
import type { WitnessedHead } from './room.port.ts'

/** What every standing and every view of a room tells about the nodes. */
interface NodeWord {
  readonly epoch: number
  readonly mark: string
  readonly nodes: readonly string[]
  readonly head: JournalHead
}

interface Kept {
  /** Origins, the one in use first. */
  readonly origins: readonly string[]
  /** The session that epoch, mark and head belong to: each sitting has its own. */
  readonly session: string
  readonly epoch: number
  readonly mark: string
  readonly head: WitnessedHead | null
}

const place = 'room-nodes'
/** Between two writings of a head that has moved on. */
const keepMilliseconds = 5_000

const read = (): Kept | null => JSON.parse(localStorage.getItem(place) ?? 'null') as Kept | null

/** A token names its sitting before the full stop. */
const sessionOf = (token: string): string => token.split('.')[0] ?? ''

const isWord = (value: unknown): value is NodeWord =>
  typeof value === 'object' && value !== null && 'epoch' in value && 'mark' in value && 'nodes' in value

/**
 * The nodes of the room as this machine knows them, kept over a reload: which one it talks to, the highest epoch it was
 * told of and the newest head it was shown. The page itself may have come from the node that is dead by now.
 */
class RoomNodes {
  #kept: Kept = read() ?? { origins: [location.origin], session: '', epoch: 1, mark: '', head: null }
  #keptAt = 0

  /** The origin of the node in use. */
  get origin(): string {
    return this.#kept.origins[0] ?? location.origin
  }

  get count(): number {
    return this.#kept.origins.length
  }

  readonly #keep = (next: Kept, isUrgent: boolean): void => {
    this.#kept = next
    if (!isUrgent && Date.now() - this.#keptAt < keepMilliseconds) return
    this.#keptAt = Date.now()
    localStorage.setItem(place, JSON.stringify(next))
  }

  /** Leaves the node in use for the next one; `from` is the one found wanting, so that two calls move on once. */
  readonly moveOn = (from: string): void => {
    const [first, ...rest] = this.#kept.origins
    if (first === from && rest.length > 0) this.#keep({ ...this.#kept, origins: [...rest, first] }, true)
  }

  readonly use = (origin: string): void => {
    const rest = this.#kept.origins.filter((one) => one !== origin)
    this.#keep({ ...this.#kept, origins: [origin, ...rest] }, true)
  }

  readonly mark = (token: string): string => (this.#kept.session === sessionOf(token) ? this.#kept.mark : '')

  readonly head = (token: string): WitnessedHead | undefined =>
    this.#kept.session === sessionOf(token) ? (this.#kept.head ?? undefined) : undefined

  /** Takes in what a node says of itself; false when it is of a lower epoch than one heard before. */
  readonly hear = (token: string, value: unknown): boolean => {
    if (!isWord(value)) return true
    const session = sessionOf(token)
    const isSame = session === this.#kept.session
    if (isSame && value.epoch < this.#kept.epoch) return false
    const { epoch, mark } = value
    const known = this.#kept.origins
    const others = value.nodes.filter((origin) => !known.includes(origin))
    const isNews = !isSame || epoch !== this.#kept.epoch || others.length > 0
    const head = { ...value.head, epoch }
    this.#keep({ origins: [...known, ...others], session, epoch, mark, head }, isNews)
    return true
  }
}

export const roomNodes = new RoomNodes()
