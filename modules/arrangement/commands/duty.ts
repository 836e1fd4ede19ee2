import { dayOf } from '#platform/clock/day.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Refusal, refuse } from '#platform/contract/verdict.ts'
import { checkRoster } from '../core/roster.rule.ts'
import {
  examinerIneligibility,
  excludedFrom,
  loadSessionRoster,
  mayInvigilate,
  type SessionRoster,
  supervisorIneligibility,
} from '../roster.ts'
import type { assignDuty, releaseDuties, removeDuty } from '../staff.contract.ts'
import { insertDuties, lockDuty, removeDuties, type StaffRow } from '../staff.store.ts'
import { lockSession, ownOrganisation, updateSession } from '../store.ts'

type Input = InputOf<typeof assignDuty>

const notQualified = (
  name: string,
  reasons: readonly { sentence: string; clauses: readonly string[] }[],
  clause: string,
) =>
  refuse('NOT_QUALIFIED', {
    sentence: `${name}不具备担任条件：${reasons.map(({ sentence }) => sentence).join('；')}。`,
    remedy: '请选择符合条件的人员。',
    clauses: [clause, ...new Set(reasons.flatMap(({ clauses }) => clauses))],
    field: 'staffId',
  })

const checkQualification = (roster: SessionRoster, staff: StaffRow, { role }: Input) => {
  if (role === '考评人员') {
    const reasons = examinerIneligibility(roster, staff)
    return reasons.length > 0 ? notQualified(staff.name, reasons, 'SDS-4.3-12') : null
  }
  if (role === '内部质量督导员') {
    const reasons = supervisorIneligibility(roster, staff, dayOf(roster.session.startsAt))
    return reasons.length > 0 ? notQualified(staff.name, reasons, 'SDS-4.3-14') : null
  }
  const excluded = excludedFrom(roster, staff, 'any')
  if (excluded.length > 0) return notQualified(staff.name, excluded, 'HN-3.3.9-01')
  if (role === '监考人员' && !mayInvigilate(roster, staff)) {
    return notQualified(
      staff.name,
      [{ sentence: '不是在聘并签有协议的监考人员，或本人是考生', clauses: [] }],
      'SDS-4.3-02',
    )
  }
  return null
}

const checkPlace = (roster: SessionRoster, { role, siteId, roomId }: Input) => {
  const isMissing =
    (role === '考点负责人' && !roster.rooms.some((room) => room.siteId === siteId)) ||
    ((role === '监考人员' || role === '考评人员') && !roster.rooms.some((room) => room.id === roomId))
  if (!isMissing) return null
  return refuse('PLACE_MISSING', {
    sentence: `安排${role}须指明本场次使用的${role === '考点负责人' ? '考点' : '考场'}。`,
    remedy: '请选择考点或考场。',
    clauses: ['SDS-4.3-04', 'SDS-4.3-05'],
    field: 'roomId',
  })
}

/** SDS-4.3-08, SDS-4.4-13: who is to be drawn is picked by hand only with a reason on record. */
const checkDraw = ({ role, reason }: Input) =>
  (role === '监考人员' || role === '考评人员') && !reason
    ? refuse('DRAW_REQUIRED', {
        sentence: `${role}须由平台随机抽取，人工指定须说明原因。`,
        remedy: '请使用抽签；确需指定的，填写原因。',
        clauses: role === '考评人员' ? ['SDS-4.3-08'] : ['SDS-4.4-13', 'SDS-4.4-14'],
        field: 'reason',
      })
    : null

const checkAvoidance = (roster: SessionRoster, staff: StaffRow, { role, roomId }: Input) => {
  const avoided = roster.rooms.find(({ id }) => id === roomId)?.avoided.get(staff.id)
  if (avoided === undefined) return null
  return refuse('MUST_AVOID', {
    sentence: `${staff.name}与该考场的考生存在应回避关系（${avoided}），不得安排。`,
    remedy: '请安排到其他考场，或另选人员。',
    clauses: role === '考评人员' ? ['SDS-4.3-10'] : ['SDS-4.3-02', 'SDS-4.3-06'],
    field: 'staffId',
  })
}

const checkFree = (roster: SessionRoster, staff: StaffRow, { role, siteId }: Input) => {
  if (roster.busy.has(staff.id)) {
    return refuse('ALREADY_ON_DUTY', {
      sentence: `${staff.name}在这个时间已有其他岗位。`,
      remedy: '请另选人员。',
      clauses: ['SDS-4.3-02'],
      field: 'staffId',
    })
  }
  if (role !== '考点负责人' || !roster.duties.some((duty) => duty.role === role && duty.siteId === siteId))
    return null
  return refuse('HEAD_TAKEN', {
    sentence: '该考点当天已有考点负责人，每个考点每个考试日只能有 1 名。',
    remedy: '如需更换，请先撤下原负责人。',
    clauses: ['SDS-4.3-04'],
    field: 'siteId',
  })
}

type Code =
  | 'NOT_QUALIFIED'
  | 'MUST_AVOID'
  | 'DRAW_REQUIRED'
  | 'ALREADY_ON_DUTY'
  | 'HEAD_TAKEN'
  | 'PLACE_MISSING'

const checkAssignment = (roster: SessionRoster, staff: StaffRow, input: Input): Refusal<Code> | null =>
  checkQualification(roster, staff, input) ??
  checkPlace(roster, input) ??
  checkAvoidance(roster, staff, input) ??
  checkFree(roster, staff, input) ??
  checkDraw(input)

export const assignDutyHandler: CommandHandler<typeof assignDuty> = async (context, input) => {
  const organisationId = ownOrganisation(context)
  const session = await lockSession(context.tx, organisationId, { sessionId: input.sessionId })
  const roster = await loadSessionRoster(context.tx, session)
  const staff = roster.staff.find(({ id }) => id === input.staffId)
  if (!staff) throw new MissingRow()
  const refusal = checkAssignment(roster, staff, input)
  if (refusal) return refusal
  const room = roster.rooms.find(({ id }) => id === input.roomId)
  const [dutyId] = await insertDuties(context.tx, [
    {
      organisationId,
      batchId: session.batchId,
      sessionId: session.id,
      roomId: input.roomId ?? null,
      siteId: room?.siteId ?? input.siteId ?? null,
      role: input.role,
      staffId: staff.id,
      staffName: staff.name,
      isLeader: input.isLeader ?? false,
      drawId: null,
      reason: input.reason ?? null,
    },
  ])
  context.record({
    type: 'duty-assigned',
    table: 'duty',
    row: { organisationId, id: dutyId! },
    data: { role: input.role, reason: input.reason ?? '' },
    clauses: ['SDS-4.3-02', 'SDS-4.3-10'],
  })
  return accept({ dutyId: dutyId! })
}

export const removeDutyHandler: CommandHandler<typeof removeDuty> = async (context, input) => {
  const duty = await lockDuty(context.tx, ownOrganisation(context), input)
  await removeDuties(context.tx, [duty], input.reason)
  const session = await lockSession(context.tx, duty.organisationId, { sessionId: duty.sessionId })
  if (session.staffedAt) {
    await updateSession(context.tx, session, { staffedAt: null })
    context.record({ type: 'roster-reopened', table: 'examSession', row: session, clauses: ['SDS-4.4-02'] })
  }
  context.record({
    type: 'duty-removed',
    table: 'duty',
    row: duty,
    data: { reason: input.reason },
    clauses: ['SDS-4.4-02'],
  })
  return accept({ version: duty.version + 1 })
}

/** A roster is released when nothing in it is wrong; without it the session cannot start (SDS-4.3-13). */
export const releaseDutiesHandler: CommandHandler<typeof releaseDuties> = async (context, input) => {
  const session = await lockSession(context.tx, ownOrganisation(context), input)
  const { problems } = await loadSessionRoster(context.tx, session)
  const complete = checkRoster(problems)
  if (complete.refused) return complete
  const version = await updateSession(context.tx, session, { staffedAt: context.now })
  context.record({
    type: 'roster-released',
    table: 'examSession',
    row: session,
    clauses: ['SDS-4.3-04', 'SDS-4.3-05', 'SDS-4.3-07', 'SDS-4.3-11', 'SDS-4.3-13'],
  })
  return accept({ version })
}
