import {
  type DutyFact,
  type PlacementFact,
  placementsOf,
  type SessionFact,
  sessionStaff,
  sessionsOf,
} from '#modules/arrangement/facts.ts'
import { type SealedPaper, sealedPaperFor } from '#modules/itembank/facts.ts'
import { type BatchFacts, type BatchLineFacts, batchFacts } from '#modules/plan/facts.ts'
import { levelName } from '#modules/policy/core/level.ts'
import { type Regime, regime } from '#modules/policy/core/regime.ts'
import { type RoomFact, roomFacts } from '#modules/site/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

/** One session of an examination by paper or machine with everything that earlier modules know of it. */
export interface SessionScene {
  readonly session: SessionFact
  readonly line: BatchLineFacts
  readonly title: string
  /** Rooms in use, and who sits in each. */
  readonly rooms: readonly { readonly room: RoomFact; readonly placements: readonly PlacementFact[] }[]
  readonly duties: readonly DutyFact[]
  readonly paper: SealedPaper | null
  /** What still keeps the staff of the session from being complete. */
  readonly gaps: readonly { readonly sentence: string; readonly clause: string }[]
}

export interface BatchScene {
  readonly batch: BatchFacts
  readonly regime: Regime
  /** In the order of time; empty before the arrangement is confirmed. */
  readonly sessions: readonly SessionScene[]
}

/** `电工 四级/中级工 理论知识考试` */
const titleOf = (
  { occupationName, trade, level }: BatchLineFacts,
  { subject }: Pick<SessionFact, 'subject'>,
): string =>
  `${occupationName}${trade ? `（${trade}）` : ''} ${levelName(level)} ${subject === 'practical' ? '技能操作考核' : '理论知识考试'}`

interface Loaded {
  readonly batch: BatchFacts
  readonly placements: readonly PlacementFact[]
  readonly rooms: ReadonlyMap<string, RoomFact>
}

const sceneOf = async (tx: Tx, session: SessionFact, loaded: Loaded): Promise<SessionScene> => {
  const { batch } = loaded
  const line = batch.lines.find(({ id }) => id === session.lineId)
  if (!line) throw new Error(`session ${session.id} belongs to no line of its batch`)
  const seated = Map.groupBy(
    loaded.placements.filter(({ sessionId }) => sessionId === session.id),
    ({ roomId }) => roomId,
  )
  const rooms = [...loaded.rooms.values()]
    .filter(({ id }) => seated.has(id))
    .map((room) => ({ room, placements: seated.get(room.id) ?? [] }))
  const staff = await sessionStaff(tx, batch.organisationId, session.id)
  const { occupationCode, level } = line
  const place = { organisationId: batch.organisationId, batchId: batch.id, sessionId: session.id }
  return {
    session,
    line,
    title: titleOf(line, session),
    rooms,
    duties: staff.duties,
    paper: await sealedPaperFor(tx, { ...place, occupationCode, level }),
    gaps: staff.problems,
  }
}

/** The sessions of a batch in these subjects, theory where none is named, or those that are named. Throws MissingRow. */
export const batchScene = async (
  tx: Tx,
  organisationId: string,
  of: {
    readonly batchId: string
    readonly sessionIds?: readonly string[]
    readonly subjects?: readonly SessionFact['subject'][]
  },
): Promise<BatchScene> => {
  const { batchId, sessionIds, subjects = ['theory'] } = of
  const batch = await batchFacts(tx, organisationId, batchId)
  const inForce = regime(batch.pack, batch.createdOn)
  const all = await sessionsOf(tx, organisationId, batchId)
  const wanted = all.filter(
    ({ id, subject }) => subjects.includes(subject) && (sessionIds === undefined || sessionIds.includes(id)),
  )
  if (wanted.length === 0) return { batch, regime: inForce, sessions: [] }
  const placements = await placementsOf(tx, organisationId, { batchId })
  const roomIds = [...new Set(placements.map(({ roomId }) => roomId))]
  const rooms = new Map((await roomFacts(tx, organisationId, roomIds)).map((room) => [room.id, room]))
  const loaded = { batch, placements, rooms }
  const sessions: SessionScene[] = []
  for (const session of wanted) sessions.push(await sceneOf(tx, session, loaded))
  return { batch, regime: inForce, sessions }
}

/** Those who work in this room at this session: its own people, its site's head, and whoever serves the whole session. */
export const dutiesInRoom = (duties: readonly DutyFact[], room: RoomFact): readonly DutyFact[] =>
  duties.filter(
    ({ roomId, siteId }) =>
      roomId === room.id || (roomId === null && (siteId === null || siteId === room.siteId)),
  )
