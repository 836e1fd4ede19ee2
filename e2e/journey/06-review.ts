import type { Locator, Page } from 'playwright-core'
import * as enrolment from '#modules/enrolment/contract.ts'
import * as finance from '#modules/finance/contract.ts'
import type { Client } from '../client.ts'
import { assertPdf, downloaded, refused, show, type Walk } from './walk.ts'

const scan = {
  name: '集体材料.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n% 演示用集体材料\n%%EOF\n'),
}

const recordMaterial = async (page: Page, kind: string) => {
  await page.getByRole('button', { name: '登记集体材料' }).click()
  const dialog = page.getByRole('dialog', { name: '登记集体材料' })
  await dialog.getByLabel(kind).check()
  await dialog.locator('input[type=file]').setInputFiles(scan)
  await dialog.getByText('已上传，换一份').waitFor()
  await dialog.getByRole('button', { name: '登记', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

const queueOf = async (client: Client, batchId: string, point: string) => {
  const found = []
  for (let page = 1; ; page += 1) {
    const { rows } = await client.done(enrolment.reviewQueue, { batchId, page })
    found.push(...rows.filter(({ open }) => open.includes(point)))
    if (rows.length === 0) return found
  }
}

const tickAll = async (page: Page | Locator) => {
  for (const tick of ['材料完备', '信息准确', '材料真实']) await page.getByLabel(tick).check()
}

const passClean = async (page: Page) => {
  await page.getByRole('button', { name: /^批量通过 \d+ 人/ }).click()
  const dialog = page.getByRole('dialog', { name: /^批量通过/ })
  await tickAll(dialog)
  await dialog.getByRole('button', { name: '审核通过' }).click()
  await dialog.waitFor({ state: 'hidden', timeout: 60_000 })
}

/** The machine's verdict stands beside the material; what is clean passes together, the rest one by one. */
export const review = async (walk: Walk): Promise<void> => {
  const batchId = walk.notes.get('batchId')!
  await walk.stage.at('2026-12-08T09:00:00+08:00')
  const page = await walk.page('review', 'review')
  await page.getByRole('heading', { name: '资格审核' }).waitFor()
  for (const kind of ['签名的申报表', '工作年限书面承诺', '学历证明']) await recordMaterial(page, kind)
  const client = await walk.client('review')
  const unverified = await queueOf(client, batchId, '原证书未核验')
  await client.done(enrolment.verifyCertificates, {
    applicationIds: unverified.map(({ applicationId }) => applicationId),
    result: '一致',
    source: '技能人才评价证书全国联网查询系统',
    note: '',
  })
  await page.reload()
  await page.getByRole('button', { name: /^批量通过 \d+ 人/ }).waitFor()
  await show(page, '06-review')
  await passClean(page)
  await decideByHand(page)
  for (const { applicationId, version } of await queueOf(client, batchId, '信息存疑'))
    await client.done(enrolment.review, {
      applicationId,
      version,
      decision: 'pass',
      ticks: { completeness: true, accuracy: true, authenticity: true },
      note: '已核对证件原件，信息属实。',
    })
}

/** One application with a doubt is rejected, with its reason; without one the server refuses. */
const decideByHand = async (page: Page) => {
  await page.reload()
  await page.getByRole('heading', { name: '审核意见' }).waitFor()
  await page.getByRole('button', { name: /不通过|不予|驳回/ }).click()
  await refused(page, /./)
  await page.getByLabel('意见或核实情况').fill('填报信息与证件原件不一致，本人确认放弃。')
  await show(page, '06-decision')
  await page.getByRole('button', { name: /不通过|不予|驳回/ }).click()
  await page
    .getByText(/已办理/)
    .first()
    .waitFor()
}

/** Payment by one voucher for the organisation's own, the confirmed locked, the scheme and Annex 4, forwarded. */
export const forward = async (walk: Walk): Promise<void> => {
  await payAll(walk)
  const head = await walk.page('head', 'review')
  await head.getByRole('button', { name: /进入编排/ }).click()
  await head
    .getByText(/人进入编排/)
    .first()
    .waitFor({ timeout: 60_000 })
  const exam = await walk.page('exam', `plans/${walk.notes.get('batchId')}?tab=scheme`)
  await exam.getByRole('button', { name: '保存实施方案' }).click()
  await exam.getByText('已保存').waitFor()
  await walk.page('head', `review/forward?batchId=${walk.notes.get('batchId')}`)
  assertPdf(await downloaded(head, head.getByRole('button', { name: '生成承诺书（PDF）' })))
  await head.locator('input[type=file]').setInputFiles({ ...scan, name: '附件4.pdf' })
  await head.getByText('已上传，换一份').waitFor()
  await head.getByLabel(/签字人/).fill('负责人甲')
  await head.getByLabel('签字日期').fill('2026-12-08')
  await head.getByLabel('已加盖社评组织公章').check()
  await head.getByRole('button', { name: '登记承诺书' }).click()
  await head.getByText(/签署/).first().waitFor()
  await show(head, '06-forward')
  await head.getByRole('button', { name: /^报送/ }).click()
  await head.getByText(/已于/).waitFor()
}

/** A page of people by one voucher in the browser, the other pages in the same way. */
const payAll = async (walk: Walk) => {
  const batchId = walk.notes.get('batchId')!
  const page = await walk.page('head', `fees/${batchId}?state=due`)
  await page.getByText(/待缴\d+人/).waitFor()
  await page
    .getByRole('checkbox', { name: /Select all|全选/ })
    .first()
    .check()
  await page.getByRole('button', { name: '登记集体缴费' }).click()
  const dialog = page.getByRole('dialog', { name: '登记集体缴费' })
  await dialog.getByLabel('缴费凭证号').fill('演示票据0001')
  await show(page, '06-fees')
  await dialog.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByText('已登记200人缴费').waitFor({ timeout: 60_000 })
  const client = await walk.client('head')
  for (let voucher = 2; ; voucher += 1) {
    const { rows } = await client.done(finance.orderList, { batchId, state: 'due', page: 1, pageSize: 200 })
    if (rows.length === 0) return
    await client.done(finance.recordGroupPayment, {
      batchId,
      orderIds: rows.map(({ orderId }) => orderId),
      voucher: `演示票据${String(voucher).padStart(4, '0')}`,
      amountCents: rows.reduce((sum, { amountCents }) => sum + amountCents, 0),
    })
  }
}
