import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Verdict } from '#platform/contract/verdict.ts'
import type { SittingOnOffer } from './room.port.ts'
import {
  axeFindings,
  buildPages,
  deskPage,
  launchBrowser,
  openPage,
  picture,
  seatPage,
} from './testing/browser-room.ts'
import { bothOpen, dutyDesk, granted, openCheckIn, overLoopback } from './testing/room-client.ts'
import { startPair, until } from './testing/room-pair.ts'
import { sampleSitting } from './testing/sample-sitting.ts'

const web = await mkdtemp(path.join(tmpdir(), 'standby-pages-'))
await buildPages(web)
const sitting = await sampleSitting({
  ...{ seats: 6, items: 12 },
  plannedStart: new Date(Date.now() - 60_000).toISOString(),
  plannedEnd: new Date(Date.now() + 3_600_000).toISOString(),
})
const browser = await launchBrowser()
after(async () => {
  await browser.close()
  await rm(web, { recursive: true, force: true })
})
const { first, second } = await startPair({ after }, sitting, { web })
let serving = first.origin
const orders = await dutyDesk((request) => overLoopback(serving)(request), 'j01')
const seat = await openPage(browser, first.origin + seatPage)
const desk = await openPage(browser, first.origin + deskPage)

/** The remaining time on the screen, in seconds. */
const remaining = async (page: Page): Promise<number> => {
  const text = await page.locator('.clock strong').textContent()
  return (text ?? '').split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
}

const answered = (): Promise<string | null> => seat.getByText(/^已答 \d+，未答 \d+/).textContent()

const isLinked = async (): Promise<boolean> => {
  const asked = { method: 'GET', path: '/room/duty/sittings', headers: {} } as const
  const offers = (await overLoopback(second.origin)(asked)) as Verdict<readonly SittingOnOffer[]>
  return granted(offers)[0]?.servedElsewhere?.isLinked ?? false
}

let broken = false
const step = (name: string, act: () => Promise<void>): void => {
  test(name, async (t) => {
    if (broken) return t.skip('an earlier step failed')
    broken = true
    await act()
    broken = false
  })
}

step('SDS-4.4-16 the desk shows that the standby has everything', async () => {
  granted(await orders.order(openCheckIn))
  granted(await orders.order({ type: 'sign-in', seat: '1-1', identity: true, articles: true }))
  granted(await orders.order({ type: 'read-rules' }))
  await desk.getByLabel('姓名或工号').fill('监考甲')
  await desk.getByLabel('口令').fill('j01')
  await desk.getByRole('button', { name: '登录' }).click()
  await desk.getByText('备机已同步').waitFor()
})

step('the candidate answers at the page that the first node served', async () => {
  await seat.getByLabel('准考证号').fill('2026122601001')
  await seat.getByLabel('座位号').fill('1-1')
  await seat.getByRole('button', { name: '进入' }).click()
  await seat.getByRole('checkbox').check()
  await seat.getByRole('button', { name: '确认' }).click()
  granted(await orders.order(bothOpen))
  granted(await orders.order({ type: 'start', reason: '' }))
  await seat.getByText('第 1 题，共 12 题').waitFor()
  await seat.keyboard.press('B')
  await seat.getByText('✓ 本题已保存').waitFor()
  await seat.keyboard.press('ArrowRight')
  await seat.keyboard.press('A')
  await seat.getByText('已答 2').waitFor()
  await seat
    .locator('.strip')
    .getByText(/^✓ 已保存/)
    .waitFor()
  await picture(desk, 'standby-linked')
  assert.deepEqual(await axeFindings(desk), [])
})

step(
  'SDS-4.4-40 the first node dies: the candidate goes on, the desk offers the order to the standby',
  async () => {
    await first.kill()
    await seat.keyboard.press('ArrowRight')
    await seat.keyboard.press('C')
    await seat.locator('.strip').getByText('断网，本机已保存').waitFor()
    await picture(seat, 'standby-seat-waits')
    await desk.getByRole('heading', { name: '主机无法连接，备机等待接管' }).waitFor()
    await desk.getByLabel(/下令人/).fill('主考丙')
    await desk.getByLabel('本人口令').fill('z01')
    await desk.getByLabel('接管原因').fill('主机断电')
    await picture(desk, 'standby-order')
    assert.deepEqual(await axeFindings(desk), [])
  },
)

step(
  'SDS-4.4-40 after the take-over the candidate has the same answers and the same time, without a new login',
  async () => {
    // The standby waits two seconds before it believes that the first is gone.
    await until(async () => !(await isLinked()), 'the standby misses the first')
    const [before, wall] = [await remaining(seat), Date.now()]
    await desk.getByRole('button', { name: '由备机接管' }).click()
    await seat
      .locator('.strip')
      .getByText(/^✓ 已保存/)
      .waitFor()
    const passed = (Date.now() - wall) / 1000
    assert.ok(Math.abs(before - passed - (await remaining(seat))) <= 3, 'the time left is the same')
    assert.match((await answered()) ?? '', /^已答 3/)
    await seat.getByText('第 3 题，共 12 题').waitFor()
    await desk.getByText(/本机已于 .* 接管/).waitFor()
    await desk.getByText('备机已断开').waitFor()
    await picture(desk, 'standby-taken-over')
    await picture(seat, 'standby-seat-goes-on')
    assert.deepEqual(await axeFindings(desk), [])
    serving = second.origin
    const line = (await orders.room()).seats.find((one) => one.seat === '1-1')
    assert.equal(line?.answered, 3)
  },
)

step('the first node comes back and follows the second, and the desk shows it', async () => {
  await first.start()
  await until(async () => (await orders.room()).standby?.state === 'linked', 'the first follows')
  await desk.getByText('备机已同步').waitFor()
  await seat.keyboard.press('ArrowRight')
  await seat.keyboard.press('A')
  await seat.getByText('已答 4').waitFor()
  await seat
    .locator('.strip')
    .getByText(/^✓ 已保存/)
    .waitFor()
  assert.deepEqual((await orders.room()).alarms, [])
})
