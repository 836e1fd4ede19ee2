import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { at, axeFindings, deskPage, openBrowserRoom, picture } from './testing/browser-room.ts'
import { sampleRules } from './testing/sample-sitting.ts'

const { door } = sampleRules
const documents = { ...door.documents.value, substitute: '公安机关身份证明' }
const rules = {
  ...sampleRules,
  door: { ...door, documents: { value: documents, clauses: ['HN-3.1.6-02'] } },
}
const { node, clock, open } = await openBrowserRoom({ after }, { seats: 6, items: 20, rules })
let broken = false

/** One step of the journey; after a failure the rest is skipped. */
const step = (name: string, act: () => Promise<void>): void => {
  test(name, async (t) => {
    if (broken) return t.skip('an earlier step failed')
    broken = true
    await act()
    broken = false
  })
}

const clean = async (page: Page, screen: string): Promise<void> =>
  assert.deepEqual(await axeFindings(page), [], `axe on ${screen}`)

const signIn = async (page: Page, person: string, passcode: string): Promise<void> => {
  await page.getByLabel('姓名或工号').fill(person)
  await page.getByLabel('口令').fill(passcode)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('button', { name: '突发事件' }).click()
}

const choose = async (page: Page, type: string, branch?: string): Promise<void> => {
  await page.getByRole('button', { name: '登记突发事件' }).click()
  await page.getByLabel('类型').selectOption({ label: type })
  if (branch) await page.getByLabel('属于哪种情况').selectOption({ label: branch })
}

const enter = (page: Page) => page.getByRole('button', { name: '登记', exact: true }).click()

/** Unfolds a form, fills it in and sends it. */
const fold = async (
  page: Page,
  word: string,
  values: Readonly<Record<string, string>> = {},
): Promise<void> => {
  await page.getByRole('button', { name: word, exact: true }).click()
  const form = page.getByRole('form', { name: word, exact: true })
  for (const [label, value] of Object.entries(values)) {
    const field = form.getByLabel(label)
    if ((await field.evaluate(({ tagName }) => tagName)) === 'SELECT')
      await field.selectOption({ label: value })
    else await field.fill(value)
  }
  await form.getByRole('button', { name: word, exact: true }).click()
  await form.waitFor({ state: 'detached' })
}

const desk = await open(deskPage)
const chief = await open(deskPage, { width: 390, height: 844 })

step(
  'HN-2.5-07 the desk shows the procedure of an incident type, and staff confirm that they know the rules',
  async () => {
    await signIn(desk, '监考甲', 'j01')
    await desk.getByText('本场没有登记突发事件').waitFor()
    await clean(desk, 'no incidents')
    await desk.getByRole('button', { name: '确认知悉处理办法' }).click()
    await desk.getByText('已确认知悉：监考甲').waitFor()
    await choose(desk, '14. 考试中要求如厕')
    await desk.getByRole('region', { name: '登记突发事件' }).getByText('两名场外流动监考全程陪同').waitFor()
    await picture(desk, 'incident-procedure')
    await clean(desk, 'procedure')
    await desk.getByRole('button', { name: '取消' }).click()
  },
)

step('HN-3.1.6-02 entry with a police certificate signs in and is on record', async () => {
  await desk.getByRole('button', { name: '座位图' }).click()
  await desk.getByLabel('主考机运行').check()
  await desk.getByLabel('网络通畅').check()
  await desk.getByRole('button', { name: '开始签到' }).click()
  await desk.getByRole('button', { name: '突发事件' }).click()
  await choose(desk, '1. 未带准考证或身份证件')
  await desk.getByLabel('涉及的考生').selectOption('1-1')
  await desk.getByLabel('证明编号').fill('澜公证〔2026〕12号')
  await desk.getByLabel('开具的公安机关').fill('澜川市公安局西城派出所')
  await desk.getByLabel('已核对本人与证明相符').check()
  await desk.getByRole('button', { name: '凭证明签到并登记' }).click()
  await desk.getByRole('cell', { name: '✓ 已办结' }).waitFor()
})

step(
  'HN-3.1.6-07 the joint record of an opened bag is signed by chief and invigilator with their own passcodes',
  async () => {
    clock.set(at('08:45'))
    await choose(desk, '4. 试卷袋有拆封迹象')
    await desk.getByLabel('袋口、密封的异常情况').fill('封口胶条翘起')
    await enter(desk)
    await desk.getByRole('button', { name: '试卷袋有拆封迹象' }).click()
    await fold(desk, '登记“停止拆封”')
    await fold(desk, '登记“报告主考”')
    await fold(desk, '签名', { 姓名或工号: '主考丙', 签名人口令: 'z01' })
    await fold(desk, '签名', { 岗位: '监考人员', 姓名或工号: '监考甲', 签名人口令: 'j01' })
    await desk.getByText('主考 主考丙 08:45、监考人员 监考甲 08:45').waitFor()
    await picture(desk, 'incident-signed')
    await clean(desk, 'incident with signatures')
    await fold(desk, '登记报告', { 报告对象: '主考' })
    await fold(desk, '办结', { 处理决定: '胶条老化，密封完好，按时启封' })
    await desk.getByText('主考丙 08:45').waitFor()
  },
)

step(
  'HN-3.1.6-18 the alert to the chief shows on the desk until he has acknowledged it with time',
  async () => {
    await choose(desk, '12. 夹带、偷看、抄袭等作弊', '多人作弊')
    await desk.getByLabel('1-2').check()
    await desk.getByLabel('1-3').check()
    await desk.getByLabel('物证').selectOption('已收缴')
    await desk.getByLabel('作弊情形').fill('互传纸条')
    await enter(desk)
    await desk.getByText('请主考立即到场或派人到场').waitFor()
    await picture(desk, 'incident-alert')
    await clean(desk, 'alert')
    await signIn(chief, '主考丙', 'z01')
    await chief.getByRole('button', { name: '主考已收到' }).click()
    await chief.getByText('请主考立即到场').waitFor({ state: 'detached' })
    await picture(chief, 'incident-chief-phone')
    await clean(chief, 'the chief on his phone')
    await desk.getByText('请主考立即到场').waitFor({ state: 'detached' })
  },
)

step(
  'HN-3.1.6-27 seized evidence is registered and returned at the desk, and travels in the journal',
  async () => {
    await desk.getByRole('button', { name: '夹带、偷看、抄袭等作弊' }).click()
    await fold(desk, '登记物证', { 考生座位: '1-2', 物品: '纸条 1 张', 收缴人: '监考甲', 保管人: '监考乙' })
    await desk.getByText('由监考甲收缴，监考乙保管').waitFor()
    await fold(desk, '归还物证', { 领回人: '孙样例' })
    await desk.getByText('归还孙样例').waitFor()
    await picture(desk, 'incident-evidence')
    const kinds =
      node()
        .journal('sitting-1')
        ?.map(({ kind }) => kind) ?? []
    assert.ok(kinds.includes('evidence-seized') && kinds.includes('incident-acknowledged'))
  },
)

step(
  'HN-2.3.4-24 closing an incident of an offender asks for the proposal, which stands with the decision and on the record',
  async () => {
    await choose(desk, '13. 考生违纪')
    await desk.getByRole('checkbox', { name: /^1-4/ }).check()
    await desk.getByLabel('违纪情形').fill('交头接耳')
    await enter(desk)
    await desk.getByRole('button', { name: '考生违纪', exact: true }).click()
    await fold(desk, '登记“警告”')
    await desk.getByRole('button', { name: '办结', exact: true }).click()
    const form = desk.getByRole('form', { name: '办结', exact: true })
    const offered = await form
      .getByLabel(/对考生的处理意见/)
      .locator('option')
      .allTextContents()
    assert.deepEqual(offered, ['不提意见', '劝告', '警告', '终止考核', '宣布成绩无效'])
    await picture(desk, 'incident-proposal')
    await clean(desk, 'proposal')
    await desk.setViewportSize({ width: 375, height: 812 })
    await form.scrollIntoViewIfNeeded()
    await picture(desk, 'incident-proposal-phone')
    await clean(desk, 'proposal on a phone')
    assert.equal(await desk.evaluate(() => document.documentElement.scrollWidth), 375)
    await desk.setViewportSize({ width: 1440, height: 900 })
    await form.getByLabel('处理决定').fill('当场警告')
    await form.getByLabel(/对考生的处理意见/).selectOption('警告')
    await form.getByRole('button', { name: '办结', exact: true }).click()
    await desk.getByText('决定：当场警告；处理意见：警告').waitFor()
    await desk.getByRole('button', { name: '考场情况记录单' }).click()
    const row = desk.getByRole('row', { name: /考生违纪：交头接耳/ })
    await row.getByText('监考甲：当场警告').waitFor()
    await picture(desk, 'incident-on-record')
    await clean(desk, 'record with incidents')
  },
)
