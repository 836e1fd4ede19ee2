import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openWorkbook } from '#platform/spreadsheet/reader.ts'
import { desk, openStage, phone, type Stage } from './harness.ts'
import { openAtDesk } from './journey/08-exam.ts'
import { bank, faultyItems, giftText, teaBank, teaTreeWorkbook } from './journey/item-bank-files.ts'
import { takeSteps } from './journey/steps.ts'
import { demoFile, downloaded, openWalk, show, type Walk } from './journey/walk.ts'
import type { Walk as Chain } from './walk.ts'
import { confirmSite, enrolRoster, grantScope, publishPlan, reviewAll, startWalk } from './walk.ts'
import { arrange, staffSessions } from './walk-arrange.ts'
import { enrolOneself, smallRoster } from './walk-enrol.ts'
import { passphrases } from './walk-papers.ts'

// The whole way of a bank keeper: from the workbook of a standard and three files of items to a paper
// that two people open at its time and nobody before.

const press = (page: Page, name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click()

/** A picture at the desk and one on the phone, both looked at by axe; nothing is wider than the screen. */
const showBoth = async (page: Page, name: string) => {
  await show(page, name)
  await page.setViewportSize(phone)
  await show(page, `${name}-phone`)
  const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
  assert.ok(Number(over) <= 0, `${name} is ${over} px too wide on a phone`)
  await page.setViewportSize(desk)
}

const sign = async (page: Page) => {
  await press(page, '我已阅读并签署')
  await page.getByText('已签署').waitFor()
}

const importTree = async (page: Page, file: string) => {
  await page.locator('input[type=file]').setInputFiles(file)
  await press(page, '导入并施行')
  await page.getByText('第1版细目表已导入').waitFor()
}

/** Tree and rules stand in one workbook of the standard; the tea bank brings a tree of its own. */
const bringStructure = async (walk: Walk) => {
  const page = await walk.page('itembank', 'banks/import')
  await sign(page)
  await page.locator('input[type=file]').waitFor({ state: 'attached' })
  await importTree(page, demoFile('blueprint-electrician-4.xlsx'))
  await walk.page('itembank', 'rules')
  await page.locator('input[type=file]').setInputFiles(demoFile('blueprint-electrician-4.xlsx'))
  await page.getByRole('heading', { name: '标准规则' }).waitFor()
  await walk.page('itembank', 'banks/import')
  await importTree(page, await teaTreeWorkbook())
  await walk.page('itembank', 'banks')
  await page.getByRole('link', { name: teaBank }).waitFor()
  await showBoth(page, '30-banks')
}

/** Opens the question of a row in the list of those with a problem, for mending. */
const mend = async (
  page: Page,
  place: string,
  change: (form: ReturnType<Page['locator']>) => Promise<void>,
) => {
  await page.locator('.staged-row', { hasText: place }).first().getByRole('button').click()
  await page.getByRole('heading', { name: place }).waitFor()
  await press(page, '改正本题')
  const form = page.locator('.staged-editor')
  await change(form)
  await form.getByRole('button', { name: '保存并重新检查' }).click()
  await page.getByRole('heading', { name: place }).waitFor()
  await page.locator('.staged-head').getByText('可导入').waitFor()
}

/** Five faults mended in place: stem, key, point, option and grade. */
const mendFive = async (page: Page) => {
  await mend(page, '第3行', async (form) => {
    await showBoth(page, '31-mending')
    await form.getByLabel('题干').fill('职业道德在企业发展中的作用主要表现为（ ）。')
  })
  await mend(page, '第4行', (form) => form.getByLabel('正确答案').fill('C'))
  await mend(page, '第8行', async (form) => {
    await form.getByLabel('鉴定点').selectOption('A-A-A-002')
  })
  await mend(page, '第223行', (form) => form.getByLabel('选项B').fill('立即更新并参与本周期的运算'))
  await mend(page, '第312行', async (form) => {
    await form.getByLabel('难度').selectOption('4')
  })
}

const seeDuplicate = async (page: Page) => {
  await page.getByLabel('情况').selectOption('duplicate')
  await page.locator('.staged-row', { hasText: '第7行' }).getByRole('button').click()
  await page.locator('.staged-panes').getByText('行为准则和道德规范的总和').nth(1).waitFor()
  await showBoth(page, '31-duplicate')
}

/** What was left over, as the error workbook names it. */
const errorWorkbook = async (page: Page) => {
  const bytes = await downloaded(page, page.getByRole('button', { name: '下载错误表' }))
  const opened = await openWorkbook(bytes)
  assert.ok(!opened.refused)
  const rows: string[] = []
  for await (const { cells } of opened.value.rows(0)) rows.push(JSON.stringify(cells))
  opened.value.close()
  assert.ok(
    rows.some((row) => row.includes('不详')),
    'the row that stayed wrong is in the error workbook',
  )
}

const bringExcel = async (walk: Walk) => {
  const page = await walk.page('itembank', 'items/import')
  await page.getByText('请先选择题库').waitFor()
  await showBoth(page, '31-import')
  await page.getByLabel('导入到题库').selectOption(bank)
  await page.locator('input[type=file]').setInputFiles(await faultyItems())
  await page.getByText('读到360道').waitFor()
  await showBoth(page, '31-staged')
  await mendFive(page)
  await seeDuplicate(page)
  await page.getByLabel('跳过有误的题').check()
  await page.getByLabel('试题来源').selectOption('own')
  await press(page, '导入 358 道试题')
  await page.getByText('共读到360道试题，已导入358道，未导入1道，重复1道。').waitFor()
  await showBoth(page, '31-report')
  await errorWorkbook(page)
}

const bringWord = async (walk: Walk) => {
  const page = await walk.page('itembank', 'items/import')
  await page.getByLabel('导入到题库').selectOption(teaBank)
  await page.locator('input[type=file]').setInputFiles(demoFile('items-tea-5.docx'))
  await page.getByText('读到120道').waitFor()
  await page.locator('.staged-row').first().getByRole('button').click()
  await page.getByText('茶艺师职业道德的核心是').nth(1).waitFor()
  await showBoth(page, '32-word')
  await page.getByLabel('试题来源').selectOption('own')
  await press(page, /^导入 \d+ 道试题/)
  await page.getByText('共读到120道试题').waitFor()
}

/** Pasted text of a learning platform: its own category is mapped to a point, what cannot be held is listed. */
const bringGift = async (walk: Walk) => {
  const page = await walk.page('itembank', 'items/import')
  await page.getByLabel('导入到题库').selectOption(bank)
  await page.getByText('粘贴试题文字').click()
  await page.getByLabel('试题文字').fill(giftText)
  await press(page, '读取文字')
  await page.getByText('读到2道').waitFor()
  await press(page, '知识点对应')
  const mapping = page.getByRole('dialog', { name: '知识点对应' })
  await mapping.getByLabel(/照明线路（2题/).selectOption('A-B-A-001')
  await mapping.getByLabel('没有写明难度的题').selectOption('2')
  await mapping.getByLabel('没有写明一致性的题').selectOption('3')
  await showBoth(page, '33-mapping')
  await mapping.getByRole('button', { name: '应用到全部试题' }).click()
  await page.getByText('可导入2').waitFor()
  await press(page, '不能保留的内容')
  await page.getByRole('dialog', { name: '文件中不能保留的内容' }).getByText('照明一').waitFor()
  await showBoth(page, '33-losses')
  await page.keyboard.press('Escape')
  await page.getByLabel('试题来源').selectOption('own')
  await press(page, '导入 2 道试题')
  await page.getByText('共读到2道试题，已导入2道').waitFor()
}

/** The rest of a list is dealt with in one step. */
const all = async (page: Page, step: string) => {
  await press(page, '办理全部结果')
  await page.getByRole('dialog').getByLabel(step).check()
  await page.getByRole('dialog').getByRole('button', { name: step }).click()
  await page.getByText(/，未办理0道/).waitFor()
}

const passItems = async (walk: Walk) => {
  await all(await walk.page('itembank', `items?${new URLSearchParams({ bank, state: 'draft' })}`), '提交审题')
  for (const login of ['itemreviewer1', 'itemreviewer2']) {
    const reviewer = await walk.page(login, 'items')
    await sign(reviewer)
    await reviewer.getByText('共 360 条').waitFor()
    await showBoth(reviewer, `34-${login}`)
    await all(reviewer, '审题通过')
  }
}

/** Z points are few: as many as this the bank does not have, and the exact ranges do not allow. */
const impossible = async (walk: Walk) => {
  const page = await walk.page('itembank', `rules?${new URLSearchParams({ bank })}`)
  await showBoth(page, '35-rules')
  await page.getByRole('link', { name: '查看和修改' }).click()
  await page.getByLabel('规则名称').fill('加严规则')
  await page.getByLabel('Z下限').fill('60')
  await showBoth(page, '35-rule-editor')
  await press(page, '保存为新的一版')
  await page.getByRole('heading', { name: '加严规则' }).waitFor()
  await page.getByRole('link', { name: '组卷', exact: true }).first().waitFor()
  await page
    .locator('section', { has: page.getByRole('heading', { name: '加严规则' }) })
    .getByRole('link', { name: '组卷', exact: true })
    .click()
  await press(page, '开始组卷')
  await page.getByRole('heading', { name: /不能同时满足|满足不了/ }).waitFor({ timeout: 60_000 })
  await page.locator('.assembly-rules li', { hasText: 'Z' }).first().waitFor()
  await page
    .getByRole('cell', { name: /^缺\d+题$/ })
    .first()
    .waitFor()
  await showBoth(page, '35-impossible')
  await page.getByRole('link', { name: '查看题库覆盖' }).click()
  await page
    .getByText(/90个鉴定点共360题/)
    .first()
    .waitFor()
}

const assembleForms = async (walk: Walk) => {
  const page = await walk.page('itembank', `rules?${new URLSearchParams({ bank })}`)
  await page
    .locator('section', { has: page.getByRole('heading', { name: '标准规则' }) })
    .getByRole('link', { name: '组卷', exact: true })
    .click()
  await page.getByLabel('平行试卷').check()
  await showBoth(page, '36-assemble')
  await press(page, '开始组卷')
  await page.getByRole('heading', { name: '逐条核对' }).waitFor({ timeout: 60_000 })
  await page.getByRole('heading', { name: '各套对照' }).waitFor()
  await page.getByRole('row', { name: /^A卷 100 100/ }).waitFor()
  await page.getByRole('row', { name: /^B卷 100 100/ }).waitFor()
  await showBoth(page, '36-forms')
  await press(page, '各套分别保存为试卷')
  await page
    .getByRole('row', { name: /题库员甲/ })
    .nth(1)
    .waitFor()
  await showBoth(page, '36-papers')
}

/** Opens the first paper's page and answers where it is. */
const firstPaper = async (page: Page): Promise<string> => {
  await page.getByRole('link', { name: '查看', exact: true }).first().click()
  await page.getByText('最早启封').first().waitFor()
  return new URL(page.url()).pathname.split('/').at(-1)!
}

const act = async (
  page: Page,
  action: string,
  fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>,
) => {
  await press(page, action)
  const dialog = page.getByRole('dialog', { name: action })
  await fill(dialog)
  await dialog.waitFor({ state: 'hidden' })
}

const sealPaper = async (walk: Walk, chain: Chain) => {
  const other = await walk.page('itembank2', 'papers')
  await sign(other)
  const paperId = await firstPaper(other)
  chain.found.paperId = paperId
  await act(other, '审核通过', async (dialog) => dialog.getByRole('button', { name: '审核通过' }).click())
  const keeper = await walk.page('itembank', `papers/${paperId}`)
  await act(keeper, '指定批次和场次', async (dialog) => {
    await dialog.getByLabel('场次').selectOption({ index: 1 })
    await dialog.getByRole('button', { name: '指定', exact: true }).click()
  })
  for (const login of ['secrecy1', 'secrecy2'] as const) {
    const page = await walk.page(login, `papers/${paperId}`)
    await sign(page)
    await act(page, '设置保管口令', async (dialog) => {
      await dialog.getByLabel('保管口令').fill(passphrases[login])
      await dialog.getByLabel('再输一次').fill(passphrases[login])
      await dialog.getByRole('button', { name: '设置口令' }).click()
    })
  }
  const page = await walk.page('secrecy1', `papers/${paperId}`)
  await press(page, '密封')
  await showBoth(page, '37-seal')
  await page.getByRole('dialog').getByRole('button', { name: '密封', exact: true }).click()
  await page.getByText('已密封').first().waitFor()
  await showBoth(page, '37-sealed')
}

const custodyOf = (walk: Walk, chain: Chain) =>
  walk.page('secrecy1', `papers/${chain.found.paperId}?tab=custody`)

/** What the room recorded reaches the paper's page when the centre next looks at its rooms. */
const waitForRecord = async (walk: Walk, chain: Chain, words: RegExp): Promise<Page> => {
  for (let attempt = 0; attempt < 30; attempt += 1) {
    const page = await custodyOf(walk, chain)
    await page.getByRole('heading', { name: /启封和启封尝试/ }).waitFor()
    if ((await page.getByRole('listitem').filter({ hasText: words }).count()) > 0) return page
    await page.waitForTimeout(1_000)
  }
  throw new Error(`the paper's page never showed ${words}`)
}

/** The form of the desk names the keepers alone: someone else can only come with a request of his own making. */
const intrude = async (walk: Walk, chain: Chain) => {
  const room = chain.found.room!
  const { invigilator, passcodes } = room
  const answer = await room.desk.order({
    type: 'open-paper',
    reason: '提前看一眼',
    openers: [
      { person: invigilator, passcode: passcodes[invigilator]!, share: '不知道的口令-1' },
      { person: 'secrecy1', passcode: passcodes.secrecy1!, share: passphrases.secrecy1 },
    ],
  })
  assert.ok(answer.refused, 'a third person opened the paper ahead of its time')
  const page = await waitForRecord(walk, chain, /提前看一眼/)
  assert.equal(await page.getByText('已启封', { exact: true }).count(), 0)
  await showBoth(page, '38-refused')
}

const openInTime = async (stage: Stage, walk: Walk, chain: Chain) => {
  await openAtDesk(stage, chain, () => intrude(walk, chain))
  const page = await waitForRecord(walk, chain, /保密员甲、保密员乙\s+已启封/)
  await showBoth(page, '38-opened')
}

const prepareBatch = async (chain: Chain) => {
  await confirmSite(chain)
  await publishPlan(chain)
  await enrolOneself(chain)
  await enrolRoster(chain, await smallRoster(12))
  await reviewAll(chain)
  await arrange(chain)
}

test('the item bank in the browser: from a workbook of knowledge points to a paper opened in its time', async (t) => {
  const stage = await openStage()
  const walk = openWalk(stage)
  const chain = await startWalk(stage.server, stage.accounts)
  const steps: readonly (readonly [string, () => Promise<void>])[] = [
    ['the organisation is filed', () => grantScope(chain)],
    ['HN-1.8.3.5-04 tree and rules from their workbooks', () => bringStructure(walk)],
    [
      'HN-1.8.3.5-05 HN-1.8.3.7-03 Excel: five faults mended in place, counts that add up',
      () => bringExcel(walk),
    ],
    ['HN-1.8.3.7-03 a Word document into a bank of its own', () => bringWord(walk)],
    ['HN-1.8.3.7-03 pasted GIFT: points mapped, losses listed', () => bringGift(walk)],
    ['HN-3.1.1-14 two reviewers pass the items in bulk', () => passItems(walk)],
    ['an impossible rule set names its conflict and what is missing', () => impossible(walk)],
    ['parallel forms A and B, rule by rule and side by side', () => assembleForms(walk)],
    ['a batch stands ready', () => prepareBatch(chain)],
    ['SDS-4.2-03 reviewed by a second person, bound, kept by two and sealed', () => sealPaper(walk, chain)],
    ['the staff of the day', async () => void (await staffSessions(chain))],
    [
      'SDS-4.2-09 HN-2.3.4-04 nobody opens ahead of time and the try is on record; two open in time',
      () => openInTime(stage, walk, chain),
    ],
  ]
  try {
    await takeSteps(t, steps)
  } finally {
    await stage.close()
  }
})
