import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { registerCandidate } from '#modules/party/contract.ts'
import { citizenCheckCharacter } from '#modules/policy/core/identity.ts'
import { type Actor, platformOrganisation } from '#platform/command/context.ts'
import type { World } from '#platform/command/testing.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import * as contract from './contract.ts'
import { enrolmentTasks } from './tasks.ts'

export const goodPhoto = new Uint8Array(readFileSync('demo/data/photos/140202199205249500.jpg'))

/** A published batch of 电工 level 4 as the demo data's plan has it; days may be given otherwise. */
export const publishedBatch = async (
  world: World,
  organisationId: string,
  values: Record<string, unknown> = {},
): Promise<{ batchId: string; lineId: string }> => {
  const owner = world.database.connection.owner
  const batchId = typeof values.id === 'string' ? values.id : randomUUID()
  const lineId = randomUUID()
  await owner
    .insertInto('batch')
    .values({
      organisationId,
      id: batchId,
      version: 1,
      pack: 'shandong-social',
      state: 'published',
      name: '20261226示例机构第1期社会化评价',
      year: 2026,
      sequence: 1,
      noticeId: randomUUID(),
      createdOn: '2026-11-20',
      enrolmentFrom: '2026-12-01',
      enrolmentTo: '2026-12-07',
      reviewUntil: '2026-12-10',
      paymentUntil: '2026-12-12',
      ticketFrom: '2026-12-23',
      examFrom: '2026-12-26',
      examTo: '2026-12-26',
      publicityFrom: '2026-12-30',
      publicityTo: '2027-01-08',
      issueOn: '2027-01-15',
      siteIds: [],
      capacity: 3000,
      publishedAt: new Date('2026-11-21T01:00:00Z'),
      ...values,
    } as never)
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
      standard: '电工国家职业技能标准',
      subjects: ['theory', 'practical'],
      targetGroup: '社会人员',
      feeCents: 30000,
    })
    .execute()
  return { batchId, lineId }
}

/** A file as the upload route leaves it. */
export const storedFile = async (
  world: World,
  file: {
    readonly organisationId: string
    readonly personId?: string
    readonly name: string
    readonly mediaType: string
    readonly bytes: Uint8Array
  },
): Promise<string> => {
  const { hash, size } = await world.services.blobs.put(file.bytes, { mediaType: file.mediaType })
  const id = randomUUID()
  await world.database.connection.owner
    .insertInto('storedFile')
    .values({
      organisationId: file.organisationId,
      id,
      personId: file.personId ?? null,
      audience: [],
      hash,
      name: file.name,
      mediaType: file.mediaType,
      size,
      createdAt: world.services.clock.now(),
    })
    .execute()
  return id
}

/** The one who carries out the steps of a job in an organisation. */
export const jobActor = (world: World, organisationId: string): Actor => world.actor('system', organisationId)

/** What the job runner does with a queued job, in this process. */
export const runJob = async (world: World, jobId: string, worker: Actor) => {
  const row = await world.database.connection.owner
    .selectFrom('job')
    .selectAll()
    .where('id', '=', jobId)
    .executeTakeFirstOrThrow()
  const deps = {
    connection: world.database.connection,
    services: world.services,
    carryOut: (spec, input, { actor, commandId }) =>
      world.run(spec, input, commandId ? { actor, commandId } : actor),
    actorOf: () => Promise.resolve(worker),
  } satisfies TaskDeps
  return enrolmentTasks(deps)[row.kind]!({
    id: row.id,
    organisationId: row.organisationId,
    payload: row.payload as Record<string, string>,
    accountId: null,
    done: 0,
    progress: () => Promise.resolve(),
  })
}

/** Resident numbers that are plainly synthetic (sequence above 900), with the right check character. */
export const residentNumber = (birthDate: string, sequence: number): string => {
  const first17 = `370102${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  return first17 + citizenCheckCharacter(first17)
}

/** A registered candidate, logged in. */
export const candidate = async (
  world: World,
  person: { readonly name: string; readonly birthDate: string; readonly sequence: number },
): Promise<Actor> => {
  const documentNumber = residentNumber(person.birthDate, person.sequence)
  const { accountId } = await world.done(
    registerCandidate,
    {
      name: person.name,
      documentType: '居民身份证',
      documentNumber,
      phone: '13800000001',
      password: 'Lanchuan-2026',
    },
    { ...world.actor('candidate', platformOrganisation), accountId: null, roles: [] },
  )
  const { personId } = await world.database.connection.owner
    .selectFrom('account')
    .select('personId')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  return world.actor('candidate', platformOrganisation, { accountId, personId, name: person.name })
}

/** Enough of a PNG and of a PDF to be taken for one. */
export const png = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)
export const pdf = new TextEncoder().encode('%PDF-1.7\n% scan\n')

export const goodData = {
  education: '大学专科和专科学校',
  major: '机电一体化技术',
  category: '社会人员',
  employer: '示例电气有限公司',
  conditionCode: '1',
  currentStudent: false,
  workFrom: '2015-06-01',
  workYears: 11,
} as const

export interface EnrolAt {
  readonly organisationId: string
  readonly batchId: string
  readonly lineId: string
}

/** Carries a candidate's draft to the point of submission: data, photo, signature and the commitment on years of work. */
export const readyDraft = async (
  world: World,
  actor: Actor,
  { data = {}, ...at }: EnrolAt & { readonly data?: Record<string, unknown> },
): Promise<{ organisationId: string; applicationId: string; version: number }> => {
  const started = await world.done(contract.startApplication, at, actor)
  const key = { organisationId: started.organisationId, applicationId: started.applicationId }
  let { version } = await world.done(
    contract.saveDraft,
    { ...key, version: started.version, data: { ...goodData, ...data } },
    actor,
  )
  const files = [
    ['photo', 'image/jpeg', goodPhoto],
    ['signature', 'image/png', png],
    ['work-years-commitment', 'application/pdf', pdf],
  ] as const
  for (const [kind, mediaType, bytes] of files) {
    const fileId = await storedFile(world, {
      organisationId: platformOrganisation,
      personId: actor.personId!,
      name: kind,
      mediaType,
      bytes,
    })
    const file = { organisationId: platformOrganisation, fileId }
    version = (await world.done(contract.attach, { ...key, version, kind, file }, actor)).version
  }
  return { ...key, version }
}

export const agreed = { acceptCommitment: true, acceptNoChange: true } as const
