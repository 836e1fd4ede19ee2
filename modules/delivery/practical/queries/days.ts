import { type PlacementFact, placementsOf, type SessionFact, sessionsOf } from '#modules/arrangement/facts.ts'
import { practicalPapersFor } from '#modules/itembank/facts.ts'
import { type BatchFacts, batchFacts } from '#modules/plan/facts.ts'
import { regime } from '#modules/policy/core/regime.ts'
import { type RoomFact, roomFacts } from '#modules/site/facts.ts'
import { dayOf } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import type { practicalDays } from '../contract.ts'
import { formsOfDay, openItems, shortage } from '../core/check-list.ts'
import { dayTitles, layoutOf } from '../core/day.ts'
import { lineTitle } from '../scene.ts'
import { type CheckRow, checksOf, type DayRow, daysOfBatch } from '../store.ts'

interface RoomSeen {
  readonly room: RoomFact
  readonly people: readonly PlacementFact[]
  readonly day: DayRow | undefined
  readonly checks: readonly CheckRow[]
}

/** What somebody found wanting, in words: `材料 塑料铜线 BV 缺 2 米`. */
const missingIn = ({ day, checks, people }: RoomSeen): string[] =>
  checks
    .filter(({ form, item, inOrder }) => {
      const line = form === 'notice' ? day?.notice.find(({ key }) => key === item) : undefined
      return !inOrder || (line !== undefined && (shortage(line, checks) ?? 0) > 0)
    })
    .map(({ form, item, finding, subjectId }) => {
      const line = form === 'notice' ? day?.notice.find(({ key }) => key === item) : undefined
      const lacking = line ? shortage(line, checks) : null
      const seat = people.find(({ seatId }) => seatId === subjectId)
      return [
        seat ? `${seat.seatNumber} 号工位 ` : '',
        line ? `${line.kind} ${line.name}` : item,
        lacking !== null && lacking > 0 ? ` 缺 ${lacking} ${line!.unit}` : '',
        finding === '' ? '' : `（${finding}）`,
      ].join('')
    })

const roomView = (batch: BatchFacts, session: SessionFact, seen: RoomSeen) => {
  const { room, people, day, checks } = seen
  const forms = day
    ? formsOfDay(regime(batch.pack, batch.createdOn).practical, { ...day, examOn: dayOf(session.startsAt) })
    : []
  const open = forms.flatMap((form) =>
    (form.form === 'station' ? people.map(({ seatId }) => seatId) : [room.id]).flatMap((subjectId) =>
      openItems(form, checks, subjectId),
    ),
  )
  return {
    roomId: room.id,
    roomName: room.name,
    siteName: room.siteName,
    candidates: people.length,
    state: day?.state ?? 'open',
    stateTitle: day ? dayTitles[day.state] : '未准备',
    openItems: open.length,
    missing: missingIn(seen),
  }
}

const sessionView = async (context: QueryContext, batch: BatchFacts, session: SessionFact) => {
  const { tx } = context
  const of = { organisationId: batch.organisationId, batchId: batch.id }
  const line = batch.lines.find(({ id }) => id === session.lineId)!
  const placed = Map.groupBy(
    await placementsOf(tx, of.organisationId, { ...of, sessionId: session.id }),
    ({ roomId }) => roomId,
  )
  const rooms = await roomFacts(tx, of.organisationId, [...placed.keys()])
  const days = await daysOfBatch(tx, of.organisationId, batch.id)
  const checks = await checksOf(tx, { ...of, sessionId: session.id })
  const { protection } = regime(batch.pack, batch.createdOn).practical
  const papers = await practicalPapersFor(tx, of.organisationId, line)
  return {
    sessionId: session.id,
    number: session.number,
    lineTitle: lineTitle(line),
    mode: line.practicalMode,
    startsAt: session.startsAt.toISOString(),
    layout: layoutOf(rooms),
    tradeIsDangerous: protection.value.occupations.includes(line.occupationCode),
    papers: papers.map(({ practicalId, title }) => ({ practicalId, title })),
    rooms: rooms.map((room) =>
      roomView(batch, session, {
        room,
        people: placed.get(room.id) ?? [],
        day: days.find((day) => day.sessionId === session.id && day.roomId === room.id),
        checks: checks.filter(({ roomId }) => roomId === room.id),
      }),
    ),
  }
}

/** SPC-A1.4-03, SDE-4.5-03: the rooms of a batch's practical sessions, and what each still lacks. */
export const practicalDaysHandler: QueryHandler<typeof practicalDays> = async (context, { batchId }) => {
  const organisationId = ownOrganisation(context)
  const batch = await batchFacts(context.tx, organisationId, batchId)
  const sessions = (await sessionsOf(context.tx, organisationId, batchId)).filter(
    ({ subject }) => subject === 'practical',
  )
  const views = []
  for (const session of sessions) views.push(await sessionView(context, batch, session))
  return accept({
    batchName: batch.name,
    sessions: views,
    availableActions: context.actor.roles.includes('org-exam')
      ? [{ action: 'preparePractical', title: '准备考场' }]
      : [],
  })
}
