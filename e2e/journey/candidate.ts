import type { Page } from 'playwright-core'
import { phone, type Stage } from '../harness.ts'
import type { Walk as Chain } from '../walk.ts'
import { selfEnrolled } from '../walk-enrol.ts'
import { showBoth } from './walk.ts'

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

/** What a candidate brings himself stands on his ticket, in words of the paper in force. */
export const readTicket = async (stage: Stage, chain: Chain): Promise<void> => {
  chain.at('2026-12-24')
  const page = await candidateIn(stage)
  await page.goto(`${stage.address}/candidate/ticket`)
  const list = page.getByRole('region', { name: '自备物料清单' })
  await list.getByRole('listitem').first().waitFor()
  await list.scrollIntoViewIfNeeded()
  await showBoth(page, '40-ticket-materials')
  await page.context().close()
}
