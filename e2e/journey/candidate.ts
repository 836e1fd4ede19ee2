import type { Page } from 'playwright-core'
import { phone, type Stage } from '../harness.ts'
import { selfEnrolled } from '../walk-enrol.ts'

/** The one who enrolled himself, on his phone, logged in. */
export const candidateIn = async (stage: Stage): Promise<Page> => {
  const page = await stage.open(phone)
  await page.goto(`${stage.address}/candidate/`)
  await page.getByLabel(/证件号码|账号/u).fill(selfEnrolled.documentNumber)
  await page.getByLabel(/^密码/u).fill(selfEnrolled.password)
  await page.getByRole('button', { name: '登录', exact: true }).first().click()
  await page.getByRole('button', { name: '退出' }).waitFor()
  return page
}
