import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { noteProgress } from '../contract.ts'
import type { RoomPort, RoomStanding } from '../core/room.port.ts'
import { isPaperOpened, statusOrder } from '../core/sitting-progress.ts'
import { lockSitting, type SittingRow, updateSitting } from '../store.ts'

/**
 * Follows the room's state and keeps the head of its journal: what the room hands in later must go on from there.
 * Passcodes are of no use once the paper is open, and are forgotten then.
 */
export const followStanding = async (
  context: CommandContext,
  row: SittingRow,
  standing: Pick<RoomStanding, 'status' | 'head'> | undefined,
): Promise<string> => {
  const isPast = row.state === 'uploaded' || row.state === 'prepared' || row.state === standing?.status
  if (!standing || isPast || statusOrder(standing.status) < statusOrder(row.state)) return row.state
  const { status: state, head } = standing
  if (state === 'uploaded') return row.state
  await updateSitting(context.tx, row, {
    state,
    // What is written after the sealing is no part of the bundle: the head before it stays the anchor.
    ...(state !== 'sealed' && { headSeq: head.seq, headHash: head.hash }),
    ...(isPaperOpened(state) && { passcodes: null }),
  })
  context.record({
    type: 'sitting-progressed',
    table: 'sitting',
    row,
    data: { state, headSeq: head.seq, headHash: head.hash },
    clauses: ['SDS-4.4-27', 'SDS-4.4-28'],
  })
  return state
}

export const noteProgressHandler =
  (room: RoomPort): CommandHandler<typeof noteProgress> =>
  async (context, { sittingId }) => {
    const row = await lockSitting(context.tx, { sittingId })
    return accept({ state: await followStanding(context, row, room.standing(sittingId)) })
  }
