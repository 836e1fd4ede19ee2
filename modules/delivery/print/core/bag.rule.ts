import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** The package that custody gave out for a room, as the room asks for it. */
export interface RoomBag {
  readonly label: string
  readonly quantity: number
  readonly sealNumber: string | null
  readonly stateName: string
  readonly holderName: string
  readonly isInRoom: boolean
  readonly isBack: boolean
  readonly tally: { readonly answered: number; readonly blank: number } | null
}

const clauses = ['HN-2.3.6-03', 'SDS-4.4-17']

const sealDiffers = (bag: RoomBag, found: string): Refusal<'BAG_DIFFERS'> | undefined =>
  bag.sealNumber === null || bag.sealNumber === found.trim()
    ? undefined
    : refuse('BAG_DIFFERS', {
        sentence: `试卷保管登记的封条编号是 ${bag.sealNumber}，这里填写的是“${found.trim()}”。`,
        remedy: '请核对是否拿错试卷袋；确属不符的，登记本考场的突发事件后选择该事件再办理。',
        clauses,
        field: 'sealNumber',
      })

/**
 * HN-2.3.6-03, SDS-4.4-17: the bag that lies in the room is the one that left custody, with its seal and its number of
 * papers; what differs is an incident first.
 */
export const judgeBagOut = (
  bag: RoomBag,
  found: { readonly sealNumber: string; readonly papers: number; readonly isExplained: boolean },
): Verdict<true, 'BAG_NOT_HERE' | 'BAG_DIFFERS'> => {
  if (!bag.isInRoom) {
    return refuse('BAG_NOT_HERE', {
      sentence: `试卷袋“${bag.label}”${bag.stateName}，现由${bag.holderName}保管，监考人员还没有领取。`,
      remedy: '请先在“试卷袋”中办理监考领取，再清点。',
      clauses: ['HN-2.6-01', ...clauses],
    })
  }
  if (found.isExplained) return accept(true)
  const differs = sealDiffers(bag, found.sealNumber)
  if (differs) return differs
  if (found.papers === bag.quantity) return accept(true)
  return refuse('BAG_DIFFERS', {
    sentence: `试卷袋“${bag.label}”领取时为 ${bag.quantity} 份（含备用卷），清点为 ${found.papers} 份。`,
    remedy: '请重新清点；确属不符的，登记本考场的突发事件后选择该事件再办理。',
    clauses: ['SDS-4.4-44', ...clauses],
    field: 'counts',
  })
}

/** SDS-4.4-44: what is handed back is the bag that was sealed in the room, with as many answers as the room counted. */
export const judgeBagBack = (
  bag: RoomBag,
  room: { readonly sealNumber: string; readonly answered: number },
): Verdict<true, 'BAG_NOT_BACK' | 'BAG_DIFFERS'> => {
  if (!bag.isBack) {
    return refuse('BAG_NOT_BACK', {
      sentence: `试卷袋“${bag.label}”在试卷保管中仍是“${bag.stateName}”，还没有登记考后封装。`,
      remedy: '请在“试卷袋”中登记收卷、清点和考后封装，再移交。',
      clauses: ['SDS-4.4-44', 'HN-2.6-07'],
    })
  }
  const differs = sealDiffers(bag, room.sealNumber)
  if (differs) return differs
  if (!bag.tally || bag.tally.answered === room.answered) return accept(true)
  return refuse('BAG_DIFFERS', {
    sentence: `试卷袋“${bag.label}”清点答卷 ${bag.tally.answered} 份，本考场收回已答答题卡 ${room.answered} 份。`,
    remedy: '请共同复核；不符的由保密管理人员在“保密异常”中查明后再移交。',
    clauses: ['SDS-4.4-44'],
  })
}
