import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '#platform/command/testing.ts'
import { withReach } from '#platform/jobs/runner.ts'
import { theorySessions } from './session-directory.ts'

let world: World
before(async () => {
  world = await openWorld({ entries: [] })
})
after(() => world.close())

const days = {
  ...{
    createdOn: '2026-11-20',
    enrolmentFrom: '2026-12-01',
    enrolmentTo: '2026-12-07',
    reviewUntil: '2026-12-10',
  },
  ...{ paymentUntil: '2026-12-11', ticketFrom: '2026-12-23', examFrom: '2026-12-26', examTo: '2026-12-26' },
  ...{ publicityFrom: '2027-01-05', publicityTo: '2027-01-12', issueOn: '2027-01-20' },
} as const

/** A batch with one line and the given sessions, put there as the owner. */
const batchWith = async (sessions: readonly { subject: string; number: number; startsAt: string }[]) => {
  const { owner } = world.database.connection
  const organisationId = await world.organisation()
  const [batchId, lineId] = [randomUUID(), randomUUID()]
  const own = { organisationId, version: 1 }
  const batch = { pack: 'shandong-social', state: 'running', name: '2026年第4批', year: 2026, sequence: 4 }
  await owner
    .insertInto('batch')
    .values({ ...own, ...batch, ...days, id: batchId, noticeId: randomUUID(), siteIds: [], capacity: 60 })
    .execute()
  const line = { occupationCode: '6-31-01-03', occupationName: '电工', level: 4, standard: '2018年版' }
  await owner
    .insertInto('batchLine')
    .values({
      ...own,
      ...line,
      id: lineId,
      batchId,
      subjects: ['theory'],
      targetGroup: '社会人员',
      feeCents: 0,
    })
    .execute()
  for (const { startsAt, ...session } of sessions) {
    const start = new Date(startsAt)
    const times = { startsAt: start, endsAt: new Date(start.getTime() + 90 * 60_000) }
    await owner
      .insertInto('examSession')
      .values({ ...own, ...session, ...times, id: randomUUID(), batchId, lineId })
      .execute()
  }
  return organisationId
}

test('theory sessions come with batch, occupation and level, earliest first; of other organisations none', async () => {
  const organisationId = await batchWith([
    { subject: 'theory', number: 2, startsAt: '2026-12-26T06:00:00Z' },
    { subject: 'theory', number: 1, startsAt: '2026-12-26T01:00:00Z' },
    { subject: 'practical', number: 1, startsAt: '2026-12-27T01:00:00Z' },
  ])
  await batchWith([{ subject: 'theory', number: 1, startsAt: '2026-12-26T01:00:00Z' }])
  const { connection } = world.database
  const found = await withReach(connection, organisationId, (tx) => theorySessions(tx, organisationId))
  assert.deepEqual(
    found.map(({ batchName, number, startsAt, occupationCode, level }) => [
      ...[batchName, number, startsAt.toISOString(), occupationCode, level],
    ]),
    [
      ['2026年第4批', 1, '2026-12-26T01:00:00.000Z', '6-31-01-03', 4],
      ['2026年第4批', 2, '2026-12-26T06:00:00.000Z', '6-31-01-03', 4],
    ],
  )
})
