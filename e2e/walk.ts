import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { DemoAccount } from '#apps/server/demo-routes.ts'
import type { RunningServer } from '#apps/server/main.ts'
import * as enrolment from '#modules/enrolment/contract.ts'
import * as filing from '#modules/filing/contract.ts'
import * as finance from '#modules/finance/contract.ts'
import * as assembly from '#modules/itembank/assembly/contract.ts'
import * as exchange from '#modules/itembank/exchange/contract.ts'
import * as items from '#modules/itembank/item/contract.ts'
import * as knowledge from '#modules/itembank/knowledge/contract.ts'
import * as undertakings from '#modules/itembank/undertaking/contract.ts'
import * as plan from '#modules/plan/contract.ts'
import * as site from '#modules/site/contract.ts'
import type { SettableClock } from '#platform/clock/clock.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import { type Client, logIn } from './client.ts'
import type { Room } from './walk-room.ts'

/** What earlier steps of the walk leave for later ones. */
export interface Found {
  siteId?: string
  batchId?: string
  lineId?: string
  /** The candidate who enrolled without the organisation. */
  candidate?: Client
  /** Accounts of the people on duty, by staff number. */
  readonly staff: Map<string, Client>
  theorySessionId?: string
  practicalSessionId?: string
  paperId?: string
  room?: Room
  publicityId?: string
}

/** A server with its demo accounts, walked over HTTP by the people of the chain. */
export interface Walk {
  readonly server: RunningServer
  /** The client of a demo account, logged in once. */
  as(login: string): Promise<Client>
  /** Lets the demo's clock go on from `HH:MM` of a day in China. */
  at(day: string, time?: string): void
  readonly organisationId: string
  /** Filled in as the walk goes on. */
  readonly found: Found
}

const data = path.resolve(import.meta.dirname, '../demo/data')
export const demoFile = (name: string) => path.join(data, name)

const occupation = { occupationCode: '6-31-01-03', trade: '', level: 4 as const }

export const startWalk = async (server: RunningServer, accounts: readonly DemoAccount[]): Promise<Walk> => {
  const clients = new Map<string, Promise<Client>>()
  const as: Walk['as'] = (login) => {
    const account = accounts.find((each) => each.login === login)
    if (!account) throw new Error(`no demo account ${login}`)
    const client = clients.get(login) ?? logIn(server.address, account)
    clients.set(login, client)
    return client
  }
  const row = await server.connection.owner
    .selectFrom('organisation')
    .select('organisationId')
    .where('name', '=', '澜川市技能评价服务中心')
    .executeTakeFirstOrThrow()
  return {
    server,
    as,
    at: (day, time = '09:00') =>
      (server.services.clock as SettableClock).set(new Date(`${day}T${time}:00+08:00`)),
    organisationId: row.organisationId,
    found: { staff: new Map() },
  }
}

/** Step 1: the city grants the code and the scope. */
export const grantScope = async (walk: Walk): Promise<void> => {
  walk.at('2026-11-20')
  const city = await walk.as('city')
  await city.done(filing.grantFiling, {
    organisationId: walk.organisationId,
    organisationCode: 'S000037000012',
    documentNumber: '澜人社函〔2026〕8号',
    filedOn: '2026-11-02',
    announcedOn: '2026-11-02',
    validUntil: null,
    items: [
      {
        ...occupation,
        occupationName: '电工',
        standard: '电工国家职业技能标准',
        validFrom: '2026-11-02',
        validUntil: null,
      },
    ],
  })
}

/** Step 2: rooms from the workbook, places of workshops filled in, confirmed by the city. */
export const confirmSite = async (walk: Walk): Promise<void> => {
  const [exam, city] = [await walk.as('exam'), await walk.as('city')]
  const { fileId } = await exam.upload(demoFile('rooms.xlsx'))
  await exam.done(site.commitImport, { fileId, mode: 'skip-bad-rows' })
  const { rows } = await exam.done(site.siteList, {})
  const { siteId, organisationId } = rows[0]!
  const { rooms } = await exam.done(site.siteDetail, { organisationId, siteId })
  for (const [index, { roomId }] of rooms.filter(({ kind }) => kind !== 'theory').entries()) {
    const room = await exam.done(site.roomDetail, { organisationId, roomId })
    const { version, name, frontGapCm, sideGapCm, calibratedUntil } = room
    await exam.done(site.changeRoom, {
      roomId,
      version,
      name,
      frontGapCm,
      sideGapCm,
      calibratedUntil,
      building: '实训楼',
      floor: '1',
      doorNumber: String(101 + index),
      checkedPoints: room.points.filter(({ present }) => present).map(({ item }) => item),
      unusableReason: null,
    })
  }
  const { version } = await exam.done(site.siteDetail, { organisationId, siteId })
  await exam.done(site.submitSite, { siteId, version })
  const seen = await city.done(site.siteDetail, { organisationId, siteId })
  await city.done(site.confirmSite, { organisationId, siteId, version: seen.version })
  walk.found.siteId = siteId
}

/** Two experts: each item is passed by both, one after the other. */
const itemReviewers = ['itemreviewer1', 'itemreviewer2'] as const

/** Step 3, first half: items and blueprint. Papers are made once the sessions are known. */
export const fillItemBank = async (walk: Walk): Promise<void> => {
  const keeper = await walk.as('itembank')
  for (const login of ['itembank', 'itembank2', ...itemReviewers, 'secrecy1', 'secrecy2']) {
    const client = await walk.as(login)
    const { version } = await client.done(undertakings.readUndertaking, {})
    await client.done(undertakings.signUndertaking, { version })
  }
  const scope = { occupationCode: occupation.occupationCode, level: occupation.level }
  const read = (name: string) => readFileSync(demoFile(name)).toString('base64')
  const workbook = read('blueprint-electrician-4.xlsx')
  const { bank } = await keeper.done(knowledge.importTree, { file: workbook, ...scope })
  await keeper.done(assembly.importRules, { file: workbook })
  await importItems(keeper, bank, 'items-electrician-4.xlsx')
  await keeper.done(items.moveItems, { action: 'submit', reason: '', of: { filter: {} } })
  for (const login of itemReviewers)
    await (await walk.as(login)).done(items.moveItems, { action: 'pass', reason: '', of: { filter: {} } })
}

/** Uploads a file of items, has it read, and writes what it holds. */
export const importItems = async (keeper: Client, bank: string, file: string): Promise<void> => {
  const itemUploadId = await keeper.uploadItems(demoFile(file))
  const staged = await keeper.done(exchange.stageImport, { bank, itemUploadId })
  await keeper.finished(staged.jobId)
  const { itemImportId } = staged
  const { version } = await keeper.done(exchange.importDetail, { itemImportId })
  const { jobId } = await keeper.done(exchange.commitImport, {
    ...{ itemImportId, version },
    mode: 'all-or-nothing',
    origin: 'own',
  })
  await keeper.finished(jobId)
}

/** The organisation's plan of a year, confirmed by the city and announced. */
export const publishNotice = async (walk: Walk, year: number): Promise<void> => {
  const [exam, city] = [await walk.as('exam'), await walk.as('city')]
  const { noticeId } = await exam.done(plan.draftNotice, {
    year,
    contactName: '联系人甲',
    contactPhone: '0599-0000001',
    enrolmentProcedure: '网上报名，机构审核',
    amendmentReason: '',
    lines: [
      {
        ...occupation,
        enrolmentTime: `${year}年`,
        examTime: `${year}年`,
        place: '澜川市望江区',
        theory: true,
        practical: true,
        review: false,
        method: '理论上机考试，技能实际操作',
        feeCents: 18_000,
        conditions: '符合国家职业技能标准',
        readiness: { site: '已确认', itemBank: '已建', staff: '已聘' },
      },
    ],
  })
  const version = async (client: Client) =>
    (await client.done(plan.noticeDetail, { organisationId: walk.organisationId, noticeId })).version
  await exam.done(plan.submitNotice, { noticeId, version: await version(exam) })
  await city.done(plan.confirmNotice, {
    organisationId: walk.organisationId,
    noticeId,
    version: await version(city),
  })
  await exam.done(plan.publishNotice, { noticeId, version: await version(exam) })
}

export const firstDates = { enrolmentFrom: '2026-12-01', examFrom: '2026-12-26', examTo: '2027-01-24' }

/** Asks for a batch with the dates that the product proposes from these. */
export const askForBatch = async (walk: Walk, wanted: InputOf<typeof plan.proposeTimeline>) => {
  const exam = await walk.as('exam')
  const { dates } = await exam.done(plan.proposeTimeline, wanted)
  const { createdOn: _createdOn, ticketFrom: _ticketFrom, ...chosen } = dates
  return exam.ask(plan.createBatch, {
    dates: chosen,
    siteIds: [walk.found.siteId!],
    capacity: 2100,
    lines: [
      {
        ...occupation,
        targetGroup: '社会人员',
        theoryMode: '上机考试',
        theoryReason: '',
        practicalMode: '实际操作',
        reviewMode: null,
        remark: '',
      },
    ],
  })
}

/** Step 4: notice and batch, confirmed and published. */
export const publishPlan = async (walk: Walk): Promise<void> => {
  const [exam, city] = [await walk.as('exam'), await walk.as('city')]
  await publishNotice(walk, 2026)
  const planned = await askForBatch(walk, firstDates)
  if (planned.refused) throw new Error(planned.sentence)
  const { batchId } = planned.value
  const version = async (client: Client) =>
    (await client.done(plan.planDetail, { organisationId: walk.organisationId, batchId })).version
  await exam.done(plan.submitBatch, { batchId, version: await version(exam) })
  await city.done(plan.confirmBatch, {
    organisationId: walk.organisationId,
    batchId,
    version: await version(city),
  })
  await exam.done(plan.publishBatch, { batchId, version: await version(exam) })
  walk.found.batchId = batchId
}

/** Step 5, the organisation's part: the roster. Gives how many were accepted. */
export const enrolRoster = async (
  walk: Walk,
  roster: string | { name: string; bytes: Uint8Array },
): Promise<number> => {
  walk.at('2026-12-02')
  const exam = await walk.as('exam')
  const { fileId } = await exam.upload(roster)
  const { importId, jobId } = await exam.done(enrolment.dryRunRoster, {
    batchId: walk.found.batchId!,
    fileId,
  })
  await exam.finished(jobId)
  const { version } = await exam.done(enrolment.rosterImport, { importId })
  const committed = await exam.done(enrolment.commitRoster, { importId, version, mode: 'skip-bad-rows' })
  await exam.finished(committed.jobId)
  return (await exam.done(enrolment.rosterImport, { importId })).counts.good
}

/** Applications still to be decided that have this open point. */
const openApplications = async (review: Client, batchId: string, point: string) => {
  const found = []
  for (let page = 1; ; page += 1) {
    const { rows } = await review.done(enrolment.reviewQueue, { batchId, page })
    found.push(...rows.filter(({ open }) => open.includes(point)))
    if (rows.length === 0) return found
  }
}

const groupPaper = {
  name: '集体材料.pdf',
  bytes: new TextEncoder().encode('%PDF-1.4\n% 演示用集体材料\n%%EOF\n'),
}

/** Step 6: material, review, payment, scheme and commitment; the confirmed are locked and forwarded. */
export const reviewAll = async (walk: Walk): Promise<number> => {
  const batchId = walk.found.batchId!
  walk.at('2026-12-08')
  const [review, head, exam] = [await walk.as('review'), await walk.as('head'), await walk.as('exam')]
  for (const kind of ['application-form', 'education-proof', 'work-years-commitment'] as const) {
    const { fileId } = await exam.upload(groupPaper)
    await exam.done(enrolment.recordGroupMaterial, {
      batchId,
      kind,
      fileId,
      statement: '本机构已逐人核对并收存原件。',
    })
  }
  const unverified = await openApplications(review, batchId, '原证书未核验')
  if (unverified.length > 0) {
    await review.done(enrolment.verifyCertificates, {
      applicationIds: unverified.map(({ applicationId }) => applicationId),
      result: '一致',
      source: '全国技能人才评价工作网',
      note: '',
    })
  }
  const ticks = { completeness: true, accuracy: true, authenticity: true }
  const { passed } = await review.done(enrolment.reviewClean, { batchId, ticks })
  for (const { applicationId, version } of await openApplications(review, batchId, '信息存疑')) {
    await review.done(enrolment.review, {
      applicationId,
      version,
      decision: 'pass',
      ticks,
      note: '已核对证件原件，信息属实。',
    })
  }
  await payGroup(walk)
  await review.done(enrolment.admit, { batchId })
  const detail = await exam.done(plan.planDetail, { batchId })
  await exam.done(plan.enterScheme, {
    batchId,
    version: detail.version,
    planName: detail.name,
    other: '',
    attachments: [],
  })
  const { fileId } = await head.upload(groupPaper)
  await head.done(enrolment.recordReviewCommitment, {
    batchId,
    fileId,
    signatory: '负责人甲',
    signedOn: '2026-12-08',
    sealed: true,
  })
  await head.done(enrolment.forwardBatch, { batchId })
  return passed
}

const payGroup = async (walk: Walk): Promise<void> => {
  const batchId = walk.found.batchId!
  const head = await walk.as('head')
  await head.done(finance.openOrders, { batchId })
  for (;;) {
    const { rows } = await head.done(finance.orderList, { batchId, state: 'due', page: 1, pageSize: 100 })
    if (rows.length === 0) return
    await head.done(finance.recordGroupPayment, {
      batchId,
      orderIds: rows.map(({ orderId }) => orderId),
      voucher: '演示票据0001',
      amountCents: rows.reduce((sum, { amountCents }) => sum + amountCents, 0),
    })
  }
}
