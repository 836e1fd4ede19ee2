import type { EventBodies } from './events.ts'
import { completeRules } from './room.rules.ts'
import { emptySeat, type RoomState } from './room-state.ts'
import { standbyFolds } from './standby-folds.ts'

type RoomFold<K extends keyof EventBodies> = (
  room: RoomState,
  event: { readonly at: string; readonly actor: string; readonly body: EventBodies[K] },
) => void

/** How each event of the sitting changes the room, beside its status. */
export const roomFolds: { readonly [K in keyof EventBodies]?: RoomFold<K> } = {
  ...standbyFolds,
  'sitting-prepared': (room, { body }) => {
    room.sittingId = body.sittingId
    room.rules = completeRules(body.rules)
    room.plannedStart = Date.parse(body.plannedStart)
    room.plannedEnd = Date.parse(body.plannedEnd)
    room.preparationHash = body.preparationHash
    for (const { seat, candidate } of body.seats) room.seats.set(seat, emptySeat(seat, candidate))
  },
  'duty-signed-in': (room, { actor, body }) => {
    room.dutySessions.set(body.tokenHash, actor)
  },
  'package-received': (room, { body }) => {
    room.packageHash = body.packageHash
  },
  'preflight-run': (room, { body }) => {
    room.preflight = body
  },
  'check-in-opened': (room, { at }) => {
    room.checkInOpenedAt = at
  },
  'rules-read': (room, { at }) => {
    room.rulesReadAt = at
  },
  'opening-refused': (room) => {
    room.openingAttempts += 1
  },
  'paper-opened': (room, { at, body }) => {
    room.openingAttempts += 1
    room.openedAt = at
    room.paperHash = body.paperHash
    room.items = body.items
    room.openers = body.openers
  },
  'clock-read': (room, { body }) => {
    room.clockReading = body
  },
  started: (room, { at }) => {
    room.startedAt = Date.parse(at)
  },
  suspended: (room, { at }) => {
    room.suspendedSince = Date.parse(at)
  },
  resumed: (room, { at }) => {
    if (room.suspendedSince !== null) {
      const to = Date.parse(at)
      room.suspendedMilliseconds += to - room.suspendedSince
      room.suspensions.push({ from: room.suspendedSince, to })
    }
    room.suspendedSince = null
  },
  ended: (room, { at }) => {
    room.endedAt = at
  },
  announced: (room, { at, body }) => {
    room.announced.push({ at, ...body })
  },
  'place-changed': (room, { at, body }) => {
    room.place = { at, ...body }
  },
  'note-decided': (room, { at, actor, body }) => {
    room.decisions.set(body.note, { at, actor, decision: body.decision })
    room.signatures.clear()
  },
  'record-signed': (room, { at, body }) => {
    room.signatures.set(body.person, { at, role: body.role })
  },
  sealed: (room, { at }) => {
    room.sealedAt = at
  },
}
