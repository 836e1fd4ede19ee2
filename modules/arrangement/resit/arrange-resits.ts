import { v7 as uuid } from 'uuid'
import { dayOf } from '#platform/clock/day.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { Place } from '../core/move.rule.ts'
import { seatResits } from '../core/resit-seats.rule.ts'
import { subjectTitles } from '../core/seating-input.ts'
import { checkSessionTimes } from '../core/session.rule.ts'
import { notConfirmed, sessionsOverlap } from '../refusals.ts'
import { renewTickets } from '../renew-tickets.ts'
import { loadScene, type Scene, seatingRooms } from '../scene.ts'
import {
  type ArrangementRow,
  changePlacements,
  type DraftSession,
  insertSessions,
  lockArrangement,
  ownOrganisation,
  publishedSessions,
  seatsOf,
  updateArrangement,
} from '../store.ts'
import type { arrangeResits } from './contract.ts'
import { listResits, putInSession, type ResitRow } from './store.ts'

type Input = InputOf<typeof arrangeResits>
const clauses = ['SDS-4.4-40', 'SDS-4.4-02']

const notWaiting = refuse('RESIT_NOT_WAITING', {
  sentence: '所选考生不在待安排的重考名单内，或已经安排。',
  remedy: '请刷新页面后重新选择。',
  clauses,
  field: 'resitIds',
})

const differ = refuse('RESITS_DIFFER', {
  sentence: '一场重考只安排同一职业等级、同一科目的考生。',
  remedy: '请分别安排场次。',
  clauses,
  field: 'resitIds',
})

const tooEarly = refuse('SESSION_TIMES_WRONG', {
  sentence: '重考场次不能早于现在。',
  remedy: '请选择以后的时间，并留出通知考生和准备试卷的时间。',
  clauses,
  field: 'startsAt',
})

const tooFew = (seats: number, people: number) =>
  refuse('SEATS_MISSING', {
    sentence: `这个时间空闲考场只有 ${seats} 个可用座位，不够 ${people} 名重考考生。`,
    remedy: '请选择其他时间，或分两场安排。',
    clauses: [...clauses, 'SDS-4.1-10'],
  })

/** Those chosen, of one line and one subject, all of them still waiting. */
const chosenOf = (input: Input, waiting: readonly ResitRow[], scene: Scene) => {
  const chosen = waiting.filter(({ id, sessionId }) => sessionId === null && input.resitIds.includes(id))
  if (chosen.length !== input.resitIds.length) return notWaiting
  const people = new Map(scene.people.map((person) => [person.id, person]))
  const lines = new Set(chosen.map(({ applicationId }) => people.get(applicationId)?.lineId))
  const subjects = new Set(chosen.map(({ subject }) => subject))
  const [lineId] = lines
  if (lines.size !== 1 || subjects.size !== 1 || lineId === undefined) return differ
  return accept({ chosen, lineId, subject: chosen[0]!.subject as DraftSession['subject'] })
}

/** The session as it will stand: after those of its subject, and never in the past. */
const sessionOf = async (
  context: CommandContext,
  input: Input,
  of: { readonly row: ArrangementRow; readonly lineId: string; readonly subject: DraftSession['subject'] },
): Promise<Verdict<DraftSession, 'SESSION_TIMES_WRONG' | 'SESSION_OUTSIDE_EXAM'>> => {
  const { row, lineId, subject } = of
  const [startsAt, endsAt] = [new Date(input.startsAt), new Date(input.endsAt)]
  if (startsAt <= context.now) return tooEarly
  const before = await publishedSessions(context.tx, row)
  const number = 1 + Math.max(0, ...before.filter((one) => one.subject === subject).map((one) => one.number))
  const minutes = (endsAt.getTime() - startsAt.getTime()) / 60_000
  const on = dayOf(startsAt)
  // A re-sit is held when the examination days are over: the plan's days do not bind it.
  const times = checkSessionTimes(
    { title: `${subjectTitles[subject]}重考`, from: on, to: dayOf(endsAt), minutes },
    { from: on, to: on },
  )
  if (times.refused) return times
  return accept({
    ...{ id: uuid(), lineId, subject, number },
    ...{ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
  })
}

const write = async (
  context: CommandContext,
  row: ArrangementRow,
  made: {
    readonly session: DraftSession
    readonly places: readonly Place[]
    readonly chosen: readonly ResitRow[]
    readonly scene: Scene
  },
) => {
  const { session, places, chosen, scene } = made
  const { organisationId, batchId } = row
  await insertSessions(context.tx, { organisationId, batchId }, [session])
  const placementIds = await changePlacements(context.tx, row, places)
  const ids = chosen.map(({ id }) => id)
  await putInSession(context.tx, organisationId, { ids, sessionId: session.id })
  const version = await updateArrangement(context.tx, row, {})
  const data = { reason: '重考' }
  context.record({
    ...{ type: 'session-published', table: 'examSession', data, clauses },
    row: { organisationId, id: session.id },
  })
  context.recordAll({
    type: 'place-changed',
    table: 'placement',
    organisationId,
    ids: placementIds,
    data,
    clauses,
  })
  context.recordAll({ type: 'resit-seated', table: 'resitPlace', organisationId, ids, clauses })
  const applicationIds = places.map(({ applicationId }) => applicationId)
  const tickets = await renewTickets(context, row, { scene, applicationIds })
  return { version, sessionId: session.id, seated: places.length, tickets }
}

/** SDS-4.4-40: the group that sits again gets a later session of its own, with seats and renewed tickets. */
export const arrangeResitsHandler: CommandHandler<typeof arrangeResits> = async (context, input) => {
  const of = { organisationId: ownOrganisation(context), batchId: input.batchId }
  const row = await lockArrangement(context.tx, of, input.version)
  if (row.state !== 'confirmed') return notConfirmed()
  const scene = await loadScene(context.tx, of)
  const found = chosenOf(input, await listResits(context.tx, of), scene)
  if (found.refused) return found
  const { chosen, lineId, subject } = found.value
  const made = await sessionOf(context, input, { row, lineId, subject })
  if (made.refused) return made
  const session = made.value
  const timed = (one: DraftSession) => ({
    ...one,
    from: Date.parse(one.startsAt),
    to: Date.parse(one.endsAt),
  })
  const others = (await publishedSessions(context.tx, row)).map((one) => ({
    ...{ ...one, from: one.startsAt.getTime(), to: one.endsAt.getTime() },
  }))
  const applicationIds = chosen.map(({ applicationId }) => applicationId)
  const seating = seatResits(applicationIds, timed(session), {
    places: await seatsOf(context.tx, of, 'confirmed'),
    rooms: seatingRooms(scene),
    sessions: others,
    restMinutes: row.settings.restMinutes,
    lineOf: new Map(scene.people.map((person) => [person.id, person.lineId])),
  })
  if (seating.kind === 'short') return tooFew(seating.seats, applicationIds.length)
  if (seating.kind === 'conflict')
    return sessionsOverlap(
      scene.people.find(({ id }) => id === seating.conflict.applicationId)?.name ?? '该考生',
    )
  return accept(await write(context, row, { session, places: seating.places, chosen, scene }))
}
