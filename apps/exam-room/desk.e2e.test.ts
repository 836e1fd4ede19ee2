import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { rulesOfRegime } from '#modules/delivery/core/rules-of-regime.ts'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import { at, axeFindings, deskPage, openBrowserRoom, picture } from './testing/browser-room.ts'
import { openFakeReader } from './testing/fake-id-reader.ts'
import { granted } from './testing/room-client.ts'
import { numberOf, sampleSitting, shares } from './testing/sample-sitting.ts'

const photo = readFileSync(path.resolve(import.meta.dirname, '../../demo/data/photos/370103198209149872.jpg'))
const rules = rulesOfRegime(regime('henan-social', day('2026-12-01')), 90)

// A Henan morning at the desk; the steps run in their order.
const { node, clock, open } = await openBrowserRoom(
  { after },
  { seats: 60, columns: 10, rules, photo, withDocuments: true },
)
granted(
  await node().prepare(
    await sampleSitting({ sittingId: 'sitting-2', roomName: '第二机房', seats: 30, rules }),
  ),
)
granted(
  await node().prepare(
    await sampleSitting({ sittingId: 'hall', roomName: '大考场', seats: 2000, columns: 50, rules }),
  ),
)
const reader = await openFakeReader({ after })
const step = test

const clean = async (page: Page, screen: string): Promise<void> =>
  assert.deepEqual(await axeFindings(page), [], `axe on ${screen}`)

const signIn = async (page: Page, room: RegExp, who: readonly [string, string]): Promise<void> => {
  const choice = await page.getByLabel('场次').locator('option').filter({ hasText: room }).textContent()
  await page.getByLabel('场次').selectOption({ label: choice ?? '' })
  await page.getByLabel('姓名或工号').fill(who[0])
  await page.getByLabel('口令').fill(who[1])
  await page.getByRole('button', { name: '登录' }).click()
}

const desk = await open(deskPage)

step(
  'SDS-4.4-16 SDE-4.6-06 the desk checks its room before the examination, line by line, as a server of its own does',
  async () => {
    clock.set(at('08:30'))
    await signIn(desk, /第一机房/, ['监考甲', 'j01'])
    await desk.getByRole('button', { name: '考前自检' }).click()
    await desk.getByLabel('本机时钟与北京时间一致').check()
    await desk.getByLabel('监控画面正常').check()
    await desk.getByRole('button', { name: '开始自检' }).click()
    await desk.getByText('自检有未达标的项目').waitFor()
    await picture(desk, 'desk-check-short')
    await desk.getByLabel('未达标项目的说明').fill('考试机随后开启')
    await desk.getByRole('button', { name: '开始自检' }).click()
    await desk.getByText('考前自检：可以开考（1 项未达标）').click()
    await desk.getByText('与北京时间核对一致').waitFor()
    assert.equal(await desk.locator('.check-table tbody tr').count(), 8)
    await picture(desk, 'desk-checked')
    await clean(desk, 'check')
  },
)

step('HN-3.1.4-01 HN-2.6-02 the desk tells when the door opens and what to say at each minute', async () => {
  clock.set(at('08:46'))
  await desk.getByRole('button', { name: '开始签到' }).click()
  await desk.getByText('签到中').first().waitFor()
  await desk.getByText('请向考生宣读：现在签到').waitFor()
  await picture(desk, 'desk-announcements')
  await clean(desk, 'announcements')
  for (let left = 3; left > 0; left -= 1) {
    await desk.getByRole('button', { name: '已宣读，发送到考试机' }).first().click()
    await desk.waitForFunction(
      (count) => document.querySelectorAll('.desk > .move-code').length === count,
      left - 1,
    )
  }
})

step(
  'HN-1.8.4-11 HN-3.1.6-01 a card on the reader brings its candidate; both documents are ticked',
  async () => {
    await desk.getByRole('button', { name: '签到', exact: true }).first().click()
    await desk.getByRole('button', { name: '使用读卡器' }).click()
    reader.lay({ name: '赵样例', number: numberOf(0), photo: photo.toString('base64') })
    await desk.getByText('✓ 已读卡').waitFor()
    await desk.getByRole('img', { name: '赵样例的证件照片' }).waitFor()
    const row = desk.getByRole('row', { name: /赵样例/ }).first()
    await desk.getByLabel('赵样例 准考证').check()
    await desk.getByLabel('赵样例 身份核验').check()
    await desk.getByLabel('赵样例 违禁物品检查').check()
    await picture(desk, 'desk-check-in')
    await clean(desk, 'check-in')
    await row.getByRole('button', { name: '签到' }).click()
    await row.getByText('已签到').waitFor()
  },
)

step('HN-3.1.4-02 a name that differs is refused and recorded as 两证不符', async () => {
  reader.lay({ name: '钱样', number: numberOf(1) })
  await desk.getByRole('heading', { name: /钱样例/ }).waitFor()
  for (const tick of ['准考证', '身份核验', '违禁物品检查']) await desk.getByLabel(`钱样例 ${tick}`).check()
  const row = desk.getByRole('row', { name: /钱样例/ }).first()
  await row.getByRole('button', { name: '签到' }).click()
  await desk.getByText('证件上的姓名与准考证不一致').waitFor()
  await desk.getByRole('button', { name: '两证不符' }).click()
  await desk.getByLabel('不符之处（计为缺考）').fill('证件姓名为钱样')
  await desk.getByRole('button', { name: '两证不符' }).click()
  await row.getByText('缺考').waitFor()
})

step(
  'HN-2.1-05 SDE-4.6-01 discipline is read, the paper opened and the start made where it was arranged',
  async () => {
    await desk.getByRole('button', { name: '座位图' }).click()
    await desk.getByRole('button', { name: '已宣读考场纪律' }).click()
    await desk.getByRole('button', { name: '启封试卷' }).click()
    for (const [index, person] of ['j01', 'j02'].entries()) {
      const group = desk.getByRole('group', { name: index === 0 ? '第一人' : '第二人' })
      await group.getByLabel('考场口令').fill(person)
      await group.getByLabel('保管口令或密钥份额').fill(index === 0 ? shares.one : shares.two)
    }
    await desk.getByRole('button', { name: '共同启封' }).click()
    await desk.getByText('已启封，待开考').first().waitFor()
    clock.set(at('09:00'))
    await desk.getByRole('button', { name: '宣布开考' }).click()
    await desk.getByLabel('实际考场').fill('第三机房')
    await desk.getByLabel('未按编排的时间或考场开考的').fill('第一机房停电')
    await desk.getByRole('button', { name: '宣布开考' }).click()
    await desk.getByText('考试中', { exact: true }).waitFor()
    await picture(desk, 'desk-map-60')
    await clean(desk, 'map of 60')
  },
)

step('HN-2.3.4-31 HN-2.6-06 the record has both times, and absentees with their numbers', async () => {
  clock.set(at('09:40'))
  await desk
    .getByRole('button', { name: '考场情况记录表' })
    .or(desk.getByRole('button', { name: '考场记录' }))
    .first()
    .click()
  await desk.getByLabel('类别').selectOption({ label: '异常情况' })
  await desk.getByLabel('发生时间（空为现在）').fill('09:20')
  await desk.getByLabel('情况', { exact: true }).fill('空调漏水，已移开座位')
  await desk.getByRole('button', { name: '登记', exact: true }).click()
  await desk.getByText('09:20（09:40 登记）').waitFor()
  await desk.getByText(/钱样例（2026122601002）/).waitFor()
  await picture(desk, 'desk-record')
  await clean(desk, 'record')
  await desk.emulateMedia({ media: 'print' })
  await picture(desk, 'desk-record-print')
  await desk.emulateMedia({ media: 'screen' })
})

step('SDS-4.4-28 SDS-4.4-29 the chief sees every room, decides and records an inspection', async () => {
  const chief = await open(deskPage)
  await signIn(chief, /第二机房/, ['主考丙', 'z01'])
  await chief.getByRole('button', { name: '考点总控' }).click()
  const first = chief.getByRole('region', { name: '第一机房' })
  await first.getByText('空调漏水，已移开座位').waitFor()
  await picture(chief, 'desk-console')
  await clean(chief, 'console')
  await first.getByRole('button', { name: '处置' }).click()
  await first.getByLabel('处置决定').fill('通知维修')
  await first.getByRole('button', { name: '处置' }).click()
  await first.getByText('没有待处置的登记').waitFor()
  await first.getByRole('button', { name: '登记巡查' }).click()
  await first.getByLabel('对考场和工作人员的巡查情况').fill('监考到位')
  await first.getByRole('button', { name: '登记巡查' }).click()
  await first.getByText('监考到位').waitFor()
  await chief.setViewportSize({ width: 390, height: 844 })
  await picture(chief, 'desk-console-phone')
})

step('HN-3.1.1-19 after the end the record is signed at the desk, then the room is closed', async () => {
  clock.set(at('10:31'))
  await desk.getByText('已结束，待封存').first().waitFor()
  for (const [name, passcode] of [
    ['监考甲', 'j01'],
    ['监考乙', 'j02'],
    ['督导丁', 'd01'],
  ] as const) {
    await desk.getByLabel('签字人').selectOption({ label: name })
    await desk.getByLabel('本人口令').fill(passcode)
    await desk.getByRole('button', { name: '签字', exact: true }).click()
    await desk.getByText(new RegExp(`${name} 已于`)).waitFor()
  }
  await picture(desk, 'desk-record-signed')
  await desk.getByRole('button', { name: '座位图' }).click()
  await desk.getByRole('button', { name: '封存本场' }).click()
  await desk.getByRole('button', { name: '封存本场' }).click()
  await desk.getByText('已封存').first().waitFor()
})

step('SDS-4.4-27 a hall of 2,000 is one picture, walked with the keyboard and enlarged', async () => {
  const hall = await open(deskPage)
  await signIn(hall, /大考场/, ['监考甲', 'j01'])
  await hall.getByRole('heading', { name: '大考场' }).waitFor()
  assert.equal(await hall.locator('.map .seat.state').count(), 2000)
  await picture(hall, 'desk-map-2000')
  await hall.locator('.map .seat.state').first().focus()
  await hall.keyboard.press('ArrowRight')
  await hall.keyboard.press('ArrowDown')
  assert.equal(await hall.evaluate(() => (document.activeElement as HTMLElement).dataset.seat), '2-2')
  const drawn = await hall.evaluate(async () => {
    const began = performance.now()
    const buttons = [...document.querySelectorAll('button')]
    buttons.find(({ textContent }) => textContent === '标准')?.click()
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    return performance.now() - began
  })
  assert.ok(drawn < 3000, `drawn in ${Math.round(drawn)} ms`)
  await hall.getByRole('button', { name: '全景' }).click()
  await clean(hall, 'map of 2,000')
})
