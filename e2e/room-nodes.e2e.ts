import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { openIdentity } from '#apps/exam-room/program/identity.ts'
import { axeFindings } from '#apps/exam-room/testing/browser-room.ts'
import { openStage, picture } from './harness.ts'
import { confirmSite, grantScope, startWalk } from './walk.ts'

test('HN-2.3.1-02 HN-1.8.4-13 the office registers a room server by its code, and a file of no server is refused by name', async (t) => {
  const stage = await openStage()
  const folder = mkdtempSync(path.join(tmpdir(), 'room-identity-'))
  t.after(async () => {
    await stage.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const chain = await startWalk(stage.server, stage.accounts)
  await grantScope(chain)
  await confirmSite(chain)
  const { card, fingerprint } = openIdentity(folder, '第一机房服务器')
  const page = await stage.enter('exam', 'organisation')
  await page.goto(`${stage.address}/organisation/room-nodes`)
  await page.getByRole('heading', { name: '考场服务器' }).waitFor()
  await picture(page, 'room-nodes-empty')
  await page.getByRole('button', { name: '登记考场服务器' }).click()
  await page.getByLabel('服务器名称').fill('第一机房服务器')
  await page.getByLabel('登记码').fill(card.slice(0, -6))
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByText('登记码不完整或不正确').first().waitFor()
  await picture(page, 'room-nodes-register')
  await page.getByLabel('登记码').fill(card)
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByRole('tab', { name: '服务器' }).click()
  await page.getByText(fingerprint, { exact: true }).waitFor()
  await page.getByRole('button', { name: '接收答卷包文件' }).click()
  const file = {
    name: '答卷包.jhresult',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('no result'),
  }
  await page.getByLabel('答卷包', { exact: true }).setInputFiles(file)
  await page.getByText('未接收').first().waitFor()
  await picture(page, 'room-nodes-result')
  await page.getByRole('button', { name: '关闭' }).click()
  await page.getByRole('tab', { name: '收到的答卷包' }).click()
  await page.getByText('不是答卷包').waitFor()
  await picture(page, 'room-nodes-arrivals')
  assert.deepEqual(await axeFindings(page), [])
})
