import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { examFixture } from '#apps/server/testing/exam.fixture.ts'
import { desk, openStage, phone } from './harness.ts'
import { obstacles, refused, show } from './journey/walk.ts'

const showBoth = async (page: Page, name: string): Promise<void> => {
  await show(page, name)
  await page.setViewportSize(phone)
  await show(page, `${name}-phone`)
  await page.setViewportSize(desk)
}

const fill = async (page: Page, counts: { readonly [label: string]: string }) => {
  for (const [label, value] of Object.entries(counts))
    await page.getByLabel(new RegExp(`^${label}（必填）`, 'u')).fill(value)
  await page.getByLabel(/^第一人/u).selectOption('考务j1')
  await page.getByLabel(/^第二人/u).selectOption('考务j2')
}

test('HN-2.3.4-25, HN-3.1.6-09, SDS-4.4-44 a paper room from its bags to its keeper, in the browser', async () => {
  const stage = await openStage()
  try {
    const { connection, services } = stage.server
    const chief = await connection.owner
      .selectFrom('account')
      .select('organisationId')
      .where('login', '=', 'chief')
      .executeTakeFirstOrThrow()
    await examFixture(
      { database: { connection }, services, organisation: async () => chief.organisationId! },
      {
        people: 4,
        startsAt: new Date('2026-12-26T09:00:00+08:00'),
        endsAt: new Date('2026-12-26T10:30:00+08:00'),
        rooms: [[2, 3]],
        inPrint: true,
      },
    )
    await stage.at('2026-12-26T08:30:00+08:00')
    const page = await stage.enter('chief', 'staff')
    await page.goto(`${stage.address}/staff/paper-rooms`)
    await page.getByRole('button', { name: '准备纸笔考场' }).click()
    await page.locator('.room-card').first().click()
    const out = { 试卷袋: '1', 试卷: '4', 备用卷: '2', 答题卡: '4', 草稿纸: '4' }
    await page.getByRole('heading', { name: '领取清点' }).waitFor()
    await fill(page, out)
    await showBoth(page, 'paper-room-out')
    await page.getByRole('button', { name: '确认领取' }).click()
    await page.getByLabel('补救办法').selectOption('尾数考场余卷')
    await page.getByRole('button', { name: '登记启用' }).click()
    await refused(page, /备用卷还有 2 份，应先用备用卷/u)
    await fill(page, { 试卷袋: '1', 试卷: '4', 备用卷: '2', 已答答题卡: '3', 空白答题卡: '0', 草稿纸: '4' })
    await page.getByRole('button', { name: '确认收回' }).click()
    await page.getByRole('heading', { name: '清点不符，考生不得离场' }).waitFor()
    await showBoth(page, 'paper-room-gap')
    await page.getByLabel(/^差额和查找经过/u).fill('3 号座位答题卡未找到，已在草稿纸中查找')
    await page.getByRole('button', { name: '登记并说明差额' }).click()
    await page.getByLabel(/^册号/u).fill('第1册')
    await page.getByLabel(/^密封签号/u).fill('F0001')
    await fill(page, {})
    await page.getByRole('button', { name: '确认密封' }).click()
    await page.getByLabel(/^移交人/u).selectOption('考务j1')
    await page.getByLabel(/^接收保管人/u).fill('保密员甲')
    await page.getByRole('button', { name: '确认移交' }).click()
    await page.getByText('考务j1 交 保密员甲').waitFor()
    await showBoth(page, 'paper-room-done')
    assert.deepEqual(obstacles, [])
  } finally {
    await stage.close()
  }
})
