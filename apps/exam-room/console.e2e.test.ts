import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Verdict } from '#platform/contract/verdict.ts'
import type { DutySession, SittingOnOffer } from './room.port.ts'
import {
  axeFindings,
  buildPages,
  deskPage,
  launchBrowser,
  openPage,
  picture,
} from './testing/browser-room.ts'
import { cable } from './testing/cable.ts'
import { PairedSeat } from './testing/paired-seat.ts'
import { bothOpen, dutyDesk, granted, openCheckIn, overLoopback } from './testing/room-client.ts'
import { type NodeProcess, startPair, until } from './testing/room-pair.ts'
import { sampleSitting } from './testing/sample-sitting.ts'

// What the chief and the desk see of a room's two servers: on the console before and after, the records that disagree,
// and the server that is let in again.

const web = await mkdtemp(path.join(tmpdir(), 'console-pages-'))
await buildPages(web, ['invigilator'])
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
const cables = { toFirst: await cable({ after }), toSecond: await cable({ after }) }
const { first, second } = await startPair({ after }, sitting, { web, cables })
let serving = first
const desk = await dutyDesk((request) => overLoopback(serving.origin)(request), 'j01')
const seats = sitting.roster.slice(0, 2).map((line) => new PairedSeat(line, [first.origin]))

const wide = { width: 1440, height: 900 }
const phone = { width: 375, height: 812 }

/** Both sizes are kept as pictures and found without obstacles; nothing is wider than the screen. */
const look = async (page: Page, name: string): Promise<void> => {
  for (const [size, suffix] of [
    [phone, '-phone'],
    [wide, ''],
  ] as const) {
    await page.setViewportSize(size)
    await picture(page, name + suffix)
    assert.deepEqual(await axeFindings(page), [], name + suffix)
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    assert.ok(over <= 0, `${name}${suffix} is ${over} px too wide`)
  }
}

const chiefAt = async (node: NodeProcess): Promise<Page> => {
  const page = await openPage(browser, node.origin + deskPage)
  await page.getByLabel('姓名或工号').fill('主考丙')
  await page.getByLabel('口令').fill('z01')
  await page.getByRole('button', { name: '登录' }).click()
  return page
}

const consoleOf = async (page: Page) => {
  await page.getByRole('button', { name: '考点总控' }).click()
  return page.getByRole('region', { name: '第一机房' })
}

const misses = async (node: NodeProcess): Promise<boolean> => {
  const asked = { method: 'GET', path: '/room/duty/sittings', headers: {} } as const
  const offers = (await overLoopback(node.origin)(asked)) as Verdict<readonly SittingOnOffer[]>
  return granted(offers)[0]?.servedElsewhere?.isLinked === false
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

step(
  'SDS-4.4-16 SDS-4.4-28 the chief sees which room is checked and whether its standby follows',
  async () => {
    const page = await chiefAt(first)
    const room = await consoleOf(page)
    await room.getByText('○ 尚未考前自检').waitFor()
    await room.getByText('✓ 备机已同步').waitFor()
    await room.getByText('考试机在线 0').waitFor()
    await look(page, 'console-unchecked')
    const check = { type: 'preflight', confirmed: ['clock', 'camera'] } as const
    const short = await desk.order({ ...check, reason: '' })
    assert.ok(short.refused && short.code === 'reason-missing' && short.clauses.includes('SDS-4.4-16'))
    granted(await desk.order({ ...check, reason: '考试机正在开机' }))
    await room.getByText(/✓ 考前自检通过（\d\d:\d\d）/).waitFor()
    await room.getByText(/未达标：.*考试机/).waitFor()
    await look(page, 'console-checked')
    await page.context().close()
  },
)

step('SDS-4.4-40 a server that lost its partner serves on alone, and the chief sees it', async () => {
  granted(await desk.order(openCheckIn))
  granted(await desk.order({ type: 'read-rules' }))
  granted(await desk.order(bothOpen))
  granted(await desk.order({ type: 'start', reason: '' }))
  for (const seat of seats) {
    granted(await desk.order({ type: 'sign-in', seat: seat.seat, identity: true, articles: true }))
    await seat.begin()
    seat.answer('q001', ['B'])
    assert.ok(await seat.beat())
  }
  const page = await chiefAt(first)
  const room = await consoleOf(page)
  for (const end of [cables.toFirst, cables.toSecond]) end.cut()
  await room.getByText('▲ 备机已断开').waitFor()
  await room.getByText('考试机在线 2').waitFor()
  await look(page, 'console-alone')
  const [alone] = seats
  alone!.answer('q002', ['A'])
  await until(() => alone!.beat(), 'the first acknowledges alone')
  await page.context().close()
})

step(
  'SDS-4.4-40 SDS-5.1-02 after the take-over the desk tells what the first kept alone and what was altered',
  async () => {
    await until(() => misses(second), 'the second misses the first')
    const body = {
      sittingId: 'sitting-1',
      person: 'z01',
      passcode: 'z01',
      reason: '与主机断开',
      confirmed: false,
    }
    const order = { method: 'POST', path: '/room/duty/take-over', headers: {}, body } as const
    granted((await overLoopback(second.origin)(order)) as Verdict<DutySession>)
    serving = second
    const [alone, shown] = seats
    for (const seat of seats) seat.only(second.origin)
    await until(() => alone!.beat(), 'the seat is in step with the second')
    await until(() => shown!.beat(), 'the seat is in step with the second')
    shown!.head = { ...shown!.head!, hash: '0'.repeat(64) }
    await shown!.beat()
    const page = await chiefAt(second)
    await page.getByText('考场记录与考试机留存的记录头不一致（1）').waitFor()
    await page.getByText(/1-2 号座位见过第 \d+ 条记录，现在的记录与之不符/).waitFor()
    await page.getByText('接管前主机单独保存过记录，涉及 1 个座位').click()
    await page.getByText(/1-1 号座位见过第 \d+ 条记录，接管时备机没有/).waitFor()
    await look(page, 'desk-head-alarm')
    await page.context().close()
  },
)

step(
  'SDS-4.4-40 the server whose record disagrees is named, and let in again by the chief alone',
  async () => {
    for (const end of [cables.toFirst, cables.toSecond]) end.mend()
    await until(async () => (await desk.room()).standby?.state === 'refused', 'the first is refused')
    const page = await chiefAt(second)
    const room = await consoleOf(page)
    await room.getByText('✕ 备机记录不一致，未接入').waitFor()
    await room.getByText(/▲ \d\d:\d\d 由备机接管/).waitFor()
    await look(page, 'console-refused')
    await page.getByRole('button', { name: '座位图' }).click()
    const strip = page.getByRole('region', { name: '备机' })
    await strip.getByText(/第 \d+ 条记录与主机不同/).waitFor()
    await strip.getByRole('button', { name: '并入其记录并重新接入' }).click()
    await look(page, 'desk-readmission')
    await strip.getByLabel(/^说明原因/).fill('网络已恢复，两机记录已核对')
    await strip.getByRole('button', { name: '并入其记录并重新接入' }).click()
    await strip.getByText('备机已同步').waitFor()
    await look(page, 'desk-readmitted')
    const kept = await seats[0]!.answers()
    assert.deepEqual(kept, seats[0]!.expected())
    await page.context().close()
  },
)
