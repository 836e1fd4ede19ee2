import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openStage, phone, picture, type Stage } from './harness.ts'
import { seatSmallBatch } from './small-batch.ts'
import { startWalk, type Walk } from './walk.ts'
import { sealOnePaper } from './walk-papers.ts'

const toPath = (stage: Stage, path: string) => `${stage.address}/organisation${path}`

const shoot = async (page: Page, name: string) => {
  await page.waitForLoadState('networkidle')
  await picture(page, name)
  const size = page.viewportSize()!
  await page.setViewportSize(phone)
  await picture(page, `${name}-phone`)
  await page.setViewportSize(size)
}

const dialog = (page: Page) => page.getByRole('dialog')
const press = (page: Page, name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click()

/** One package for each room, from the paper's page. */
const makePackages = async (stage: Stage, page: Page, paperId: string) => {
  await page.goto(toPath(stage, `/papers/${paperId}?tab=custody`))
  await press(page, '制作试卷袋')
  await dialog(page).getByLabel('制作地点').fill('印刷室')
  await dialog(page).getByLabel('每个考场的备用卷份数').fill('2')
  await dialog(page).getByRole('button', { name: '制作', exact: true }).click()
  await page
    .getByText(/纸质试卷袋/)
    .first()
    .waitFor()
  await shoot(page, 'custody-paper')
}

/** Sealed, given to a colleague who counts one paper less: an incident. */
const handOver = async (stage: Stage, page: Page, other: Page) => {
  await page.goto(toPath(stage, '/packages'))
  await page.getByText('纸质试卷袋').first().waitFor()
  await shoot(page, 'custody-packages')
  await page
    .getByRole('row', { name: /纸质试卷袋/ })
    .first()
    .getByRole('link', { name: '办理' })
    .click()
  await press(page, '封装')
  await shoot(page, 'custody-seal-step')
  await dialog(page)
    .getByLabel(/封条编号/)
    .fill('F-0001')
  await dialog(page).getByLabel(/地点/).fill('考务办公室')
  await dialog(page).getByRole('button', { name: '登记封装' }).click()
  await page.getByText('已封装').first().waitFor()
  await press(page, '交出')
  const receiver = dialog(page).getByLabel(/接收人/)
  const option = receiver.locator('option', { hasText: '保密管理人员' }).nth(1)
  await receiver.selectOption((await option.getAttribute('value'))!)
  await dialog(page).getByLabel(/地点/).fill('保密室')
  await dialog(page).getByRole('button', { name: '签名交出' }).click()
  await page
    .getByText(/等待.*登录确认接收/)
    .first()
    .waitFor()
  await other.goto(page.url())
  await press(other, '核对接收')
  await dialog(other).getByLabel('密封完好').check()
  await dialog(other)
    .getByLabel(/实收份数/)
    .fill('1')
  await shoot(other, 'custody-take')
  await dialog(other).getByRole('button', { name: '签名接收' }).click()
  await other.getByText('交接份数不符').first().waitFor()
  await shoot(other, 'custody-package')
  await page.goto(toPath(stage, '/custody/incidents'))
  await page.getByText('查明后办结').first().click()
  await page.getByLabel('查明的情况和处理').fill('清点有误，复核后份数相符')
  await shoot(page, 'custody-incidents')
  await press(page, '办结')
  await page.getByText('已办结').first().waitFor()
}

/** A roster with a gap is refused and says where; without it the week shows it. */
const guardRoom = async (stage: Stage, page: Page) => {
  await page.goto(toPath(stage, '/custody/secure-room'))
  await press(page, '登记保密室')
  await dialog(page).getByLabel(/名称/).fill('第一保密室')
  await dialog(page).getByLabel(/地点/).fill('办公楼三层')
  await dialog(page).getByRole('button', { name: '登记', exact: true }).click()
  await page.getByRole('heading', { name: '第一保密室' }).waitFor()
  await press(page, '登记检查')
  await dialog(page)
    .getByLabel(/有效期至/)
    .fill('2027-06-30')
  await dialog(page)
    .getByLabel(/检查人/)
    .fill('督导员甲')
  await dialog(page).getByLabel('保险柜').check()
  await dialog(page).getByLabel('合格', { exact: true }).check()
  await shoot(page, 'custody-inspection')
  await dialog(page).getByRole('button', { name: '登记检查' }).click()
  await page.getByText('检查有效').waitFor()
  await press(page, '编排值班')
  await dialog(page)
    .getByLabel(/值班组/)
    .fill('张明、李华\n王强')
  await dialog(page).getByRole('button', { name: '检查并编排' }).click()
  await dialog(page)
    .getByText(/只有1人值班/)
    .first()
    .waitFor()
  await shoot(page, 'custody-gap')
  await dialog(page)
    .getByLabel(/值班组/)
    .fill('张明、李华\n王强、赵敏\n周平、吴静')
  await dialog(page).getByRole('button', { name: '检查并编排' }).click()
  await dialog(page).waitFor({ state: 'hidden' })
  await page
    .getByRole('button', { name: /张明、李华/ })
    .first()
    .waitFor()
  await shoot(page, 'custody-roster')
}

const registers = async (stage: Stage, page: Page) => {
  for (const [path, words, name] of [
    ['/custody/media', 'ZT-', 'custody-media'],
    ['/custody/registers', '登分期间的材料', 'custody-registers'],
    ['/custody/undertakings', '现行文本', 'custody-undertakings'],
  ] as const) {
    await page.goto(toPath(stage, path))
    await page.getByText(words).first().waitFor()
    await shoot(page, name)
  }
}

const ready = async (chain: Walk) => {
  await seatSmallBatch(chain, 12)
  return sealOnePaper(chain)
}

test('packages from hand to hand, the secure room and the registers in the browser', async (t) => {
  const stage = await openStage()
  try {
    const chain = await startWalk(stage.server, stage.accounts)
    await ready(chain)
    const paperId = chain.found.paperId!
    const page = await stage.enter('secrecy1', 'organisation')
    const other = await stage.enter('secrecy2', 'organisation')
    await t.test('HN-2.3.4-06 a package for each room of the session', () =>
      makePackages(stage, page, paperId),
    )
    await t.test('HN-2.3.6-03 a hand-over with another count opens an incident, a person closes it', () =>
      handOver(stage, page, other),
    )
    await t.test('HN-2.3.4-05 a roster with a gap is refused, the whole one stands in the week', () =>
      guardRoom(stage, page),
    )
    await t.test('SDS-4.2-08 SDS-5.1-17 SDS-4.2-07 the registers', () => registers(stage, page))
  } finally {
    await stage.close()
  }
})
