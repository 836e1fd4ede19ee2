import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { examFixture } from '#apps/server/testing/exam.fixture.ts'
import { openStage, type Stage } from './harness.ts'
import { assertPdf, downloaded, obstacles, refused, show, showBoth } from './journey/walk.ts'

const fill = async (page: Page, counts: { readonly [label: string]: string }) => {
  for (const [label, value] of Object.entries(counts))
    await page.getByLabel(new RegExp(`^${label}（必填）`, 'u')).fill(value)
  await page.getByLabel(/^第一人/u).selectOption('考务j1')
  await page.getByLabel(/^第二人/u).selectOption('考务j2')
}

/** A Henan room of four on paper; one invigilator, the supervisor and the head of the site log in with the demo's accounts. */
const layRoom = async (stage: Stage): Promise<string> => {
  const { connection, services } = stage.server
  const { owner } = connection
  const account = (login: string) =>
    owner
      .selectFrom('account')
      .select(['id', 'organisationId'])
      .where('login', '=', login)
      .executeTakeFirstOrThrow()
  const { organisationId } = await account('chief')
  const { batchId } = await examFixture(
    { database: { connection }, services, organisation: async () => organisationId! },
    {
      people: 4,
      startsAt: new Date('2026-12-26T09:00:00+08:00'),
      endsAt: new Date('2026-12-26T10:30:00+08:00'),
      rooms: [[2, 3]],
      inPrint: true,
    },
  )
  await owner.updateTable('batch').set({ pack: 'henan-social' }).where('id', '=', batchId).execute()
  for (const [staffNumber, login] of [
    ['j1', 'invigilator1'],
    ['z1', 'chief'],
    ['d1', 'supervisor'],
  ] as const)
    await owner
      .updateTable('staffMember')
      .set({ accountId: (await account(login)).id })
      .where('staffNumber', '=', staffNumber)
      .execute()
  return batchId
}

const signIncident = async (page: Page, as: 'chief' | 'invigilator') => {
  await page.getByRole('button', { name: '签名', exact: true }).click()
  await page.getByLabel('岗位').selectOption(as)
  await page.getByRole('form', { name: '签名' }).locator('[type=submit], .primary').first().click()
}

test('HN-2.3.4-25, HN-3.1.6-07, HN-3.1.6-09, HN-3.1.1-19, SDS-4.4-34, SDS-4.4-44 a paper room from its door to its keeper: organisation, invigilator, supervisor, head of the site', async () => {
  const stage = await openStage()
  try {
    const batchId = await layRoom(stage)
    await stage.at('2026-12-26T08:30:00+08:00')
    const office = await stage.enter('exam', 'organisation')
    await office.goto(`${stage.address}/organisation/exams/${batchId}`)
    await office.getByRole('tab', { name: '纸笔考场' }).click()
    await office.getByRole('button', { name: '准备纸笔考场' }).click()
    await office.locator('.room-card').first().waitFor()
    await show(office, 'paper-room-office')

    // The invigilator finds the bag with traces and signs; the head of the site signs, too, before it is opened.
    await stage.at('2026-12-26T08:42:00+08:00')
    const own = await stage.enter('invigilator1', 'staff')
    await own.goto(`${stage.address}/staff/paper-rooms`)
    await own.locator('.room-card').first().click()
    await own.getByRole('button', { name: '登记突发事件' }).click()
    await own.getByLabel('类型').selectOption('bag-tampered')
    await own.getByLabel('袋口、密封的异常情况').fill('袋口有折痕')
    await showBoth(own, 'paper-room-incident')
    await own.getByRole('button', { name: '登记', exact: true }).click()
    await own.getByText('共同签名前不得启封').waitFor()
    const out = { 试卷袋: '1', 试卷: '4', 备用卷: '2', 答题卡: '4', 草稿纸: '4' }
    await fill(own, out)
    await own.getByRole('button', { name: '确认领取' }).click()
    await refused(own, /还没有带入考场/u)
    for (const item of ['试卷', '考生签到表', '草稿纸', '装订工具'])
      await own.getByRole('checkbox', { name: item, exact: true }).check()
    await own.getByRole('button', { name: '确认领取' }).click()
    await refused(own, /不得启封试卷袋/u)
    await own.getByRole('button', { name: /试卷袋有拆封迹象/u }).click()
    await signIncident(own, 'invigilator')
    const chief = await stage.enter('chief', 'staff')
    await chief.goto(`${stage.address}/staff/paper-rooms`)
    await chief.locator('.room-card').first().click()
    await chief.getByRole('button', { name: /试卷袋有拆封迹象/u }).click()
    await signIncident(chief, 'chief')
    await chief.getByText('共同签名前不得启封').waitFor({ state: 'hidden' })
    await showBoth(chief, 'paper-room-signed')

    // The door: identity, articles and ticket, then three of four sign in.
    await own.reload()
    await own.getByRole('heading', { name: '考生签到' }).waitFor()
    for (const seat of [1, 2, 3])
      await own.getByRole('checkbox', { name: new RegExp(`^${seat}号`, 'u') }).check()
    await own.getByRole('checkbox', { name: '已核验本人身份' }).check()
    await own.getByRole('checkbox', { name: '已检查违禁物品' }).check()
    await own.getByRole('button', { name: '登记签到' }).click()
    await refused(own, /尚未查验准考证/u)
    await own.getByRole('checkbox', { name: '已查验准考证' }).check()
    await showBoth(own, 'paper-room-door')
    await own.getByRole('button', { name: '登记签到' }).click()
    await own.getByText('已签到 3 人').click()
    await own.getByRole('button', { name: '打印考生签到表' }).click()
    assertPdf(await downloaded(own, own.getByRole('link', { name: /下载/u }).first()))
    for (const item of ['试卷', '考生签到表', '草稿纸', '装订工具'])
      await own.getByRole('checkbox', { name: item, exact: true }).check()
    await fill(own, out)
    await showBoth(own, 'paper-room-out')
    await own.getByRole('button', { name: '确认领取' }).click()

    // During the examination.
    await stage.at('2026-12-26T09:31:00+08:00')
    await own.getByLabel('补救办法').selectOption('尾数考场余卷')
    await own.getByRole('button', { name: '登记启用' }).click()
    await refused(own, /备用卷还有 2 份，应先用备用卷/u)
    await own.getByRole('checkbox', { name: /缺考考生的答题卡已单独存放/u }).check()
    await own.getByRole('button', { name: '登记缺考' }).click()
    await own.locator('dl').getByText('4号 考生4').waitFor()
    const leaving = own.locator('section').filter({ has: own.getByRole('heading', { name: '考生退场' }) })
    await leaving.getByRole('checkbox', { name: /^全部/u }).check()
    await leaving.getByRole('button', { name: '登记退场' }).click()
    await refused(own, /10:30 前不得交卷退场/u)
    await showBoth(own, 'paper-room-during')

    // The head of the site makes good what the bag took.
    await chief.reload()
    await chief.getByLabel('耽误时间的突发事件').selectOption({ index: 1 })
    await chief.getByLabel('处置开始').fill('09:00')
    await chief.getByLabel('恢复作答').fill('09:12')
    await chief.getByLabel('顺延事由').fill('试卷袋异常，推迟启封')
    await showBoth(chief, 'paper-room-extend')
    await chief.getByRole('button', { name: '登记顺延' }).click()
    await chief.getByText('已顺延 12 分钟').waitFor()
    await own.reload()

    // Nobody leaves before the sheet that is missing is accounted for.
    await stage.at('2026-12-26T10:43:00+08:00')
    await fill(own, { 试卷袋: '1', 试卷: '4', 备用卷: '2', 已答答题卡: '2', 空白答题卡: '1', 草稿纸: '4' })
    await own.getByRole('button', { name: '确认收回' }).click()
    await own.getByRole('heading', { name: '清点不符，考生不得离场' }).waitFor()
    await leaving.getByRole('checkbox', { name: /^全部/u }).check()
    await leaving.getByRole('button', { name: '登记退场' }).click()
    await refused(own, /还没有清点无误，考生不得退场/u)
    await showBoth(own, 'paper-room-gap')
    await own.getByLabel(/^差额和查找经过/u).fill('3 号座位答题卡未找到，已在草稿纸中查找')
    await own.getByRole('button', { name: '登记并说明差额' }).click()
    await own.getByRole('heading', { name: '装订密封' }).waitFor()
    await leaving.getByRole('checkbox', { name: /^全部/u }).check()
    await leaving.getByRole('button', { name: '登记退场' }).click()
    await own.getByText('应到 4，签到 3，已退场 3').waitFor()

    // The record is signed: by login, on paper where there is no account, by the supervisor at his own.
    await own.getByRole('button', { name: '本人签字' }).click()
    await own.getByText('监考人员 考务j1').waitFor()
    await own.getByRole('button', { name: '考务j2已在纸质表上签字' }).click()
    await own.getByText('尚未签字：考务d1').waitFor()
    await own.getByLabel(/^册号/u).fill('第1册')
    await own.getByLabel(/^密封签号/u).fill('F0001')
    await fill(own, {})
    await own.getByRole('button', { name: '确认密封' }).click()
    await refused(own, /尚未签字：考务d1/u)
    const supervisor = await stage.enter('supervisor', 'staff')
    await supervisor.goto(`${stage.address}/staff/paper-rooms`)
    await supervisor.locator('.room-card').first().click()
    await supervisor.getByRole('button', { name: '本人签字' }).waitFor()
    await showBoth(supervisor, 'paper-room-supervisor')
    await supervisor.getByRole('button', { name: '本人签字' }).click()
    await supervisor.getByText('尚未签字').waitFor({ state: 'hidden' })
    await own.reload()
    await own.getByLabel(/^册号/u).fill('第1册')
    await own.getByLabel(/^密封签号/u).fill('F0001')
    await fill(own, {})
    await own.getByRole('button', { name: '确认密封' }).click()
    await own.getByText('册号 第1册，密封签号 F0001').waitFor()

    // The head of the site hands over and prints the record; the absentee is absent in the scores.
    await chief.reload()
    await chief.getByLabel(/^移交人/u).selectOption('考务j1')
    await chief.getByLabel(/^接收保管人/u).fill('保密员甲')
    await chief.getByRole('button', { name: '确认移交' }).click()
    await chief.getByText('考务j1 交 保密员甲').waitFor()
    await chief.getByRole('button', { name: '打印考场情况记录表' }).click()
    assertPdf(await downloaded(chief, chief.getByRole('link', { name: /下载/u }).first()), 1)
    await showBoth(chief, 'paper-room-done')
    await office.goto(`${stage.address}/organisation/scores/${batchId}`)
    await office.waitForTimeout(1_500)
    await office.reload()
    await show(office, 'paper-room-scores')
    assert.deepEqual(obstacles, [])
  } finally {
    await stage.close()
  }
})
