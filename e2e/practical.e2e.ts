import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import * as scoring from '#modules/scoring/practical.contract.ts'
import type { Client } from './client.ts'
import { type Line, openLine } from './cut-line.ts'
import { desk, openStage, type Stage } from './harness.ts'
import { readTicket } from './journey/candidate.ts'
import { type Step, takeSteps } from './journey/steps.ts'
import { draw, openWalk, showBoth, type Walk } from './journey/walk.ts'
import {
  type Walk as Chain,
  confirmSite,
  enrolRoster,
  fillItemBank,
  grantScope,
  publishPlan,
  reviewAll,
  startWalk,
} from './walk.ts'
import { arrange, examDay, onDuty, staffSessions } from './walk-arrange.ts'
import { enrolOneself, smallRoster } from './walk-enrol.ts'
import { practicalInForce } from './walk-papers.ts'

// The afternoon of a practical test: the room is prepared and checked, the order drawn, the examiners score on pads
// whose network is cut in the middle, the leader decides where they disagree, and everybody signs.

const press = (page: Page, name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click()

interface Scene {
  readonly stage: Stage
  readonly walk: Walk
  readonly chain: Chain
  readonly line: Line
  /** Pages of people on duty, by their cookie, over a line that can be cut. */
  readonly pages: Map<string, Page>
}

const pageOf = async ({ stage, line, pages }: Scene, client: Client): Promise<Page> => {
  const known = pages.get(client.cookie)
  if (known) return known
  const page = await stage.open(desk)
  const at = client.cookie.indexOf('=')
  await page
    .context()
    .addCookies([{ name: client.cookie.slice(0, at), value: client.cookie.slice(at + 1), url: line.address }])
  pages.set(client.cookie, page)
  return page
}

const staffOf = async ({ chain }: Scene, role: string): Promise<readonly Client[]> =>
  (await onDuty(chain, chain.found.practicalSessionId!, role)).map(
    ({ staffNumber }) => chain.found.staff.get(staffNumber)!,
  )

const readyBatch = async (chain: Chain) => {
  await grantScope(chain)
  await confirmSite(chain)
  await fillItemBank(chain)
  const practicalId = await practicalInForce(chain)
  await publishPlan(chain)
  await enrolOneself(chain)
  await enrolRoster(chain, await smallRoster(3))
  await reviewAll(chain)
  await arrange(chain)
  await staffSessions(chain)
  const { batchId, lineId } = chain.found as { batchId: string; lineId: string }
  await (await chain.as('exam')).done(scoring.adoptPracticalForm, { batchId, lineId, practicalId })
}

/** The office chooses the paper; each room gets its notice and its commitment. */
const prepare = async ({ walk, chain }: Scene) => {
  chain.at(examDay, '08:00')
  const { batchId } = chain.found
  const page = await walk.page('exam', `exams/${batchId}/practical`)
  await page.getByText('尚未准备').first().waitFor()
  await press(page, '准备考场')
  await page.getByLabel('抽取的题目').fill('甲题\n乙题')
  await press(page, '生成准备通知单')
  await page.getByText('待抽签').first().waitFor()
  await showBoth(page, '40-practical-rooms')
}

/** The head of the site ticks the room and the notice; what is short is seen by the office. */
const checkRoom = async (scene: Scene) => {
  const [head] = await staffOf(scene, '考点负责人')
  const page = await pageOf(scene, head!)
  await page.goto(`${scene.line.address}/staff/practical`)
  await page.getByRole('link', { name: /实/u }).first().click()
  const room = page.getByRole('region', { name: '技能操作考场检查' })
  await room.getByRole('button', { name: '全部合格' }).click()
  await room.getByText('已查齐').waitFor()
  const protection = page.getByRole('region', { name: '危险工种防护检查' })
  await protection.getByRole('button', { name: '全部合格' }).click()
  await protection.getByText('已查齐').waitFor()
  const notice = page.getByRole('region', { name: '对照准备通知单检查' })
  const material = notice.getByRole('listitem').filter({ hasText: '材料' }).first()
  await material.getByText('登记实有数量').click()
  await material.getByLabel(/实有数量/).fill('2')
  await material.getByRole('button', { name: '登记', exact: true }).click()
  await notice.getByText(/缺 \d/).first().waitFor()
  await showBoth(page, '41-practical-checks')
  const office = await scene.walk.page('exam', `exams/${scene.chain.found.batchId}/practical`)
  await office.getByText(/缺 \d/).first().waitFor()
}

/** The leader reads, ticks the stations, draws the order in public and starts; then stops and goes on. */
const runRoom = async (scene: Scene) => {
  scene.chain.at(examDay, '13:20')
  const [leader] = await staffOf(scene, '考评人员')
  const page = await pageOf(scene, leader!)
  await page.goto(`${scene.line.address}/staff/practical`)
  await page.getByRole('link', { name: /实/u }).first().click()
  const reading = page.getByRole('region', { name: '阅读考核要求' })
  await reading.waitFor()
  for (const box of await reading.getByRole('checkbox').all()) await box.check()
  await press(page, '确认已阅读')
  await reading.waitFor({ state: 'detached' })
  const stations = page.getByRole('region', { name: '工位检查' })
  await stations.getByRole('button', { name: '全部工位合格' }).click()
  await stations.getByText('已查齐').waitFor()
  await press(page, '抽取考核顺序')
  await press(page, '抽签')
  await page.getByText('（验算一致）').waitFor()
  await press(page, '开考')
  await page.locator('dialog[open]').getByRole('button', { name: '开考' }).click()
  await press(page, '叫号')
  await press(page, /开始计时$/)
  await page.getByText('计时中').first().waitFor()
  await press(page, '紧急停止')
  await page.getByText('计时停止').first().waitFor()
  await page.getByLabel('停止考试的原因').fill('2 号工位漏电保护动作')
  await showBoth(page, '42-practical-stopped')
  await press(page, '记录原因')
  await press(page, '恢复')
  await page.getByLabel('处理情况').fill('更换插座后复查合格')
  await page.getByLabel('另补时间（分钟）').fill('5')
  await press(page, '恢复计时')
  await page.getByText('计时中').first().waitFor()
  await showBoth(page, '43-practical-running')
}

const padOf = async (scene: Scene, client: Client): Promise<string> => {
  const { tasks } = await client.done(scoring.padBatches, {})
  const { batchId, sessionId, roomId } = tasks.find(
    ({ sessionId: id }) => id === scene.chain.found.practicalSessionId,
  )!
  return `${scene.line.address}/staff/scoring/${batchId}/${sessionId}/${roomId}`
}

const openSheet = async (page: Page) => {
  await page.locator('.pad-card').first().click()
  await page
    .getByRole('heading', { name: '入场核对' })
    .or(page.getByText('入场核对').first())
    .first()
    .waitFor()
}

const sheetsOf = ({ chain }: Scene) =>
  chain.server.connection.owner
    .selectFrom('practicalSheet')
    .select(['examinerName', 'state', 'version', 'points', 'deductions', 'checks', 'total'])
    .where('sessionId', '=', chain.found.practicalSessionId!)
    .orderBy('id')
    .execute()

/** SDS-4.4-11: the leader tries the sheet before anybody is scored; it stays a rehearsal. */
const rehearse = async (scene: Scene) => {
  const [leader] = await staffOf(scene, '考评人员')
  const page = await pageOf(scene, leader!)
  await page.goto(await padOf(scene, leader!))
  await page.getByRole('link', { name: '考评演练' }).click()
  await page.getByRole('region', { name: '第 1 轮试评' }).waitFor()
  await showBoth(page, '44-rehearsal')
  for (const full of await page.getByRole('button', { name: '满分' }).all()) await full.click()
  await press(page, '提交试评')
  await page.getByText(/本人试评/).waitFor()
  await page.getByRole('region', { name: '第 2 轮试评' }).waitFor()
  await showBoth(page, '44-rehearsal-scored')
  assert.deepEqual(await sheetsOf(scene), [])
}

/** The line is cut, marks go on, the page is opened anew without it; mended, the server has what was marked. */
const scoreOffline = async (scene: Scene) => {
  const [leader] = await staffOf(scene, '考评人员')
  const page = await pageOf(scene, leader!)
  const address = await padOf(scene, leader!)
  await page.goto(address)
  await openSheet(page)
  await page.getByLabel('身份证').check()
  await page.getByText(/^已同步/).waitFor()
  // The worker stands behind the page and has its parts.
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await page.waitForFunction(
    "caches.open('pad-pages').then((cache) => cache.keys()).then((keys) => keys.length > 5)",
  )
  await page.reload()
  await openSheet(page)
  await scene.line.cut()
  await page.context().setOffline(true)
  for (const name of ['准考证', '工卡量具', '原材料']) await page.getByLabel(name).check()
  for (const button of await page.getByRole('button', { name: '满分' }).all()) await button.click()
  await page.getByText('待上传 1 项').waitFor()
  assert.equal((await sheetsOf(scene))[0]!.total, 0)
  await page.reload()
  await page.getByText('待上传 1 项').waitFor()
  await openSheet(page)
  await page.getByText('合计 100 分').waitFor()
  const first = page.locator('.point-row').first()
  await first.getByText('扣分').click()
  await first.getByRole('button', { name: '多记一次' }).first().click()
  await page.getByText('合计 99 分').waitFor()
  await showBoth(page, '44-pad-offline')
  await page.context().setOffline(false)
  await scene.line.mend()
  await page.getByText(/^已同步 \d/).waitFor()
  const [sheet, ...others] = await sheetsOf(scene)
  assert.deepEqual(others, [])
  const points = sheet!.points as Record<string, number>
  assert.deepEqual([sheet!.state, Number(sheet!.total), Object.keys(points).length], ['draft', 99, 22])
  assert.deepEqual(sheet!.deductions, [{ point: 'M1-01', rule: 0, count: 1 }])
  assert.deepEqual([...sheet!.checks].toSorted(), ['准考证', '原材料', '工卡量具', '身份证'].toSorted())
}

/** The others lock far apart; nobody sees another's points before the last, then the leader decides and signs. */
const decide = async (scene: Scene) => {
  const examiners = await staffOf(scene, '考评人员')
  const [leader, ...rest] = examiners
  const page = await pageOf(scene, leader!)
  await page.goto(await padOf(scene, leader!))
  await openSheet(page)
  await press(page, '签名提交')
  await draw(page)
  await press(page, '签名并提交')
  await page.getByText('已签名提交').waitFor()
  assert.equal(await page.getByText('待裁决').count(), 0)
  const { tasks } = await leader!.done(scoring.padBatches, {})
  const { batchId, sessionId, roomId } = tasks[0]!
  const place = { batchId, sessionId, roomId }
  const pad = await leader!.done(scoring.pad, place)
  const [first, ...others] = pad.candidates
  const full = Object.fromEntries(
    pad
      .form!.modules.flatMap(({ scoringPoints }) => scoringPoints)
      .map(({ code, maxScore }) => [code, maxScore]),
  )
  const sheet = {
    ...{ batchId, version: 0, vetoes: [], deductions: [], checks: [...scoring.checkNames] },
    signature: 'M 10 60 L 40 20 L 80 90 L 140 30 L 200 80',
  }
  const low = Object.fromEntries(
    Object.entries(full).map(([code, points]) => [code, code.startsWith('M3') ? 0 : points]),
  )
  for (const [n, examiner] of rest.entries())
    await examiner.done(scoring.lockSheet, {
      ...{ ...sheet, applicationId: first!.applicationId },
      points: n === 0 ? low : full,
    })
  for (const examiner of examiners)
    for (const { applicationId } of others)
      await examiner.done(scoring.lockSheet, { ...sheet, applicationId, points: full })
  await page.reload()
  await page.getByText('待裁决').waitFor()
  await openSheet(page)
  await press(page, '考评组长签字')
  await draw(page)
  await press(page, '确认签字')
  await page
    .getByText(/相差超过/)
    .first()
    .waitFor()
  await page.keyboard.press('Escape')
  await press(page, '裁决')
  await page.getByLabel('裁决分数').fill('90')
  await page.getByLabel('裁决理由').fill('复核三份扣分依据，故障排除部分已完成')
  await showBoth(page, '45-pad-arbitration')
  await press(page, '确认裁决')
  await page.getByText(/裁决 90 分/).waitFor()
  await press(page, '考评组长签字')
  await draw(page)
  await press(page, '确认签字')
  await page.getByText('成绩 90').first().waitFor()
  await showBoth(page, '46-pad-signed')
}

/** A second session of the same people before the same panel, for the review; put in place by hand. */
const addReview = async ({ chain }: Scene): Promise<string> => {
  const { owner } = chain.server.connection
  const { batchId, lineId, practicalSessionId } = chain.found
  const sessionId = randomUUID()
  const subjects = ['theory', 'practical', 'review']
  await owner
    .updateTable('batchLine')
    .set({ subjects, reviewMode: '口头答辩' })
    .where('id', '=', lineId!)
    .execute()
  await owner.updateTable('application').set({ subjects }).where('batchId', '=', batchId!).execute()
  for (const table of ['examSession', 'placement', 'duty'] as const) {
    const column = table === 'examSession' ? 'id' : 'sessionId'
    const rows = await owner.selectFrom(table).selectAll().where(column, '=', practicalSessionId!).execute()
    const copies = rows.map((row) => ({
      ...row,
      ...(table === 'examSession' ? { id: sessionId, number: 2 } : { id: randomUUID(), sessionId }),
      ...(table !== 'duty' && { subject: 'review' }),
    }))
    await owner
      .insertInto(table)
      .values(copies as never)
      .execute()
  }
  return sessionId
}

/** The office fixes scheme and schedule; a member takes the material, asks, notes and scores. */
const reviewPanel = async (scene: Scene) => {
  const { batchId } = scene.chain.found
  await addReview(scene)
  const office = await scene.walk.page('exam', `exams/${batchId}/review`)
  await office.getByLabel('评价内容和分值').fill('职业能力 60\n工作业绩 40')
  await press(office, '保存方案')
  for (const item of ['安静', '整洁', '符合评审要求']) await press(office, `${item}　合格`)
  await office.getByText('考场已检查').waitFor()
  await office.getByLabel('统分人').fill('统分人甲')
  await office.getByLabel('每名考生提交的材料').fill('技术总结\n业绩证明')
  await press(office, '编排答辩')
  await office.getByText('已编排 4/4').waitFor()
  await showBoth(office, '47-review-rooms')
  const [leader] = await staffOf(scene, '考评人员')
  const page = await pageOf(scene, leader!)
  await page.goto(`${scene.line.address}/staff/scoring`)
  await page.locator('a[href*="/review/"]').first().click()
  await press(page, '确认收到材料')
  await page.getByText('提问与评审记录').first().click()
  await page.getByLabel('提问').first().fill('如何判断热继电器整定值？')
  await page.getByLabel('回答要点').first().fill('按电动机额定电流')
  await press(page, '记录提问')
  await page.getByText('提问与评审记录（1 问）').waitFor()
  await page.getByLabel('职业能力（满分 60）').first().fill('50')
  await page.getByLabel('工作业绩（满分 40）').first().fill('35')
  await press(page, '签名提交评分')
  await draw(page)
  await press(page, '确认签名')
  await page.getByText('本人已提交 85 分').waitFor()
  await showBoth(page, '48-review-panel')
}

test('a practical test in the browser, from the preparation notice to the signed panel', async (t) => {
  const stage = await openStage()
  const line = await openLine(stage.address)
  const chain = await startWalk(stage.server, stage.accounts)
  const scene: Scene = { stage, walk: openWalk(stage), chain, line, pages: new Map() }
  const steps: readonly Step[] = [
    ['a small batch stands ready', () => readyBatch(chain)],
    ['HN-1.8.3.8-04 the candidate reads on his ticket what he has to bring', () => readTicket(stage, chain)],
    ['HN-2.4-05 the office prepares the rooms from the paper', () => prepare(scene)],
    [
      'SDS-4.1-15 SPC-A1.4-03 the site ticks its notice, the shortage is seen by the office',
      () => checkRoom(scene),
    ],
    [
      'SDS-4.4-10 SDS-4.4-19 HN-3.1.7-06 read, checked, drawn, started, stopped, resumed',
      () => runRoom(scene),
    ],
    [
      'SDS-4.4-11 the panel rehearses on a screen of its own; nothing of it is a score sheet',
      () => rehearse(scene),
    ],
    [
      'SDS-4.4-38 SDS-4.4-39 marks made without network are what the server has after it',
      () => scoreOffline(scene),
    ],
    ['SDS-4.3-11 blind until locked, decided by the leader, signed', () => decide(scene)],
    ['SDS-4.1-16 SDE-A4-02 the review: scheme, room, schedule, question, score', () => reviewPanel(scene)],
  ]
  try {
    await takeSteps(t, steps)
  } finally {
    for (const [n, page] of [...scene.pages.values()].entries())
      await page.screenshot({ path: `data/pictures/last-${n}.png` }).catch(() => {})
    await line.close()
    await stage.close()
  }
})
