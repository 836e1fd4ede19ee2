import { dutiesOf } from '#modules/arrangement/facts.ts'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { ownOrganisation } from '../own-organisation.ts'
import { mayInState, type PaperRoomAct, paperRoomTitles } from './core/paper-room.machine.ts'
import { type PaperScene, paperScene } from './scene.ts'
import { lockPrintRoom, type PrintRoomRow } from './store.ts'

export const notYourRoom = refuse('NOT_YOUR_ROOM', {
  sentence: '您不是本考场的监考人员，不能查看或办理。',
  remedy: '请由本考场的监考人员或考点负责人办理；安排有误的请联系考务人员。',
  clauses: ['SDS-4.4-44'],
})

const notNow = ({ state }: PrintRoomRow) =>
  refuse('NOT_NOW', {
    sentence: `本考场现为“${paperRoomTitles[state]}”，不能办理。`,
    remedy:
      state === 'distributed'
        ? '请先清点收回的试卷和答题卡；数量不符的，登记突发事件并关联说明。'
        : '请按领取、收回、密封、移交的顺序办理。',
    clauses: ['HN-2.3.4-25', 'SDS-4.4-44'],
  })

const inTheRoom: readonly string[] = ['监考人员', '考评人员']

/** Invigilators, and examiners of a skill paper, see and act in their own room; who heads the site or the office in every one. */
export const mayReach = async (context: QueryContext, row: PrintRoomRow): Promise<boolean> => {
  const { roles, accountId } = context.actor
  const has = (...wanted: readonly string[]) => roles.some((role) => wanted.includes(role))
  if (!has('invigilator', 'examiner') || has('site-chief', 'org-exam')) return true
  const { organisationId, batchId, sessionId, roomId } = row
  const duties = await dutiesOf(context.tx, organisationId, { batchId, sessionId, roomId })
  return duties.some((duty) => inTheRoom.includes(duty.role) && duty.accountId === accountId)
}

/** The room, held for this act, where the actor works in it and the room has come so far. */
export const holdRoom = async (
  context: CommandContext,
  of: { readonly printRoomId: string; readonly version: number },
  act: PaperRoomAct,
): Promise<Verdict<PrintRoomRow, 'NOT_YOUR_ROOM' | 'NOT_NOW'>> => {
  const row = await lockPrintRoom(context.tx, ownOrganisation(context), of)
  if (!(await mayReach(context, row))) return notYourRoom
  return mayInState(act, row.state) ? accept(row) : notNow(row)
}

/** The same, with everything that the room goes by. */
export const holdScene = async (
  context: CommandContext,
  of: { readonly printRoomId: string; readonly version: number },
  act: PaperRoomAct,
): Promise<
  Verdict<{ readonly row: PrintRoomRow; readonly scene: PaperScene }, 'NOT_YOUR_ROOM' | 'NOT_NOW'>
> => {
  const held = await holdRoom(context, of, act)
  if (held.refused) return held
  return accept({ row: held.value, scene: await paperScene(context, held.value) })
}

/** Names of those who work in a room. */
export const namesOnDuty = ({ duties }: PaperScene): string[] => [
  ...new Set(duties.map(({ staffName }) => staffName)),
]

/** SDS-4.4-44: two different people by name, both on the duty list of the session. */
export const checkTwo = (
  { first, second }: { readonly first: string; readonly second: string },
  onDuty: readonly string[],
): Verdict<true, 'SAME_PERSON' | 'NOT_ON_DUTY'> => {
  if (first === second) {
    return refuse('SAME_PERSON', {
      sentence: '须由两人共同办理，两人不能是同一人。',
      remedy: '请选择另一名工作人员。',
      clauses: ['SDS-4.4-44'],
      field: 'second',
    })
  }
  const stranger = [first, second].find((name) => !onDuty.includes(name))
  if (stranger === undefined) return accept(true)
  return refuse('NOT_ON_DUTY', {
    sentence: `${stranger}不在本场的工作人员名单中。`,
    remedy: '请选择本场的工作人员；临时调整的，先变更人员安排。',
    clauses: ['SDS-4.4-44'],
    field: stranger === first ? 'first' : 'second',
  })
}
