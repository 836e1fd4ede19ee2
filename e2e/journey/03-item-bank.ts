import type { Page } from 'playwright-core'
import * as items from '#modules/itembank/item/contract.ts'
import * as undertakings from '#modules/itembank/undertaking/contract.ts'
import { demoFile, show, type Walk } from './walk.ts'

const sign = async (page: Page) => {
  await page.getByRole('button', { name: '我已阅读并签署' }).click()
  await page.getByText('已签署').waitFor()
}

/** Tree and items are read from their workbooks; nobody sees an item before the undertaking is signed. */
export const fillBank = async (walk: Walk): Promise<void> => {
  const page = await walk.page('itembank', 'items/import')
  await page.getByRole('button', { name: '我已阅读并签署' }).waitFor()
  await show(page, '03-undertaking')
  await sign(page)
  await page.getByRole('link', { name: '导入细目表' }).first().click()
  await page.locator('input[type=file]').setInputFiles(demoFile('blueprint-electrician-4.xlsx'))
  await page.getByText(/90个鉴定点/).waitFor()
  await page.getByRole('button', { name: '导入并施行' }).click()
  await page.getByText('第1版细目表已导入').waitFor()
  await walk.page('itembank', 'items/import')
  await page.getByText('把试题文件拖到这里').waitFor()
  await page.locator('input[type=file]').setInputFiles(demoFile('items-electrician-4.xlsx'))
  await page.getByText('读到360道').waitFor()
  await page.getByRole('button', { name: /第2行/ }).click()
  await page.getByRole('heading', { name: '原文' }).waitFor()
  await show(page, '03-item-import')
  await page.getByRole('button', { name: '导入 360 道试题' }).click()
  await page.getByRole('heading', { name: '导入回执' }).waitFor()
  await page.getByRole('link', { name: '查看题库' }).click()
  await page.getByRole('row').nth(1).waitFor()
  await show(page, '03-item-bank')
  await reviewItems(walk)
  await page.getByRole('link', { name: '题库', exact: true }).last().click()
  await page.getByRole('link', { name: '电工（四级）理论' }).click()
  await page.getByRole('tab', { name: '覆盖' }).click()
  await page
    .getByText(/90个鉴定点共360题/)
    .first()
    .waitFor()
  await show(page, '03-coverage')
}

/** Submitted in bulk and passed by two experts; what the screens do with them is shown by a journey of its own. */
export const reviewItems = async (walk: Walk): Promise<void> => {
  const of = { filter: {} }
  await (await walk.client('itembank')).done(items.moveItems, { action: 'submit', reason: '', of })
  for (const login of ['itemreviewer1', 'itemreviewer2']) {
    const expert = await walk.client(login)
    const { version } = await expert.done(undertakings.readUndertaking, {})
    await expert.done(undertakings.signUndertaking, { version })
    await expert.done(items.moveItems, { action: 'pass', reason: '', of })
  }
}

/** Rules from the workbook, papers of 100 points by them, one for each session and one in reserve; another hand than the assembler's reviews them. */
export const assemblePapers = async (walk: Walk, papers: number): Promise<void> => {
  const page = await walk.page('itembank', 'rules')
  await page.locator('input[type=file]').setInputFiles(demoFile('blueprint-electrician-4.xlsx'))
  await page.getByRole('heading', { name: '标准规则' }).waitFor()
  await show(page, '03-rules')
  await page.getByRole('link', { name: '组卷', exact: true }).last().click()
  await page.getByText('平行试卷', { exact: false }).first().click()
  await page.getByLabel('套数').fill(String(papers))
  await page.getByRole('button', { name: '开始组卷' }).click()
  await page.getByRole('heading', { name: '逐条核对' }).waitFor()
  await show(page, '03-assembly')
  await page.getByRole('button', { name: papers > 1 ? '各套分别保存为试卷' : '保存试卷' }).click()
  await page
    .getByRole('row', { name: /考务员|题库员甲/ })
    .first()
    .waitFor()
  await show(page, '03-papers')
  const other = await walk.page('itembank2', 'papers')
  await sign(other)
  await other.getByRole('link', { name: '查看' }).first().click()
  await other.getByText('难度分布').first().waitFor()
  await show(other, '03-paper')
  await reviewPaper(other)
}

const reviewPaper = async (page: Page) => {
  await page.getByRole('button', { name: '审核通过' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '审核通过' }).click()
  await page.getByText('已审核').first().waitFor()
}
