import assert from 'node:assert/strict'
import { refused, show, type Walk } from './walk.ts'

const code = 'S000037000012'

/** The city files the organisation: first with a code that is none, then rightly, for electricians at two levels. */
export const fileOrganisation = async (walk: Walk): Promise<void> => {
  await walk.stage.at('2026-11-18T09:00:00+08:00')
  const page = await walk.page('city', 'filings')
  await page
    .getByRole('row', { name: /澜川市技能评价服务中心/ })
    .getByRole('link', { name: '登记备案' })
    .click()
  await page.getByLabel('机构编码').fill('S00003700001')
  await page.getByLabel('备案文号').fill('澜人社评备〔2026〕12号')
  await page.getByLabel('备案日期').fill('2026-11-10')
  await page.getByLabel('省厅公布日期').fill('2026-11-12')
  await fillLine(page.getByRole('region', { name: '第1项范围' }))
  await page.getByRole('button', { name: '再加一项' }).click()
  await page.getByRole('region', { name: '第2项范围' }).getByLabel('等级').selectOption('5')
  await page.getByRole('button', { name: '登记备案' }).click()
  await refused(page, /机构编码/)
  await page.getByLabel('机构编码').fill(code)
  await show(page, '01-filing-grant')
  await page.getByRole('button', { name: '登记备案' }).click()
  await page.getByRole('table').waitFor()
  await page.getByText('有效', { exact: true }).first().waitFor()
  await show(page, '01-filing')
  const own = await walk.page('head', 'filing')
  await own.getByText(code).first().waitFor()
  assert.equal(await own.getByRole('row', { name: /电工/ }).count(), 2)
}

const fillLine = async (line: import('playwright-core').Locator) => {
  await line.getByLabel('职业（工种）编码').fill('6-31-01-03')
  await line.getByLabel('职业名称').fill('电工')
  await line.getByLabel('等级').selectOption('4')
  await line.getByLabel('依据的标准或评价规范').fill('电工国家职业技能标准（2018年版）')
  await line.getByLabel('有效期自').fill('2026-11-12')
}
