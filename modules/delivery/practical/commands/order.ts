import { drawnOrder } from '#modules/arrangement/facts.ts'
import { dayOf } from '#platform/clock/day.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import type { drawOrder, startPractical } from '../contract.ts'
import { formsOfDay } from '../core/check-list.ts'
import { lotsOf } from '../core/order.ts'
import { mayStart } from '../core/start.rule.ts'
import { sha256 } from '../digest.ts'
import { isExamDay, mayActIn, notOnPanel, notTheDay, peopleIn, placeOfDay, sceneOfSession } from '../scene.ts'
import { checksOf, insertTurns, lockDay, updateDay } from '../store.ts'
import { seedPurpose } from './prepare.ts'

/** Opens the seed committed to at preparation: order of call-up and each candidate's task follow from it. */
export const drawOrderHandler: CommandHandler<typeof drawOrder> = async (context, input) => {
  const { tx, actor, now } = context
  const day = await lockDay(tx, ownOrganisation(context), input)
  const at = placeOfDay(day)
  const { session } = await sceneOfSession(context, day.sessionId)
  if (!(await mayActIn(context, at))) return notOnPanel
  if (day.state !== 'prepared') {
    return refuse('ORDER_DRAWN', {
      sentence: '本考场已经抽签。',
      remedy: '抽签只有一次，请刷新页面查看顺序。',
      clauses: ['SDS-4.4-19'],
    })
  }
  if (!isExamDay(context, session)) return notTheDay
  const people = await peopleIn(context, at)
  const seed = context.services.keyring.decrypt(day.seedSealed, seedPurpose(day.id))
  const { label, tasks } = day
  const lots = lotsOf({ label, pool: people.map(({ ticketNumber }) => ticketNumber), tasks }, (of, pool) =>
    drawnOrder({ seed, label: of, pool }, sha256),
  )
  const byTicket = new Map(people.map((person) => [person.ticketNumber, person]))
  const ids = await insertTurns(
    tx,
    lots.map(({ ticketNumber, position, task }) => {
      const { applicationId, personId, seatId } = byTicket.get(ticketNumber)!
      return { ...at, applicationId, personId, seatId, position, task }
    }),
  )
  await updateDay(tx, day, { state: 'drawn', seed, drawnAt: now, drawnBy: actor.name })
  const { organisationId } = at
  const clauses = ['SDS-4.4-19']
  context.record({ type: 'practical-order-drawn', table: 'practicalDay', row: day, data: { seed }, clauses })
  context.recordAll({ type: 'practical-turn-drawn', table: 'practicalTurn', organisationId, ids, clauses })
  return accept({ seed, people: lots.length })
}

/** HN-3.1.7-03: a room starts when its lists that concern safety are closed. */
export const startPracticalHandler: CommandHandler<typeof startPractical> = async (context, input) => {
  const { tx, actor, now } = context
  const day = await lockDay(tx, ownOrganisation(context), input)
  const { session, rules } = await sceneOfSession(context, day.sessionId)
  if (!(await mayActIn(context, placeOfDay(day)))) return notOnPanel
  if (day.state === 'started') {
    return refuse('ALREADY_STARTED', {
      sentence: '本考场已经开考。',
      remedy: '请刷新页面。',
      clauses: ['SDS-4.4-19'],
    })
  }
  if (!isExamDay(context, session)) return notTheDay
  const { isDangerous, notice } = day
  const forms = formsOfDay(rules, { examOn: dayOf(session.startsAt), isDangerous, notice })
  const ready = mayStart(forms, await checksOf(tx, day), { id: day.roomId, isDrawn: day.state === 'drawn' })
  if (ready.refused) return ready
  await updateDay(tx, day, { state: 'started', startedAt: now, startedBy: actor.name })
  context.record({
    type: 'practical-started',
    table: 'practicalDay',
    row: day,
    clauses: ['SDS-4.1-12', 'HN-3.1.7-03'],
  })
  return accept({ startedAt: now.toISOString() })
}
