import { randomUUID } from 'node:crypto'
import { citizenCheckCharacter } from '#modules/policy/core/identity.ts'
import type { Actor } from '#platform/command/context.ts'
import type { World } from '#platform/command/testing.ts'
import { maskNumber } from '#platform/pii/mask.ts'

/** A plainly synthetic citizen number: region 370100, the n-th of 2000-01-01. */
export const citizenNumber = (n: number): string => {
  const first17 = `37010020000101${String(n).padStart(3, '0')}`
  return `${first17}${citizenCheckCharacter(first17)}`
}

export interface Passed {
  readonly name: string
  readonly documentNumber?: string
  readonly level?: number
  readonly trade?: string
}

export interface BatchOptions {
  readonly passed: readonly Passed[]
  /** The day the certificates bear; the other days lie before it. */
  readonly issueOn?: string
  readonly organisationId?: string
  readonly publicityClosed?: boolean
  readonly sequence?: number
}

export interface PassedBatch {
  readonly organisationId: string
  readonly organisationName: string
  readonly batchId: string
  readonly code: string
  readonly people: readonly {
    readonly personId: string
    readonly applicationId: string
    readonly documentNumber: string
  }[]
  readonly exam: Actor
  readonly head: Actor
  readonly city: Actor
}

const occupation = { occupationCode: '6-31-01-03', occupationName: '电工' }
const levels = [5, 4, 3, 2, 1]
const trades = ['', '矿山电工']

let organisations = 0

const filedOrganisation = async (world: World) => {
  const { owner } = world.database.connection
  organisations += 1
  const organisationName = `澜川市试验职业培训学校${organisations}`
  const organisationId = await world.organisation({ name: organisationName })
  const code = `S000037${String(organisations).padStart(6, '0')}`
  const filingId = randomUUID()
  await owner
    .insertInto('filing')
    .values({
      organisationId,
      id: filingId,
      version: 1,
      pack: 'shandong-social',
      state: 'filed',
      code,
      documentNumber: '试人社字〔2023〕1号',
      filedOn: '2023-03-01',
      decisionDocument: '试人社字〔2023〕1号',
      decidedOn: '2023-03-01',
    })
    .execute()
  await owner
    .insertInto('scopeItem')
    .values(
      levels.flatMap((level) =>
        trades.map((trade) => ({
          ...occupation,
          organisationId,
          id: randomUUID(),
          version: 1,
          filingId,
          state: 'active',
          trade,
          level,
          standard: 'electrician-2018',
          validFrom: '2023-03-01',
          decisionDocument: '试人社字〔2023〕1号',
          decidedOn: '2023-03-01',
        })),
      ),
    )
    .execute()
  return { organisationId, organisationName, code }
}

const insertBatch = async (
  world: World,
  key: { organisationId: string; batchId: string },
  options: BatchOptions,
) => {
  const { owner } = world.database.connection
  const issueOn = options.issueOn ?? '2026-11-06'
  const year = Number(issueOn.slice(0, 4))
  const { organisationId, batchId } = key
  const sequence = options.sequence ?? 1
  await owner
    .insertInto('batch')
    .values({
      organisationId,
      id: batchId,
      version: 1,
      pack: 'shandong-social',
      state: 'running',
      name: `${issueOn.replaceAll('-', '')}第${sequence}批`,
      year,
      sequence,
      noticeId: randomUUID(),
      createdOn: `${year}-03-10`,
      enrolmentFrom: `${year}-03-20`,
      enrolmentTo: `${year}-03-26`,
      reviewUntil: `${year}-03-29`,
      paymentUntil: `${year}-03-29`,
      ticketFrom: `${year}-04-05`,
      examFrom: `${year}-04-08`,
      examTo: `${year}-04-08`,
      publicityFrom: `${year}-04-20`,
      publicityTo: `${year}-04-28`,
      issueOn,
      siteIds: [],
      capacity: 100,
      publishedAt: new Date(`${year}-03-15T00:00:00Z`),
    })
    .execute()
  await owner
    .insertInto('publicity')
    .values({
      organisationId,
      id: randomUUID(),
      version: 1,
      batchId,
      state: options.publicityClosed === false ? 'publicised' : 'confirmed',
      startsOn: `${year}-04-20`,
      endsOn: `${year}-04-28`,
      closedAt: options.publicityClosed === false ? null : new Date(`${year}-05-01T00:00:00Z`),
    })
    .execute()
}

const insertLines = async (
  world: World,
  key: { organisationId: string; batchId: string },
  passed: readonly Passed[],
) => {
  const wanted = new Map(
    passed.map(({ level = 4, trade = '' }) => [`${level}|${trade}`, { level, trade, id: randomUUID() }]),
  )
  await world.database.connection.owner
    .insertInto('batchLine')
    .values(
      [...wanted.values()].map((line) => ({
        ...occupation,
        ...line,
        ...key,
        version: 1,
        standard: 'electrician-2018',
        subjects: ['theory', 'practical'],
        targetGroup: '社会人员',
        feeCents: 0,
      })),
    )
    .execute()
  return (each: Passed) => wanted.get(`${each.level ?? 4}|${each.trade ?? ''}`)!.id
}

const documentType = '居民身份证'

/** The person of that number, entered when new. */
const personOf = async (world: World, organisationId: string, { name, documentNumber = '' }: Passed) => {
  const { owner } = world.database.connection
  const { keyring } = world.services
  const documentIndex = Buffer.from(
    keyring.blindIndex(`${documentType}:${documentNumber}`, 'person.document'),
  )
  const known = await owner
    .selectFrom('person')
    .select('id')
    .where('documentIndex', '=', documentIndex)
    .executeTakeFirst()
  if (known) return known.id
  const id = randomUUID()
  await owner
    .insertInto('person')
    .values({
      id,
      version: 1,
      organisationId,
      name,
      nameKey: name,
      documentType,
      documentNumber: Buffer.from(keyring.encrypt(documentNumber, `person.document:${id}`)),
      documentIndex,
      createdAt: world.clock.now(),
    })
    .execute()
  return id
}

const insertResult = (
  world: World,
  key: { organisationId: string; batchId: string; applicationId: string; personId: string },
) =>
  world.database.connection.owner
    .insertInto('result')
    .values({
      ...key,
      id: randomUUID(),
      version: 1,
      theory: 80,
      theoryStatus: 'scored',
      practical: 75,
      practicalStatus: 'scored',
      passed: true,
      state: 'confirmed',
    })
    .execute()

const insertPassed = async (
  world: World,
  key: { organisationId: string; batchId: string; lineId: string },
  passed: Passed,
) => {
  const { name, documentNumber = '' } = passed
  const personId = await personOf(world, key.organisationId, passed)
  const applicationId = randomUUID()
  await world.database.connection.owner
    .insertInto('application')
    .values({
      ...key,
      id: applicationId,
      version: 1,
      personId,
      state: 'admitted',
      source: 'roster',
      name,
      nameKey: name,
      sex: '男',
      birthDate: '2000-01-01',
      documentType,
      documentMasked: maskNumber(documentNumber),
      phoneMasked: '138****0001',
      education: '高中',
      category: '社会人员',
      employer: '试验机械厂',
      conditionCode: 'a',
      subjects: ['theory', 'practical'],
    })
    .execute()
  const { organisationId, batchId } = key
  await insertResult(world, { organisationId, batchId, applicationId, personId })
  return { personId, applicationId, documentNumber }
}

let numbers = 0

/** A batch whose results are confirmed, of an organisation filed for 电工 at all levels. */
export const passedBatch = async (world: World, options: BatchOptions): Promise<PassedBatch> => {
  const organisation = options.organisationId
    ? await knownOrganisation(world, options.organisationId)
    : await filedOrganisation(world)
  const batchId = randomUUID()
  const key = { organisationId: organisation.organisationId, batchId }
  await insertBatch(world, key, options)
  const lineOf = await insertLines(world, key, options.passed)
  const people = []
  for (const each of options.passed) {
    numbers += 1
    const documentNumber = each.documentNumber ?? citizenNumber(numbers)
    people.push(await insertPassed(world, { ...key, lineId: lineOf(each) }, { ...each, documentNumber }))
  }
  const city = world.actor('city', organisation.organisationId, { reach: [organisation.organisationId] })
  return {
    ...organisation,
    batchId,
    people,
    exam: world.actor('org-exam', organisation.organisationId),
    head: world.actor('org-head', organisation.organisationId),
    city,
  }
}

const knownOrganisation = async (world: World, organisationId: string) => {
  const { owner } = world.database.connection
  const { name } = await owner
    .selectFrom('organisation')
    .select('name')
    .where('organisationId', '=', organisationId)
    .executeTakeFirstOrThrow()
  const { code } = await owner
    .selectFrom('filing')
    .select('code')
    .where('organisationId', '=', organisationId)
    .executeTakeFirstOrThrow()
  return { organisationId, organisationName: name, code }
}

/** The first `count` people with distinct names of two characters. */
export const people = (count: number, values: Omit<Passed, 'name'> = {}): Passed[] =>
  Array.from({ length: count }, (_, n) => ({
    ...values,
    name: `试${String.fromCodePoint(0x4e00 + (n % 200))}${n >= 200 ? '甲' : ''}`,
  }))
