import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { noteProgress } from '../contract.ts'
import type { RoomPort } from '../core/room.port.ts'
import { isPaperOpened, statusOrder } from '../core/sitting-progress.ts'
import { lockSitting, updateSitting } from '../store.ts'

/**
 * Follows the room's state and keeps the head of its journal: what the room hands in later must go on from there.
 * Passcodes are of no use once the paper is open, and are forgotten then.
 */
export const noteProgressHandler =
  (room: RoomPort): CommandHandler<typeof noteProgress> =>
  async (context, { sittingId }) => {
    const row = await lockSitting(context.tx, { sittingId })
    const standing = room.standing(sittingId)
    const isPast = row.state === 'uploaded' || row.state === 'prepared' || row.state === standing?.status
    if (!standing || isPast || statusOrder(standing.status) < statusOrder(row.state))
      return accept({ state: row.state })
    const { status: state, head } = standing
    if (state === 'uploaded') return accept({ state: row.state })
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
    return accept({ state })
  }
