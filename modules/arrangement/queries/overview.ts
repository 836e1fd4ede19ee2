import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { overview } from '../contract.ts'
import { arrangementMachine } from '../core/arrangement.machine.ts'
import { lineTitle, loadScene, type Scene } from '../scene.ts'
import {
  type ArrangementRow,
  findArrangement,
  ownOrganisation,
  publishedSessions,
  type SeatRow,
  seatsOf,
  sessionsOfArrangement,
} from '../store.ts'

const stateTitles = { draft: '编排中', seated: '已排座，待确认', confirmed: '已确认并发布' } as const

const roomLoads = (scene: Scene, seats: readonly SeatRow[]) => {
  const counts = new Map<string, number>()
  for (const { roomId } of seats) counts.set(roomId, (counts.get(roomId) ?? 0) + 1)
  return scene.rooms
    .filter(({ id }) => counts.has(id))
    .map(({ id, siteName, code, name }) => ({
      roomId: id,
      siteName,
      roomCode: code,
      roomName: name,
      people: counts.get(id)!,
    }))
}

const unseatedPeople = ({ people }: Scene, seats: readonly SeatRow[]) => {
  const held = new Set(seats.map((seat) => `${seat.applicationId}/${seat.subject}`))
  return people.flatMap(({ id, name, documentMasked, employer, subjects }) => {
    const missing = subjects.filter((subject) => !held.has(`${id}/${subject}`))
    return missing.length === 0
      ? []
      : [{ applicationId: id, name, documentMasked, employer, subjects: missing }]
  })
}

/** What the moment forbids although the table offers it. */
const waiting = (action: string, unseated: number, sessions: number) => {
  if (action === 'seat' && sessions === 0) {
    return { sentence: '还没有安排场次。', remedy: '请先测算或新增场次并保存。', clauses: ['SDS-4.1-18'] }
  }
  if (action === 'confirm' && unseated > 0) {
    return {
      sentence: `还有 ${unseated} 名考生没有座位。`,
      remedy: '请重新自动编排座位。',
      clauses: ['SDS-4.1-18'],
    }
  }
  return null
}

/** Buttons follow the table; one that cannot be used yet is shown with its reason. */
const actionsOf = (
  row: { state: ArrangementRow['state'] },
  roles: readonly string[],
  left: { unseated: number; sessions: number },
) =>
  arrangementMachine.available(row.state, roles).map(({ action, title }) => {
    const wait = waiting(action, left.unseated, left.sessions)
    return {
      action: `arrangement.${action}`,
      title,
      enabled: wait === null,
      ...(wait && { refusal: { code: 'NOT_YET', ...wait } }),
    }
  })

export const overviewHandler: QueryHandler<typeof overview> = async (context, { batchId }) => {
  const { tx, actor } = context
  const of = { organisationId: ownOrganisation(context), batchId }
  const scene = await loadScene(tx, of)
  const row = await findArrangement(tx, of)
  const state = row?.state ?? 'draft'
  const sessions = row ? await sessionsOfArrangement(tx, row) : []
  const published = new Map((await publishedSessions(tx, of)).map((session) => [session.id, session]))
  const seats = row ? await seatsOf(tx, of, state) : []
  const bySession = Map.groupBy(seats, ({ sessionId }) => sessionId)
  const titles = new Map(scene.batch.lines.map((line) => [line.id, lineTitle(line)]))
  const unseated = unseatedPeople(scene, seats)
  return accept({
    version: row?.version ?? 0,
    state,
    stateTitle: stateTitles[state],
    batchName: scene.batch.name,
    examFrom: scene.batch.examFrom,
    examTo: scene.batch.examTo,
    restMinutes: row?.settings.restMinutes ?? 30,
    admitted: scene.people.length,
    wanted: scene.people.reduce((sum, { subjects }) => sum + subjects.length, 0),
    seated: seats.length,
    neighboursOfOneGroup: row?.settings.neighboursOfOneGroup ?? 0,
    seedCommitment: row?.seedCommitment ?? null,
    seed: state === 'confirmed' && row ? row.seed : null,
    jobId: row?.jobId ?? null,
    lines: scene.batch.lines.map((line) => ({
      id: line.id,
      title: lineTitle(line),
      subjects: [...line.subjects],
    })),
    sessions: sessions.map((session) => ({
      ...session,
      lineTitle: titles.get(session.lineId) ?? '',
      version: published.get(session.id)?.version ?? 0,
      staffedAt: published.get(session.id)?.staffedAt?.toISOString() ?? null,
      rooms: roomLoads(scene, bySession.get(session.id) ?? []),
    })),
    unseated: unseated.slice(0, 200),
    availableActions: actionsOf({ state }, actor.roles, {
      unseated: unseated.length,
      sessions: sessions.length,
    }),
  })
}
