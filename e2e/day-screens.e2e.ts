import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openIdentity } from '#apps/exam-room/program/identity.ts'
import { granted } from '#apps/exam-room/testing/room-client.ts'
import { receiptCode } from '#modules/delivery/core/receipt.ts'
import { nodeList, registerNode } from '#modules/delivery/node/contract.ts'
import { desk, openStage, type Stage } from './harness.ts'
import { takeSteps } from './journey/steps.ts'
import { downloaded, keepPdf, openWalk, showBoth, type Walk } from './journey/walk.ts'
import { seatSmallBatch } from './small-batch.ts'
import { type Walk as Chain, startWalk } from './walk.ts'
import { staffSessions } from './walk-arrange.ts'
import { sealOnePaper } from './walk-papers.ts'
import { collectAndSeal, headOfSite, openPaper, openRoom, sitTheory } from './walk-room.ts'

// The centre's side of the day: sessions handed out, the trial, the rooms' servers, what is printed, and the receipt.

interface Scene {
  readonly stage: Stage
  readonly walk: Walk
  readonly chain: Chain
  readonly folder: string
  /** The code that the first one wrote down. */
  receipt?: string
}

const ready = async ({ chain }: Scene) => {
  await seatSmallBatch(chain, 6)
  await sealOnePaper(chain)
}

/** SDS-4.4-07, SDS-4.4-09: what each invigilator has confirmed, put on record for one of them. */
const confirmations = async ({ walk, chain }: Scene) => {
  const page = await walk.page('exam', `arrangement/${chain.found.batchId}?tab=staff`)
  const list = page.locator('section.panel').filter({ hasText: '监考人员确认' })
  await list.getByRole('row').nth(1).waitFor()
  await list.getByText('2026年12月25日').waitFor()
  const open = await list.getByRole('button', { name: '本人已逐项确认' }).count()
  await list.getByRole('button', { name: '本人已逐项确认' }).first().click()
  await list.getByRole('row').nth(1).getByText('——').waitFor()
  assert.equal(await list.getByRole('button', { name: '本人已逐项确认' }).count(), open - 1)
  await list.getByRole('heading').evaluate((heading) => heading.scrollIntoView())
  await showBoth(page, 'day-confirmations')
  await staffSessions(chain)
  await page.reload()
  await list.getByText('已过确认时间').first().waitFor()
  assert.equal(await list.getByRole('button', { name: /^本人已/ }).count(), 0)
  await list.getByRole('heading').evaluate((heading) => heading.scrollIntoView())
  await showBoth(page, 'day-confirmations-late')
}

/** HN-1.8.4-17: handed out the day before, then tried on the same machines. */
const handOut = async ({ walk, chain }: Scene) => {
  chain.at('2026-12-25', '07:00')
  const page = await walk.page('exam', `exams/${chain.found.batchId}`)
  await page.getByText('可以下发').first().waitFor()
  await page.getByRole('tab', { name: '上机试考' }).click()
  await page.getByText('未安排').first().waitFor()
  await showBoth(page, 'day-trial-before')
  await page.getByRole('tab', { name: '场次' }).click()
  await page.getByRole('row', { name: /理论/ }).getByRole('checkbox').check()
  await page.getByRole('checkbox', { name: /安全考试浏览器/ }).check()
  await showBoth(page, 'day-hand-out')
  await page.getByRole('checkbox', { name: /安全考试浏览器/ }).uncheck()
  await page.getByRole('button', { name: /下发/ }).first().click()
  await page.getByRole('row', { name: /理论/ }).getByText('已下发').waitFor()
  await showBoth(page, 'day-handed-out')
  await page.getByRole('tab', { name: '上机试考' }).click()
  await page.getByRole('row', { name: /理论/ }).getByRole('button', { name: '安排试考' }).click()
  await page.getByText('已安排', { exact: true }).waitFor()
  await showBoth(page, 'day-trial')
}

/** SDS-4.4-40: the second server of the sitting; to change it later needs a reason. */
const standby = async (page: Page) => {
  const form = page.getByRole('dialog')
  await page.getByRole('button', { name: '指定备机' }).click()
  const choice = form.getByLabel('备机', { exact: true })
  const other = choice.locator('option', { hasText: '备用服务器' })
  await other.waitFor({ state: 'attached' })
  // The server that has the sitting cannot stand by for itself.
  assert.equal(await choice.locator('option', { hasText: '第一机房服务器' }).count(), 0)
  await choice.selectOption(await other.getAttribute('value'))
  await showBoth(page, 'day-nodes-standby')
  await form.getByRole('button', { name: '确定' }).click()
  await form.waitFor({ state: 'detached' })
  await page.getByRole('cell', { name: /^备用服务器/ }).waitFor()
  await page.getByRole('button', { name: '更换备机' }).click()
  await choice.selectOption({ label: '不设备机' })
  await form.getByRole('button', { name: '确定' }).click()
  await form.locator('.refusal-card').first().waitFor()
  await showBoth(page, 'day-nodes-standby-reason')
  await form.getByRole('button', { name: '关闭' }).first().click()
  await page.getByRole('button', { name: '更换备机' }).waitFor()
  await showBoth(page, 'day-nodes-standby-set')
}

/** HN-2.3.1-02: a server is given the sitting, changed with a reason, and given back to the centre. */
const supply = async ({ walk, chain, folder }: Scene) => {
  const exam = await chain.as('exam')
  const { sites } = await exam.done(nodeList, {})
  for (const name of ['第一机房服务器', '备用服务器']) {
    const { card } = openIdentity(path.join(folder, name), name)
    await exam.done(registerNode, { name, siteId: sites[0]!.siteId, card })
  }
  const page = await walk.page('exam', 'room-nodes')
  await page.getByRole('button', { name: '指定服务器' }).first().waitFor()
  await showBoth(page, 'day-nodes')
  await page.getByRole('button', { name: '指定服务器' }).first().click()
  const servers = page.getByLabel('承担本场的服务器')
  const chosen = servers.locator('option', { hasText: '第一机房服务器' })
  await servers.selectOption(await chosen.getAttribute('value'))
  await showBoth(page, 'day-nodes-assign')
  await page.getByRole('button', { name: '确定' }).click()
  const dialog = page.getByRole('dialog')
  await dialog
    .getByText(/已指定|原因/)
    .first()
    .waitFor()
  await showBoth(page, 'day-nodes-assigned')
  await dialog.getByRole('button', { name: '关闭' }).first().click()
  await page.getByRole('link', { name: '下载' }).waitFor()
  await showBoth(page, 'day-nodes-supplied')
  await standby(page)
  await page.getByRole('button', { name: '指定服务器' }).first().click()
  await page.getByLabel('承担本场的服务器').selectOption({ index: 0 })
  await page.getByRole('button', { name: '确定' }).click()
  await page.getByRole('dialog').locator('.refusal-card').first().waitFor()
  await showBoth(page, 'day-nodes-reason')
  await page.getByLabel('原因').fill('现场网络稳定，改由中心服务器承担')
  await page.getByRole('button', { name: '确定' }).click()
  await page.getByRole('link', { name: '下载' }).waitFor({ state: 'detached' })
}

const ofHead = async ({ stage, chain }: Scene): Promise<Page> => {
  const { cookie } = await headOfSite(chain)
  const page = await stage.open(desk)
  const at = cookie.indexOf('=')
  await page
    .context()
    .addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url: stage.address }])
  return page
}

/** What the head of the site finds in his own portal. */
const headsDay = async (scene: Scene) => {
  const page = await ofHead(scene)
  await page.goto(`${scene.stage.address}/staff/`)
  await page.getByRole('button', { name: '退出' }).waitFor()
  await showBoth(page, 'day-head')
  await page.goto(`${scene.stage.address}/staff/today`)
  await page.getByRole('button', { name: '退出' }).waitFor()
  await showBoth(page, 'day-head-today')
  await page.goto(`${scene.stage.address}/staff/room-nodes`)
  await page.getByRole('heading', { name: '考场服务器' }).waitFor()
  await showBoth(page, 'day-head-nodes')
}

/** The sitting itself, up to the taking-in; the first one keeps the code of his receipt. */
const sit = async (scene: Scene) => {
  const { chain } = scene
  await openRoom(chain)
  await openPaper(chain)
  await sitTheory(chain)
  const { receipt } = granted(await chain.found.room!.seats[0]!.machine.heartbeat())
  scene.receipt = receiptCode(receipt!.digest)
  await collectAndSeal(chain)
}

const printed = async ({ walk, chain }: Scene) => {
  const page = await walk.page('exam', `sittings/${chain.found.room!.sittingId}`)
  await page.getByRole('button', { name: '打印考生签到表' }).waitFor()
  await showBoth(page, 'day-sitting')
  const links = page.getByRole('link', { name: /PDF/ })
  for (const [index, name] of [/^打印考场/, '打印考生签到表'].entries()) {
    await page.getByRole('button', { name }).click()
    await links.nth(index).waitFor()
    // The newest stands first.
    keepPdf(await downloaded(page, links.first()), `day-printed-${index}`)
  }
  for (const tab of ['考试进程', '考生签到表', '值班人员']) {
    await page.getByRole('tab', { name: tab }).click()
    await showBoth(page, `day-sitting-${tab}`)
  }
}

/** SDS-5.1-02: the right code, a wrong one, and a ticket that nobody has. */
const receipts = async ({ stage, chain, receipt }: Scene) => {
  const page = await stage.open(desk)
  await page.goto(`${stage.address}/receipt`)
  await page.getByRole('heading', { name: '回执核对' }).waitFor()
  await showBoth(page, 'day-receipt')
  const { ticketNumber } = chain.found.room!.seats[0]!
  const check = async ([ticket, code]: readonly [string, string], answer: RegExp, name: string) => {
    await page.getByLabel(/^准考证号/).fill(ticket)
    await page.getByLabel(/^回执码/).fill(code)
    await page.getByRole('button', { name: '核对' }).click()
    await page.getByText(answer).first().waitFor()
    await showBoth(page, name)
  }
  await check([ticketNumber, receipt!], /完全一致/, 'day-receipt-right')
  await check([ticketNumber, '0000 0000 0000 0000 0000'], /没有与该准考证号/, 'day-receipt-wrong')
  await check(['99999999999999', receipt!], /没有与该准考证号/, 'day-receipt-unknown')
  await check([ticketNumber, '12'], /20 位数字/, 'day-receipt-unreadable')
}

test('the centre’s day in the browser', async (t) => {
  const stage = await openStage()
  const folder = mkdtempSync(path.join(tmpdir(), 'day-node-'))
  const chain = await startWalk(stage.server, stage.accounts)
  const scene: Scene = { stage, walk: openWalk(stage), chain, folder }
  const steps: readonly (readonly [string, (scene: Scene) => Promise<void>])[] = [
    ['a small batch stands ready, its paper sealed', ready],
    ['SDS-4.4-07 SDS-4.4-09 what each invigilator has confirmed is put on record one by one', confirmations],
    ['HN-1.8.4-17 the rooms are handed out and tried the day before', handOut],
    ['HN-2.3.1-02 a room’s server is given its sitting and gives it back with a reason', supply],
    ['SDS-4.4-02 the head of the site finds his rooms and his server', headsDay],
    ['the sitting is held and taken in', sit],
    [
      'SDS-5.1-02 anyone proves his receipt; a wrong code and an unknown ticket get the same answer',
      receipts,
    ],
    ['HN-2.6-06 the room’s record and the sign-in sheet are printed', printed],
  ]
  try {
    await takeSteps(
      t,
      steps.map(([title, step]) => [title, () => step(scene)]),
    )
  } finally {
    await stage.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
