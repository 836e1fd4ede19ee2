import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { granted, overLoopback } from '#apps/exam-room/testing/room-client.ts'
import { desk as deskSize, picture, type Stage } from '../harness.ts'
import type { Walk as Chain } from '../walk.ts'
import { examDay } from '../walk-arrange.ts'
import { passphrases } from '../walk-papers.ts'
import { answer, answersOfWorkbook, openRoom, shares, sitDown } from '../walk-room.ts'
import { onScreen } from './08-seat.ts'
import { show, showBoth } from './walk.ts'

const signInAtDesk = async (page: Page, person: string, passcode: string) => {
  await page.getByLabel('姓名或工号').fill(person)
  await page.getByLabel('口令').fill(passcode)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: 'KD01-LL01' }).waitFor()
}

/** SDS-4.4-32, -33: without both ticks there is no sign-in to press. */
const signIn = async (page: Page, name: string) => {
  const row = page.getByRole('row', { name })
  await page.getByLabel(`${name} 身份核验`).check()
  assert.ok(await row.getByRole('button', { name: '签到' }).isDisabled())
  await page.getByLabel(`${name} 违禁物品检查`).check()
  await row.getByRole('button', { name: '签到' }).click()
  await row.getByText('已签到').waitFor()
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

/** Every machine of the room shows itself, as a page does that stands at its entry. */
const machinesAnswer = async (stage: Stage, chain: Chain) => {
  const send = overLoopback(stage.address)
  for (const { seat } of chain.found.room!.seats) {
    const body = { machine: `machine-at-rest-${seat}`, fonts: true }
    granted((await send({ method: 'POST', path: '/room/seat/here', headers: {}, body })) as never)
  }
}

/** SDS-4.4-16: what falls short needs a reason; once all machines answer the room is found fit. */
const checkBefore = async (stage: Stage, chain: Chain, page: Page) => {
  const check = page.getByRole('region', { name: '考前自检' })
  await check.getByRole('button', { name: '考前自检' }).click()
  const see = async () => {
    await check.getByLabel('本机时钟与北京时间一致').check()
    await check.getByLabel('监控画面正常').check()
    await check.getByRole('button', { name: '开始自检' }).click()
  }
  await see()
  await refusedInRoom(page, /考试机（在线 0/)
  await showBoth(page, '08-pre-flight-short')
  await machinesAnswer(stage, chain)
  await check.getByRole('button', { name: '开始自检' }).click()
  await check.getByText('考前自检：可以开考').waitFor()
  await showBoth(page, '08-pre-flight')
  await page.getByLabel('主考机运行').check()
  await page.getByRole('button', { name: '开始签到' }).click()
  await refusedInRoom(page, /网络通畅/)
  await page.getByLabel('网络通畅').check()
  await page.getByRole('button', { name: '开始签到' }).click()
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
  await checkBefore(stage, chain, page)
  chain.at(examDay, '08:20')
  await page.getByRole('button', { name: '签到', exact: true }).first().click()
  await signIn(page, onScreen(chain).name)
  await showBoth(page, '08-check-in')
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

/** What is due is read out to the candidates, which sends it to their machines. */
const announce = async (page: Page) => {
  const due = page.getByRole('button', { name: '已宣读，发送到考试机' })
  await due.first().waitFor()
  for (let left = await due.count(); left > 0; left -= 1) {
    await due.first().click()
    await page.waitForFunction((open) => document.querySelectorAll('.desk > .move-code').length < open, left)
  }
}

/** The rules and everything else that is to be said before the start, then the start itself. */
export const startAtDesk = async (chain: Chain, desk: Page, seat: Page): Promise<void> => {
  await desk.getByRole('button', { name: '已宣读考场规则' }).click()
  const fiveBefore = '距开考还有5分钟，请在座位上登录'
  assert.equal(await desk.getByText(`请向考生宣读：${fiveBefore}`).count(), 0)
  chain.at(examDay, '08:55')
  await desk.getByText(`请向考生宣读：${fiveBefore}`).waitFor()
  await showBoth(desk, '08-announcements')
  await announce(desk)
  await desk.getByLabel('另行提示（发送到全部考试机）').fill('请保持安静，不得交谈')
  await desk.getByRole('button', { name: '发送', exact: true }).click()
  for (const said of ['请保持安静，不得交谈', fiveBefore]) await seat.getByText(said).first().waitFor()
  await show(seat, '08-seat-told')
  chain.at(examDay, '09:00')
  await twice(desk, '宣布开考')
}

/** Unfolds a form, fills it in and sends it. */
const fold = async (page: Page, word: string, values: Readonly<Record<string, string>>): Promise<void> => {
  await page.getByRole('button', { name: word, exact: true }).click()
  const form = page.getByRole('form', { name: word, exact: true })
  for (const [label, value] of Object.entries(values)) {
    const field = form.getByLabel(label)
    const isChoice = (await field.evaluate(({ tagName }) => tagName)) === 'SELECT'
    await (isChoice ? field.selectOption({ label: value }) : field.fill(value))
  }
  await form.getByRole('button', { name: word, exact: true }).click()
  await form.waitFor({ state: 'detached' })
}

/** A machine breaks down: entered under its procedure, whose step sends the candidate to another machine. */
export const breakDownAtDesk = async (chain: Chain, desk: Page): Promise<void> => {
  chain.at(examDay, '09:10')
  await desk
    .locator('.marks')
    .getByText(/^1:19:/)
    .waitFor()
  await desk.getByRole('button', { name: '突发事件' }).click()
  await desk.getByRole('button', { name: '登记突发事件' }).click()
  await desk.getByLabel('类型').selectOption({ label: '非考生原因的设备故障' })
  const form = desk.getByRole('region', { name: '登记突发事件' })
  await form.getByText('登记故障和起止时间').waitFor()
  await form.getByRole('checkbox', { name: onScreen(chain).name }).check()
  await form.getByRole('textbox', { name: '设备' }).fill('显示器')
  await showBoth(desk, '08-incident-procedure')
  await form.getByRole('button', { name: '登记', exact: true }).click()
  await desk.getByRole('button', { name: '非考生原因的设备故障' }).click()
  await fold(desk, '登记“处置”', { 处置措施: '换工位', 说明: '换到备用考试机' })
  await fold(desk, '登记报告', { 报告对象: '考点负责人' })
  await showBoth(desk, '08-incident-open')
}

/** The code that the desk gives out for the change, with its reason on record. */
export const moveCodeAtDesk = async (chain: Chain, desk: Page): Promise<string> => {
  await desk.getByRole('button', { name: '座位图' }).click()
  await desk.locator(`[data-seat="${onScreen(chain).seat}"]`).click()
  const panel = desk.getByRole('region', { name: `${onScreen(chain).seat} 号座位` })
  await panel.getByRole('button', { name: '换机' }).click()
  await panel.getByLabel('换机原因').fill('显示器故障')
  await panel.getByRole('button', { name: '换机' }).click()
  const shown = desk.locator('.move-code strong')
  await shown.waitFor()
  await showBoth(desk, '08-move-code')
  const code = (await shown.textContent()) ?? ''
  await desk.getByRole('button', { name: '知道了' }).click()
  return code
}

/** The incident ends with its decision; the seat's history tells the change. */
export const closeBreakDown = async (chain: Chain, desk: Page): Promise<void> => {
  const panel = desk.getByRole('region', { name: `${onScreen(chain).seat} 号座位` })
  await panel.getByText('换到另一台考试机').waitFor()
  await showBoth(desk, '08-seat-history')
  await panel.getByRole('button', { name: '返回考场' }).click()
  await desk.getByRole('button', { name: '突发事件' }).click()
  await desk.getByRole('button', { name: '非考生原因的设备故障' }).click()
  await fold(desk, '办结', { 处理决定: '已换机，作答接续' })
  await desk.getByText(/决定：已换机，作答接续/).waitFor()
  await showBoth(desk, '08-incident-closed')
}

/** The others sit down at their machines and answer all there is. */
export const restOfRoom = async (chain: Chain, desk: Page): Promise<void> => {
  const room = chain.found.room!
  const known = await answersOfWorkbook()
  chain.at(examDay, '09:05')
  const present = room.seats.slice(0, shares.length)
  for (const [index, candidate] of present.entries())
    await answer(chain, candidate, { paper: await sitDown(room, candidate), known, right: shares[index]! })
  await desk.getByRole('button', { name: '座位图' }).click()
  // What they answered stands, whether or not a machine that no page keeps alive is silent by now.
  for (const { seat } of present) await desk.locator(`[data-seat="${seat}"]`).getByText('100/100').waitFor()
  await showBoth(desk, '08-desk')
}

/** Who comes after thirty minutes: the room has marked him absent by itself, and neither door nor machine lets him in. */
export const refuseLate = async (stage: Stage, chain: Chain, desk: Page): Promise<void> => {
  const room = chain.found.room!
  const { name, seat, ticketNumber } = room.seats.at(-1)!
  chain.at(examDay, '09:31')
  await desk.getByRole('button', { name: '签到', exact: true }).first().click()
  const row = desk.getByRole('row', { name })
  await row.getByText('缺考').waitFor()
  assert.equal(await row.getByRole('button', { name: '签到' }).count(), 0)
  await desk.getByText(/09:30\s*后不再接受签到，未签到的计为缺考/).waitFor()
  await show(desk, '08-late')
  const order = await room.desk.order({ type: 'sign-in', seat, identity: true, articles: true })
  assert.ok(order.refused && order.code === 'entry-closed' && order.clauses.length > 0)
  const page = await stage.open(deskSize)
  await page.goto(`${stage.address}/room/seat/`)
  await page.getByLabel('准考证号').fill(ticketNumber)
  await page.getByLabel('座位号').fill(seat)
  await page.getByRole('button', { name: '进入' }).click()
  await refusedInRoom(page, /开考 30 分钟后不得进入考场/)
  await show(page, '08-seat-late')
  await page.context().close()
}

/** Fifteen minutes before the end every machine says so by itself. */
export const toldBeforeEnd = async (chain: Chain, seat: Page): Promise<void> => {
  chain.at(examDay, '10:15')
  await seat.getByText('距考试结束还有15分钟').first().waitFor()
  await show(seat, '08-seat-last-minutes')
}

/** The time collects; who stayed away stands on the record, which each signs with his own passcode; then sealed. */
export const signAndSeal = async (chain: Chain, desk: Page): Promise<void> => {
  const room = chain.found.room!
  chain.at(examDay, '10:31')
  await desk.getByRole('button', { name: '座位图' }).click()
  await desk.getByText('已结束，待封存').first().waitFor()
  const { record } = await room.desk.room()
  assert.ok(record.signers.length >= 2)
  assert.ok(record.signers.every(({ isRequired }) => !isRequired))
  await desk.getByRole('button', { name: record.title }).click()
  const absent = desk.locator('.facts > div').filter({ hasText: '缺考考生' })
  for (const { name, ticketNumber } of room.seats.slice(shares.length + 1))
    await absent.getByText(`${name}（${ticketNumber}）`).waitFor()
  const broken = desk.getByRole('row', { name: /非考生原因的设备故障/ })
  await broken.getByText('第 1 号 非考生原因的设备故障：显示器').waitFor()
  await broken.getByText('考点负责人').waitFor()
  await broken.getByText(/：已换机，作答接续/).waitFor()
  for (const { id, name } of record.signers) {
    await desk.getByLabel('签字人').selectOption(id)
    await desk.getByLabel('本人口令').fill(room.passcodes[id]!)
    await desk.getByRole('button', { name: '签字', exact: true }).click()
    await desk.getByText(new RegExp(`${name} 已于`)).waitFor()
  }
  await showBoth(desk, '08-record-signed')
  await desk.emulateMedia({ media: 'print' })
  await picture(desk, '08-record-print')
  await desk.emulateMedia({ media: 'screen' })
  await desk.getByRole('button', { name: '座位图' }).click()
  await desk.getByRole('button', { name: '封存本场' }).click()
  // No page keeps the machines of the others alive: what the room says of their silence has its reason here.
  await desk.getByLabel('有断网座位未上传的，写明原因').fill('已逐台核对，作答均已保存')
  await desk.getByRole('button', { name: '封存本场' }).click()
  await desk.getByText('已封存').first().waitFor()
  await showBoth(desk, '08-sealed')
}
