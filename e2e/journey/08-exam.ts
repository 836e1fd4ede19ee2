import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { granted } from '#apps/exam-room/testing/room-client.ts'
import { desk as deskSize, type Stage } from '../harness.ts'
import type { Walk as Chain } from '../walk.ts'
import { examDay } from '../walk-arrange.ts'
import { passphrases } from '../walk-papers.ts'
import { answer, answersOfWorkbook, openRoom, shares, sitDown } from '../walk-room.ts'
import { show } from './walk.ts'

const signInAtDesk = async (page: Page, person: string, passcode: string) => {
  await page.getByLabel('姓名或工号').fill(person)
  await page.getByLabel('口令').fill(passcode)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: 'KD01-LL01' }).waitFor()
}

const signIn = async (page: Page, name: string) => {
  await page.getByLabel(`${name} 身份核验`).check()
  await page.getByLabel(`${name} 违禁物品检查`).check()
  await page.getByRole('row', { name }).getByRole('button', { name: '签到' }).click()
}

const openPaper = async (page: Page, passcodes: { readonly [person: string]: string }) => {
  if (!(await page.getByRole('group', { name: '第一人' }).isVisible()))
    await page.getByRole('button', { name: '启封试卷' }).click()
  const people = ['secrecy1', 'secrecy2'] as const
  for (const [index, person] of people.entries()) {
    const group = page.getByRole('group', { name: index === 0 ? '第一人' : '第二人' })
    await group.getByLabel('试卷保管人').selectOption(person)
    await group.getByLabel('考场口令').fill(passcodes[person]!)
    await group.getByLabel('保管口令或密钥份额').fill(passphrases[person])
  }
  await page.getByRole('button', { name: '共同启封' }).click()
}

/** The room's own refusal card names its clause in words; it has no panel to open. */
const refusedInRoom = (page: Page, sentence: RegExp) =>
  page.getByRole('alert').filter({ hasText: sentence }).filter({ hasText: '依据：' }).first().waitFor()

const twice = async (page: Page, name: string) => {
  await page.getByRole('button', { name }).click()
  await page.getByRole('button', { name }).last().click()
}

/** Morning at the desk: check-in, the opening refused ahead of time, then done by its two keepers. */
export const openAtDesk = async (
  stage: Stage,
  chain: Chain,
  aheadOfTime: () => Promise<void> = async () => {},
): Promise<Page> => {
  const room = await openRoom(chain)
  const person = room.invigilator
  const page = await stage.open(deskSize)
  await page.goto(`${stage.address}/room/invigilator/`)
  await signInAtDesk(page, person, room.passcodes[person]!)
  for (const check of ['主考机运行', '网络通畅']) await page.getByLabel(check).check()
  await page.getByRole('button', { name: '开始签到' }).click()
  chain.at(examDay, '08:20')
  await page.getByRole('button', { name: '签到', exact: true }).first().click()
  await signIn(page, room.seats[shares.length]!.name)
  await show(page, '08-check-in')
  await page.getByRole('button', { name: '座位图' }).click()
  await openPaper(page, room.passcodes)
  await refusedInRoom(page, /启封/)
  await show(page, '08-opening-refused')
  await aheadOfTime()
  chain.at(examDay, '08:35')
  await openPaper(page, room.passcodes)
  await page.getByText('已启封，待开考').first().waitFor()
  return page
}

/** A candidate at the seat: enters, answers by keyboard, reloads; nothing is lost, hand-in is not offered yet. */
export const answerAtSeat = async (stage: Stage, chain: Chain, desk: Page): Promise<void> => {
  const room = chain.found.room!
  const { seat, ticketNumber } = room.seats[shares.length]!
  const page = await stage.open(deskSize)
  await page.goto(`${stage.address}/room/seat/`)
  await page.getByLabel('准考证号').fill(ticketNumber)
  await page.getByLabel('座位号').fill(seat)
  await show(page, '08-seat-enter')
  await page.getByRole('button', { name: '进入' }).click()
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: '确认' }).click()
  await page.getByText('监考人员宣布开考后').waitFor()
  await desk.getByRole('button', { name: '已宣读考场规则' }).click()
  chain.at(examDay, '09:00')
  await twice(desk, '宣布开考')
  await page.getByText('第 1 题，共 100 题').waitFor()
  await page.keyboard.press('A')
  await page.getByText('本题已保存').waitFor()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('B')
  await page.getByText(/已答 2/).waitFor()
  await page.locator('.strip').getByText('已保存').waitFor()
  await show(page, '08-seat-answering')
  await page.reload()
  await page.getByText(/已答 2/).waitFor()
  assert.equal(await page.getByRole('button', { name: '交卷' }).count(), 0)
}

/** The others sit down at their machines; who comes after thirty minutes is refused, and the time collects all. */
export const finishSitting = async (chain: Chain, desk: Page): Promise<void> => {
  const room = chain.found.room!
  const known = await answersOfWorkbook()
  chain.at(examDay, '09:05')
  for (const [index, candidate] of room.seats.slice(0, shares.length).entries())
    await answer(chain, candidate, { paper: await sitDown(room, candidate), known, right: shares[index]! })
  await desk.getByRole('button', { name: /答题中 4|作答中 4|作答 4/ }).waitFor()
  await show(desk, '08-desk')
  chain.at(examDay, '09:31')
  await desk.getByRole('button', { name: '签到', exact: true }).first().click()
  await signIn(desk, room.seats.at(-1)!.name)
  await refusedInRoom(desk, /迟到|入场|分钟/)
  await show(desk, '08-late')
  chain.at(examDay, '10:01')
  granted(await room.seats[0]!.machine.handIn())
  chain.at(examDay, '10:31')
  await desk.getByRole('button', { name: '座位图' }).click()
  await desk.getByText('已结束，待封存').first().waitFor()
  await twice(desk, '封存本场')
  await desk.getByText('已封存').first().waitFor()
  await show(desk, '08-sealed')
}
