import type { Page } from 'playwright-core'
import { assertPdf, downloaded, refused, show, type Walk } from './walk.ts'

const fillNotice = async (page: Page) => {
  await page.getByLabel('报名流程及要求').fill('网上报名，上传照片和申报材料，机构审核后缴费。')
  await page.getByLabel(/^电工 四级/).check()
  await page.getByLabel('报名时间').fill('2026年12月')
  await page.getByLabel('认定时间').fill('2026年12月至2027年1月')
  await page.getByLabel('认定地点').fill('澜川市望江区澄湖大道118号')
  await page.getByLabel('认定方式').fill('理论上机考试，技能实际操作')
  await page.getByLabel('认定收费标准（元）').fill('180')
  await page.getByLabel('申报条件').fill('符合电工国家职业技能标准四级申报条件')
  await page.getByLabel('场地准备').fill('考点已确认')
  await page.getByLabel('题库准备').fill('题库已建成')
  await page.getByLabel('人员准备').fill('考评人员已聘任')
}

/** The annual notice: written by the organisation, confirmed by the city, published. */
export const publishNotice = async (walk: Walk): Promise<void> => {
  await walk.stage.at('2026-11-20T09:00:00+08:00')
  const page = await walk.page('exam', 'notices/new')
  await fillNotice(page)
  await page.getByRole('button', { name: '保存公告' }).click()
  await page.getByRole('heading', { name: /2026年度认定计划公告/ }).waitFor()
  await page.getByRole('button', { name: '报送确认' }).click()
  await page.getByText('待确认').first().waitFor()
  const city = await walk.page('city', 'notices')
  await city.getByRole('link', { name: '查看' }).first().click()
  await city.getByRole('button', { name: /^确认/ }).click()
  await city.getByText('已确认').first().waitFor()
  await page.reload()
  await page.getByRole('button', { name: /^发布/ }).click()
  await page.getByText('已发布').first().waitFor()
  await page.getByRole('button', { name: '打印附件1' }).click()
  assertPdf(await downloaded(page, page.getByRole('link', { name: /下载/ }).first()))
  await show(page, '04-notice')
}

const dates = { 报名开始: '2026-12-01', 考试开始: '2026-12-26', 考试结束: '2027-01-24' }

const fillDates = async (page: Page) => {
  for (const [label, on] of Object.entries(dates)) await page.getByLabel(label).fill(on)
}

/** A plan that leaves too little time is refused with its clause as it is typed; then it is put right. */
export const draftPlan = async (walk: Walk): Promise<void> => {
  const page = await walk.page('exam', 'plans/new')
  await fillDates(page)
  await page.getByLabel('报名开始').fill('2026-11-22')
  await refused(page, /报名|提前|天/)
  await page.locator('.refusal-card').first().scrollIntoViewIfNeeded()
  await show(page, '04-plan-refused')
  await fillDates(page)
  await page.getByRole('list', { name: '计划时间轴' }).or(page.getByLabel('计划时间轴')).first().waitFor()
  await page.getByLabel(/^电工 四级/).check()
  await page.getByLabel(/澜川市技能评价服务中心考点/).check()
  await page.getByLabel('计划人数').fill('2100')
  await page.evaluate('window.scrollTo(0, 0)')
  await show(page, '04-plan-form')
  await page.getByRole('button', { name: '保存计划' }).click()
  await page.getByRole('button', { name: '报送确认' }).click()
  await page.getByText('待确认').first().waitFor()
  walk.notes.set('batchId', new URL(page.url()).pathname.split('/').at(-1)!)
}

/** The city confirms, the organisation publishes, everyone reads; a second batch waits until this one is closed. */
export const publishPlan = async (walk: Walk): Promise<void> => {
  const city = await walk.page('city', 'plans')
  await city.getByRole('link', { name: '查看' }).first().click()
  await city.getByRole('button', { name: /^确认/ }).click()
  await city.getByText('已确认').first().waitFor()
  const page = await walk.page('exam', `plans/${walk.notes.get('batchId')}`)
  await page.getByRole('button', { name: /^发布/ }).click()
  await page.getByText('已发布').first().waitFor()
  await show(page, '04-plan')
  const second = await walk.page('exam', 'plans/new')
  await refused(second, /批次/)
  await show(second, '04-second-batch')
  const visitor = await walk.stage.open({ width: 1440, height: 900 })
  await visitor.goto(`${walk.stage.address}/plans`)
  await visitor.getByText('澜川市技能评价服务中心').first().waitFor()
  await show(visitor, '04-public-plans')
  await visitor.getByRole('link', { name: /第1期社会化评价/ }).click()
  await visitor.getByText('2026年12月1日').first().waitFor()
  await show(visitor, '04-public-plan')
  await visitor.context().close()
}
