import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { at, axeFindings, deskPage, openBrowserRoom, picture, seatPage } from './testing/browser-room.ts'
import { granted } from './testing/room-client.ts'
import { shares } from './testing/sample-sitting.ts'

const photo = readFileSync(path.resolve(import.meta.dirname, '../../demo/data/photos/370103198209149872.jpg'))

const signInAtDesk = async (desk: Page): Promise<void> => {
  await desk.getByLabel('姓名或工号').fill('监考甲')
  await desk.getByLabel('口令').fill('j01')
  await desk.getByRole('button', { name: '登录' }).click()
  await desk.getByRole('heading', { name: '第一机房' }).waitFor()
}

const checkIn = async (desk: Page, names: readonly string[]): Promise<void> => {
  await desk.getByRole('button', { name: '签到', exact: true }).first().click()
  for (const name of names) {
    await desk.getByLabel(`${name} 身份核验`).check()
    await desk.getByLabel(`${name} 违禁物品检查`).check()
    await desk.getByRole('row', { name }).getByRole('button', { name: '签到' }).click()
    await desk.getByRole('row', { name }).getByText('已签到').waitFor()
  }
}

const openPaper = async (desk: Page): Promise<void> => {
  await desk.getByRole('button', { name: '座位图' }).click()
  await desk.getByRole('button', { name: '启封试卷' }).click()
  const people = [
    ['监考甲', 'j01', shares.one],
    ['监考乙', 'j02', shares.two],
  ] as const
  for (const [index, [person, passcode, share]] of people.entries()) {
    const group = desk.getByRole('group', { name: index === 0 ? '第一人' : '第二人' })
    await group.getByLabel('试卷保管人').selectOption({ label: `${person}（${passcode}）` })
    await group.getByLabel('考场口令').fill(passcode)
    await group.getByLabel('保管口令或密钥份额').fill(share)
  }
  await picture(desk, 'desk-open-paper')
  await desk.getByRole('button', { name: '共同启封' }).click()
  await desk.getByText('已启封，待开考').first().waitFor()
}

const enter = async (seat: Page, label: string, moveCode?: string): Promise<void> => {
  await seat.getByLabel('准考证号').fill('2026122601001')
  await seat.getByLabel('座位号').fill(label)
  if (moveCode) await seat.getByLabel('换机码').fill(moveCode)
  await seat.getByRole('button', { name: '进入' }).click()
}

const confirm = async (seat: Page): Promise<void> => {
  await seat.getByRole('checkbox').check()
  await seat.getByRole('button', { name: '确认' }).click()
}

const clean = async (page: Page, screen: string): Promise<void> =>
  assert.deepEqual(await axeFindings(page), [], `axe on ${screen}`)

const { node, clock, open } = await openBrowserRoom({ after }, { seats: 20, items: 24, photo })
let broken = false

/** One step of the journey; after a failure the rest is skipped. */
const step = (name: string, act: () => Promise<void>): void => {
  test(name, async (t) => {
    if (broken) return t.skip('an earlier step failed')
    broken = true
    await act()
    broken = false
  })
}

const desk = await open(deskPage)
const seat = await open(seatPage)

step('SDS-4.4-16 SDS-4.4-32 SDS-4.4-33 the invigilator opens check-in and signs candidates in', async () => {
  await clean(desk, 'sign-in')
  await signInAtDesk(desk)
  await desk.getByLabel('主考机运行').check()
  await desk.getByLabel('网络通畅').check()
  await desk.getByRole('button', { name: '开始签到' }).click()
  await checkIn(desk, ['赵样例', '钱样例'])
  await picture(desk, 'desk-check-in')
  await clean(desk, 'check-in')
})

step(
  'SDS-4.4-36 SDE-4.6-18 HN-3.1.4-03 the candidate sees where documents lie, recognises himself, reads the guide and confirms',
  async () => {
    await seat.getByText('请将准考证、身份证放在桌面右上角，以备核对。').waitFor()
    await clean(seat, 'enter')
    await picture(seat, 'seat-enter')
    await enter(seat, '1-2')
    await seat.getByRole('alert').getByText('准考证号或座位号不正确').waitFor()
    await enter(seat, '1-1')
    await seat.getByRole('img', { name: '赵样例的照片' }).waitFor()
    await seat.getByRole('heading', { name: '操作说明' }).waitFor()
    await seat.getByText('请将准考证、身份证放在桌面右上角，以备核对。').waitFor()
    await picture(seat, 'seat-confirm')
    await clean(seat, 'confirm')
    await confirm(seat)
    await seat.getByText('已签到。监考人员宣布开考后').waitFor()
    await picture(seat, 'seat-waiting')
    await clean(seat, 'waiting')
  },
)

step('two people open the paper; the start shows it on the seat', async () => {
  clock.set(at('08:50'))
  await openPaper(desk)
  await desk.getByRole('button', { name: '已宣读考场规则' }).click()
  clock.set(at('09:00'))
  await desk.getByRole('button', { name: '宣布开考' }).click()
  await desk.getByRole('button', { name: '宣布开考' }).click()
  await seat.getByText('第 1 题，共 24 题').waitFor()
})

step('the keyboard alone is enough, and each answer shows as saved', async () => {
  await seat.keyboard.press('B')
  await seat.getByText('✓ 本题已保存').waitFor()
  await seat.keyboard.press('ArrowRight')
  await seat.keyboard.press('Enter')
  await seat.getByText('第 3 题，共 24 题').waitFor()
  await seat.keyboard.press('c')
  await seat.keyboard.press('A')
  await seat.keyboard.press('M')
  await seat.getByText('✓ 本题已保存').waitFor()
  await seat.getByText('已答 2，未答 22，标记 1').waitFor()
  await seat.locator('.strip').getByText('已保存').waitFor()
  assert.equal(await seat.getByRole('button', { name: '交卷' }).count(), 0)
  await picture(seat, 'seat-answering')
  await clean(seat, 'answering')
  await seat.getByRole('button', { name: '高对比' }).click()
  await seat.getByRole('button', { name: '特大' }).click()
  await picture(seat, 'seat-contrast')
  await clean(seat, 'answering, high contrast')
  await seat.getByRole('button', { name: '高对比' }).click()
  await seat.setViewportSize({ width: 375, height: 800 })
  await picture(seat, 'seat-answering-375')
  await seat.setViewportSize({ width: 1024, height: 768 })
  await seat.getByRole('button', { name: '超大' }).click()
  await picture(seat, 'seat-answering-1024')
  await clean(seat, 'answering at 1024, very large')
  await seat.getByRole('button', { name: '标准' }).click()
  await seat.setViewportSize({ width: 375, height: 800 })
  await clean(seat, 'answering, small')
  await seat.setViewportSize({ width: 1440, height: 900 })
})

step('material, table, formula and picture of an item are shown from the paper itself', async () => {
  const material = seat.getByRole('region', { name: '材料' })
  await material.getByText('某车间照明回路').waitFor()
  assert.equal(await material.locator('math mfrac').count(), 1)
  assert.equal(await material.getByRole('row').count(), 2)
  const picture_ = material.getByRole('img', { name: '电阻 R 串入电源回路' })
  assert.ok(await picture_.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0))
  await picture(seat, 'seat-material')
})

step('help, large picture, calculator and scratch pad open and close by keyboard', async () => {
  await seat.keyboard.press('?')
  await seat.getByRole('heading', { name: '键盘操作说明' }).waitFor()
  await clean(seat, 'help')
  await picture(seat, 'seat-help')
  await seat.keyboard.press('Escape')
  await seat.getByRole('dialog').waitFor({ state: 'detached' })
  await seat.keyboard.press('p')
  await seat.getByText('150%').waitFor()
  await seat.keyboard.press('+')
  await seat.getByText('200%').waitFor()
  await clean(seat, 'picture')
  await picture(seat, 'seat-picture')
  await seat.keyboard.press('Escape')
  await seat.getByRole('dialog').waitFor({ state: 'detached' })
  await seat.keyboard.press('k')
  const calculator = seat.getByRole('group', { name: '计算器' })
  await calculator.getByRole('button', { name: '7' }).focus()
  for (const key of ['7', '*', '6', '=']) await seat.keyboard.press(key)
  assert.equal(await calculator.locator('output').textContent(), '42')
  await seat.getByRole('heading', { level: 2 }).first().click()
  await seat.keyboard.press('n')
  await seat.getByLabel('草稿区').fill('U²/R')
  await clean(seat, 'aids')
  await picture(seat, 'seat-aids')
  await seat.getByText('已答 2，未答 22，标记 1').waitFor()
})

step('a reload goes on where it was', async () => {
  await seat.reload()
  await seat.getByText('已答 2，未答 22，标记 1').waitFor()
  await seat.getByText('第 3 题，共 24 题').waitFor()
  assert.equal(await seat.locator('.options button[aria-checked="true"]').count(), 2)
})

step('a second window of the same machine stops the first, so no event is numbered twice', async () => {
  const twin = await seat.context().newPage()
  await twin.goto(seat.url())
  await twin.getByText('第 3 题，共 24 题').waitFor()
  await seat.getByText('考试已在本机的另一个窗口打开').waitFor()
  await twin.close()
  await seat.reload()
  await seat.getByText('第 3 题，共 24 题').waitFor()
})

step('without network answering goes on, and everything is sent on return', async () => {
  await seat.context().setOffline(true)
  await seat.keyboard.press('ArrowRight')
  await seat.keyboard.press('A')
  await seat.keyboard.press('ArrowRight')
  await seat.keyboard.press('A')
  await seat.getByText('断网，本机已保存 2 题').waitFor()
  await picture(seat, 'seat-offline')
  const before = node().head('sitting-1')
  await seat.context().setOffline(false)
  await seat.locator('.strip').getByText('✓ 已保存').waitFor()
  await seat.getByText('已答 4，未答 20').waitFor()
  assert.ok((node().head('sitting-1')?.seq ?? 0) > (before?.seq ?? 0))
})

const second = await open(seatPage)
step('SDS-4.4-40 with a move code the candidate goes on at another machine without loss', async () => {
  await enter(second, '1-1')
  await second.getByText('该考生已在另一台考试机上登录').waitFor()
  await desk.getByRole('button', { name: /^1-1\s*赵样例/ }).click()
  await desk.getByRole('button', { name: '换机' }).click()
  await desk.getByLabel('换机原因').fill('键盘失灵')
  await desk.getByRole('button', { name: '换机' }).click()
  const code = await desk.locator('.move-code strong').textContent()
  await picture(desk, 'desk-seat')
  await clean(desk, 'seat panel')
  await enter(second, '1-1', code ?? '')
  await second.getByText('已答 4，未答 20，标记 1').waitFor()
  await second.getByText('第 5 题，共 24 题').waitFor()
  await seat.getByText('本机登录已失效').waitFor()
  await desk.getByRole('button', { name: '知道了' }).click()
})

step('SDS-4.4-26 the hand-in button appears only in the last 30 minutes and asks once more', async () => {
  assert.equal(await second.getByRole('button', { name: '交卷' }).count(), 0)
  clock.set(at('10:05'))
  await second.getByRole('button', { name: '交卷' }).click()
  await second.getByText('还有 20 题未作答').waitFor()
  await picture(second, 'seat-hand-in')
  await clean(second, 'hand-in')
  await second.getByRole('button', { name: '确认交卷' }).click()
  await second.getByRole('heading', { name: '已交卷' }).waitFor()
})

step('SDS-4.4-34 the wall shows absence and hand-in; the record and the sign-in sheet print', async () => {
  await desk.getByRole('button', { name: '返回考场' }).click()
  await desk.getByRole('button', { name: /缺考 18/ }).waitFor()
  await desk.getByRole('button', { name: /已交卷 1/ }).waitFor()
  await picture(desk, 'desk-wall')
  await clean(desk, 'wall')
  await desk.getByRole('button', { name: '考场情况记录' }).click()
  await desk.getByLabel('情况', { exact: true }).fill('考场秩序良好')
  await desk.getByRole('button', { name: '登记', exact: true }).click()
  await desk.getByRole('cell', { name: '考场秩序良好' }).waitFor()
  await picture(desk, 'desk-record')
  await clean(desk, 'record')
  await desk.getByRole('button', { name: '考生签到表' }).click()
  await picture(desk, 'desk-sign-in-sheet')
})

step('after the end the room collects who is left; the sealed bundle holds what was answered', async () => {
  clock.set(at('10:31'))
  await desk.getByRole('button', { name: '座位图' }).click()
  await desk.getByText('已结束，待封存').first().waitFor()
  await desk.getByRole('button', { name: '封存本场' }).click()
  await desk.getByRole('button', { name: '封存本场' }).click()
  await desk.getByText('已封存').first().waitFor()
  const bundle = granted(node().bundle('sitting-1'))
  assert.deepEqual(bundle.seats[0]?.answers, {
    q001: ['B'],
    q003: ['A', 'C'],
    q004: ['A'],
    q005: ['A'],
  })
  assert.equal(bundle.seats[1]?.status, 'collected')
  await second.getByRole('button', { name: '下一位考生登录' }).waitFor()
  const left = await second.evaluate(async () => {
    const request = indexedDB.open('exam-seat', 1)
    const database = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result)
    })
    const count = database.transaction('events').objectStore('events').count()
    return new Promise<number>((resolve) => {
      count.onsuccess = () => resolve(count.result)
    })
  })
  assert.equal(left, 0, 'the seat drops its copy once the bundle is sealed')
})
