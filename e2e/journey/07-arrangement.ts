import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { phone } from '../harness.ts'
import { candidate } from './05-enrolment.ts'
import { assertPdf, demoFile, downloaded, pageCount, show, type Walk } from './walk.ts'

const waitForJob = (page: Page, pattern: RegExp) =>
  page.getByText(pattern).locator('visible=true').first().waitFor({ timeout: 120_000 })

/** Sessions worked out from rooms and people, everyone seated, published. */
export const arrange = async (walk: Walk): Promise<void> => {
  await walk.stage.at('2026-12-14T09:00:00+08:00')
  const page = await walk.page('exam', `arrangement/${walk.notes.get('batchId')}`)
  await page.getByRole('button', { name: '按人数和考场测算' }).click()
  await page.getByText(/需要 \d+ 场，已填入下表/).waitFor()
  await page.getByRole('button', { name: '保存场次' }).click()
  await page.getByText('场次已保存').waitFor()
  await page.evaluate('window.scrollTo(0, 0)')
  await show(page, '07-sessions')
  await page.getByRole('button', { name: /自动编排/ }).click()
  await waitForJob(page, /个座位已排好，无人未排/)
  await page.getByRole('tab', { name: '座位' }).click()
  await page.getByText(/约束/).waitFor()
  await show(page, '07-seats')
  await page.getByRole('button', { name: /^确认/ }).click()
  await page
    .getByText(/编排已发布/)
    .locator('visible=true')
    .first()
    .waitFor()
}

/** Who works on the day: the roster read, posts drawn with a commitment published before. */
export const staffSession = async (walk: Walk): Promise<void> => {
  const page = await walk.page('exam', `arrangement/${walk.notes.get('batchId')}?tab=staff`)
  await page.locator('input[type=file]').setInputFiles(demoFile('staff.xlsx'))
  await page.getByText(/新增 \d+ 人/).waitFor()
  await show(page, '07-staff')
}

const sheets = [
  ['考生签到表', '考生签到表（'],
  ['考场门贴', '考场门贴（'],
  ['桌贴', '桌贴（'],
] as const

/** Sign-in sheets, door and desk sheets as PDF. */
export const printSheets = async (walk: Walk): Promise<void> => {
  const page = await walk.page('exam', `arrangement/${walk.notes.get('batchId')}?tab=papers`)
  for (const [title, form] of sheets) {
    await page.getByRole('button', { name: title, exact: true }).click()
    const card = page
      .getByRole('article')
      .filter({ hasText: form })
      .or(page.locator('.document').filter({ hasText: form }))
    assertPdf(await downloaded(page, card.getByRole('link', { name: /下载|PDF/ }).first()))
  }
  await show(page, '07-papers')
}

/** Tickets: refused to the candidate before their day, then one by one or all in one job. */
export const tickets = async (walk: Walk): Promise<void> => {
  const page = await walk.stage.open(phone)
  await page.goto(`${walk.stage.address}/candidate/`)
  await page.getByLabel('证件号码').fill(candidate.number)
  await page.getByLabel(/^密码/).fill(candidate.password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('button', { name: '退出' }).waitFor()
  await page.goto(`${walk.stage.address}/candidate/ticket`)
  await page
    .getByText(/12月23日/)
    .first()
    .waitFor()
  await walk.stage.at('2026-12-23T09:00:00+08:00')
  await page.reload()
  const bytes = await downloaded(page, page.getByRole('button', { name: /下载/ }).first())
  assertPdf(bytes)
  await show(page, '07-ticket')
  await page.context().close()
  const office = await walk.page('exam', `arrangement/${walk.notes.get('batchId')}?tab=papers`)
  await office.getByRole('button', { name: '打印全部准考证' }).click()
  const link = office.getByRole('link', { name: /下载|PDF/ }).first()
  await link.waitFor({ timeout: 120_000 })
  const all = await downloaded(office, link)
  assertPdf(all)
  const pages = pageCount(all)
  assert.ok(pages === null || pages >= 1900, `${pages} pages of tickets`)
  await show(office, '07-tickets')
}
