import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { ViolationEffectKind } from '#modules/policy/core/discipline-parameters.ts'
import { officialExceptions } from '#modules/policy/seed/official-exceptions.ts'
import type { Actor } from '#platform/command/context.ts'
import type { World } from '#platform/command/testing.ts'
import type { PracticalForm } from './core/practical.rule.ts'
import { insertPractical, insertTheory } from './exam-rows.fixture.ts'

export const demoForm: PracticalForm = JSON.parse(
  readFileSync(new URL('../../demo/data/practical-electrician-4.json', import.meta.url), 'utf8'),
)

/** All points of the demo form, less `minus` spread over the first points that hold it. */
export const pointsFor = (total: number): Record<string, number> => {
  let left = 100 - total
  return Object.fromEntries(
    demoForm.modules
      .flatMap(({ scoringPoints }) => scoringPoints)
      .map(({ code, maxScore }) => {
        const off = Math.min(left, maxScore)
        left -= off
        return [code, maxScore - off]
      }),
  )
}

export const signature = 'M 10 60 L 40 20 L 80 90 L 140 30 L 200 80'

export interface Candidate {
  readonly personId: string
  readonly applicationId: string
  readonly name: string
}

export interface ExaminedBatch {
  readonly organisationId: string
  readonly batchId: string
  readonly lineId: string
  readonly paperId: string
  readonly sittingId: string
  readonly sessionId: string
  readonly roomId: string
  readonly people: readonly Candidate[]
  readonly examiners: readonly Actor[]
  readonly exam: Actor
  readonly head: Actor
  readonly marker: Actor
  readonly supervisor: Actor
}

export interface Outcome {
  readonly name?: string
  /** How many of the hundred items are answered rightly. */
  readonly right?: number
  readonly outcome?: 'handed-in' | 'collected' | 'absent' | 'expelled'
}

export type Owner = World['database']['connection']['owner']

const insertCalendar = async (owner: Owner) => {
  await owner
    .insertInto('calendarYear')
    .values({
      organisationId: '00000000-0000-0000-0000-000000000000',
      id: randomUUID(),
      version: 1,
      year: 2026,
      source: '试验通知',
      exceptions: JSON.stringify(officialExceptions().filter(({ day }) => day.startsWith('2026'))),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const insertBatch = async (owner: Owner, organisationId: string) => {
  const batchId = randomUUID()
  const lineId = randomUUID()
  await owner
    .insertInto('batch')
    .values({
      organisationId,
      id: batchId,
      version: 1,
      pack: 'shandong-social',
      state: 'running',
      name: '20261128第1批',
      year: 2026,
      sequence: 1,
      noticeId: randomUUID(),
      createdOn: '2026-10-20',
      enrolmentFrom: '2026-11-01',
      enrolmentTo: '2026-11-07',
      reviewUntil: '2026-11-10',
      paymentUntil: '2026-11-10',
      ticketFrom: '2026-11-25',
      examFrom: '2026-11-28',
      examTo: '2026-11-29',
      publicityFrom: '2026-12-01',
      publicityTo: '2026-12-08',
      issueOn: '2026-12-15',
      siteIds: [],
      capacity: 3000,
      publishedAt: new Date('2026-10-25T00:00:00Z'),
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
      level: 4,
      standard: 'electrician-2018',
      subjects: ['theory', 'practical'],
      targetGroup: '社会人员',
      feeCents: 0,
    })
    .execute()
  return { batchId, lineId }
}

const insertPeople = async (
  owner: Owner,
  at: { organisationId: string; batchId: string; lineId: string },
  outcomes: readonly Outcome[],
): Promise<readonly Candidate[]> => {
  const people = outcomes.map(({ name }, n) => ({
    personId: randomUUID(),
    applicationId: randomUUID(),
    name: name ?? `考生${String(n + 1).padStart(4, '0')}`,
    n,
  }))
  for (let from = 0; from < people.length; from += 500) {
    await owner
      .insertInto('application')
      .values(
        people.slice(from, from + 500).map(({ personId, applicationId, name, n }) => ({
          ...at,
          id: applicationId,
          version: 1,
          personId,
          state: 'admitted',
          source: 'roster',
          name,
          nameKey: String(n).padStart(6, '0'),
          sex: '男',
          birthDate: '2000-01-01',
          documentType: '居民身份证',
          documentMasked: `370100********${String(n).padStart(4, '0')}`,
          phoneMasked: '138****0001',
          education: '高中',
          category: '社会人员',
          conditionCode: '4-1',
          subjects: ['theory', 'practical'],
        })),
      )
      .execute()
  }
  return people
}

/** Someone with an account and the duty of examiner in a room; `isLeader` for the leader of the panel. */
export const examinerIn = async (
  world: World,
  at: { organisationId: string; batchId: string; sessionId: string; roomId: string },
  values: { readonly name: string; readonly isLeader?: boolean },
): Promise<Actor> => {
  const { owner } = world.database.connection
  const { organisationId, batchId, sessionId, roomId } = at
  const actor = world.actor('examiner', organisationId, { name: values.name })
  const staffId = randomUUID()
  await owner
    .insertInto('staffMember')
    .values({
      organisationId,
      id: staffId,
      version: 1,
      staffNumber: staffId.slice(0, 8),
      name: values.name,
      employer: '试验单位',
      documentMasked: '370100********0000',
      documentIndex: Buffer.from(staffId),
      roles: ['考评人员'],
      record: '{}',
      accountId: actor.accountId,
    })
    .execute()
  await owner
    .insertInto('duty')
    .values({
      organisationId,
      id: randomUUID(),
      version: 1,
      batchId,
      sessionId,
      roomId,
      role: '考评人员',
      staffId,
      staffName: values.name,
      isLeader: values.isLeader ?? false,
      state: 'active',
    })
    .execute()
  return actor
}

/** A batch after its examination: scripts taken in, practical seats and panel placed, nothing scored yet. */
export const examinedBatch = async (
  world: World,
  outcomes: readonly Outcome[],
  options: { readonly leaders?: number; readonly stationsChecked?: boolean } = {},
): Promise<ExaminedBatch> => {
  const { owner } = world.database.connection
  await insertCalendar(owner)
  const organisationId = await world.organisation()
  const at = { organisationId, ...(await insertBatch(owner, organisationId)) }
  const people = await insertPeople(owner, at, outcomes)
  const theory = await insertTheory(
    world,
    at,
    people.map((person, n) => ({ ...outcomes[n]!, ...person })),
  )
  const practical = await insertPractical(owner, at, {
    people,
    stationsChecked: options.stationsChecked ?? true,
  })
  const { leaders = 1 } = options
  const examiners: Actor[] = []
  for (const n of [0, 1, 2])
    examiners.push(
      await examinerIn(
        world,
        { ...at, ...practical },
        { name: `考评员${'甲乙丙'[n]}`, isLeader: n < leaders },
      ),
    )
  const exam = world.actor('org-exam', organisationId)
  await owner
    .insertInto('account')
    .values({
      organisationId,
      id: exam.accountId!,
      version: 1,
      login: `exam-${organisationId}`,
      displayName: exam.name,
      roles: ['org-exam'],
      passwordHash: '-',
      state: 'active',
      createdAt: new Date('2026-01-01T00:00:00Z'),
    })
    .execute()
  return {
    ...at,
    ...theory,
    ...practical,
    people,
    examiners,
    exam,
    head: world.actor('org-head', organisationId),
    marker: world.actor('examiner', organisationId, { name: '阅卷甲' }),
    supervisor: world.actor('supervisor', organisationId),
  }
}

/** A case on record; decided with `effect`, or still open with null. */
export const violationOf = async (
  world: World,
  batch: ExaminedBatch,
  given: {
    readonly who: Candidate
    readonly subject: string
    readonly effect: ViolationEffectKind | null
  },
): Promise<string> => {
  const { owner } = world.database.connection
  const { organisationId, batchId, sittingId } = batch
  const caseId = randomUUID()
  await owner
    .insertInto('disciplineCase')
    .values({
      ...{ organisationId, id: caseId, version: 1, number: `WJ${caseId.slice(0, 8)}`, about: 'candidate' },
      ...{ origin: 'room', batchId, sittingId, subject: given.subject, description: '携带资料' },
      ...{ recordedBy: '监考员甲', state: given.effect === null ? 'recorded' : 'decided' },
      occurredAt: new Date('2026-11-28T01:30:00Z'),
      recordedAt: new Date('2026-11-28T01:30:00Z'),
      effect: given.effect,
      ruleReference: given.effect === null ? null : '违纪违规行为处理工作指引第六条',
    })
    .execute()
  await owner
    .insertInto('disciplineParty')
    .values({
      ...{ organisationId, id: randomUUID(), version: 1, caseId, part: 'candidate' },
      ...{ applicationId: given.who.applicationId, personId: given.who.personId, name: given.who.name },
    })
    .execute()
  return caseId
}
