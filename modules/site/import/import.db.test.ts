import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '#platform/command/testing.ts'
import * as contract from '../contract.ts'
import { siteEntries } from '../register.ts'
import { centreName, uploaded, workbookOf } from '../site.fixture.ts'

let world: World
let centre: string
before(async () => {
  world = await openWorld({ entries: siteEntries, at: '2026-11-20' })
  centre = await world.organisation({ name: centreName })
})
after(() => world.close())

const codeOf = (outcome: { refused: boolean; code?: string }) => (outcome.refused ? outcome.code : 'accepted')
const exam = (organisationId: string) => world.actor('org-exam', organisationId)
const sitesOf = async (actor: ReturnType<typeof exam>) =>
  (await world.done(contract.siteList, {}, actor)).rows

test('a site without a usable room is not sent to the city', async () => {
  const poor = await world.organisation({ name: '澜川市空置培训学校' })
  const bytes = await workbookOf({
    考点: [
      ['考点编号', '考点名称', '所属机构', '地址', '考点负责人', '联系电话'],
      ['K1', '空置考点', '澜川市空置培训学校', '澜川市1号', '负责人甲', '13800000006'],
    ],
  })
  await world.done(
    contract.commitImport,
    { fileId: await uploaded(world, poor, bytes), mode: 'all-or-nothing' },
    exam(poor),
  )
  const { siteId } = (await sitesOf(exam(poor)))[0]!
  const outcome = await world.run(contract.submitSite, { siteId, version: 1 }, exam(poor))
  assert.equal(codeOf(outcome), 'NO_USABLE_ROOM')
})

test('a workbook with an error is refused whole, or written without the bad row, as chosen; a broken file is refused by its cause', async () => {
  const own = await world.organisation({ name: '澜川市试错评价中心' })
  const rows = [
    ['考点编号', '考点名称', '所属机构', '地址', '考点负责人', '联系电话'],
    ['K1', '一号考点', '澜川市试错评价中心', '澜川市1号', '负责人甲', '13800000006'],
    ['K2', '二号考点', '澜川市试错评价中心', '别处2号', '负责人甲', '13800000006'],
  ]
  const fileId = await uploaded(world, own, await workbookOf({ 考点: rows }))
  const commit = (mode: 'all-or-nothing' | 'skip-bad-rows', file = fileId) =>
    world.run(contract.commitImport, { fileId: file, mode }, exam(own))
  assert.equal(codeOf(await commit('all-or-nothing')), 'BOOK_HAS_ERRORS')
  assert.deepEqual(await sitesOf(exam(own)), [])
  const written = await commit('skip-bad-rows')
  assert.deepEqual(!written.refused && [written.value.sites.created, written.value.skippedRows], [1, 1])
  const noSheet = await uploaded(world, own, await workbookOf({ 别的: rows }))
  assert.equal(codeOf(await commit('skip-bad-rows', noSheet)), 'SHEET_MISSING')
  const noColumn = await uploaded(world, own, await workbookOf({ 考点: rows.map((row) => row.slice(0, 4)) }))
  const missing = await commit('skip-bad-rows', noColumn)
  assert.match(missing.refused ? missing.sentence : '', /“考点负责人”、“联系电话”/)
  assert.equal(
    codeOf(await commit('skip-bad-rows', await uploaded(world, own, Buffer.from('不是表格')))),
    'spreadsheet-wrong-type',
  )
  assert.equal(codeOf(await commit('skip-bad-rows', randomUUID())), 'NOT_FOUND')
  const theirs = await uploaded(world, centre)
  assert.equal(codeOf(await commit('skip-bad-rows', theirs)), 'NOT_FOUND')
})
