import type { RoomPort } from '../core/room.port.ts'
import { sittingActions } from '../core/sitting-actions.ts'
import type { SittingRow } from '../store.ts'

/** One line of the list of sittings: what the centre keeps, brought up to date by what the room says now. */
export const sittingView = (row: SittingRow, room: RoomPort, roles: readonly string[]) => {
  const standing = room.standing(row.id)
  const isTaken = row.takenAt !== null
  const hasPasscodes = row.passcodes !== null
  const head = standing?.head
  return {
    sittingId: row.id,
    ...{ batchId: row.batchId, sessionId: row.sessionId, roomId: row.roomId },
    ...{ title: row.title, siteName: row.siteName, roomName: row.roomName },
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    state: isTaken ? 'uploaded' : (standing?.status ?? row.state),
    isInRoom: standing !== undefined,
    headSeq: head?.seq ?? row.headSeq,
    headHash: head?.hash ?? row.headHash,
    bundleHash: row.bundleHash,
    takenAt: row.takenAt?.toISOString() ?? null,
    expected: row.preparation.roster.length,
    counts: { ...standing?.seats } as { [status: string]: number },
    invigilators: row.preparation.duties.filter(({ role }) => role === 'invigilator').map(({ name }) => name),
    hasPasscodes,
    availableActions: [...sittingActions({ room: standing?.status, isTaken, hasPasscodes }, roles)],
  }
}
