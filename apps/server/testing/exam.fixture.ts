import { randomUUID } from 'node:crypto'
import {
  arrangementFixture,
  type Fixture,
  type FixtureGround,
  type FixtureOptions,
} from '#modules/arrangement/arrangement.fixture.ts'
import type { OpenedPaper, PaperItem } from '#modules/delivery/core/paper.ts'
import { plain } from '#modules/itembank/core/rich.ts'
import type { Services } from '#platform/command/services.ts'
import { seal } from '#platform/seal/package.ts'

export interface ExamGround extends FixtureGround {
  readonly services: Pick<Services, 'keyring' | 'blobs' | 'signer'>
}

export interface ExamChoice {
  readonly people: number
  readonly startsAt: Date
  readonly endsAt: Date
  readonly rooms?: FixtureOptions['theoryRooms']
  readonly items?: number
  /** Staff left out of the duty list, by number. */
  readonly without?: readonly string[]
  readonly unsealed?: boolean
  /** The paper is for print alone. */
  readonly inPrint?: boolean
  /** Of the package, beside its paper. */
  readonly labels?: { readonly [name: string]: string }
  /** The sealed content; a plain paper of `items` where it is left out. */
  readonly content?: string
}

export interface Exam extends Fixture {
  readonly sessionId: string
  readonly rooms: readonly string[]
  readonly paperId: string
  readonly chiefAccountId: string
  readonly keepers: readonly {
    readonly accountId: string
    readonly login: string
    readonly passphrase: string
  }[]
}

const item = (index: number): PaperItem => ({
  id: `q${String(index + 1).padStart(3, '0')}`,
  type: 'single',
  stem: plain(`下列说法中，符合安全操作规程第${index + 1}条的是（ ）。`),
  options: ['停电、验电', '直接接线', '带电移动', '无需监护'].map((text, at) => ({
    label: 'ABCD'[at]!,
    content: plain(text),
  })),
  points: 1,
})

export const paperText = (count: number): string => {
  const items = Array.from({ length: count }, (_, index) => item(index))
  const paper: OpenedPaper = {
    paperId: 'paper',
    title: '电工（四级/中级工）理论知识试卷',
    subject: '理论知识',
    items,
    forms: [{ name: '', items: items.map(({ id }) => id) }],
    ...{ pictures: {}, formulas: {} },
  }
  return JSON.stringify(paper)
}

type Owner = ExamGround['database']['connection']['owner']

const account = async (
  owner: Owner,
  organisationId: string,
  who: { readonly login: string; readonly name: string; readonly role: string },
): Promise<string> => {
  const id = randomUUID()
  await owner
    .insertInto('account')
    .values({
      ...{ organisationId, id, version: 1, displayName: who.name, roles: [who.role], state: 'active' },
      login: `${who.login}-${id.slice(0, 6)}`,
      passwordHash: 'none',
      createdAt: new Date(),
    })
    .execute()
  return id
}

/** Two invigilators a room, a site head, a supervisor: numbers j1…, z1, d1. */
const staffSession = async (
  owner: Owner,
  exam: Fixture & { readonly sessionId: string },
  of: {
    readonly rooms: readonly string[]
    readonly chiefAccountId: string
    readonly without: readonly string[]
  },
): Promise<void> => {
  const { organisationId, batchId, sessionId, siteId } = exam
  const posts = [
    ...of.rooms.flatMap((roomId, at) => [
      { number: `j${2 * at + 1}`, role: '监考人员', roomId },
      { number: `j${2 * at + 2}`, role: '监考人员', roomId },
    ]),
    { number: 'z1', role: '考点负责人', roomId: null },
    { number: 'd1', role: '内部质量督导员', roomId: null },
  ]
  for (const [index, { number, role, roomId }] of posts.entries()) {
    const id = randomUUID()
    const isChief = role === '考点负责人'
    await owner
      .insertInto('staffMember')
      .values({
        ...{ organisationId, id, version: 1, staffNumber: number, name: `考务${number}`, employer: '' },
        documentMasked: '370102********0000',
        documentIndex: Buffer.from(`${index}`.padStart(32, '0')),
        roles: [role],
        record: JSON.stringify({ roles: [role], agreementSigned: true, status: '在聘', appraisals: [] }),
        accountId: isChief ? of.chiefAccountId : null,
      })
      .execute()
    if (of.without.includes(number)) continue
    await owner
      .insertInto('duty')
      .values({
        ...{ organisationId, id: randomUUID(), version: 1, batchId, sessionId, roomId, role },
        ...{ siteId: isChief ? siteId : null, staffId: id, staffName: `考务${number}`, state: 'active' },
      })
      .execute()
  }
}

const placePeople = async (
  owner: Owner,
  exam: Fixture & { readonly sessionId: string },
  rooms: readonly string[],
): Promise<void> => {
  const { organisationId, batchId, sessionId } = exam
  const seats = await owner
    .selectFrom('seat')
    .select(['id', 'roomId', 'number'])
    .where('organisationId', '=', organisationId)
    .where('roomId', 'in', [...rooms])
    .orderBy('number')
    .execute()
  // One person in each room in turn, so that every room is in use.
  const inTurn = seats.toSorted(
    (a, b) => a.number - b.number || rooms.indexOf(a.roomId) - rooms.indexOf(b.roomId),
  )
  const rows = exam.applicationIds.map((applicationId, at) => {
    const seat = inTurn[at]
    if (!seat) throw new RangeError('the rooms are too small')
    const whose = { organisationId, version: 1, batchId, applicationId, personId: exam.personIds[at]! }
    return {
      placement: {
        ...whose,
        id: randomUUID(),
        subject: 'theory',
        sessionId,
        roomId: seat.roomId,
        seatId: seat.id,
      },
      ticket: {
        ...{ ...whose, id: randomUUID(), token: 'none', content: '{}' },
        number: `2026122601${String(at + 1).padStart(4, '0')}`,
      },
    }
  })
  await owner
    .insertInto('placement')
    .values(rows.map(({ placement }) => placement))
    .execute()
  await owner
    .insertInto('ticket')
    .values(rows.map(({ ticket }) => ticket))
    .execute()
}

const sealPaper = async (
  ground: ExamGround,
  exam: Fixture & { readonly sessionId: string },
  { keepers, choice }: { readonly keepers: Exam['keepers']; readonly choice: ExamChoice },
): Promise<string> => {
  const { owner } = ground.database.connection
  const { organisationId, batchId, sessionId } = exam
  const id = randomUUID()
  const content = Buffer.from(choice.content ?? paperText(choice.items ?? 40))
  const earliestOpening = new Date(choice.startsAt.getTime() - 30 * 60_000)
  const { bytes } = await seal({
    labels: { paperId: id, ...choice.labels },
    serverVersion: '0.1.0',
    opensAt: earliestOpening,
    files: [{ name: 'paper.json', content }],
    custodians: keepers.map(({ accountId, passphrase }) => ({ name: accountId, passphrase })),
    threshold: 2,
    signer: ground.services.signer,
  })
  const mediaType = 'application/octet-stream'
  const { hash, size } = await ground.services.blobs.put(bytes, { mediaType })
  const fileId = randomUUID()
  await owner
    .insertInto('storedFile')
    .values({ organisationId, id: fileId, hash, name: '试卷.sealed', mediaType, size, createdAt: new Date() })
    .execute()
  await owner
    .insertInto('paper')
    .values({
      ...{
        organisationId,
        id,
        version: 1,
        subject: 'theory',
        bank: '电工',
        occupationCode: '6-31-01-03',
        level: 4,
      },
      ...{
        title: '电工试卷',
        state: 'sealed',
        seed: 's',
        minutes: 90,
        totalPoints: '100',
        batchId,
        sessionId,
      },
      ...{
        content: Buffer.from('x'),
        answerKey: Buffer.from('x'),
        contentHash: 'x',
        assembledBy: randomUUID(),
      },
      ...{ sealedFileId: fileId, earliestOpening, medium: choice.inPrint ? 'print' : 'screen' },
    })
    .execute()
  await owner
    .insertInto('mediaEntry')
    .values({
      ...{ organisationId, id: randomUUID(), version: 1, number: `ZT-${id}`, content: '密封试卷包' },
      ...{ place: '保密室', keeper: '保密员', paperId: id, registeredAt: new Date(), registeredBy: '保密员' },
    })
    .execute()
  return id
}

/** A confirmed arrangement of one theory session with its people seated, staffed, and a sealed paper of two keepers. */
export const examFixture = async (ground: ExamGround, choice: ExamChoice): Promise<Exam> => {
  const { owner } = ground.database.connection
  const day = choice.startsAt.toISOString().slice(0, 10)
  const base = await arrangementFixture(ground, {
    people: choice.people,
    examFrom: day,
    theoryRooms: choice.rooms ?? [[5, 6]],
    workshops: [],
    subjects: ['theory'],
  })
  const { organisationId, batchId, lineId } = base
  const sessionId = randomUUID()
  const { startsAt, endsAt } = choice
  await owner
    .insertInto('arrangement')
    .values({
      ...{ organisationId, id: randomUUID(), version: 1, batchId, state: 'confirmed', seed: 's' },
      ...{ seedCommitment: 's', settings: '{}', confirmedAt: startsAt },
    })
    .execute()
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
  const rooms = (
    await owner
      .selectFrom('room')
      .select('id')
      .where('organisationId', '=', organisationId)
      .orderBy('code')
      .execute()
  ).map(({ id }) => id)
  const exam = { ...base, sessionId }
  await placePeople(owner, exam, rooms)
  const chiefAccountId = await account(owner, organisationId, {
    login: 'chief',
    name: '考务z1',
    role: 'site-chief',
  })
  const secrecy = await account(owner, organisationId, {
    login: 'keeper',
    name: '保密员甲',
    role: 'org-secrecy',
  })
  await staffSession(owner, exam, { rooms, chiefAccountId, without: choice.without ?? [] })
  const keepers = [
    { accountId: chiefAccountId, login: 'z1', passphrase: '三相四线制 2026 甲' },
    { accountId: secrecy, login: `keeper-${secrecy.slice(0, 6)}`, passphrase: 'Nacelle-ohm-47-lantern' },
  ]
  const paperId = choice.unsealed ? '' : await sealPaper(ground, exam, { keepers, choice })
  return { ...exam, rooms, paperId, chiefAccountId, keepers }
}
