import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { desk as deskSize, type Stage } from '../harness.ts'
import type { Walk as Chain } from '../walk.ts'
import { shares } from '../walk-room.ts'
import { show } from './walk.ts'

/** The one whose seat is seen in the browser. */
export const onScreen = (chain: Chain) => chain.found.room!.seats[shares.length]!

/** What the room itself has of a seat, whatever a screen shows. */
const knownOf = async (chain: Chain) => {
  const { desk } = chain.found.room!
  return (await desk.room()).seats.find(({ seat }) => seat === onScreen(chain).seat)!
}

const formRequests = ['/room/seat/form', '/room/seat/paper']

const claimSeat = async (page: Page, { seat, ticketNumber }: ReturnType<typeof onScreen>) => {
  await page.getByLabel('准考证号').fill(ticketNumber)
  await page.getByLabel('座位号').fill(seat)
}

/** A candidate at the seat before the start: enters, confirms himself, and gets the paper sealed. */
export const enterSeat = async (stage: Stage, chain: Chain): Promise<Page> => {
  const page = await stage.open(deskSize)
  await page.goto(`${stage.address}/room/seat/`)
  await claimSeat(page, onScreen(chain))
  await show(page, '08-seat-enter')
  await page.getByRole('button', { name: '进入' }).click()
  await page.getByRole('checkbox').check()
  const sealed = page.waitForResponse((answer) => answer.url().endsWith(formRequests[0]!))
  await page.getByRole('button', { name: '确认' }).click()
  await page.getByText('监考人员宣布开考后').waitFor()
  assert.equal((await sealed).headers()['content-type'], 'application/octet-stream')
  await show(page, '08-seat-waiting')
  return page
}

/** The start reaches the seat by itself, and no form is fetched for it. */
export const startedBy = async (seat: Page, start: () => Promise<void>): Promise<void> => {
  const fetched: string[] = []
  seat.on('request', (request) => fetched.push(new URL(request.url()).pathname))
  await start()
  await seat.getByText('第 1 题，共 100 题').waitFor()
  // What called to the start is over with it; what the desk said for the whole sitting stays.
  await seat.getByText('请保持安静，不得交谈').waitFor()
  await seat.getByText('距开考还有5分钟').waitFor({ state: 'detached' })
  assert.deepEqual(
    fetched.filter((path) => formRequests.includes(path)),
    [],
  )
}

/** Answers by keyboard and reloads: nothing is lost, and handing in is not offered yet. */
export const answerByKeyboard = async (page: Page): Promise<void> => {
  await page.keyboard.press('A')
  await page.getByText('本题已保存').waitFor()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('B')
  await page.getByText(/已答 2/).waitFor()
  await page.locator('.strip').getByText('✓ 已保存').waitFor()
  await show(page, '08-seat-answering')
  await page.reload()
  await page.getByText(/已答 2/).waitFor()
  assert.equal(await page.getByRole('button', { name: '交卷' }).count(), 0)
}

/** The network of this one seat is cut while he answers, also over a reload, and comes back. */
export const cutAndCatchUp = async (chain: Chain, page: Page): Promise<void> => {
  const strip = page.locator('.strip')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.context().setOffline(true)
  for (const [answered, key] of [
    [3, 'A'],
    [4, 'A'],
  ] as const) {
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press(key)
    await page.getByText(new RegExp(`已答 ${answered}`)).waitFor()
  }
  await strip.getByText('断网，本机已保存 2 题').waitFor()
  await page.reload()
  await strip.getByText('断网，本机已保存 2 题').waitFor()
  await page.getByText(/已答 4/).waitFor()
  await show(page, '08-seat-cut')
  assert.equal((await knownOf(chain)).answered, 2)
  await page.context().setOffline(false)
  await strip.getByText('✓ 已保存').waitFor()
  assert.equal((await knownOf(chain)).answered, 4)
}

/** Another machine asks for the code of the desk, then goes on where the first one was; the first one is let go. */
export const moveToOtherMachine = async (
  stage: Stage,
  chain: Chain,
  { before, code }: { readonly before: Page; readonly code: () => Promise<string> },
): Promise<Page> => {
  const page = await stage.open(deskSize)
  await page.goto(`${stage.address}/room/seat/`)
  await claimSeat(page, onScreen(chain))
  await page.getByRole('button', { name: '进入' }).click()
  await page.getByText('该考生已在另一台考试机上登录').waitFor()
  await show(page, '08-seat-bound')
  await page.getByLabel('换机码').fill(await code())
  await page.getByRole('button', { name: '进入' }).click()
  await page.getByText(/已答 4/).waitFor()
  await before.getByRole('heading', { name: '本机登录已失效' }).waitFor()
  await show(before, '08-seat-left')
  await before.context().close()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('A')
  await page.getByText(/已答 5/).waitFor()
  await page.locator('.strip').getByText('✓ 已保存').waitFor()
  assert.equal((await knownOf(chain)).answered, 5)
  return page
}

/** Hands in at his seat once that is allowed; answers with the code of the receipt on his screen. */
export const handInForReceipt = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: '交卷' }).click()
  await page.getByRole('button', { name: '确认交卷' }).click()
  const receipt = page.getByRole('region', { name: '交卷回执' })
  await receipt.getByText('考场保存的作答与本机一致').waitFor()
  await show(page, '08-seat-receipt')
  return (await receipt.locator('.code').textContent()) ?? ''
}

/** The candidate compares his receipt on the public page: before the script is taken in there is nothing to find. */
export const checkReceipt = async (
  stage: Stage,
  chain: Chain,
  asked: { readonly code: string; readonly found: boolean },
): Promise<void> => {
  const page = await stage.open(deskSize)
  await page.goto(`${stage.address}/receipt`)
  await page.getByLabel(/^准考证号/).fill(onScreen(chain).ticketNumber)
  await page.getByLabel(/^回执码/).fill(asked.code)
  await page.getByRole('button', { name: '核对' }).click()
  await page
    .getByText(asked.found ? /完全一致/ : /没有与该准考证号/)
    .first()
    .waitFor()
  await show(page, asked.found ? '08-receipt-agrees' : '08-receipt-not-yet')
  await page.context().close()
}
