import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { day } from '#platform/clock/day.ts'
import type { Actor } from '#platform/command/context.ts'
import type { World } from '#platform/command/testing.ts'
import { readFile } from '#platform/files/files.ts'
import * as plan from './contract.ts'
import { chosen, lineRequest } from './rules.fixture.ts'

const decision = { decisionDocument: '澜人社备〔2023〕3号', decidedOn: day('2023-03-01') }

/** An organisation with a filing, electrician at levels 4 and 3, one confirmed site, and its people. */
export const openOrganisation = async (world: World, values: { readonly announcedOn?: string } = {}) => {
  const organisationId = await world.organisation({ name: `澜川技能评价中心${randomUUID().slice(0, 6)}` })
  const { owner } = world.database.connection
  const filingId = randomUUID()
  await owner
    .insertInto('filing')
    .values({
      organisationId,
      id: filingId,
      version: 1,
      pack: 'shandong-social',
      state: 'filed',
      code: `S000037${Math.floor(Math.random() * 900_000 + 100_000)}`,
      documentNumber: '澜人社备〔2026〕1号',
      filedOn: day('2023-03-01'),
      announcedOn: values.announcedOn ?? null,
      ...decision,
    })
    .execute()
  const siteId = randomUUID()
  await owner
    .insertInto('scopeItem')
    .values(
      [4, 3].map((level) => ({
        organisationId,
        id: randomUUID(),
        version: 1,
        filingId,
        state: 'active',
        occupationCode: '6-31-01-03',
        occupationName: '电工',
        level,
        standard: '国家职业技能标准 电工（2018年版）',
        validFrom: day('2023-03-01'),
        ...decision,
      })),
    )
    .execute()
  await owner
    .insertInto('site')
    .values({
      organisationId,
      id: siteId,
      version: 1,
      state: 'confirmed',
      code: '01',
      name: '学府路考点',
      address: '澜川市学府路1号',
      cityCode: '3799',
      headName: '点长甲',
      headPhone: '13800000003',
    })
    .execute()
  return {
    organisationId,
    siteId,
    exam: world.actor('org-exam', organisationId),
    city: world.actor('city', organisationId, { reach: [organisationId] }),
    system: world.actor('system', organisationId, { reach: 'all' }),
  }
}
export type Organisation = Awaited<ReturnType<typeof openOrganisation>>

/** The working calendars the demo batch runs through. */
export const knowYears = async (world: World, years: readonly number[]) => {
  for (const year of years) {
    await world.database.connection.owner
      .insertInto('calendarYear')
      .values({
        organisationId: '00000000-0000-0000-0000-000000000000',
        id: randomUUID(),
        version: 1,
        year,
        source: '测试用安排',
        exceptions: JSON.stringify([{ day: `${year}-01-01`, kind: 'rest', name: '元旦' }]),
      })
      .execute()
  }
}

export const noticeForm = (levels: readonly number[] = [4]) => ({
  contactName: '联系人甲',
  contactPhone: '0530-0000001',
  enrolmentProcedure: '网上报名，7天内提交',
  amendmentReason: '',
  lines: levels.map((level) => ({
    occupationCode: '6-31-01-03',
    trade: '',
    level,
    enrolmentTime: '2026年12月',
    examTime: '2026年12月',
    place: '澜川市学府路1号',
    theory: true,
    practical: true,
    review: false,
    method: '理论机考、技能实操',
    feeCents: 26_000 as number | null,
    conditions: '取得五级证书后从事本职业3年以上等',
    readiness: { site: '1个考点', itemBank: '360题', staff: '考评人员22人' },
  })),
})

/** A notice of 2026 through all its steps; returns its id. */
export const publishNotice = async (
  world: World,
  { exam, city, organisationId }: Organisation,
  form: ReturnType<typeof noticeForm> = noticeForm(),
) => {
  const { noticeId } = await world.done(plan.draftNotice, { year: 2026, ...form }, exam)
  await world.done(plan.submitNotice, { noticeId, version: 1 }, exam)
  await world.done(plan.confirmNotice, { organisationId, noticeId, version: 2 }, city)
  await world.done(plan.publishNotice, { noticeId, version: 3 }, exam)
  return noticeId
}

export const batchForm = ({ siteId }: Organisation, dates = chosen()) => ({
  dates,
  siteIds: [siteId],
  capacity: 2000,
  lines: [lineRequest()],
})

/** A batch through all its steps up to its publication; returns its id. */
export const publishBatch = async (world: World, organisation: Organisation) => {
  const { exam, city, organisationId } = organisation
  const { batchId, name } = await world.done(plan.createBatch, batchForm(organisation), exam)
  await world.done(plan.submitBatch, { batchId, version: 1 }, exam)
  await world.done(plan.confirmBatch, { organisationId, batchId, version: 2 }, city)
  await world.done(plan.publishBatch, { batchId, version: 3 }, exam)
  return { batchId, name }
}

/** The text of a PDF without any spaces. */
export const textOf = (bytes: Uint8Array) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'jiangheng-pdf-'))
  const file = path.join(folder, 'a.pdf')
  writeFileSync(file, bytes)
  const text = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  return text.replaceAll(/\s+/g, '')
}
/** A stored file as one of the organisation reads it. */
export const fileOf = async (
  world: World,
  actor: Actor,
  { organisationId, fileId }: { organisationId: string; fileId: string },
) => {
  const { services, database } = world
  return database.connection.owner
    .transaction()
    .execute((tx) =>
      readFile(
        { tx, services, actor, now: services.clock.now(), today: services.clock.today() },
        organisationId,
        fileId,
      ),
    )
}
