import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import * as assembly from '#modules/itembank/assembly/contract.ts'
import * as papers from '#modules/itembank/paper/contract.ts'
import { desk, openStage, phone, type Stage } from './harness.ts'
import { assertPdf, demoFile, downloaded, obstacles, show } from './journey/walk.ts'
import { fillItemBank, grantScope, startWalk, type Walk } from './walk.ts'

/** One paper in two forms, looked at by a second person. */
const twoForms = async (walk: Walk): Promise<string> => {
  const [keeper, reviewer] = [await walk.as('itembank'), await walk.as('itembank2')]
  const { ruleSets } = await keeper.done(assembly.ruleSetList, {})
  const order = { ruleSetId: ruleSets[0]!.ruleSetId, mode: 'parallel', forms: 2 } as const
  const { assemblyId, jobId } = await keeper.done(assembly.assemble, order)
  await keeper.finished(jobId)
  const { paperIds } = await keeper.done(assembly.keepAssembly, { assemblyId, as: 'one' })
  const paperId = paperIds[0]!
  const { version } = await reviewer.done(papers.paperDetail, { paperId })
  await reviewer.done(papers.reviewPaper, { paperId, version })
  return paperId
}

const onPhone = async (page: Page, name: string) => {
  await page.setViewportSize(phone)
  await show(page, name)
  await page.setViewportSize(desk)
}

/** Form B alone in two numbered copies, fetched, and one of them traced by the code in its foot. */
const printOneForm = async (stage: Stage, paperId: string) => {
  const page = await stage.enter('secrecy1', 'organisation')
  await page.goto(`${stage.address}/organisation/papers/${paperId}?tab=print`)
  await page.getByText('还没有印制记录').waitFor()
  await page.getByRole('button', { name: '印制', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '印制' })
  await dialog.getByLabel('A卷').uncheck()
  await dialog.getByLabel(/每种卷的份数（已选 1 种卷）/).fill('2')
  await show(page, '30-print')
  await onPhone(page, '30-print-phone')
  await dialog.getByRole('button', { name: '开始印制' }).click()
  await dialog.getByText('已排好，请取出。').waitFor({ timeout: 60_000 })
  await dialog.getByRole('button', { name: '完成' }).click()
  await page.reload()
  const fetched = page.getByRole('button', { name: /^下载/ })
  await fetched.waitFor()
  assertPdf(await downloaded(page, fetched))
  const code = /代码 ([0-9A-Z]{4}-[0-9A-Z]{4})/.exec((await page.textContent('main')) ?? '')?.[1]
  assert.ok(code, 'the run names its code')
  await show(page, '30-printed')
  await page.getByRole('button', { name: '查验试卷来源' }).click()
  await page.getByLabel('页脚的代码和份号').fill(`${code}-0002`)
  await page.getByText('第 2 份，共 2 份').waitFor()
  await show(page, '30-trace')
}

/** The three documents of a practical paper come in one file and are read on one page. */
const readPractical = async (stage: Stage) => {
  const page = await stage.enter('itembank', 'organisation')
  await page.goto(`${stage.address}/organisation/practicals`)
  await page.getByRole('button', { name: '导入' }).click()
  const file = page.getByRole('dialog').locator('input[type=file]')
  await file.setInputFiles(demoFile('practical-electrician-4.json'))
  await page.getByRole('dialog').getByText(/第1版/).first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: '查看' }).click()
  await page.getByText('编制人').first().waitFor()
  await page.getByRole('button', { name: '查看内容' }).click()
  await page.getByText('评分点').first().waitFor()
  await show(page, '30-practical')
  await onPhone(page, '30-practical-phone')
}

test('papers are printed and practical papers are read in the browser', async (t) => {
  const stage = await openStage()
  try {
    const walk = await startWalk(stage.server, stage.accounts)
    await grantScope(walk)
    await fillItemBank(walk)
    const paperId = await twoForms(walk)
    await t.test('SDS-4.2-06 one form of two is printed in numbered copies, fetched and traced', () =>
      printOneForm(stage, paperId),
    )
    await t.test('HN-1.8.3.5-04 a practical paper is imported and read with its three documents', () =>
      readPractical(stage),
    )
    await t.test('axe finds nothing on any page that was shown', () => assert.deepEqual(obstacles, []))
  } finally {
    await stage.close()
  }
})
