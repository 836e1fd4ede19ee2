import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { leavePaperRoom, signInOnPaper, takeBackSignIn } from '../contract.ts'
import { type Attended, judgeEntry, judgeLeaving } from '../core/attendance.rule.ts'
import { exitLockOf } from '../own-incidents.ts'
import { holdScene } from '../room-access.ts'
import { type PrintRoomRow, savePrintRoom } from '../store.ts'

const present = ({ attendance }: PrintRoomRow): readonly Attended[] => attendance ?? []

const momentOf = ({ now }: CommandContext, at: string | undefined) => ({
  at: at === undefined ? now.getTime() : Date.parse(at),
  now: now.getTime(),
})

/** SDS-4.4-32, -33, -34; who has signed in already stays as he was entered. */
export const signInOnPaperHandler: CommandHandler<typeof signInOnPaper> = async (context, input) => {
  const held = await holdScene(context, input, 'sign-in')
  if (held.refused) return held
  const { row, scene } = held.value
  const seated = new Set(scene.placements.map(({ applicationId }) => applicationId))
  if (input.applicationIds.some((id) => !seated.has(id))) {
    return refuse('NOT_SEATED_HERE', {
      sentence: '所选考生不在本考场。',
      remedy: '请按本考场座位表登记；坐错考场的，请其回到本人考场。',
      clauses: ['SDS-4.4-34'],
      field: 'applicationIds',
    })
  }
  const moment = momentOf(context, input.at)
  const judged = judgeEntry(scene.hours, input, moment)
  if (judged.refused) return judged
  const before = present(row)
  const known = new Set(before.map(({ applicationId }) => applicationId))
  const at = new Date(moment.at).toISOString()
  const added = input.applicationIds
    .filter((id) => !known.has(id))
    .map((applicationId) => ({ applicationId, at, by: context.actor.name, leftAt: null }))
  const absent = row.absent.filter((id) => !input.applicationIds.includes(id))
  const version = await savePrintRoom(context.tx, row, { attendance: [...before, ...added], absent })
  context.record({
    type: 'print-candidates-signed-in',
    table: 'printRoom',
    row,
    data: { applicationIds: added.map(({ applicationId }) => applicationId), at },
    clauses: ['SDS-4.4-32', 'SDS-4.4-33', 'SDS-4.4-34', 'SDE-4.6-11'],
  })
  return accept({ version, state: row.state })
}

const notSignedIn = (remedy: string) =>
  refuse('NOT_SIGNED_IN', {
    sentence: '所选考生没有签到。',
    remedy,
    clauses: ['SDS-4.4-34'],
    field: 'applicationIds',
  })

export const takeBackSignInHandler: CommandHandler<typeof takeBackSignIn> = async (context, input) => {
  const held = await holdScene(context, input, 'sign-in')
  if (held.refused) return held
  const { row } = held.value
  const { applicationId, reason } = input
  const one = present(row).find((each) => each.applicationId === applicationId)
  if (!one) return notSignedIn('请刷新页面后核对。')
  if (one.leftAt !== null) {
    return refuse('ALREADY_LEFT', {
      sentence: '该考生已登记退场，不能更正签到。',
      remedy: '请核对是否选错考生；确有差错的，登记突发事件说明。',
      clauses: ['SDS-4.4-34'],
    })
  }
  const attendance = present(row).filter((each) => each !== one)
  const version = await savePrintRoom(context.tx, row, { attendance })
  context.record({
    type: 'print-sign-in-taken-back',
    table: 'printRoom',
    row,
    data: { applicationId, reason, at: one.at },
    clauses: ['SDS-4.4-34'],
  })
  return accept({ version, state: row.state })
}

/** SDS-4.4-26, HN-3.1.4-05, HN-2.3.4-25; said again of somebody who has gone, nothing changes. */
export const leavePaperRoomHandler: CommandHandler<typeof leavePaperRoom> = async (context, input) => {
  const held = await holdScene(context, input, 'leave')
  if (held.refused) return held
  const { row, scene } = held.value
  const known = new Set(present(row).map(({ applicationId }) => applicationId))
  if (input.applicationIds.some((id) => !known.has(id)))
    return notSignedIn('未签到的考生按缺考登记，不登记退场。')
  const moment = momentOf(context, input.at)
  const judged = judgeLeaving(scene.hours, {
    ...moment,
    isCounted: row.state === 'collected',
    lockedBy: await exitLockOf(context, row),
  })
  if (judged.refused) return judged
  const at = new Date(moment.at).toISOString()
  const goes = ({ applicationId, leftAt }: Attended) =>
    leftAt === null && input.applicationIds.includes(applicationId)
  const gone = present(row).filter(goes)
  const attendance = present(row).map((one) => (goes(one) ? { ...one, leftAt: at } : one))
  // What is written later takes the signatures away.
  const change = gone.length > 0 ? { attendance, signatures: [] } : { attendance }
  const version = await savePrintRoom(context.tx, row, change)
  context.record({
    type: 'print-candidates-left',
    table: 'printRoom',
    row,
    data: { applicationIds: gone.map(({ applicationId }) => applicationId), at },
    clauses: ['SDS-4.4-26', 'HN-3.1.4-05', 'HN-2.3.4-25'],
  })
  return accept({ version, state: row.state, left: gone.length })
}
