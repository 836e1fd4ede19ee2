import assert from 'node:assert/strict'
import { test } from 'node:test'
import { granted } from '#apps/exam-room/testing/room-client.ts'
import { resitGroup } from '#modules/arrangement/resit/contract.ts'
import { incidentList } from '#modules/delivery/incident/contract.ts'
import type { IncidentAct } from '#modules/delivery/incident/core/incident-act.ts'
import { openStage } from './harness.ts'
import { takeSteps } from './journey/steps.ts'
import { openWalk, showBoth } from './journey/walk.ts'
import { readySmallBatch } from './small-batch.ts'
import { startWalk } from './walk.ts'
import { sitAlike } from './walk-alike.ts'
import { examDay } from './walk-arrange.ts'
import { collectAndSeal, openPaper, openRoom, until } from './walk-room.ts'

const people = 6

const entered = (
  kind: string,
  seats: readonly string[],
  fields: { [field: string]: string },
): IncidentAct => {
  const [type = '', branch = 'only'] = kind.split('/')
  return { act: 'open', type, branch, seats, text: '', fields, since: '' }
}

test('incidents from the desk of a room to the decision at the centre, in the browser', async (t) => {
  const stage = await openStage()
  const walk = openWalk(stage)
  const chain = await startWalk(stage.server, stage.accounts)
  const order = async (act: IncidentAct) =>
    granted(await chain.found.room!.desk.order({ type: 'incident', act }))
  const steps: readonly (readonly [string, () => Promise<void>])[] = [
    [
      'a small batch stands ready, its paper sealed and its staff drawn',
      async () => {
        await readySmallBatch(chain, people)
        await openRoom(chain)
        await openPaper(chain)
        await sitAlike(chain)
      },
    ],
    [
      'SDS-4.4-30 an incident entered in the room stands in the register within seconds, with its candidates',
      async () => {
        const [first] = chain.found.room!.seats
        chain.at(examDay, '10:05')
        await order(entered('cheating/single', [first!.seat], { conduct: '携带写有公式的纸条' }))
        await order({ act: 'step', incident: 1, step: 'stopped', fields: {} })
        const seized = { article: '纸条 1 张', taker: '监考甲', keeper: '监考乙' }
        await order({ act: 'seize', incident: 1, seat: first!.seat, ...seized })
        const office = await chain.as('exam')
        await until(async () => (await office.done(incidentList, {})).total > 0)
        const page = await walk.page('exam', 'incidents')
        await page
          .getByRole('row', { name: /考试作弊/ })
          .getByText('考场办理中')
          .waitFor()
        await showBoth(page, 'incidents-live')
      },
    ],
    [
      'SDS-4.4-40 another day as the remedy of a broken machine puts its candidate on the list for a re-sit',
      async () => {
        const room = chain.found.room!
        const { seat } = room.seats[2]!
        chain.at(examDay, '10:10')
        await order(entered('equipment', [seat], { device: '主机' }))
        await order({
          act: 'step',
          incident: 2,
          step: 'remedy',
          fields: { remedy: '改期', note: '主机损坏' },
        })
        const { incidents } = (await room.desk.room()).incidents
        assert.deepEqual(incidents[1]?.resits, [seat])
      },
    ],
    [
      'SDS-4.4-31 HN-3.1.6-27 SDE-4.6-15 after the day it is reported, its evidence returned and the case decided at the centre',
      async () => {
        await collectAndSeal(chain)
        const page = await walk.page('exam', 'incidents')
        await page.getByRole('button', { name: '考试作弊' }).click()
        const card = page.getByRole('region', { name: '第 1 号突发事件' })
        await card.getByText('还没有登记向督导人员报告的时间').waitFor()
        await showBoth(page, 'incident-open')
        await card.getByRole('button', { name: '登记报告' }).click()
        await card.getByLabel('报告对象').fill('督导人员')
        await card.getByRole('button', { name: '登记报告' }).click()
        await card
          .getByText(/督导人员/)
          .first()
          .waitFor()
        await card.getByRole('button', { name: '归还物证' }).click()
        await card.getByLabel('领回人').fill('考生家属')
        await card.getByRole('button', { name: '归还物证' }).click()
        await card.getByText(/归还考生家属/).waitFor()
        await card.getByRole('button', { name: '办结' }).click()
        await card.getByLabel('处理决定').fill('移交违纪处理')
        await card.getByRole('button', { name: '办结' }).click()
        await card.getByText(/决定：移交违纪处理/).waitFor()
        await showBoth(page, 'incident-closed')
      },
    ],
    [
      'HN-3.1.6-17 what was closed as cheating has its case by itself, with its record linked',
      async () => {
        const head = await chain.as('head')
        await until(async () =>
          (await head.done(incidentList, {})).rows.some(({ caseId }) => caseId !== null),
        )
        const page = await walk.page('exam', 'incidents')
        await page.getByRole('button', { name: '考试作弊' }).click()
        await page.getByRole('link', { name: '查看违纪案件' }).click()
        await page
          .getByText(/突发事件：第1号/)
          .first()
          .waitFor()
        await showBoth(page, 'incident-case')
      },
    ],
    [
      'HN-3.1.7-09 a leak outside the rooms is entered and stands on the workbench of the head at once',
      async () => {
        const page = await walk.page('exam', 'incidents')
        await page.getByRole('button', { name: '登记突发事件' }).click()
        const form = page.getByRole('region', { name: '登记考场以外的突发事件' })
        await form.getByLabel('地点').fill('考务办公室')
        await form.getByLabel('失密的内容和经过').fill('试卷传递单遗失')
        await form.getByRole('button', { name: '登记' }).click()
        await page.getByRole('row', { name: /失密/ }).waitFor()
        const head = await walk.page('head', '')
        await head
          .getByText(/失密报告领导小组/)
          .first()
          .waitFor()
        await showBoth(head, 'incident-leak-todo')
      },
    ],
    [
      'SDS-4.4-40 the ledger names who lost time, and the head decides on the re-sit',
      async () => {
        const { seat, name } = chain.found.room!.seats[2]!
        const page = await walk.page('exam', 'interruptions')
        const waiting = page.getByRole('table', { name: '重考名单' }).getByRole('row', { name })
        await waiting.getByText('待决定').waitFor()
        const lost = page.getByRole('table', { name: '中断台账' })
        await lost
          .getByRole('row')
          .filter({ has: page.getByRole('cell', { name: seat, exact: true }) })
          .first()
          .waitFor()
        await showBoth(page, 'interruptions')
        const head = await walk.page('head', 'interruptions')
        const row = head.getByRole('table', { name: '重考名单' }).getByRole('row', { name })
        await row.getByRole('button', { name: '同意重考' }).click()
        await row.getByText('同意重考').and(head.locator(':not(button)')).first().waitFor()
        await row.getByRole('button', { name: '同意重考' }).waitFor({ state: 'detached' })
        await showBoth(head, 'resit-decided')
      },
    ],
    [
      'HN-2.7-07 two scripts with the same wrong answers wait for an expert, whose word decides',
      async () => {
        const [one, other] = chain.found.room!.seats
        const list = await walk.page('exam', 'likeness')
        const pair = list.getByRole('row', {
          name: new RegExp(`${one!.name}.*${other!.name}|${other!.name}.*${one!.name}`),
        })
        await pair.getByText('待认定').waitFor()
        await pair.getByText('不足十亿分之一').waitFor()
        assert.equal(await list.getByRole('row').count(), 2)
        await showBoth(list, 'likeness')
        const head = await walk.page('head', 'likeness')
        await head.getByText(/^专家认定：/).click()
        await showBoth(head, 'likeness-form')
        await head.getByLabel('认定专家').fill('专家甲')
        await head.getByRole('button', { name: '认定雷同' }).click()
        await head.locator('.refusal-card, [role=alert]').first().waitFor()
        await head.getByLabel('意见').fill('错误答案一致，认定为雷同')
        await head.getByRole('button', { name: '认定雷同' }).click()
        await head.getByText(/专家甲：错误答案一致，认定为雷同/).waitFor()
        await showBoth(head, 'likeness-decided')
      },
    ],
    [
      'SDS-4.4-40 who sits again waits at the arrangement and gets a seat in a session of its own',
      async () => {
        const office = await chain.as('exam')
        const batchId = chain.found.batchId!
        await until(async () => (await office.done(resitGroup, { batchId })).rows.length > 0)
        const page = await walk.page('exam', `arrangement/${batchId}`)
        const part = page.getByRole('region', { name: '重考' })
        await part.getByText('待安排').first().waitFor()
        await showBoth(page, 'resit-waiting')
        await part.getByLabel('重考开始').fill('2026-12-27T09:00')
        await part.getByLabel('重考结束').fill('2026-12-27T10:30')
        await part.getByRole('button', { name: '安排重考场次' }).click()
        await part
          .getByText(/第 2 场/u)
          .first()
          .waitFor()
        await showBoth(page, 'resit-arranged')
      },
    ],
  ]
  try {
    await takeSteps(t, steps)
  } finally {
    await stage.close()
  }
})
