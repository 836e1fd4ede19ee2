import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { noteFilled } from '../contract.ts'
import type { RoomPort } from '../core/room.port.ts'
import { lockSitting, updateSitting } from '../store.ts'

/** Records that the room holds exactly what was prepared; repeated, it changes nothing. */
export const noteFilledHandler =
  (room: RoomPort): CommandHandler<typeof noteFilled> =>
  async (context, { sittingId, preparationHash, packageHash }) => {
    const row = await lockSitting(context.tx, { sittingId })
    const standing = room.standing(sittingId)
    const isKnown = row.preparationHash !== null && row.preparationHash !== preparationHash
    if (!standing || packageHash !== row.packageHash || isKnown) {
      return refuse('ROOM_DIFFERS', {
        sentence: `${row.roomName}收到的内容与下发的不一致。`,
        remedy: '请核对考场服务器，登记异常后重新下发。',
        clauses: ['SDS-4.2-09', 'SDS-4.4-02'],
      })
    }
    if (row.state !== 'prepared') return accept({ state: row.state })
    const { seq: headSeq, hash: headHash } = standing.head
    const state = 'sealed-package-present'
    await updateSitting(context.tx, row, { state, preparationHash, headSeq, headHash })
    context.record({
      type: 'sitting-received-by-room',
      table: 'sitting',
      row,
      data: { preparationHash, packageHash, headSeq, headHash },
      clauses: ['SDS-4.2-09'],
    })
    return accept({ state })
  }
