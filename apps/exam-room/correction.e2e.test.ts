import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { at, axeFindings, deskPage, openBrowserRoom, picture, seatPage } from './testing/browser-room.ts'
import { bothOpen, dutyDesk, granted, openCheckIn, overLoopback } from './testing/room-client.ts'

const { clock, open, origin } = await openBrowserRoom({ after }, { seats: 6, items: 20 })
const order = await dutyDesk(overLoopback(origin), 'j01')
const seats = ['1-1', '1-2'] as const
const words = '第 17 题更正：题干“串联”应为“并联”'

/** A candidate at his machine, up to the confirmation of his own data. */
const atSeat = async (seat: string, number: number): Promise<Page> => {
  const page = await open(seatPage)
  await page.getByLabel('准考证号').fill(`2026122601${String(number).padStart(3, '0')}`)
  await page.getByLabel('座位号').fill(seat)
  await page.getByRole('button', { name: '进入' }).click()
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: '确认' }).click()
  await page.getByText('已签到。监考人员宣布开考后').waitFor()
  return page
}

const fold = async (page: Page, word: string, values: Readonly<Record<string, string>> = {}) => {
  await page.getByRole('button', { name: word, exact: true }).click()
  const form = page.getByRole('form', { name: word, exact: true })
  for (const [label, value] of Object.entries(values)) await form.getByLabel(label).fill(value)
  await form.getByRole('button', { name: word, exact: true }).click()
  await form.waitFor({ state: 'detached' })
}

/** The correction as a candidate reads it: its words and the minute in which it was announced. */
const shown = (page: Page) => page.getByRole('status').filter({ hasText: words })

test('HN-3.1.6-13 a correction of item 17 appears on all machines of the subject with its time, after the notice and not before', async () => {
  granted(await order.order(openCheckIn))
  granted(await order.order({ type: 'read-rules' }))
  clock.set(at('08:50'))
  for (const seat of seats)
    granted(await order.order({ type: 'sign-in', seat, identity: true, articles: true }))
  const machines = [await atSeat(seats[0], 1), await atSeat(seats[1], 2)]
  granted(await order.order(bothOpen))
  clock.set(at('09:00'))
  granted(await order.order({ type: 'start', reason: '' }))
  for (const page of machines) await page.getByText('第 1 题，共 20 题').waitFor()
  const desk = await open(deskPage)
  await desk.getByLabel('姓名或工号').fill('监考甲')
  await desk.getByLabel('口令').fill('j01')
  await desk.getByRole('button', { name: '登录' }).click()
  await desk.getByRole('button', { name: '突发事件' }).click()
  clock.set(at('09:20'))
  await desk.getByRole('button', { name: '登记突发事件' }).click()
  await desk.getByLabel('类型').selectOption({ label: '9. 全部试卷某处字迹不清或漏印' })
  await desk.getByLabel('属于哪种情况').selectOption({ label: '得到更正通知' })
  await desk.getByLabel('题号和情况').fill('第17题题干有误')
  await desk.getByRole('button', { name: '登记', exact: true }).click()
  await desk.getByRole('button', { name: '全部试卷某处字迹不清或漏印' }).click()
  await fold(desk, '登记“逐级上报，等候通知”')
  for (const page of machines) assert.equal(await shown(page).count(), 0)
  clock.set(at('09:30'))
  await fold(desk, '登记“按通知公布更正”', {
    更正通知: '更正〔2026〕1号，考务办公室 09:28',
    题号: '17',
    更正内容: '题干“串联”应为“并联”',
  })
  for (const page of machines) await shown(page).getByText('09:30').waitFor()
  await picture(machines[0]!, 'seat-correction')
  assert.deepEqual(await axeFindings(machines[0]!), [])
  clock.set(at('10:10'))
  await machines[1]!.reload()
  await shown(machines[1]!).getByText('09:30').waitFor()
})
