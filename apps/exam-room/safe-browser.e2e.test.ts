import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { sebSettings } from '#modules/delivery/core/safe-browser.ts'
import { configKey, configKeyHash } from './node/safe-browser.ts'
import { axeFindings, deskPage, openBrowserRoom, picture, seatPage } from './testing/browser-room.ts'
import { sampleRules } from './testing/sample-sitting.ts'

// A sitting that admits Safe Exam Browser alone: the file is handed out at the desk, another browser is turned away.

const rules = { ...sampleRules, seat: { ...sampleRules.seat!, browser: 'seb' as const } }
const { open, origin } = await openBrowserRoom({ after }, { seats: 2, items: 4, rules })
const phone = { width: 375, height: 812 }

const look = async (page: Page, name: string): Promise<void> => {
  const size = page.viewportSize()!
  for (const [viewport, suffix] of [
    [phone, '-phone'],
    [size, ''],
  ] as const) {
    await page.setViewportSize(viewport)
    await picture(page, name + suffix)
    assert.deepEqual(await axeFindings(page), [], name + suffix)
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    assert.ok(over <= 0, `${name}${suffix} is ${over} px too wide`)
  }
}

const claim = async (page: Page): Promise<void> => {
  await page.getByLabel('准考证号').fill('2026122601001')
  await page.getByLabel('座位号').fill('1-1')
  await page.getByRole('button', { name: '进入' }).click()
}

test('SDS-4.4-36 the desk hands out the configuration file and the start command of its sitting', async () => {
  const desk = await open(deskPage)
  await desk.getByLabel('姓名或工号').fill('监考甲')
  await desk.getByLabel('口令').fill('j01')
  await desk.getByRole('button', { name: '登录' }).click()
  const link = desk.getByRole('link', { name: 'SEB 配置文件' })
  await link.scrollIntoViewIfNeeded()
  await look(desk, 'seb-hand-out')
  const [download] = await Promise.all([desk.waitForEvent('download'), link.click()])
  assert.match(download.suggestedFilename(), /\.seb$/)
  const file = await readFile(await download.path(), 'utf8')
  assert.ok(file.includes(`<string>${origin}/room/seat/?sitting=sitting-1</string>`))
  assert.match(await (await fetch(`${origin}/room/browser/sitting-1/kiosk.txt`)).text(), /--app=/)
})

test('SDS-4.4-36 an ordinary browser is told which one to use, and lets nobody in', async () => {
  const page = await open(seatPage)
  await claim(page)
  const card = page.getByRole('alert').filter({ hasText: '本场须在安全考试浏览器（SEB）中作答' })
  await card.getByText('请用本场的 SEB 配置文件重新打开').waitFor()
  await look(page, 'seb-turned-away')
  assert.equal(await page.getByRole('heading', { name: '请核对本人信息' }).count(), 0)
})

test('SDS-4.4-36 the browser that runs under the file of its sitting comes to the confirmation', async () => {
  const page = await open('/room/seat/?sitting=sitting-1')
  const key = configKey(sebSettings({ origin, sittingId: 'sitting-1' }))
  await page.route(`${origin}/room/seat/enter`, (route) =>
    route.continue({
      headers: {
        ...route.request().headers(),
        'x-safeexambrowser-configkeyhash': configKeyHash(route.request().url(), key),
      },
    }),
  )
  await claim(page)
  await page.getByRole('heading', { name: '请核对本人信息' }).waitFor()
  await look(page, 'seb-let-in')
})
