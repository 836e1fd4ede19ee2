import type { Refusal, Verdict } from '#platform/contract/verdict.ts'
import type { ConsoleCommand } from '../desk.port.ts'
import type {
  DutyCommand,
  DutyPort,
  DutySession,
  RoomView,
  TakeOverOrder,
  TimelineLine,
} from '../room.port.ts'
import { isServedElsewhere } from '../room-http.ts'

export interface DeskSnapshot {
  readonly room: RoomView | null
  readonly online: boolean
  readonly signedIn: boolean
  readonly refusal: Refusal | null
  /** The serving node is out of reach, and its standby waits for the order to take over. */
  readonly standbyWaits: boolean
  /** The move code just issued, shown until put away. */
  readonly moveCode: { readonly seat: string; readonly code: string } | null
}

export interface Desk {
  readonly port: DutyPort
  snapshot(): DeskSnapshot
  subscribe(listener: () => void): () => void
  signIn(claim: {
    readonly sittingId: string
    readonly person: string
    readonly passcode: string
  }): Promise<void>
  signOut(): void
  /** True when the standby at this origin has taken over. */
  takeOver(order: TakeOverOrder, at: string): Promise<boolean>
  /** True when the room did it; a refusal is shown. */
  order(command: DutyCommand): Promise<boolean>
  /** An order in another room of the chief. */
  orderIn(sittingId: string, command: ConsoleCommand): Promise<boolean>
  timeline(seat: string): Promise<readonly TimelineLine[]>
  dismiss(): void
}

const unreachable: Refusal = {
  refused: true,
  code: 'unreachable',
  sentence: '连接不上考场服务器，操作没有执行。',
  remedy: '请检查网络后重试。',
  clauses: [],
}

const kept = 'duty-token'

/** The invigilator's desk: one connection, the room as last heard, and orders. The token lives with the tab. */
class LiveDesk implements Desk {
  readonly port: DutyPort
  readonly #listeners = new Set<() => void>()
  #token = sessionStorage.getItem(kept) ?? ''
  #unfollow = (): void => undefined
  #desk: DeskSnapshot = {
    room: null,
    online: true,
    signedIn: false,
    refusal: null,
    standbyWaits: false,
    moveCode: null,
  }

  constructor(connect: (token: () => string) => DutyPort) {
    this.port = connect(() => this.#token)
    if (!this.#token) return
    this.#desk = { ...this.#desk, signedIn: true }
    this.#follow()
  }

  readonly #show = (change: Partial<DeskSnapshot>): void => {
    this.#desk = { ...this.#desk, ...change }
    for (const listener of this.#listeners) listener()
  }

  readonly signOut = (): void => {
    this.#unfollow()
    this.#token = ''
    sessionStorage.removeItem(kept)
    this.#show({ room: null, signedIn: false, refusal: null, moveCode: null })
  }

  readonly #reach = async <T>(call: () => Promise<Verdict<T>>): Promise<T | undefined> => {
    try {
      const verdict = await call()
      if (!verdict.refused) return verdict.value
      if (verdict.code === 'not-signed-in') this.signOut()
      this.#show({ refusal: verdict })
    } catch {
      this.#show({ refusal: unreachable })
    }
    return undefined
  }

  readonly #follow = (): void => {
    this.#unfollow()
    const lost = (): void => {
      this.#show({ online: false })
      this.port.room().then(
        (verdict) => {
          if (!verdict.refused) return
          if (isServedElsewhere(verdict)) this.#show({ standbyWaits: verdict.code === 'node-standby' })
          else this.signOut()
        },
        () => undefined,
      )
    }
    this.#unfollow = this.port.follow((room) => this.#show({ room, online: true, standbyWaits: false }), lost)
  }

  readonly snapshot: Desk['snapshot'] = () => this.#desk

  readonly subscribe: Desk['subscribe'] = (listener) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly signIn: Desk['signIn'] = async (claim) => {
    const session = await this.#reach(() => this.port.signIn(claim))
    if (session) this.#begin(session)
  }

  readonly takeOver: Desk['takeOver'] = async (order, at) => {
    this.#show({ refusal: null })
    const session = await this.#reach(() => this.port.takeOver(order, at))
    if (session) this.#begin(session)
    return session !== undefined
  }

  readonly #begin = (session: DutySession): void => {
    this.#token = session.token
    sessionStorage.setItem(kept, this.#token)
    this.#show({ signedIn: true, refusal: null, standbyWaits: false })
    this.#follow()
  }

  readonly order: Desk['order'] = async (command) => {
    this.#show({ refusal: null })
    const outcome = await this.#reach(() => this.port.order(command))
    if (!outcome) return false
    if (outcome.moveCode && 'seat' in command && command.seat) {
      this.#show({ moveCode: { seat: command.seat, code: outcome.moveCode } })
    }
    // The live update brings what came of it.
    return true
  }

  readonly orderIn: Desk['orderIn'] = async (sittingId, command) => {
    this.#show({ refusal: null })
    return (await this.#reach(() => this.port.orderIn(sittingId, command))) !== undefined
  }

  readonly timeline: Desk['timeline'] = async (seat) =>
    (await this.#reach(() => this.port.timeline(seat))) ?? []

  readonly dismiss: Desk['dismiss'] = () => this.#show({ refusal: null, moveCode: null })
}

export const openDesk = (connect: (token: () => string) => DutyPort): Desk => new LiveDesk(connect)
