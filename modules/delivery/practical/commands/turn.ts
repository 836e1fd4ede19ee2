import type { CommandContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import type { callUp, endModule, signTurn, startModule } from '../contract.ts'
import { dutyIn, notOnPanel, notStarted, placeOfDay } from '../scene.ts'
import { lockDay, turnsOf, updateTurn } from '../store.ts'
import { clocksOf, endClock, insertClock, stopsOf } from '../time.store.ts'

interface TurnInput {
  readonly dayId: string
  readonly applicationId: string
}

/** One candidate in a room, as an examiner of that room has him before himself. */
const turnBefore = async (context: CommandContext, { dayId, applicationId }: TurnInput) => {
  const day = await lockDay(context.tx, ownOrganisation(context), { dayId })
  const at = placeOfDay(day)
  if (!(await dutyIn(context, at))) return notOnPanel
  const turn = (await turnsOf(context.tx, at)).find((each) => each.applicationId === applicationId)
  if (day.state === 'started' && !turn) throw new MissingRow()
  return accept({ day, at, turn: turn ?? null })
}

const roomStopped = refuse('ROOM_STOPPED', {
  sentence: '考试已停止，计时冻结。',
  remedy: '请排除危险并恢复考试后再继续。',
  clauses: ['HN-3.1.7-06'],
})

const notCalled = refuse('NOT_CALLED', {
  sentence: '该考生还没有叫号入场。',
  remedy: '请先叫号。',
  clauses: ['SDS-4.4-38'],
})

/** Stops that hold this candidate: those of the room and his own. */
const heldBy = async (context: CommandContext, at: ReturnType<typeof placeOfDay>, applicationId: string) =>
  (await stopsOf(context.tx, at)).filter(
    (stop) => stop.liftedAt === null && (stop.applicationId === null || stop.applicationId === applicationId),
  )

export const callUpHandler: CommandHandler<typeof callUp> = async (context, input) => {
  const before = await turnBefore(context, input)
  if (before.refused) return before
  const { day, at, turn } = before.value
  if (day.state !== 'started' || !turn) return notStarted
  if ((await heldBy(context, at, input.applicationId)).length > 0) return roomStopped
  const calledAt = turn.calledAt ?? context.now
  if (turn.calledAt === null) {
    await updateTurn(context.tx, turn, { calledAt })
    context.record({
      type: 'practical-called',
      table: 'practicalTurn',
      row: turn,
      clauses: ['SDS-4.4-38', 'SDE-4.6-20'],
    })
  }
  return accept({ calledAt: calledAt.toISOString() })
}

export const startModuleHandler: CommandHandler<typeof startModule> = async (context, input) => {
  const before = await turnBefore(context, input)
  if (before.refused) return before
  const { day, at, turn } = before.value
  if (day.state !== 'started' || !turn) return notStarted
  if (turn.calledAt === null) return notCalled
  const held = await heldBy(context, at, input.applicationId)
  if (held.some(({ kind }) => kind === 'unsafe') || turn.signedAt !== null) {
    return refuse('TEST_ENDED', {
      sentence: '该考生的考核已经结束。',
      remedy: '请叫下一名考生。',
      clauses: ['HN-3.1.7-06'],
    })
  }
  if (held.length > 0) return roomStopped
  const module = day.modules.find(({ code }) => code === input.module)
  if (!module) {
    return refuse('MODULE_UNKNOWN', {
      sentence: '试卷没有这个模块。',
      remedy: '请刷新页面后重新选择。',
      clauses: ['SDS-4.4-39'],
      field: 'module',
    })
  }
  const own = (await clocksOf(context.tx, at)).filter((each) => each.applicationId === input.applicationId)
  if (own.some((clock) => clock.endedAt === null || clock.module === input.module)) {
    return refuse('CLOCK_RUNNING', {
      sentence: '该考生有模块正在计时，或本模块已经计过时。',
      remedy: '请先结束正在进行的模块。',
      clauses: ['SDS-4.4-39'],
    })
  }
  const { organisationId, sessionId, roomId } = at
  const { applicationId, personId } = turn
  const row = await insertClock(context.tx, {
    ...{ organisationId, sessionId, roomId, applicationId, personId },
    ...{ module: module.code, minutes: module.minutes, startedAt: context.now },
  })
  context.record({ type: 'practical-module-started', table: 'practicalClock', row, clauses: ['SDS-4.4-39'] })
  return accept({ startedAt: context.now.toISOString() })
}

export const endModuleHandler: CommandHandler<typeof endModule> = async (context, input) => {
  const before = await turnBefore(context, input)
  if (before.refused) return before
  const clock = (await clocksOf(context.tx, before.value.at)).find(
    (each) => each.applicationId === input.applicationId && each.module === input.module,
  )
  if (!clock || clock.endedAt !== null) {
    return refuse('CLOCK_NOT_RUNNING', {
      sentence: '该模块没有在计时。',
      remedy: '请刷新页面。',
      clauses: ['SDS-4.4-39'],
    })
  }
  await endClock(context.tx, clock, context.now)
  context.record({
    type: 'practical-module-ended',
    table: 'practicalClock',
    row: clock,
    clauses: ['SDS-4.4-39'],
  })
  return accept({ endedAt: context.now.toISOString() })
}

export const signTurnHandler: CommandHandler<typeof signTurn> = async (context, input) => {
  const before = await turnBefore(context, input)
  if (before.refused) return before
  const { turn, at } = before.value
  if (!turn || turn.calledAt === null) return notCalled
  if (turn.signedAt !== null) {
    return refuse('ALREADY_SIGNED', {
      sentence: '该考生已经签名。',
      remedy: '请刷新页面。',
      clauses: ['SDS-4.4-38'],
    })
  }
  const { now } = context
  const running = (await clocksOf(context.tx, at)).filter(
    (each) => each.applicationId === input.applicationId && each.endedAt === null,
  )
  for (const clock of running) await endClock(context.tx, clock, now)
  context.recordAll({
    type: 'practical-module-ended',
    table: 'practicalClock',
    organisationId: at.organisationId,
    ids: running.map(({ id }) => id),
    clauses: ['SDS-4.4-39'],
  })
  await updateTurn(context.tx, turn, { signature: input.signature, signedAt: now })
  context.record({
    type: 'practical-turn-signed',
    table: 'practicalTurn',
    row: turn,
    clauses: ['SDS-4.4-38'],
  })
  return accept({ signedAt: now.toISOString() })
}
