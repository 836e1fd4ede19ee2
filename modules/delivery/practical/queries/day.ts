import { commitmentOf, drawHolds, drawnOrder, type PlacementFact } from '#modules/arrangement/facts.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import { roomFacts } from '#modules/site/facts.ts'
import { dayOf } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { checkers } from '../commands/check.ts'
import type { practicalDay } from '../contract.ts'
import { formsOfDay, type ListedForm, openItems, shortage } from '../core/check-list.ts'
import { isFrozen, type Pause, secondsLeft } from '../core/clock.ts'
import { availableOnDay, dayTitles, stopTitles } from '../core/day.ts'
import { boundPool } from '../core/order.ts'
import { sha256 } from '../digest.ts'
import { dutyIn, lineTitle, type PracticalScene, peopleIn, sceneOfSession } from '../scene.ts'
import { type CheckRow, checksOf, type DayRow, findDay, type TurnRow, turnsOf } from '../store.ts'
import { type ClockRow, clocksOf, readingsOf, type StopRow, stopsOf } from '../time.store.ts'

const notPrepared = refuse('NOT_PREPARED', {
  sentence: '本考场还没有准备技能操作考核。',
  remedy: '请考务人员先在“技能考场”中选定试卷并生成准备通知单。',
  clauses: ['HN-2.3.4-10', 'SPC-A1.4-03'],
})

interface Seen {
  readonly day: DayRow
  readonly scene: PracticalScene
  readonly people: readonly PlacementFact[]
  readonly checks: readonly CheckRow[]
}

const lineOf = (seen: Seen, list: ListedForm, of: { readonly subjectId: string; readonly item: string }) => {
  const found = seen.checks.find(
    ({ form, subjectId, item }) => form === list.form && subjectId === of.subjectId && item === of.item,
  )
  const line = list.form === 'notice' ? seen.day.notice.find(({ key }) => key === of.item) : undefined
  return {
    item: of.item,
    title: line ? [line.kind, line.name, line.spec].filter((part) => part !== '').join(' ') : of.item,
    needed: line?.needed ?? null,
    unit: line?.unit ?? '',
    inOrder: found?.inOrder ?? null,
    quantity: found?.quantity ?? null,
    shortage: line ? shortage(line, seen.checks) : null,
    finding: found?.finding ?? '',
    checkedBy: found?.checkedName ?? null,
    checkedAt: found?.checkedAt.toISOString() ?? null,
  }
}

const listOf = ({ actor, today }: QueryContext, seen: Seen, list: ListedForm) => {
  const { form, title, items, clauses, until } = list
  const subjects =
    form === 'station'
      ? seen.people.map(({ seatId, seatNumber }) => ({ subjectId: seatId, title: `${seatNumber} 号工位` }))
      : [{ subjectId: seen.day.roomId, title: '' }]
  const open = subjects.reduce(
    (sum, { subjectId }) => sum + openItems(list, seen.checks, subjectId).length,
    0,
  )
  const isLate = until !== null && today > until
  return {
    ...{ form, title, until, isLate, open, clauses: [...clauses] },
    mayCheck: !isLate && checkers[form].some((role) => actor.roles.includes(role)),
    subjects: subjects.map((subject) => ({
      ...subject,
      lines: items.map((item) => lineOf(seen, list, { subjectId: subject.subjectId, item })),
    })),
  }
}

const stopOf = (stop: StopRow, people: readonly PlacementFact[]) => ({
  stopId: stop.id,
  version: stop.version,
  kind: stop.kind,
  kindTitle: stopTitles[stop.kind as keyof typeof stopTitles],
  candidateName: people.find(({ applicationId }) => applicationId === stop.applicationId)?.name ?? null,
  applicationId: stop.applicationId,
  reason: stop.reason,
  stoppedAt: stop.stoppedAt.toISOString(),
  stoppedBy: stop.stoppedBy,
  liftedAt: stop.liftedAt?.toISOString() ?? null,
  liftedBy: stop.liftedBy,
  remedy: stop.remedy,
  extraMinutes: stop.extraMinutes,
  mayLift: stop.liftedAt === null && stop.kind !== 'unsafe',
})

const pausesFor = (applicationId: string, stops: readonly StopRow[]): readonly Pause[] =>
  stops
    .filter((stop) => stop.applicationId === null || stop.applicationId === applicationId)
    .map(({ stoppedAt, liftedAt, extraMinutes }) => ({ from: stoppedAt, to: liftedAt, extraMinutes }))

const turnOf = (
  turn: TurnRow,
  seen: Seen,
  time: { readonly clocks: readonly ClockRow[]; readonly stops: readonly StopRow[]; readonly now: Date },
) => {
  const person = seen.people.find(({ applicationId }) => applicationId === turn.applicationId)
  const pauses = pausesFor(turn.applicationId, time.stops)
  const station = formsOfDay(seen.scene.rules, {
    ...seen.day,
    examOn: dayOf(seen.scene.session.startsAt),
  }).find(({ form }) => form === 'station')
  const isUnsafe = time.stops.some(
    ({ kind, applicationId }) => kind === 'unsafe' && applicationId === turn.applicationId,
  )
  return {
    applicationId: turn.applicationId,
    position: turn.position,
    seatNumber: person?.seatNumber ?? 0,
    name: person?.name ?? '',
    ticketNumber: person?.ticketNumber ?? '',
    task: turn.task,
    calledAt: turn.calledAt?.toISOString() ?? null,
    signedAt: turn.signedAt?.toISOString() ?? null,
    isEnded: isUnsafe || turn.signedAt !== null,
    stationOpen: station ? [...openItems(station, seen.checks, turn.seatId)] : [],
    clocks: time.clocks
      .filter(({ applicationId }) => applicationId === turn.applicationId)
      .map((clock) => ({
        module: clock.module,
        startedAt: clock.startedAt.toISOString(),
        endedAt: clock.endedAt?.toISOString() ?? null,
        secondsLeft: secondsLeft(clock, pauses, time.now),
        isFrozen: clock.endedAt === null && isFrozen(pauses),
      })),
  }
}

/** The draw as anyone can check it; null before it. */
const drawOf = ({ day, people }: Seen, turns: readonly TurnRow[]): boolean | null => {
  const { seed, label, tasks, commitment } = day
  if (seed === null) return null
  const tickets = people.map(({ ticketNumber }) => ticketNumber)
  const ticketOf = new Map(people.map(({ applicationId, ticketNumber }) => [applicationId, ticketNumber]))
  const order = turns.map(({ applicationId }) => ticketOf.get(applicationId) ?? '')
  return (
    commitmentOf({ seed, label, pool: boundPool({ pool: tickets, tasks }) }, sha256) === commitment &&
    drawHolds(
      { seed, label, pool: tickets },
      { commitment: commitmentOf({ seed, label, pool: tickets }, sha256), order },
      sha256,
    ) &&
    turns.every(
      ({ applicationId, task }) =>
        task ===
        (drawnOrder({ seed, label: `${label} ${ticketOf.get(applicationId)}`, pool: tasks }, sha256)[0] ??
          null),
    )
  )
}

const headOf = (day: DayRow) => ({
  dayId: day.id,
  version: day.version,
  title: day.title,
  isDangerous: day.isDangerous,
  state: day.state,
  stateTitle: dayTitles[day.state],
  startedAt: day.startedAt?.toISOString() ?? null,
  startedBy: day.startedBy,
  commitment: day.commitment,
  label: day.label,
  seed: day.seed,
  tasks: [...day.tasks],
  modules: day.modules.map((module) => ({ ...module })),
})

export const practicalDayHandler: QueryHandler<typeof practicalDay> = async (context, input) => {
  const { tx, actor, now } = context
  const scene = await sceneOfSession(context, input.sessionId)
  const { organisationId, batch, session, line, rules } = scene
  const at = { organisationId, batchId: batch.id, sessionId: session.id, roomId: input.roomId }
  const day = await findDay(tx, at)
  if (!day) return notPrepared
  const seen = { day, scene, people: await peopleIn(context, at), checks: await checksOf(tx, at) }
  const [turns, clocks] = [await turnsOf(tx, at), await clocksOf(tx, at)]
  const [stops, readings] = [await stopsOf(tx, at), await readingsOf(tx, at)]
  const duty = await dutyIn(context, at)
  const [room] = await roomFacts(tx, organisationId, [input.roomId])
  const hasRead = readings.some(({ accountId }) => accountId === actor.accountId)
  return accept({
    ...headOf(day),
    batchName: batch.name,
    lineTitle: lineTitle(line),
    sessionNumber: session.number,
    startsAt: session.startsAt.toISOString(),
    siteName: room!.siteName,
    roomName: room!.name,
    drawHolds: drawOf(seen, turns),
    toRead: duty && !hasRead ? [...(statedValue(rules.reading) ?? [])] : [],
    readings: readings.map(({ name, confirmedAt }) => ({ name, confirmedAt: confirmedAt.toISOString() })),
    lists: formsOfDay(rules, { ...day, examOn: dayOf(session.startsAt) }).map((list) =>
      listOf(context, seen, list),
    ),
    now: now.toISOString(),
    isStopped: stops.some(({ applicationId, liftedAt }) => applicationId === null && liftedAt === null),
    stops: stops.map((stop) => stopOf(stop, seen.people)),
    turns: turns.map((turn) => turnOf(turn, seen, { clocks, stops, now })),
    isLeader: duty?.isLeader ?? false,
    availableActions: [
      ...availableOnDay(day.state, { isOnPanel: duty !== null, isHead: actor.roles.includes('site-chief') }),
    ],
  })
}
