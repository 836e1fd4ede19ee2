import { randomUUID } from 'node:crypto'
import { addDays, type Day, day } from '#platform/clock/day.ts'
import type { Services } from '#platform/command/services.ts'
import type { Connection } from '#platform/db/connect.ts'

export interface FixtureOptions {
  readonly people: number
  readonly theoryRooms?: readonly (readonly [rows: number, columns: number])[]
  readonly workshops?: readonly (readonly [rows: number, columns: number])[]
  readonly examFrom?: string
  readonly examTo?: string
  readonly subjects?: readonly string[]
  readonly employers?: number
}

/** Where a fixture is laid: a test's world, or a server that runs. */
export interface FixtureGround {
  readonly database: { readonly connection: Pick<Connection, 'owner'> }
  readonly services: Pick<Services, 'keyring'>
  organisation(): Promise<string>
}

export interface Fixture {
  readonly organisationId: string
  readonly batchId: string
  readonly lineId: string
  readonly siteId: string
  readonly personIds: readonly string[]
  readonly applicationIds: readonly string[]
}

const asDay = (text: string): Day => day(text)

let issued = 0

/** The next plainly synthetic resident id: sequences from 900 on, which registers hardly ever use. */
const nextDocumentNumber = (): string => {
  const birth = addDays(day('1970-01-01'), Math.floor(issued / 100)).replaceAll('-', '')
  const body = `370102${birth}${900 + (issued % 100)}`
  issued += 1
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0)
  return `${body}${'10X98765432'[sum % 11]}`
}

const insertPlan = async (
  world: FixtureGround,
  base: { organisationId: string; siteId: string },
  options: FixtureOptions,
) => {
  const { owner } = world.database.connection
  const { organisationId } = base
  const [batchId, lineId] = [randomUUID(), randomUUID()]
  const examFrom = asDay(options.examFrom ?? '2026-12-26')
  const examTo = asDay(options.examTo ?? examFrom)
  await owner
    .insertInto('batch')
    .values({
      organisationId,
      id: batchId,
      version: 1,
      pack: 'shandong-social',
      state: 'published',
      name: '第1期社会化评价',
      year: 2026,
      sequence: 1,
      noticeId: randomUUID(),
      createdOn: addDays(examFrom, -40),
      enrolmentFrom: addDays(examFrom, -25),
      enrolmentTo: addDays(examFrom, -19),
      reviewUntil: addDays(examFrom, -16),
      paymentUntil: addDays(examFrom, -14),
      ticketFrom: addDays(examFrom, -3),
      examFrom,
      examTo,
      publicityFrom: addDays(examTo, 5),
      publicityTo: addDays(examTo, 12),
      issueOn: addDays(examTo, 15),
      siteIds: [base.siteId],
      capacity: 5000,
      publishedAt: new Date('2026-11-20T01:00:00Z'),
    })
    .execute()
  await owner
    .insertInto('batchLine')
    .values({
      organisationId,
      id: lineId,
      version: 1,
      batchId,
      occupationCode: '6-31-01-03',
      occupationName: '电工',
      trade: '',
      level: 4,
      standard: '电工（2018年版）',
      subjects: [...(options.subjects ?? ['theory', 'practical'])],
      theoryMode: '上机考试',
      practicalMode: '现场操作',
      targetGroup: '社会人员',
      feeCents: 0,
    })
    .execute()
  return { batchId, lineId }
}

const insertRooms = async (
  world: FixtureGround,
  of: { organisationId: string; siteId: string },
  options: FixtureOptions,
) => {
  const { owner } = world.database.connection
  const kinds = [
    ...(
      options.theoryRooms ?? [
        [5, 6],
        [5, 6],
      ]
    ).map((size) => ({ kind: 'theory', size })),
    ...(options.workshops ?? [[2, 10]]).map((size) => ({ kind: 'practical', size })),
  ]
  for (const [index, { kind, size }] of kinds.entries()) {
    const id = randomUUID()
    const [rows, columns] = size as readonly [number, number]
    await owner
      .insertInto('room')
      .values({
        ...of,
        id,
        version: 1,
        code: `KD01-${String(index + 1).padStart(2, '0')}`,
        kind,
        name: kind === 'theory' ? `第${index + 1}考场` : `实训室${index + 1}`,
        building: '信息楼',
        floor: '4',
        doorNumber: `${401 + index}`,
        rowCount: rows,
        columnCount: columns,
        frontGapCm: 90,
        sideGapCm: 90,
        occupationCodes: kind === 'theory' ? [] : ['6-31-01-03'],
        checkedPoints: kind === 'theory' ? ['单人单桌单行'] : [],
        calibratedUntil: kind === 'theory' ? null : '2030-12-31',
      })
      .execute()
    const seats = Array.from({ length: rows * columns }, (_, at) => {
      const row = Math.floor(at / columns) + 1
      const across = (at % columns) + 1
      return {
        organisationId: of.organisationId,
        id: randomUUID(),
        roomId: id,
        rowNumber: row,
        columnNumber: row % 2 === 1 ? across : columns + 1 - across,
        number: at + 1,
        usable: true,
      }
    })
    await owner.insertInto('seat').values(seats).execute()
  }
}

const insertPeople = async (
  world: FixtureGround,
  of: { organisationId: string; batchId: string; lineId: string },
  options: FixtureOptions,
) => {
  const { owner } = world.database.connection
  const { keyring } = world.services
  const people = Array.from({ length: options.people }, (_, index) => {
    const id = randomUUID()
    const number = nextDocumentNumber()
    return {
      row: {
        id,
        version: 1,
        organisationId: '00000000-0000-0000-0000-000000000000',
        name: `考生${index + 1}`,
        nameKey: String(index).padStart(6, '0'),
        documentType: '居民身份证',
        documentNumber: Buffer.from(keyring.encrypt(number, `person.document:${id}`)),
        documentIndex: Buffer.from(keyring.blindIndex(`居民身份证:${number}`, 'person.document')),
        createdAt: new Date('2026-12-01T01:00:00Z'),
      },
      application: {
        ...of,
        id: randomUUID(),
        version: 1,
        personId: id,
        state: 'admitted',
        source: 'roster',
        name: `考生${index + 1}`,
        nameKey: String(index).padStart(6, '0'),
        sex: '男',
        birthDate: '1990-01-01',
        documentType: '居民身份证',
        documentMasked: `${number.slice(0, 6)}********${number.slice(-4)}`,
        phoneMasked: '138****0001',
        education: '高中',
        category: '社会人员',
        employer: options.employers ? `澜川市第${(index % options.employers) + 1}供电所` : '',
        conditionCode: '1',
        subjects: [...(options.subjects ?? ['theory', 'practical'])],
      },
    }
  })
  for (let from = 0; from < people.length; from += 500) {
    const page = people.slice(from, from + 500)
    await owner
      .insertInto('person')
      .values(page.map(({ row }) => row))
      .execute()
    await owner
      .insertInto('application')
      .values(page.map(({ application }) => application))
      .execute()
  }
  return {
    personIds: people.map(({ row }) => row.id),
    applicationIds: people.map(({ application }) => application.id),
  }
}

/** One filed organisation with a confirmed site, a published batch of one line and its admitted people. */
export const arrangementFixture = async (world: FixtureGround, options: FixtureOptions): Promise<Fixture> => {
  const { owner } = world.database.connection
  const organisationId = await world.organisation()
  const siteId = randomUUID()
  await owner
    .insertInto('filing')
    .values({
      organisationId,
      id: randomUUID(),
      version: 1,
      pack: 'shandong-social',
      state: 'filed',
      code: `S000037${String(parseInt(organisationId.slice(0, 5), 16))
        .padStart(6, '0')
        .slice(-6)}`,
      documentNumber: '澜人社函〔2020〕1号',
      filedOn: '2020-01-01',
      decisionDocument: '澜人社函〔2020〕1号',
      decidedOn: '2020-01-01',
    })
    .execute()
  await owner
    .insertInto('site')
    .values({
      organisationId,
      id: siteId,
      version: 1,
      state: 'confirmed',
      code: 'KD01',
      name: '澜川市技能评价服务中心考点',
      address: '山东省澜川市望江区澄湖大道118号',
      cityCode: '3799',
      headName: '负责人甲',
      headPhone: '13800000001',
    })
    .execute()
  const plan = await insertPlan(world, { organisationId, siteId }, options)
  await insertRooms(world, { organisationId, siteId }, options)
  const people = await insertPeople(world, { organisationId, ...plan }, options)
  return { organisationId, siteId, ...plan, ...people }
}
