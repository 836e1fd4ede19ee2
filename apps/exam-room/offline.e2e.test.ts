import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { CDPSession, Page } from 'playwright-core'
import { receiptCode } from '#modules/delivery/core/receipt.ts'
import { at, axeFindings, openBrowserRoom, picture, seatPage } from './testing/browser-room.ts'
import { bothOpen, dutyDesk, granted, openCheckIn, overLoopback } from './testing/room-client.ts'

const room = await openBrowserRoom({ after }, { seats: 4, items: 12 })
const desk = await dutyDesk(overLoopback(room.origin), 'j01')
const seat = await room.open(seatPage)
const wire: CDPSession = await seat.context().newCDPSession(seat)
await wire.send('Network.enable')

const cut = async (offline: boolean): Promise<void> => {
  const speed = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 }
  await wire.send('Network.emulateNetworkConditions', { offline, ...speed })
}

const strip = seat.locator('.strip')

/** The remaining time on the screen, in seconds. */
const remaining = async (page: Page): Promise<number> => {
  const text = await page.locator('.clock strong').textContent()
  return (text ?? '').split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
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

const keptForm = (): Promise<unknown> =>
  seat.evaluate(async () => {
    const request = indexedDB.open('exam-seat', 1)
    const database = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result)
    })
    const found = database.transaction('kept').objectStore('kept').get('form')
    return new Promise((resolve) => {
      found.onsuccess = () => resolve(found.result && new TextDecoder().decode(found.result.box))
    })
  })

step('the paper comes to the seat sealed as soon as it is opened, and the page is kept', async () => {
  granted(await desk.order(openCheckIn))
  granted(await desk.order({ type: 'sign-in', seat: '1-1', identity: true, articles: true }))
  granted(await desk.order({ type: 'read-rules' }))
  await seat.getByLabel('准考证号').fill('2026122601001')
  await seat.getByLabel('座位号').fill('1-1')
  await seat.getByRole('button', { name: '进入' }).click()
  await seat.getByRole('checkbox').check()
  await seat.getByRole('button', { name: '确认' }).click()
  await seat.getByText('已签到。监考人员宣布开考后').waitFor()
  room.clock.set(at('08:50'))
  granted(await desk.order(bothOpen))
  let kept = await keptForm()
  while (!kept) {
    await seat.waitForTimeout(200)
    kept = await keptForm()
  }
  assert.ok(!String(kept).includes('万用表'), 'what lies on the machine cannot be read')
  await seat.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
})

step('reloaded without network the page still paints, with the candidate on it', async () => {
  await cut(true)
  await seat.reload()
  await seat.getByText('赵样例，第一机房 1-1 号座位').waitFor()
  await seat.getByText('网络中断，正在重新连接').waitFor()
  await picture(seat, 'offline-waiting')
  await cut(false)
  await seat.getByText('网络中断，正在重新连接').waitFor({ state: 'detached' })
})

step('HN-2.3.4-08 the start is a broadcast: the seat opens its form without fetching it', async () => {
  const fetched: string[] = []
  seat.on('request', (request) => fetched.push(new URL(request.url()).pathname))
  room.clock.set(at('09:00'))
  granted(await desk.order({ type: 'start', reason: '' }))
  await seat.getByText('第 1 题，共 12 题').waitFor()
  await strip.getByText('✓ 已保存').or(strip.getByText('作答后自动保存')).waitFor()
  assert.ok(!fetched.includes('/room/seat/form') && !fetched.includes('/room/seat/paper'), fetched.join(' '))
  const kinds = room
    .node()
    .journal('sitting-1')!
    .map(({ kind }) => kind)
  assert.ok(kinds.includes('first-rendered'))
})

step(
  'SDS-4.4-40 cut off, reloaded and cut off still: same answers, same question, same remaining time',
  async () => {
    await cut(true)
    await seat.keyboard.press('B')
    await seat.keyboard.press('ArrowRight')
    await seat.keyboard.press('A')
    await strip.getByText('断网，本机已保存 2 题').waitFor()
    const before = await remaining(seat)
    await seat.reload()
    await seat.getByText('第 2 题，共 12 题').waitFor()
    await strip.getByText('断网，本机已保存 2 题').waitFor()
    assert.ok(Math.abs(before - (await remaining(seat))) < 30)
    await seat.keyboard.press('ArrowRight')
    await seat.keyboard.press('C')
    await strip.getByText('断网，本机已保存 3 题').waitFor()
    await picture(seat, 'offline-answering')
    assert.deepEqual(await axeFindings(seat), [])
    await cut(false)
    await strip.getByText('✓ 已保存').waitFor()
  },
)

step('SDS-4.4-27 a machine whose clock is set back two hours shows the same remaining time', async () => {
  const before = await remaining(seat)
  await seat.evaluate(() => {
    const real = Date.now.bind(Date)
    Date.now = () => real() - 7_200_000
  })
  await seat.keyboard.press('ArrowRight')
  await seat.keyboard.press('A')
  await strip.getByText('✓ 已保存').waitFor()
  await seat.waitForTimeout(1_200)
  const after_ = await remaining(seat)
  assert.ok(before - after_ >= 0 && before - after_ < 30, `${before} ${after_}`)
})

step('a room server that stops and comes back has everything that was answered meanwhile', async () => {
  await room.stop()
  await seat.keyboard.press('ArrowRight')
  await seat.keyboard.press('D')
  await strip.getByText('断网，本机已保存 1 题').waitFor()
  await room.restart()
  await strip.getByText('✓ 已保存').waitFor()
  await seat.getByText('已答 5，未答 7').waitFor()
})

step('SDS-4.4-26 the receipt at hand-in is that of the journal, and the seat has checked it', async () => {
  room.clock.set(at('10:05'))
  await seat.getByRole('button', { name: '交卷' }).click()
  await seat.getByRole('button', { name: '确认交卷' }).click()
  const receipt = seat.getByRole('region', { name: '交卷回执' })
  await receipt.getByText('考场保存的作答与本机一致').waitFor()
  await receipt.getByText('5 题').waitFor()
  const code = await receipt.locator('.code').textContent()
  assert.match(code ?? '', /^([0-9A-F]{4} ){4}[0-9A-F]{4}$/)
  assert.notEqual(code, receiptCode('0'.repeat(64)))
  await picture(seat, 'receipt')
  assert.deepEqual(await axeFindings(seat), [])
})
