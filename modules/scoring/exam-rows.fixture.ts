import { randomUUID } from 'node:crypto'
import type { World } from '#platform/command/testing.ts'
import type { Candidate, Outcome, Owner } from './batch.fixture.ts'

const key = Array.from({ length: 100 }, (_, n) => ({
  id: `q${String(n + 1).padStart(3, '0')}`,
  code: `B-A-B-C-001-${String(n + 1).padStart(3, '0')}`,
  type: n % 10 === 9 ? 'multiple' : 'single',
  points: 1,
  answer: n % 10 === 9 ? ['A', 'C'] : ['ABCDE'[n % 4]!],
}))

/** Right answers to the first `right` items, a wrong one to each of the others. */
export const answersWith = (right: number): Record<string, string[]> =>
  Object.fromEntries(key.map(({ id, answer }, n) => [id, n < right ? answer : ['E']]))

interface At {
  readonly organisationId: string
  readonly batchId: string
  readonly lineId: string
}

const insertPaper = async (world: World, organisationId: string, paperId: string) => {
  const { owner } = world.database.connection
  // Of the content, scoring reads which items each form holds.
  const content = JSON.stringify({ forms: [{ name: '', items: key.map(({ id }) => id) }] })
  await owner
    .insertInto('paper')
    .values({
      organisationId,
      id: paperId,
      version: 1,
      subject: 'theory',
      bank: '电工四级',
      occupationCode: '6-31-01-03',
      level: 4,
      title: '电工四级理论知识试卷',
      state: 'used',
      seed: 'seed',
      minutes: 90,
      totalPoints: 100,
      content: Buffer.from(world.services.keyring.encrypt(content, `paper.content:${paperId}`)),
      contentHash: '0'.repeat(64),
      answerKey: Buffer.from(world.services.keyring.encrypt(JSON.stringify(key), `paper.key:${paperId}`)),
      assembledBy: randomUUID(),
    })
    .execute()
}

const insertSitting = async (owner: Owner, at: At, of: { paperId: string; sittingId: string }) => {
  const { organisationId, batchId, lineId } = at
  const { paperId, sittingId } = of
  const sessionId = randomUUID()
  const [startsAt, endsAt] = [new Date('2026-11-28T01:00:00Z'), new Date('2026-11-28T02:30:00Z')]
  await owner
    .insertInto('examSession')
    .values({
      organisationId,
      id: sessionId,
      version: 1,
      batchId,
      lineId,
      subject: 'theory',
      number: 1,
      startsAt,
      endsAt,
    })
    .execute()
  await owner
    .insertInto('sitting')
    .values({
      organisationId,
      id: sittingId,
      version: 1,
      batchId,
      sessionId,
      roomId: randomUUID(),
      roomName: '理论考场一',
      siteName: '试验考点',
      paperId,
      packageFileId: randomUUID(),
      packageHash: '0'.repeat(64),
      preparation: '{}',
      dutyAccounts: '[]',
      startsAt,
      endsAt,
      title: '电工四级理论',
      state: 'taken',
    })
    .execute()
}

/** A theory paper with its key, one sitting and its scripts, as the room handed them over. */
export const insertTheory = async (world: World, at: At, scripts: readonly (Candidate & Outcome)[]) => {
  const { owner } = world.database.connection
  const { organisationId, batchId } = at
  const [paperId, sittingId] = [randomUUID(), randomUUID()]
  await insertPaper(world, organisationId, paperId)
  await insertSitting(owner, at, { paperId, sittingId })
  for (let from = 0; from < scripts.length; from += 200) {
    await owner
      .insertInto('script')
      .values(
        scripts
          .slice(from, from + 200)
          .map(({ applicationId, personId, outcome = 'handed-in', right = 80 }) => ({
            organisationId,
            batchId,
            id: randomUUID(),
            version: 1,
            sittingId,
            applicationId,
            personId,
            outcome,
            answers: JSON.stringify(outcome === 'absent' ? {} : answersWith(right)),
          })),
      )
      .execute()
  }
  return { paperId, sittingId }
}

const insertRoom = async (owner: Owner, organisationId: string) => {
  const [siteId, roomId] = [randomUUID(), randomUUID()]
  await owner
    .insertInto('site')
    .values({
      organisationId,
      id: siteId,
      version: 1,
      state: 'confirmed',
      code: 'K1',
      name: '试验考点',
      address: '澜川市试验路1号',
      cityCode: '3799',
      headName: '负责人甲',
      headPhone: '13800000001',
    })
    .execute()
  await owner
    .insertInto('room')
    .values({
      organisationId,
      id: roomId,
      version: 1,
      siteId,
      code: 'S1',
      kind: 'practical',
      name: '实操室一',
      building: '一号楼',
      floor: '1',
      doorNumber: '101',
      rowCount: 50,
      columnCount: 100,
    })
    .execute()
  return roomId
}

interface Seated extends Candidate {
  readonly seatId: string
  readonly n: number
}

const insertSeats = async (
  owner: Owner,
  at: Omit<At, 'lineId'> & { readonly sessionId: string; readonly roomId: string },
  seats: readonly Seated[],
) => {
  const { organisationId, batchId, sessionId, roomId } = at
  for (let from = 0; from < seats.length; from += 500) {
    const part = seats.slice(from, from + 500)
    await owner
      .insertInto('seat')
      .values(
        part.map(({ seatId, n }) => ({
          organisationId,
          id: seatId,
          roomId,
          rowNumber: 1 + Math.floor(n / 100),
          columnNumber: 1 + (n % 100),
          number: n + 1,
          usable: true,
        })),
      )
      .execute()
    await owner
      .insertInto('ticket')
      .values(
        part.map(({ applicationId, personId, n }) => ({
          organisationId,
          id: randomUUID(),
          version: 1,
          batchId,
          applicationId,
          personId,
          number: `T${String(n + 1).padStart(6, '0')}`,
          token: 'token',
          content: '{}',
        })),
      )
      .execute()
    await owner
      .insertInto('placement')
      .values(
        part.map(({ applicationId, personId, seatId }) => ({
          organisationId,
          id: randomUUID(),
          version: 1,
          batchId,
          applicationId,
          personId,
          subject: 'practical',
          sessionId,
          roomId,
          seatId,
        })),
      )
      .execute()
  }
}

/** Every station found in order before the test, as the examiners tick it. */
const insertStationChecks = async (
  owner: Owner,
  at: Omit<At, 'lineId'> & { readonly sessionId: string; readonly roomId: string },
  seats: readonly Seated[],
) => {
  const { organisationId, batchId, sessionId, roomId } = at
  for (let from = 0; from < seats.length; from += 500)
    await owner
      .insertInto('practicalCheck')
      .values(
        seats.slice(from, from + 500).flatMap(({ seatId }) =>
          ['考核场地', '设备', '工卡量具', '材料'].map((item) => ({
            ...{ organisationId, batchId, sessionId, roomId, item },
            ...{ id: randomUUID(), version: 1, form: 'station', subjectId: seatId, inOrder: true },
            ...{ finding: '', checkedBy: randomUUID(), checkedName: '考评员甲' },
            checkedAt: new Date('2026-11-29T00:30:00Z'),
          })),
        ),
      )
      .execute()
}

/** A workshop with a station for each candidate, in one session. */
export const insertPractical = async (
  owner: Owner,
  at: At,
  given: { readonly people: readonly Candidate[]; readonly stationsChecked: boolean },
) => {
  const { people, stationsChecked } = given
  const { organisationId, batchId, lineId } = at
  const roomId = await insertRoom(owner, organisationId)
  const sessionId = randomUUID()
  const seats = people.map((person, n) => ({ ...person, seatId: randomUUID(), n }))
  await owner
    .insertInto('examSession')
    .values({
      organisationId,
      id: sessionId,
      version: 1,
      batchId,
      lineId,
      subject: 'practical',
      number: 1,
      startsAt: new Date('2026-11-29T01:00:00Z'),
      endsAt: new Date('2026-11-29T06:00:00Z'),
    })
    .execute()
  const place = { organisationId, batchId, sessionId, roomId }
  await insertSeats(owner, place, seats)
  if (stationsChecked) await insertStationChecks(owner, place, seats)
  return { sessionId, roomId }
}
