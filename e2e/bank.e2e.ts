import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { desk, openStage, phone } from './harness.ts'
import { fileOrganisation } from './journey/01-filing.ts'
import { reviewItems } from './journey/03-item-bank.ts'
import { takeSteps } from './journey/steps.ts'
import { demoFile, downloaded, openWalk, show, type Walk } from './journey/walk.ts'

const bank = '电工（四级）理论'
const blueprint = demoFile('blueprint-electrician-4.xlsx')

const importTree = async (walk: Walk) => {
  const page = await walk.page('itembank', 'banks')
  await page.getByRole('button', { name: '我已阅读并签署' }).click()
  await page.getByText('还没有题库').waitFor()
  await page.getByRole('link', { name: '导入细目表' }).first().click()
  await page.locator('input[type=file]').setInputFiles(blueprint)
  await page.getByText(/26个鉴定范围、90个鉴定点/).waitFor()
  await page.getByText(/鉴定点共90个，建议不少于200个/).waitFor()
  await show(page, '03-tree-import')
  await page.getByRole('button', { name: '导入并施行' }).click()
  await page.getByText('第1版细目表已导入').waitFor()
  await page.getByRole('treeitem', { name: /B-A-B 电动机控制线路装调/ }).waitFor()
}

const nameSources = async (page: Page) => {
  await page.getByRole('link', { name: '修改登记' }).click()
  await page.getByLabel('标准或规范名称').fill('国家职业技能标准 电工')
  await page.getByLabel('版本', { exact: true }).fill('2018年版')
  for (const [at, field] of (await page.getByLabel('文件名称或文号').all()).entries())
    await field.fill(`依据文件${at + 1}`)
  for (const field of await page.getByLabel('版本或日期').all()) await field.fill('2020年版')
  await show(page, '03-bank-form')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('row', { name: /人社部统一要求和办法 依据文件4 2020年版/ }).waitFor()
  await show(page, '03-bank')
}

/** A wrong sum is shown as it is typed and hinders putting in force; keys alone suffice for tree and table. */
const editTree = async (page: Page) => {
  await page.getByRole('tab', { name: '细目表' }).click()
  await page.getByRole('button', { name: '编制新版' }).click()
  await page.getByRole('button', { name: '保存草稿' }).waitFor()
  await page.getByRole('treeitem', { name: '全部鉴定范围' }).focus()
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key)
  const points = page.getByRole('region', { name: 'A-A-A 职业道德基本知识' })
  await points.getByLabel('A-A-A-002的名称').press('Enter')
  await page.keyboard.type('职业道德与法律')
  assert.equal(await points.getByLabel('A-A-A-003的名称').inputValue(), '职业道德与法律')
  await page.getByRole('treeitem', { name: /^A-A 职业道德/ }).click()
  await page.getByLabel('A-A-A的比重').fill('4')
  await page.getByText('三级比重合计102（应为100）').waitFor()
  await page.getByText('鉴定范围A-A的比重为5，其下级合计为7。').waitFor()
  assert.ok(await page.getByRole('button', { name: '保存并施行' }).isDisabled())
  await show(page, '03-tree')
  await page.getByLabel('A-A-A的比重').fill('1')
  await page.getByLabel('A-A-B的比重').fill('4')
  await page.getByText('三级比重合计100').waitFor()
  await page.getByRole('button', { name: '保存并施行' }).click()
  await page.getByText('第2版细目表已施行').waitFor()
}

const compare = async (page: Page) => {
  await page.getByRole('button', { name: '比较版次' }).click()
  const found = page.getByRole('region', { name: '版次差异' })
  await found.getByText('共3处不同。').waitFor()
  await found.getByRole('row', { name: /新增 鉴定点 A-A-A-003 职业道德与法律/ }).waitFor()
  await found.getByRole('row', { name: /改比重 鉴定范围 A-A-B .*3% 4%/ }).waitFor()
  await show(page, '03-tree-editions')
}

/** What is exported goes in again without a change. */
const roundTrip = async (page: Page) => {
  const bytes = await downloaded(page, page.getByRole('button', { name: '导出工作簿' }))
  const file = path.join(tmpdir(), `tree-${process.pid}.xlsx`)
  writeFileSync(file, bytes)
  await page.getByRole('link', { name: '导入工作簿' }).click()
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText(/91个鉴定点，各级比重相符。与施行中的一版相同，导入不会改动/).waitFor()
}

const fillAndCover = async (walk: Walk) => {
  const page = await walk.page('itembank', 'items/import')
  await page.locator('input[type=file]').setInputFiles(demoFile('items-electrician-4.xlsx'))
  await page.getByLabel('试题来源').selectOption('own')
  await page.getByRole('button', { name: '导入 360 道试题' }).click()
  await page.getByRole('heading', { name: '导入回执' }).waitFor()
  await reviewItems(walk)
  await walk.page('itembank', 'banks')
  await page.getByText('1个鉴定点没有试题').waitFor()
  await show(page, '03-banks')
  await page.getByRole('link', { name: bank }).click()
  await page.getByRole('tab', { name: '覆盖' }).click()
  await page.getByText('91个鉴定点共360题；1个鉴定点没有试题。').waitFor()
  await page.getByRole('button', { name: /A-A-A 职业道德基本知识/ }).click()
  await page.getByRole('row', { name: /A-A-A-003 职业道德与法律.*无试题/ }).waitFor()
  for (const [name, size] of [
    ['03-coverage-wide', desk],
    ['03-coverage-phone', phone],
  ] as const) {
    await page.setViewportSize(size)
    await show(page, name)
    const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    assert.ok(Number(over) <= 0, `the page is ${over} px too wide at ${size.width}`)
  }
  await page.setViewportSize(desk)
}

/** A point that items stand on goes only when it was said twice, at the tree and on putting in force. */
const removeUsedPoint = async (page: Page) => {
  await page.getByRole('tab', { name: '细目表' }).click()
  await page.getByRole('button', { name: '编制新版' }).click()
  await page.getByRole('button', { name: '保存草稿' }).waitFor()
  await page.getByRole('treeitem', { name: /A-A-A 职业道德基本知识/ }).click()
  await page.getByRole('button', { name: /^移除\s*A-A-A-002/ }).click()
  const warned = page.getByRole('dialog', { name: '仍有试题对应' })
  await warned.getByText(/A-A-A-002对应4道试题/).waitFor()
  await warned.getByRole('button', { name: '仍要移除' }).click()
  await page.getByRole('button', { name: '保存并施行' }).click()
  const asked = page.getByRole('dialog', { name: '仍有试题对应被移除的鉴定点' })
  await asked.getByText(/A-A-A-002 .*：4道试题/).waitFor()
  await show(page, '03-tree-removal')
  await asked.getByRole('button', { name: '确认移除1个鉴定点' }).click()
  await page.getByText('第3版细目表已施行').waitFor()
}

test('the bank in the browser: from the workbook of a standard to the coverage of its points', async (t) => {
  const stage = await openStage()
  const walk = openWalk(stage)
  const here = () => walk.page('itembank')
  const steps: readonly (readonly [string, () => Promise<void>])[] = [
    ['the organisation is filed', () => fileOrganisation(walk)],
    ['HN-1.8.3.5-04 a tree is imported and registers its bank', () => importTree(walk)],
    ['HN-3.1.1-13 the four sources are named with versions and shown', async () => nameSources(await here())],
    ['HN-1.8.3.5-04 the next edition is edited by keys, its sums live', async () => editTree(await here())],
    ['editions are compared', async () => compare(await here())],
    ['what is exported goes in again unchanged', async () => roundTrip(await here())],
    ['SDE-4.5-27 items are counted and their coverage is seen', () => fillAndCover(walk)],
    ['HN-1.8.3.5-04 a used point is removed only with say', async () => removeUsedPoint(await here())],
  ]
  try {
    await takeSteps(t, steps)
  } finally {
    await stage.close()
  }
})
