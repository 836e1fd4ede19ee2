import type { OpenedPaper } from '#modules/delivery/core/paper.ts'
import type { Clock } from '#platform/clock/clock.ts'
import { type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { Signer } from '#platform/seal/signer.ts'
import type { LiveSitting } from './live-sitting.ts'
import type { IdleMachine } from './machines.ts'
import type { Moment } from './moment.ts'
import { PasscodeDesk } from './passcode-desk.ts'
import { type RoomClock, roomClock } from './room-clock.ts'
import type { Standby } from './standby.ts'

/** One person's key to a sealed package. */
export interface KeyShare {
  /** The name under which he keeps it. */
  readonly custodian: string
  /** What he typed, in UTF-8: his passphrase, or the share that was handed to him. */
  readonly share: Uint8Array
}

/** Opens a sealed package with the shares of several people. Injected: the seal is another component's. */
export type OpenPackage = (
  sealed: Uint8Array,
  shares: readonly KeyShare[],
  at: Date,
) => Promise<Verdict<OpenedPaper>>

export interface AttemptLimit {
  /** How often it went wrong lately. */
  count(key: string, wall: number): number
  exhausted(key: string, wall: number): boolean
  failed(key: string, wall: number): void
  succeeded(key: string): void
}

/** What the machine under a node tells of itself, for the check before an examination. */
export interface RoomGround {
  /** The program this node runs. */
  readonly build: () => Promise<string>
  /** Signs checks; null where the node has no key. */
  readonly signer: Signer | null
  /** Seconds that the centre's clock is ahead; null when it is out of reach. */
  readonly clockSeconds: () => number | null
  /** Whether the camera gives a picture; null where none can be asked. */
  readonly camera: (() => Promise<boolean>) | null
}

export const bareGround: RoomGround = {
  build: async () => 'development',
  signer: null,
  clockSeconds: () => null,
  camera: null,
}

/** What every part of a node works on. */
export interface RoomContext {
  /** Where the sitting files lie. */
  readonly directory: string
  readonly ground: RoomGround
  /** Machines at which nobody has entered yet, by their own id. */
  readonly machines: Map<string, IdleMachine>
  readonly clock: RoomClock
  readonly openPackage: OpenPackage
  readonly sittings: Map<string, LiveSitting>
  /** Files of sittings that another version of this program wrote: left alone, and told of. */
  readonly unreadable: Map<string, string>
  /** Ends the live updates when the node closes. */
  readonly streams: Set<() => void>
  readonly wrongTickets: AttemptLimit
  readonly wrongPasscodes: AttemptLimit
  readonly passcodeDesk: PasscodeDesk
  /** The second node, where there is one; set while the node opens. */
  standby: Standby | null
}

export const momentOf = (context: RoomContext): Moment => ({
  now: context.clock.now().getTime(),
  wall: context.clock.wall().getTime(),
  machines: context.machines,
})

export const notSignedIn: Refusal<'not-signed-in'> = refuse('not-signed-in', {
  sentence: '登录已失效，请重新登录。',
  remedy: '考生请重新输入准考证号和座位号；监考人员请重新输入口令。',
  clauses: ['SDS-4.4-32', 'HN-3.1.4-07'],
})

/** So many keys are remembered: whoever makes up names has no more of the node's memory than that. */
const mostKeys = 20_000

/** Counts failures per key and refuses after too many within a while. Machine time, kept in memory. */
const attemptLimit = (limit: { readonly failures: number; readonly milliseconds: number }): AttemptLimit => {
  const failures = new Map<string, number[]>()
  const recent = (key: string, wall: number): number[] =>
    (failures.get(key) ?? []).filter((at) => wall - at < limit.milliseconds)
  return {
    count: (key: string, wall: number): number => recent(key, wall).length,
    exhausted: (key: string, wall: number): boolean => recent(key, wall).length >= limit.failures,
    failed: (key: string, wall: number): void => {
      const all = [...recent(key, wall), wall]
      failures.delete(key)
      failures.set(key, all)
      const [oldest] = failures.keys()
      if (failures.size > mostKeys && oldest !== undefined) failures.delete(oldest)
    },
    succeeded: (key: string): void => {
      failures.delete(key)
    },
  }
}

/** A node without sittings. Wrong tickets are counted per machine, wrong passcodes per duty person and address. */
export const newRoomContext = (
  parts: Pick<RoomContext, 'openPackage' | 'directory' | 'ground'> & { readonly clock: Clock },
): RoomContext => {
  const clock = roomClock(parts.clock)
  const wrongPasscodes = attemptLimit({ failures: 5, milliseconds: 300_000 })
  return {
    ...parts,
    clock,
    machines: new Map(),
    sittings: new Map(),
    unreadable: new Map(),
    streams: new Set(),
    wrongTickets: attemptLimit({ failures: 10, milliseconds: 300_000 }),
    wrongPasscodes,
    passcodeDesk: new PasscodeDesk((key) => wrongPasscodes.count(key, clock.wall().getTime())),
    standby: null,
  }
}

export const tooManyAttempts: Refusal<'too-many-attempts'> = refuse('too-many-attempts', {
  sentence: '连续输入错误次数过多，请稍后再试。',
  remedy: '请在五分钟后重试，或请考点负责人协助核对。',
  clauses: ['SDS-4.4-32'],
})
