import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { demoFile, show, type Walk } from './walk.ts'

const site = '澜川市技能评价服务中心考点'
/** The workbook says nothing of where these are; someone who knows the building writes it. */
const places = [
  ['KD01-SC01', '实训楼', '1', '101'],
  ['KD01-SC02', '实训楼', '1', '102'],
  ['KD01-SC03', '实训楼', '1', '103'],
  ['KD01-SC04', '实训楼', '2', '201'],
  ['KD01-PS01', '信息楼', '3', '301'],
  ['KD01-PS02', '信息楼', '3', '302'],
] as const

const writePlace = async (page: Page, [room, building, floor, door]: (typeof places)[number]) => {
  await page.getByRole('link', { name: room }).click()
  await page.getByRole('button', { name: '变更考场' }).click()
  const dialog = page.getByRole('dialog', { name: `变更考场 ${room}` })
  await dialog.getByLabel('楼号').fill(building)
  await dialog.getByLabel('楼层').fill(floor)
  await dialog.getByLabel('房间号').fill(door)
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.getByText(`${building} ${floor}层 ${door}室`).waitFor()
  await page.getByRole('link', { name: site }).click()
  await page.getByRole('heading', { name: site }).waitFor()
}

/** Rooms arrive by workbook, with their broken seats; the other organisations' rows are left alone and said so. */
export const importRooms = async (walk: Walk): Promise<void> => {
  const page = await walk.page('exam', 'sites/import')
  await page.locator('input[type=file]').setInputFiles(demoFile('rooms.xlsx'))
  await page.getByRole('heading', { name: '不属于本机构，不导入' }).waitFor()
  await page.getByText('澜川市北辰技师学院').first().waitFor()
  await show(page, '02-site-import')
  await page.getByRole('button', { name: /^导入 \d+ 行/ }).click()
  await page.getByRole('link', { name: '查看考点' }).click()
  await page.getByRole('row', { name: site }).getByRole('link', { name: '查看' }).click()
  for (const place of places) await writePlace(page, place)
  await page.getByRole('link', { name: 'KD01-LL01' }).click()
  await page.getByRole('heading', { name: /KD01-LL01/ }).waitFor()
  await show(page, '02-room')
  await page.getByRole('link', { name: site }).click()
  await page.getByRole('button', { name: /提交/ }).click()
  await page.getByText('待确认').first().waitFor()
}

/** The city looks at the rooms and confirms the site. */
export const confirmSite = async (walk: Walk): Promise<void> => {
  const page = await walk.page('city', 'sites')
  await page.getByRole('row', { name: site }).getByRole('link', { name: '查看' }).click()
  await page.getByRole('button', { name: /确认/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('审核意见').fill('现场核查，场地设施符合要求。')
  await dialog.getByRole('button', { name: /确认/ }).click()
  await page.getByText('已确认').first().waitFor()
  await show(page, '02-site-confirmed')
  assert.equal(await page.getByText('待确认').count(), 0)
}
