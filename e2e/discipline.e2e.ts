import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openStage, phone, type Stage } from './harness.ts'
import { candidateIn } from './journey/candidate.ts'
import { downloaded, keepPdf, obstacles, refused, show } from './journey/walk.ts'
import { seatSmallBatch } from './small-batch.ts'
import { startWalk, type Walk } from './walk.ts'
import { selfEnrolled } from './walk-enrol.ts'

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()

const shoot = async (page: Page, name: string) => {
  await show(page, name)
  const size = page.viewportSize()!
  await page.setViewportSize(phone)
  await show(page, `${name}-phone`)
  await page.setViewportSize(size)
}

/** A batch under the handbook whose table of violations is at hand, seated, on the day of its examination. */
const ready = async (chain: Walk) => {
  await seatSmallBatch(chain, 12)
  await chain.server.connection.owner
    .updateTable('batch')
    .set({ pack: 'henan-social' })
    .where('id', '=', chain.found.batchId!)
    .execute()
  chain.at('2026-12-26', '11:00')
}

const record = async (page: Page, stage: Stage) => {
  await page.goto(`${stage.address}/organisation/violations`)
  await page.getByRole('heading', { name: '违纪处理' }).waitFor()
  await shoot(page, 'discipline-empty')
  await page.getByRole('link', { name: '登记违纪', exact: true }).click()
  const batch = page.getByLabel('批次', { exact: true })
  await batch.locator('option').nth(1).waitFor({ state: 'attached' })
  await batch.selectOption({ index: 1 })
  await page.getByLabel('按姓名查找').fill(selfEnrolled.name)
  await page.getByRole('checkbox', { name: new RegExp(selfEnrolled.name, 'u') }).check()
  await page.getByLabel('发生时间').fill('2026-12-26T09:40')
  await page.getByLabel(/^违纪类型/u).selectOption('二2')
  await page.getByRole('region', { name: '同一行为的不同规定' }).waitFor()
  await page.getByLabel('情况说明').fill('考试中查看夹带的答案纸条')
  await page.getByLabel('处理意见').selectOption('终止考核')
  await shoot(page, 'discipline-new')
  await press(page, '登记')
  await page.getByRole('heading', { name: /违纪案件 WJ2026/u }).waitFor()
}

const amend = async (page: Page) => {
  await press(page, '补充材料')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('提醒时间').fill('2026-12-26T09:35')
  await dialog.getByLabel('提醒内容').fill('请收好与考试无关的物品')
  await dialog.getByLabel('证据材料').setInputFiles({
    name: '纸条照片.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\n% 纸条照片\n%%EOF\n'),
  })
  await dialog.getByText('纸条照片.pdf').waitFor()
  await shoot(page, 'discipline-amend')
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.getByRole('link', { name: '纸条照片.pdf' }).waitFor()
}

/** Equipment, a false document and the report to the police are linked on the screen. */
const link = async (page: Page) => {
  await press(page, '补充材料')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('证据材料').setInputFiles({
    name: '伪造的学历证书.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\n% 学历证书\n%%EOF\n'),
  })
  await dialog.getByRole('checkbox', { name: '所传文件就是虚假材料' }).check()
  await dialog.getByLabel('关联记录的种类').selectOption('设备台账')
  const room = dialog.getByLabel('设备所在考场')
  await room.locator('option').nth(1).waitFor({ state: 'attached' })
  await room.selectOption({ index: 1 })
  await dialog.getByLabel(/^设备名称和编号/u).fill('12号机 显示器')
  await dialog.getByLabel('报案公安机关').fill('澜川市公安局城东派出所')
  await dialog.getByLabel('报案日期').fill('2026-12-26')
  await dialog.getByLabel('受案回执编号').fill('城东受〔2026〕118号')
  await shoot(page, 'discipline-links')
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.getByText(/^虚假材料：伪造的学历证书\.pdf/u).waitFor()
  await page.getByText(/^设备台账：.*12号机 显示器/u).waitFor()
  await page.getByText(/报案：澜川市公安局城东派出所/u).waitFor()
  await shoot(page, 'discipline-linked')
}

const defend = async (page: Page, stage: Stage) => {
  await page.goto(`${stage.address}/candidate/violations`)
  await page.getByLabel(/^陈述申辩/u).fill('纸条是草稿，没有抄写答案')
  await show(page, 'discipline-statement')
  await press(page, '提交陈述申辩')
  await page.getByText('已提交陈述申辩').waitFor()
}

const decide = async (page: Page, stage: Stage) => {
  await page.goto(`${stage.address}/organisation/violations`)
  await shoot(page, 'discipline-list')
  await page.getByRole('link', { name: '查看' }).first().click()
  await page.getByText('纸条是草稿，没有抄写答案').waitFor()
  await press(page, '作出处理决定')
  await refused(page, /同一行为另列入三2/u)
  await press(page, '改用这一项')
  await page.getByLabel(/^选用理由/u).fill('抄袭的是试题答案')
  await shoot(page, 'discipline-decision')
  await press(page, '作出处理决定')
  await page.getByText('取消当次全部科目成绩').first().waitFor()
  await page.getByText('2026年12月31日').first().waitFor()
  await press(page, '生成')
  await page.getByText('重新生成').waitFor()
  keepPdf(await downloaded(page, page.getByRole('link', { name: '下载 PDF' })), 'discipline-decision')
  await shoot(page, 'discipline-decided')
  await page.goto(`${stage.address}/organisation/bans`)
  await page.getByText(selfEnrolled.name).first().waitFor()
  await shoot(page, 'discipline-bans')
}

const review = async (page: Page, stage: Stage) => {
  await page.goto(`${stage.address}/candidate/enrol`)
  await page.getByText('禁考期内').waitFor()
  await page
    .getByText(/2026年12月31日/u)
    .first()
    .waitFor()
  await show(page, 'discipline-barred')
  await page.getByRole('link', { name: '查看我的违纪处理' }).click()
  await page.getByRole('link', { name: '违纪处理决定书' }).waitFor()
  await page.getByLabel(/^复核理由/u).fill('纸条与试题无关')
  await show(page, 'discipline-review')
  await press(page, '申请复核')
  await page.getByText('复核中').waitFor()
}

const staffViolation = async (page: Page, stage: Stage) => {
  await page.goto(`${stage.address}/organisation/violations/new-staff`)
  const batch = page.getByLabel('批次', { exact: true })
  await batch.locator('option').nth(1).waitFor({ state: 'attached' })
  await batch.selectOption({ index: 1 })
  await page.getByLabel(/^违规情形/u).selectOption('务5')
  await page.getByLabel('人员', { exact: true }).selectOption({ index: 2 })
  await page.getByLabel('发生时间').fill('2026-12-26T09:10')
  await page.getByLabel(/^情况说明/u).fill('擅自离岗')
  await shoot(page, 'discipline-staff-new')
  await press(page, '登记')
  await page.getByRole('heading', { name: /违纪案件/u }).waitFor()
}

const decideStaff = async (page: Page, address: string, stage: Stage) => {
  await page.goto(address)
  await page.getByText('按规定的处理：当年不得参加认定工作').waitFor()
  await press(page, '作出处理决定')
  await page.getByText('决定单位').first().waitFor()
  await shoot(page, 'discipline-staff-decided')
  await page.goto(`${stage.address}/organisation/bans`)
  await page.getByText('各类认定工作').waitFor()
}

/** SPC-4.3-03: the city puts a violation of a site on record where it looks at the site. */
const siteViolation = async (page: Page, stage: Stage) => {
  await page.goto(`${stage.address}/authority/sites`)
  await page
    .getByRole('link', { name: /查看|考点/u })
    .last()
    .waitFor()
  await shoot(page, 'discipline-sites')
  await page.getByRole('row').nth(1).getByRole('link').last().click()
  await page.getByRole('button', { name: '登记违规' }).click()
  await shoot(page, 'discipline-site-dialog')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').selectOption({ index: 1 })
  await dialog.getByRole('textbox').last().fill('巡查发现考场未按规定封闭管理')
  await shoot(page, 'discipline-site-filled')
  await dialog.getByRole('button', { name: '登记并处理' }).click()
  await page.getByRole('heading', { name: /违纪案件/u }).waitFor()
  await shoot(page, 'discipline-site-case')
}

const revocations = async (page: Page, stage: Stage) => {
  await page.goto(`${stage.address}/organisation/certificates`)
  await page.getByRole('button', { name: '退出' }).waitFor()
  await shoot(page, 'discipline-certificates')
}

test('a case from record to decision, ban and review in the browser', async (t) => {
  const stage = await openStage()
  try {
    const chain = await startWalk(stage.server, stage.accounts)
    await ready(chain)
    const exam = await stage.enter('exam', 'organisation')
    const head = await stage.enter('head', 'organisation')
    await t.test('HN-3.1.5-06 the form shows both rules beside each other', () => record(exam, stage))
    await t.test('HN-3.1.5-07 reminder and evidence are put to the case', () => amend(exam))
    await t.test('HN-3.1.5-20 HN-3.1.5-25 a false document, equipment and the police are linked', () =>
      link(exam),
    )
    const candidate = await candidateIn(stage)
    await t.test('SDS-4.4-42 the candidate writes his defence', () => defend(candidate, stage))
    await t.test(
      'HN-3.1.5-13 HN-3.2.6-04 decided with the reason of the choice; notice and ban come out',
      () => decide(head, stage),
    )
    await t.test(
      'HN-3.1.5-14 the ban is shown at enrolment with its end date, and the review applied for',
      () => review(candidate, stage),
    )
    await t.test(
      'HN-3.3.9-01 a staff violation, decided by the organisation, keeps the person out',
      async () => {
        await staffViolation(exam, stage)
        await decideStaff(head, exam.url(), stage)
      },
    )
    const city = await stage.enter('city', 'authority')
    await t.test('SPC-4.3-03 the city puts a violation of a site on record', () => siteViolation(city, stage))
    await t.test('the list of certificates opens beside the cases', () => revocations(exam, stage))
    await t.test('axe finds nothing on any of these screens', () => assert.deepEqual(obstacles, []))
  } finally {
    await stage.close()
  }
})
