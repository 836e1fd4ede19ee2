import type { SessionDirectory, TheorySession, TheorySessions } from '#modules/itembank/facts.ts'
import { theoryMedium } from '#modules/plan/facts.ts'
import type { PackId } from '#modules/policy/core/regime.ts'
import { roomFacts } from '#modules/site/facts.ts'
import { day } from '#platform/clock/day.ts'

/** Theory sessions with batch and occupation. The item bank stands before this module, so the composition hands it over. */
export const theorySessions: TheorySessions = async (tx, organisationId) => {
  const rows = await tx
    .selectFrom('examSession as session')
    .innerJoin('batch', (join) =>
      join
        .onRef('batch.organisationId', '=', 'session.organisationId')
        .onRef('batch.id', '=', 'session.batchId'),
    )
    .innerJoin('batchLine as line', (join) =>
      join
        .onRef('line.organisationId', '=', 'session.organisationId')
        .onRef('line.id', '=', 'session.lineId'),
    )
    .select([
      'session.batchId',
      'batch.name as batchName',
      'session.id as sessionId',
      'session.number',
      'session.startsAt',
      'session.endsAt',
      'line.occupationCode',
      'line.occupationName',
      'line.level',
      'batch.pack',
      'batch.createdOn as packDay',
      'line.theoryMode',
    ])
    .where('session.organisationId', '=', organisationId)
    .where('session.subject', '=', 'theory')
    .orderBy('session.startsAt')
    .orderBy('session.number')
    .$castTo<Omit<TheorySession, 'medium'> & { readonly theoryMode: string | null }>()
    .execute()
  return rows.map(({ theoryMode, ...session }) => ({ ...session, medium: theoryMedium(theoryMode) }))
}

const batchRegime: SessionDirectory['batch'] = async (tx, { organisationId, batchId }) => {
  const batch = await tx
    .selectFrom('batch')
    .select(['name', 'pack', 'createdOn'])
    .where('organisationId', '=', organisationId)
    .where('id', '=', batchId)
    .executeTakeFirst()
  return batch ? { name: batch.name, pack: batch.pack as PackId, packDay: day(batch.createdOn) } : null
}

/** Rooms in use and how many sit in each, from the confirmed placements. */
const sessionScene: SessionDirectory['scene'] = async (tx, { organisationId, sessionId }) => {
  const session = await tx
    .selectFrom('examSession')
    .select('batchId')
    .where('organisationId', '=', organisationId)
    .where('id', '=', sessionId)
    .executeTakeFirst()
  const batch = session && (await batchRegime(tx, { organisationId, batchId: session.batchId }))
  if (!session || !batch) return null
  const seated = await tx
    .selectFrom('placement')
    .select((e) => ['roomId', e.fn.countAll<number>().as('candidates')])
    .where('organisationId', '=', organisationId)
    .where('sessionId', '=', sessionId)
    .groupBy('roomId')
    .execute()
  const counts = new Map(seated.map(({ roomId, candidates }) => [roomId, Number(candidates)]))
  const rooms = await roomFacts(tx, organisationId, [...counts.keys()])
  return {
    ...{ pack: batch.pack, packDay: batch.packDay },
    rooms: rooms
      .map(({ id, name, siteName }) => ({
        roomId: id,
        roomName: name,
        siteName,
        candidates: counts.get(id) ?? 0,
      }))
      .sort((a, b) => a.roomName.localeCompare(b.roomName, 'zh')),
  }
}

export const sessionDirectory: SessionDirectory = {
  sessions: theorySessions,
  scene: sessionScene,
  batch: batchRegime,
}
