import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { plain } from '#modules/itembank/core/rich.ts'
import * as items from '#modules/itembank/item/contract.ts'
import * as knowledge from '#modules/itembank/knowledge/contract.ts'
import * as undertakings from '#modules/itembank/undertaking/contract.ts'
import { desk, openStage, phone, type Stage } from './harness.ts'
import { demoFile, obstacles, openWalk, show, type Walk } from './journey/walk.ts'
import { importItems } from './walk.ts'

// An item's way through the browser: written, reviewed twice, in use, watched over.
let stage: Stage
let walk: Walk
const bank = '电工（四级）理论'

before(async () => {
  stage = await openStage()
  walk = openWalk(stage)
  const keeper = await walk.client('itembank')
  const { version } = await keeper.done(undertakings.readUndertaking, {})
  await keeper.done(undertakings.signUndertaking, { version })
  const scope = { occupationCode: '6-31-01-03', level: 4 }
  const read = (name: string) => readFileSync(demoFile(name)).toString('base64')
  await keeper.done(knowledge.importTree, { file: read('blueprint-electrician-4.xlsx'), ...scope })
  await importItems(keeper, bank, 'items-electrician-4.xlsx')
})
after(() => stage.close())

const sign = async (page: Page) => {
  await page.getByRole('button', { name: '我已阅读并签署' }).click()
  await page.getByText('已签署').waitFor()
}

/** Picks one of a kit select or, for the point, one of antd's. */
const choosePoint = async (page: Page, code: string) => {
  await page.getByLabel('鉴定点').fill(code)
  await page
    .getByTitle(new RegExp(`^${code}`))
    .first()
    .click()
}

const typeInto = async (page: Page, label: string, text: string) => {
  await page.getByRole('textbox', { name: label }).click()
  await page.keyboard.type(text)
}

/** As a word processor's copy: marks, a table, a list, and things that are no part of a text. */
const copied = `<style>p{color:red}</style><p>电流<b>与</b>电压成<script>document.title = 'ran'</script>正比</p>
  <table><tr><td>U</td><td>I</td></tr></table><ul><li>第一</li><li>R<sub>1</sub></li></ul>
  <img src="x" onerror="document.title = 'ran'">`

const pasteInto = (page: Page, label: string) =>
  page.getByRole('textbox', { name: label }).evaluate((area, html) => {
    ;(area as HTMLElement).focus()
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', html)
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, copied)

test('HN-1.8.3.7-03 a writer enters an item online: text, formula and picture, key by clicking', async () => {
  const page = await walk.page('writer', 'items/new')
  await sign(page)
  await page.getByRole('heading', { name: '录入试题' }).waitFor()
  await show(page, '20-item-editor-empty')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('题干为空。').first().waitFor()
  await choosePoint(page, 'A-A-A-001')
  await typeInto(page, '题干', '根据欧姆定律')
  const stem = page.locator('.rich-field').filter({ hasText: '题干' }).first()
  await stem.getByRole('button', { name: '插入公式' }).click()
  const dialog = page.getByRole('dialog', { name: '公式' })
  await dialog.getByLabel('LaTeX').fill('I=\\frac{U}{R}')
  await dialog.locator('.rich-preview math').waitFor()
  await dialog.getByRole('button', { name: '确定' }).click()
  await page.keyboard.type('，电阻增大时电流（ ）。')
  const image = sharp({ create: { width: 160, height: 90, channels: 3, background: '#1d4e89' } })
  const file = { name: 'circuit.png', mimeType: 'image/png', buffer: await image.png().toBuffer() }
  await stem.locator('input[type=file]').setInputFiles(file)
  await stem.locator('.rich-area img').waitFor()
  for (const [label, text] of [
    ['选项A', '增大'],
    ['选项B', '减小'],
    ['选项C', '不变'],
  ] as const)
    await typeInto(page, label, text)
  await page.getByRole('button', { name: '删除选项D' }).click()
  await page.getByLabel('选项B为正确答案').check()
  await page.getByText('符合试题规则').waitFor()
  await page.getByRole('button', { name: '选项B上移' }).click()
  assert.ok(await page.getByLabel('选项A为正确答案').isChecked(), 'the key goes with its option')
  await pasteInto(page, '解析')
  const explained = page.locator('.item-aside .item-key').last()
  await explained.locator('table td').nth(1).getByText('I', { exact: true }).waitFor()
  await explained.locator('li sub').getByText('1').waitFor()
  await explained.locator('b').getByText('与').waitFor()
  assert.equal(await explained.locator('img, script, style').count(), 0)
  assert.notEqual(await page.title(), 'ran')
  await page.getByRole('button', { name: '查相似题' }).click()
  await page
    .getByText(/没有相似的试题|相似度/)
    .first()
    .waitFor()
  await show(page, '20-item-editor')
  await page.setViewportSize(phone)
  await show(page, '20-item-editor-phone')
  await page.setViewportSize(desk)
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { name: /^B-A-A-A-001-/ }).waitFor()
  await page.getByRole('button', { name: '查看内容' }).click()
  await page.locator('.item-content math').first().waitFor()
  await page.locator('.item-content img').first().waitFor()
  await page.locator('.item-options .right').getByText('减小').waitFor()
  await show(page, '20-item-detail')
  await page.getByRole('button', { name: '提交审题' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交审题' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '完成' }).click()
  await page.getByText('初审', { exact: true }).first().waitFor()
})

test('HN-3.1.1-14 the writer’s list holds his item alone; a reviewer’s holds what waits for him', async () => {
  const own = await walk.page('writer', 'items')
  await own.getByRole('row', { name: /B-A-A-A-001/ }).waitFor()
  await own.getByText('共 1 条').waitFor()
  await show(own, '20-item-list-writer')
  const page = await walk.page('itemreviewer1', 'items')
  await sign(page)
  await page.getByText('共 1 条').waitFor()
  await page.getByRole('link', { name: '查看' }).click()
  await page.getByRole('button', { name: '审题通过' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '审题通过' }).click()
  await page.getByText(/已办理1道/).waitFor()
})

test('everything that a filter finds is submitted in one step, and passed by two', async () => {
  const page = await walk.page('itembank', `items?${new URLSearchParams({ bank, state: 'draft' })}`)
  await page.getByText('共 360 条').waitFor()
  await page.getByText('更多条件').click()
  await show(page, '20-item-list')
  await page.setViewportSize(phone)
  await show(page, '20-item-list-phone')
  await page.setViewportSize(desk)
  await page.getByRole('button', { name: '办理全部结果' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('提交审题').check()
  await dialog.getByRole('button', { name: '提交审题' }).click()
  await page.getByText('已办理360道，未办理0道').waitFor()
  await show(page, '20-item-bulk')
  for (const login of ['itemreviewer1', 'itemreviewer2']) {
    const reviewer = await walk.page(login, 'items')
    if (login === 'itemreviewer2') await sign(reviewer)
    await reviewer.getByRole('button', { name: '办理全部结果' }).click()
    await reviewer.getByRole('dialog').getByLabel('审题通过').check()
    await reviewer.getByRole('dialog').getByRole('button', { name: '审题通过' }).click()
    await reviewer.getByText(/，未办理0道/).waitFor()
  }
  const active = await walk.page('itembank', `items?${new URLSearchParams({ state: 'active' })}`)
  await active.getByText('共 361 条').waitFor()
})

const alike = (stem: string) => ({
  ...{ code: '', type: 'B', pointCode: 'A-A-A-002', stem: plain(stem), key: plain('A'), parts: [] },
  options: ['切断电源', '验明无电', '悬挂标示牌'].map(plain),
  ...{ difficulty: '3', consistency: '5', figure: '', explanation: [], source: '' },
})

test('the bank is watched over: alike items are compared side by side, enemies and figures are shown', async () => {
  const keeper = await walk.client('itembank')
  for (const stem of ['检修低压线路时首先应当做的是（ ）。', '检修低压线路时首先应该做的是（ ）。'])
    await keeper.done(items.writeItem, { bank, draft: alike(stem), origin: 'own' })
  const page = await walk.page('itembank', `items/likeness?${new URLSearchParams({ bank })}`)
  await page.getByRole('button', { name: '查找相似试题' }).click()
  await page.getByText('查找完成').waitFor({ timeout: 60_000 })
  await page.reload()
  await page.getByRole('row').nth(1).waitFor()
  await show(page, '20-likeness')
  await page.getByRole('button', { name: '比较' }).first().click()
  await page.getByRole('button', { name: '并排查看' }).click()
  await page.locator('.likeness-pair .item-content').nth(1).waitFor()
  await show(page, '20-likeness-pair')
  await page.getByRole('button', { name: '设为互斥' }).click()
  await page.getByText('已处理：设为互斥').waitFor()
  await page.goto(`${stage.address}/organisation/items/enemies`)
  await page.getByRole('row', { name: /题目相似/ }).waitFor()
  await show(page, '20-enemies')
  await page.goto(`${stage.address}/organisation/items/statistics`)
  await page.getByText('试题来源').waitFor()
  await show(page, '20-item-statistics')
})

test('HN-3.3.3-02 a 命题 task is assigned, accepted and shows what was delivered', async () => {
  const page = await walk.page('itembank', 'expert-tasks')
  await page.getByRole('button', { name: '分派任务' }).click()
  const dialog = page.getByRole('dialog', { name: '分派专家任务' })
  await dialog.getByLabel('任务').fill('补充安全知识试题')
  await dialog.getByLabel('专家').selectOption({ label: '命题员甲（命题人员）' })
  await dialog.getByLabel('题库').selectOption({ label: bank })
  await dialog.getByLabel('鉴定点1').selectOption({ index: 1 })
  await show(page, '20-task-assign')
  await dialog.getByRole('button', { name: '分派', exact: true }).click()
  await page.getByRole('row', { name: /补充安全知识试题/ }).waitFor()
  const expert = await walk.page('writer', 'expert-tasks')
  await expert.getByRole('button', { name: '接受' }).click()
  await expert.getByRole('dialog').getByRole('button', { name: '接受' }).click()
  await expert.getByText(/已交0／5/).waitFor()
  await show(expert, '20-tasks')
  assert.deepEqual(obstacles, [])
})
