import { randomBytes } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import { type BatchFacts, batchFacts } from '#modules/plan/facts.ts'
import { dayOf } from '#platform/clock/day.ts'
import { StaleRow } from '#platform/command/pipeline.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { saveSessions } from '../contract.ts'
import { arrangementMachine } from '../core/arrangement.machine.ts'
import { subjectTitles } from '../core/seating-input.ts'
import { checkSessionTimes } from '../core/session.rule.ts'
import { sha256 } from '../digest.ts'
import { arrangementClosed } from '../refusals.ts'
import { lineTitle } from '../scene.ts'
import {
  clearDraftSeats,
  type DraftSession,
  findArrangement,
  insertArrangement,
  lockArrangement,
  type OfBatch,
  ownOrganisation,
  updateArrangement,
} from '../store.ts'

type Wanted = InputOf<typeof saveSessions>['sessions'][number]

/** Sessions in the order of time, numbered within their subject. */
const numbered = (sessions: readonly Wanted[]): DraftSession[] => {
  const counts = new Map<string, number>()
  return [...sessions]
    .sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt))
    .map(({ id, ...session }) => {
      const number = (counts.get(session.subject) ?? 0) + 1
      counts.set(session.subject, number)
      return { ...session, id: id ?? uuid(), number }
    })
}

const checkSession = (session: DraftSession, batch: BatchFacts) => {
  const line = batch.lines.find(
    ({ id, subjects }) => id === session.lineId && subjects.includes(session.subject),
  )
  const title = `${subjectTitles[session.subject]}第 ${session.number} 场`
  if (!line) {
    return refuse('LINE_UNKNOWN', {
      sentence: `${title}所属的职业等级不在本批次计划内，或计划不含该科目。`,
      remedy: '请从本批次的职业等级中选择。',
      clauses: ['SDS-4.1-18'],
    })
  }
  const [from, to] = [new Date(session.startsAt), new Date(session.endsAt)]
  const minutes = (to.getTime() - from.getTime()) / 60_000
  return checkSessionTimes(
    { title, from: dayOf(from), to: dayOf(to), minutes },
    { from: batch.examFrom, to: batch.examTo },
  )
}

const openArrangement = async (tx: Parameters<typeof findArrangement>[0], of: OfBatch, version: number) => {
  const known = await findArrangement(tx, of)
  if (known) return lockArrangement(tx, of, version)
  if (version !== 0) throw new StaleRow()
  const seed = randomBytes(32).toString('hex')
  const settings = { restMinutes: 0, sessions: [], neighboursOfOneGroup: 0 }
  return insertArrangement(tx, of, { seed, seedCommitment: sha256(seed), settings })
}

/** Draft sessions are changed freely; whoever was seated already is unseated, since the seats hang on the sessions. */
export const saveSessionsHandler: CommandHandler<typeof saveSessions> = async (context, input) => {
  const { tx } = context
  const of = { organisationId: ownOrganisation(context), batchId: input.batchId }
  const batch = await batchFacts(tx, of.organisationId, of.batchId)
  const sessions = numbered(input.sessions)
  for (const session of sessions) {
    const verdict = checkSession(session, batch)
    if (verdict.refused) return verdict
  }
  const row = await openArrangement(tx, of, input.version)
  if (!arrangementMachine.next(row.state, 'changeSessions') && !arrangementMachine.next(row.state, 'clear')) {
    return arrangementClosed()
  }
  await clearDraftSeats(tx, of)
  const settings = { restMinutes: input.restMinutes, sessions, neighboursOfOneGroup: 0 }
  const version = await updateArrangement(tx, row, { state: 'draft', settings, jobId: null })
  context.record({
    type: 'sessions-drafted',
    table: 'arrangement',
    row,
    data: { sessions: sessions.length },
    clauses: ['SDS-4.1-18'],
  })
  const titles = new Map(batch.lines.map((line) => [line.id, lineTitle(line)]))
  return accept({
    version,
    sessions: sessions.map((session) => ({ ...session, lineTitle: titles.get(session.lineId) ?? '' })),
  })
}
