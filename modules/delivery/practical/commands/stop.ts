import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import type { explainStop, liftStop, stopPractical } from '../contract.ts'
import { dutyIn, mayActIn, notOnPanel, notStarted, placeOfDay } from '../scene.ts'
import { lockDay, turnsOf } from '../store.ts'
import { insertStop, lockStop, stopsOf, updateStop } from '../time.store.ts'

const clauses = ['HN-3.1.7-06']

const reasonMissing = refuse('REASON_MISSING', {
  sentence: '须写明停止考试的原因。',
  remedy: '请补记原因。',
  clauses,
  field: 'reason',
})

const candidateMissing = refuse('CANDIDATE_MISSING', {
  sentence: '违章操作终止的是一名考生的考核，请选择考生。',
  remedy: '请在该考生处办理。',
  clauses,
  field: 'applicationId',
})

/** HN-3.1.7-06: for danger the room stands at once, words come later; the other stops say why. */
export const stopPracticalHandler: CommandHandler<typeof stopPractical> = async (context, input) => {
  const { tx, actor, now } = context
  const day = await lockDay(tx, ownOrganisation(context), input)
  const at = placeOfDay(day)
  if (!(await mayActIn(context, at))) return notOnPanel
  if (day.state !== 'started') return notStarted
  const { kind, applicationId } = input
  const reason = input.reason.trim()
  if (kind !== 'danger' && reason === '') return reasonMissing
  const people = await turnsOf(tx, at)
  const isHere = applicationId === null || people.some((turn) => turn.applicationId === applicationId)
  if (!isHere || (kind === 'unsafe' && applicationId === null)) return candidateMissing
  const standing = (await stopsOf(tx, at)).some(
    (stop) => stop.liftedAt === null && stop.applicationId === applicationId,
  )
  if (standing) {
    return refuse('ALREADY_STOPPED', {
      sentence: '考试已经停止。',
      remedy: '请先恢复再办理。',
      clauses,
    })
  }
  const row = await insertStop(tx, {
    ...{ ...at, applicationId, kind, reason },
    ...{ stoppedAt: now, stoppedBy: actor.name },
  })
  context.record({ type: 'practical-stopped', table: 'practicalStop', row, data: { reason }, clauses })
  return accept({ stopId: row.id, stoppedAt: now.toISOString() })
}

export const explainStopHandler: CommandHandler<typeof explainStop> = async (context, input) => {
  const row = await lockStop(context.tx, ownOrganisation(context), input)
  if (!(await mayActIn(context, row))) return notOnPanel
  await updateStop(context.tx, row, { reason: input.reason.trim() })
  context.record({
    type: 'practical-stop-explained',
    table: 'practicalStop',
    row,
    data: { reason: input.reason },
    clauses,
  })
  return accept({ version: row.version + 1 })
}

/** Lifted with what was done; time beyond the stop itself is added by the leader alone. */
export const liftStopHandler: CommandHandler<typeof liftStop> = async (context, input) => {
  const { tx, actor, now } = context
  const row = await lockStop(tx, ownOrganisation(context), input)
  const duty = await dutyIn(context, row)
  if (!duty) return notOnPanel
  if (row.liftedAt !== null) {
    return refuse('ALREADY_LIFTED', { sentence: '考试已经恢复。', remedy: '请刷新页面。', clauses })
  }
  if (row.kind === 'unsafe') {
    return refuse('TEST_ENDED', {
      sentence: '违章操作已终止该考生的考核，不能恢复。',
      remedy: '处理有误的，请由考评组长报告考务负责人。',
      clauses,
    })
  }
  if (row.reason === '') return reasonMissing
  if (input.extraMinutes > 0 && !duty.isLeader) {
    return refuse('NOT_LEADER', {
      sentence: '补时由考评组长决定。',
      remedy: '请考评组长登录后恢复考试并补时。',
      clauses: ['SDS-4.3-11'],
      field: 'extraMinutes',
    })
  }
  const { remedy, extraMinutes } = input
  await updateStop(tx, row, { liftedAt: now, liftedBy: actor.name, remedy: remedy.trim(), extraMinutes })
  context.record({
    type: 'practical-stop-lifted',
    table: 'practicalStop',
    row,
    data: { note: remedy },
    clauses,
  })
  return accept({ liftedAt: now.toISOString() })
}
