import type { Refusal, Verdict } from '#platform/contract/verdict.ts'
import type { DutyCommand, DutyPort, RoomView, TimelineLine } from '../room.port.ts'

export interface DeskSnapshot {
  readonly room: RoomView | null
  readonly online: boolean
  readonly signedIn: boolean
  readonly refusal: Refusal | null
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
  /** True when the room did it; a refusal is shown. */
  order(command: DutyCommand): Promise<boolean>
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
export const openDesk = (connect: (token: () => string) => DutyPort): Desk => {
  let token = sessionStorage.getItem(kept) ?? ''
  let desk: DeskSnapshot = { room: null, online: true, signedIn: token !== '', refusal: null, moveCode: null }
  let unfollow = (): void => undefined
  const listeners = new Set<() => void>()
  const port = connect(() => token)
  const show = (change: Partial<DeskSnapshot>): void => {
    desk = { ...desk, ...change }
    for (const listener of listeners) listener()
  }
  const signOut = (): void => {
    unfollow()
    token = ''
    sessionStorage.removeItem(kept)
    show({ room: null, signedIn: false, refusal: null, moveCode: null })
  }
  const reach = async <T>(call: () => Promise<Verdict<T>>): Promise<T | undefined> => {
    try {
      const verdict = await call()
      if (!verdict.refused) return verdict.value
      if (verdict.code === 'not-signed-in') signOut()
      show({ refusal: verdict })
    } catch {
      show({ refusal: unreachable })
    }
    return undefined
  }
  const follow = (): void => {
    unfollow()
    const lost = (): void => {
      show({ online: false })
      port.room().then(
        (verdict) => {
          if (verdict.refused) signOut()
        },
        () => undefined,
      )
    }
    unfollow = port.follow((room) => show({ room, online: true }), lost)
  }
  if (token) follow()

  return {
    port,
    snapshot: () => desk,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    signIn: async (claim) => {
      const session = await reach(() => port.signIn(claim))
      if (!session) return
      token = session.token
      sessionStorage.setItem(kept, token)
      show({ signedIn: true, refusal: null })
      follow()
    },
    signOut,
    order: async (command) => {
      show({ refusal: null })
      const outcome = await reach(() => port.order(command))
      if (!outcome) return false
      if (outcome.moveCode && 'seat' in command && command.seat) {
        show({ moveCode: { seat: command.seat, code: outcome.moveCode } })
      }
      const room = await reach(() => port.room())
      if (room) show({ room })
      return true
    },
    timeline: async (seat) => (await reach(() => port.timeline(seat))) ?? [],
    dismiss: () => show({ refusal: null, moveCode: null }),
  }
}
