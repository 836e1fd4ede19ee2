import { roomPackage } from '#modules/itembank/facts.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { IncidentFact } from '../../incident/facts.ts'
import type { countPapers } from '../contract.ts'
import { judgeBagOut } from '../core/bag.rule.ts'
import { ownIncidents } from '../own-incidents.ts'
import { checkTwo, holdScene, namesOnDuty } from '../room-access.ts'
import type { PaperScene } from '../scene.ts'
import { gapOf } from '../standing.ts'
import { type CountedOut, type PrintRoomRow, savePrintRoom } from '../store.ts'

const papersShort = (seated: number, what: string, found: number) =>
  refuse('PAPERS_SHORT', {
    sentence: `本考场有考生 ${seated} 人，${what}只有 ${found} 份。`,
    remedy: '请与保密室核对后补领；开考后不足的，依次使用备用卷、尾数考场余卷、复印或抄写。',
    clauses: ['HN-3.1.6-09', 'SDS-4.4-18'],
    field: 'counts',
  })

type Counting = InputOf<typeof countPapers>
interface Counted {
  readonly row: PrintRoomRow
  readonly scene: PaperScene
}

/** SDS-4.4-18: nothing that belongs into the room is forgotten outside. */
const itemsMissing = ({ rules }: PaperScene, carried: readonly string[]) => {
  const { value, clauses } = rules.conduct.carriedItems
  const missing = value.filter((item) => !carried.includes(item))
  return missing.length === 0
    ? undefined
    : refuse('ITEMS_MISSING', {
        sentence: `还没有带入考场：${missing.join('、')}。`,
        remedy: '请备齐后逐项勾选。',
        clauses: clauses.length > 0 ? clauses : ['SDS-4.4-18'],
        field: 'carried',
      })
}

/** HN-3.1.6-07: a bag that shows signs of opening stays shut until both have signed what they saw. */
const bagUnsigned = (own: readonly IncidentFact[]): Refusal<'BAG_UNSIGNED'> | undefined => {
  const open = own.find(({ state, unsignedBeforeOpening }) => state === 'open' && unsignedBeforeOpening[0])
  return open
    ? refuse('BAG_UNSIGNED', {
        sentence: `第 ${open.number} 号突发事件的记录尚未由主考和监考人员共同签名，不得启封试卷袋。`,
        remedy: '请主考和监考人员分别登录，在该事件上签名后再领取清点。',
        clauses: ['HN-3.1.6-07'],
      })
    : undefined
}

type BagCode = 'BAG_NOT_HERE' | 'BAG_DIFFERS' | 'INCIDENT_ELSEWHERE'

/** HN-2.3.6-03: the bag before the counters is the one that custody gave out; null where none was made. */
const bagOf = async (
  context: CommandContext,
  { row, input, own }: { row: PrintRoomRow; input: Counting; own: readonly IncidentFact[] },
): Promise<Verdict<CountedOut['bag'], BagCode>> => {
  const { organisationId, sessionId, roomId } = row
  const bag = await roomPackage(context.tx, { organisationId, sessionId, roomId })
  if (!bag) return accept(undefined)
  const { sealNumber = '', counts, incidentId } = input
  if (incidentId !== undefined && !own.some(({ id }) => id === incidentId)) {
    return refuse('INCIDENT_ELSEWHERE', {
      sentence: '该突发事件不是本考场登记的。',
      remedy: '请先在本考场登记试卷袋不符的情况。',
      clauses: ['HN-2.3.6-03'],
      field: 'incidentId',
    })
  }
  const papers = counts.papers + counts.spares
  const judged = judgeBagOut(bag, { sealNumber, papers, isExplained: incidentId !== undefined })
  if (judged.refused) return judged
  return accept({
    packageId: bag.packageId,
    label: bag.label,
    sealNumber: sealNumber.trim(),
    quantity: papers,
  })
}

const countOut = async (context: CommandContext, { row, scene }: Counted, input: Counting) => {
  const { counts, first, second, carried = [] } = input
  const seated = scene.placements.length
  if (counts.papers < seated) return papersShort(seated, '试卷', counts.papers)
  if (counts.sheets < seated) return papersShort(seated, '答题卡', counts.sheets)
  const own = await ownIncidents(context, row)
  const gap = itemsMissing(scene, carried) ?? bagUnsigned(own)
  if (gap) return gap
  const bag = await bagOf(context, { row, input, own })
  if (bag.refused) return bag
  const at = context.now.toISOString()
  const counted = { ...counts, first, second, at, carried, ...(bag.value && { bag: bag.value }) }
  return accept({ change: { countOut: counted, state: 'distributed' as const }, gap: null })
}

const countIn = (context: CommandContext, { row, scene }: Counted, input: Counting) => {
  const { counts, first, second } = input
  const seated = scene.placements.length
  const open = seated - (row.attendance ?? []).length - row.absent.length
  if (open !== 0) {
    return refuse('ABSENT_OPEN', {
      sentence: `有 ${open} 名考生既未签到，也未登记缺考。`,
      remedy: '请先补登签到或登记缺考，再清点收回的试卷。',
      clauses: ['SDS-4.4-34', 'SDS-4.4-44'],
    })
  }
  const counted = { ...counts, first, second, at: context.now.toISOString() }
  const gap = gapOf({ ...row, countIn: counted }, seated)
  const state = gap === null ? ('collected' as const) : ('distributed' as const)
  // A new count needs its own explanation.
  return accept({ change: { countIn: counted, state, incidentId: null, signatures: [] }, gap })
}

/** HN-2.3.4-25, SDS-4.4-44: candidates leave once what came back is what went out; what differs keeps the room open. */
export const countPapersHandler: CommandHandler<typeof countPapers> = async (context, input) => {
  const { direction, counts, first, second } = input
  const held = await holdScene(context, input, direction === 'out' ? 'count-out' : 'count-in')
  if (held.refused) return held
  const two = checkTwo(input, namesOnDuty(held.value.scene))
  if (two.refused) return two
  const counted =
    direction === 'out' ? await countOut(context, held.value, input) : countIn(context, held.value, input)
  if (counted.refused) return counted
  const { row } = held.value
  const { change, gap } = counted.value
  const version = await savePrintRoom(context.tx, row, change)
  const bag = 'countOut' in change ? change.countOut.bag : undefined
  context.record({
    type: 'print-papers-counted',
    table: 'printRoom',
    row,
    data: { direction, ...counts, gap, first, second, ...(bag && { packageId: bag.packageId }) },
    clauses: ['SDS-4.4-44', 'HN-2.3.4-25', ...(direction === 'out' ? ['SDS-4.4-17', 'SDS-4.4-18'] : [])],
  })
  return accept({ version, state: change.state, gap })
}
