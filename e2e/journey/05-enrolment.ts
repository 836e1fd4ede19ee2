import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { phone } from '../harness.ts'
import { assertPdf, demoFile, downloaded, refused, show, type Walk } from './walk.ts'

/** Synthetic, like everyone of the demo: the sequence number is one that registers do not use. */
export const candidate = { name: '林晓桐', number: '370102199003079926', password: 'Candidate-2026' }

const register = async (page: Page) => {
  await page.getByLabel('证件号码').fill('370102199003079920')
  await page.getByLabel('姓名').fill(candidate.name)
  await page.getByLabel('手机号码').fill('13800002001')
  await page.getByLabel(/^密码/).fill(candidate.password)
  await page.getByLabel('再次填写密码').fill(candidate.password)
  await page.getByRole('button', { name: '注册并登录' }).click()
  await refused(page, /号码/)
  await show(page, '05-register')
  await page.getByLabel('证件号码').fill(candidate.number)
  await page.getByRole('button', { name: '注册并登录' }).click()
  await page.getByRole('heading', { name: '报名', exact: true }).waitFor()
}

const personal = async (page: Page) => {
  await page
    .getByLabel('学历')
    .selectOption({ label: '高中' })
    .catch(() => page.getByLabel('学历').selectOption({ index: 4 }))
  await page.getByRole('radio').first().check()
  await page.getByLabel('工作单位').fill('澜川市演示电气有限公司')
  await show(page, '05-personal')
  await page.getByRole('button', { name: '保存，下一步' }).click()
}

const photo = async (page: Page) => {
  await page.locator('input[type=file]').setInputFiles(demoFile('photos/370103198209149872.jpg'))
  await page.getByText(/压缩后/).waitFor()
  await show(page, '05-photo')
  await page.getByRole('button', { name: '使用这张照片' }).click()
  await page.getByAltText('已提交的照片').waitFor()
  await page.getByRole('button', { name: '下一步' }).click()
}

const condition = async (page: Page) => {
  let uploaded = 0
  await page.getByRole('radio', { name: /满5年/ }).check()
  await page.getByLabel('从事本职业或相关职业的起始日期').fill('2023-03-01')
  await page.getByLabel('从事本职业的年限（年）').fill('3')
  await page.getByRole('button', { name: '保存并查看是否符合' }).click()
  await page
    .getByText(/不符合|不足|未满/)
    .first()
    .waitFor()
  await page.getByLabel('从事本职业或相关职业的起始日期').fill('2016-03-01')
  await page.getByLabel('从事本职业的年限（年）').fill('10')
  await page.getByRole('button', { name: '保存并查看是否符合' }).click()
  await page.getByText('填报的信息符合所选条件').waitFor()
  const missing = page.locator('label.button.plain').filter({ hasText: /^上传$/ })
  await missing.first().waitFor()
  for (let left = await missing.count(); left > 0; left -= 1) {
    await missing.first().locator('input').setInputFiles(demoFile('photos/370103198209149872.jpg'))
    await page.locator('label.button.plain').filter({ hasText: '重新上传' }).nth(uploaded++).waitFor()
  }
  await show(page, '05-condition')
  await page.getByRole('button', { name: '下一步' }).last().click()
}

const signature = async (page: Page) => {
  await page.getByLabel('我已阅读并承诺遵守以上五条').check()
  const pad = page.getByLabel('签名区')
  await pad.scrollIntoViewIfNeeded()
  const box = (await pad.boundingBox())!
  await page.mouse.move(box.x + 40, box.y + 30)
  await page.mouse.down()
  for (const [dx, dy] of [
    [60, 70],
    [90, 25],
    [130, 75],
    [180, 30],
    [230, 70],
  ] as const)
    await page.mouse.move(box.x + dx, box.y + dy, { steps: 4 })
  await page.mouse.up()
  await show(page, '05-signature')
  await page.getByRole('button', { name: '保存签名' }).click()
  await page.getByAltText('申报人签名').waitFor()
  await page.getByRole('button', { name: '下一步' }).click()
}

/** A candidate enrols on a phone: account, photo, condition, signature, form as PDF. */
export const enrolOnPhone = async (walk: Walk): Promise<void> => {
  await walk.stage.at('2026-12-01T09:00:00+08:00')
  const page = await walk.stage.open(phone)
  await page.goto(`${walk.stage.address}/candidate/`)
  await page.getByRole('link', { name: '首次使用，注册账号' }).click()
  await register(page)
  await page.getByRole('button', { name: '报名', exact: true }).click()
  await personal(page)
  await photo(page)
  await condition(page)
  await signature(page)
  await page.getByLabel('我已逐项核对，知道提交后不得修改').check()
  await page.getByRole('button', { name: '提交报名' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '确认提交' }).click()
  await page.getByRole('button', { name: '下载申报表（PDF）' }).waitFor()
  assertPdf(await downloaded(page, page.getByRole('button', { name: '下载申报表（PDF）' })))
  await show(page, '05-enrolled')
  await page.context().close()
}

const upload = async (page: Page) => {
  await page.locator('input[type=file]').setInputFiles(demoFile('roster-electrician-4.xlsx'))
  await page.getByText(/试运行共/).waitFor({ timeout: 60_000 })
}

/** The organisation's 2,000: dry run, errors in their places, commit; the same file again changes nothing. */
export const importRoster = async (walk: Walk): Promise<void> => {
  const page = await walk.page('exam', 'enrolment/import')
  await upload(page)
  await page.getByText(/1945 行可以导入，55 行有误/).waitFor()
  await show(page, '05-roster-dry-run')
  await page.getByLabel(/跳过有误的行/).check()
  await page.getByRole('button', { name: '导入 1945 行' }).click()
  await page.getByText('已导入 1945 人').waitFor({ timeout: 60_000 })
  const errors = await downloaded(page, page.getByRole('link', { name: '下载错误清单' }))
  assert.equal(Buffer.from(errors.subarray(0, 2)).toString(), 'PK')
  await show(page, '05-roster-imported')
  await page.goto(`${walk.stage.address}/organisation/enrolment/import`)
  await upload(page)
  await page.getByLabel(/跳过有误的行/).check()
  await page.getByRole('button', { name: /^导入 \d+ 行/ }).click()
  await page.getByText(/已导入 0 人，1945 人此前已导入/).waitFor({ timeout: 60_000 })
}
