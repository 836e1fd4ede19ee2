import type { RoomState } from './room-state.ts'
import type { StandbyEvents } from './standby-events.ts'

type StandbyFold<K extends keyof StandbyEvents> = (
  room: RoomState,
  event: { readonly at: string; readonly body: StandbyEvents[K] },
) => void

/** How the events of a pair of nodes change the room. */
export const standbyFolds: { readonly [K in keyof StandbyEvents]?: StandbyFold<K> } = {
  'standby-linked': (room, { at, body }) => {
    room.standby = { address: body.standby, state: 'linked', since: at, differsAt: null }
  },
  'standby-lost': (room, { at, body }) => {
    room.standby = { address: body.standby, state: 'lost', since: at, differsAt: null }
  },
  'standby-refused': (room, { at, body }) => {
    room.standby = { address: body.standby, state: 'refused', since: at, differsAt: body.seq }
  },
  'taken-over': (room, { at, body }) => {
    room.takeovers.push({
      epoch: body.epoch,
      at,
      after: room.head.seq,
      reason: body.reason,
      clockAhead: body.clockAhead,
    })
    room.standby = null
  },
  'head-missing': (room, { at, body }) => {
    room.missingHeads.push({ at, ...body })
  },
}

/** Which service of the sitting this is: 1, and one more with every take-over. */
export const epochOf = (room: RoomState): number => room.takeovers.at(-1)?.epoch ?? 1
