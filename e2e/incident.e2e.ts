import assert from 'node:assert/strict'
import { test } from 'node:test'
import { granted } from '#apps/exam-room/testing/room-client.ts'
import { incidentList } from '#modules/delivery/incident/contract.ts'
import type { IncidentAct } from '#modules/delivery/incident/core/incident-act.ts'
import { openStage } from './harness.ts'
import { obstacles, openWalk, showBoth } from './journey/walk.ts'
import { readySmallBatch } from './small-batch.ts'
import { startWalk } from './walk.ts'
import { examDay } from './walk-arrange.ts'
import { collectAndSeal, openPaper, openRoom, sitTheory, until } from './walk-room.ts'

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
        await sitTheory(chain)
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
      'HN-3.1.6-17 what was closed as cheating is taken up as a case with its record linked',
      async () => {
        const page = await walk.page('exam')
        const offer = page.getByRole('region', { name: '立案' })
        await offer.getByRole('button', { name: '立案' }).click()
        await page
          .getByText(/突发事件：第1号/)
          .first()
          .waitFor()
        await showBoth(page, 'incident-case')
        await page.goBack()
        await page.getByRole('button', { name: '考试作弊' }).click()
        await page.getByRole('link', { name: '查看违纪案件' }).waitFor()
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
      'SDS-4.4-40 HN-2.7-07 the ledger of lost time and the scripts too much alike have their screens',
      async () => {
        const page = await walk.page('exam', 'interruptions')
        await page.getByRole('heading', { name: '中断台账' }).waitFor()
        await showBoth(page, 'interruptions')
        const like = await walk.page('exam', 'likeness')
        await like.getByRole('heading', { name: '雷同答卷' }).waitFor()
        await showBoth(like, 'likeness')
      },
    ],
  ]
  try {
    let stopped = false
    for (const [title, step] of steps)
      await t.test(title, { skip: stopped && 'an earlier step failed' }, async () => {
        stopped = true
        await step()
        stopped = false
      })
    await t.test('axe finds nothing on any page that was shown', () => assert.deepEqual(obstacles, []))
  } finally {
    await stage.close()
  }
})
