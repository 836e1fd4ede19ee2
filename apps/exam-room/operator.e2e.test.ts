import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { servePages } from '#apps/server/static.ts'
import { keptForm, preparationText } from '#modules/delivery/core/preparation.ts'
import { readCard } from '#modules/delivery/node/core/node-card.ts'
import { roomPackageKind, roomPackageText, rulesText } from '#modules/delivery/node/core/room-package.ts'
import { systemClock } from '#platform/clock/clock.ts'
import { passingExchangeKey } from '#platform/seal/exchange-key.ts'
import { sealParcel } from '#platform/seal/parcel.ts'
import { openSigner } from '#platform/seal/signer.ts'
import { nodePages } from '../pages.ts'
import { sm3 } from './node/sm3.ts'
import type { OperatorStatus } from './program/operator.port.ts'
import { startRoomProgram } from './program/start.ts'
import { axeFindings, buildPages, launchBrowser, picture, seatPage } from './testing/browser-room.ts'
import { granted, overLoopback } from './testing/room-client.ts'
import { openSamplePackage, sampleSitting } from './testing/sample-sitting.ts'

const operatorPage = '/room/operator/'
const build = 'b'.repeat(64)

/** A package for this card, as a centre would make it for 30 seats. */
const packageFor = async (folder: string, card: string): Promise<Buffer> => {
  const { exchange: to } = granted(readCard(card))
  const signer = openSigner(path.join(folder, 'centre.key.json'))
  const start = Date.now() + 45 * 60_000
  const sitting = await sampleSitting({
    ...{ seats: 30, columns: 6 },
    plannedStart: new Date(start).toISOString(),
    plannedEnd: new Date(start + 90 * 60_000).toISOString(),
  })
  const centre = {
    organisation: '澜川样例职业技能评价中心',
    exchange: passingExchangeKey().publicKey,
    verifiers: [signer.publicKey],
  }
  const origin = {
    ...{ organisationId: 'o', nodeId: 'n', nodeName: '第一机房服务器', assignment: 1, build },
    rulesHash: sm3(rulesText(sitting.rules)),
    preparationHash: sm3(preparationText(keptForm(sitting, sm3))),
    packageHash: sm3(sitting.sealedPackage),
  }
  return sealParcel({
    ...{ kind: roomPackageKind, labels: { centre: JSON.stringify(centre) }, to, signer },
    ...{ suite: 'aes-256-gcm', digest: 'sha256' },
    content: gzipSync(roomPackageText({ origin, centre, sitting })),
  })
}

const openServer = async (t: TestContext, before: (folder: string) => void = () => {}) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'operator-'))
  before(folder)
  const web = path.join(folder, 'web')
  await buildPages(web, ['seat', 'operator'])
  const program = await startRoomProgram({
    ...{ folder, host: '127.0.0.1', port: 0, name: '第一机房服务器', centreUrl: null, camera: null },
    ...{ clock: systemClock, build: async () => build, cite: (id) => id },
    openPaper: () => openSamplePackage,
    pages: async (app, node) => {
      await app.register(servePages, { web, pages: nodePages, connectTo: () => node.standby.addresses })
    },
  })
  const browser = await launchBrowser()
  t.after(async () => {
    await browser.close()
    await program.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const open = async (address: string, width = 1440): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width, height: 1000 }, locale: 'zh-CN' })
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    await page.goto(program.address + address)
    return page
  }
  return { folder, address: program.address, send: overLoopback(program.address), open, program }
}

const fillCheck = async (page: Page, reason: string) => {
  await page.getByLabel('本机时钟与北京时间一致').check()
  await page.getByLabel('监控画面正常').check()
  await page.getByLabel('姓名或工号').fill('j01')
  await page.getByLabel('本场口令').fill('j01')
  await page.getByLabel('未达标项目的说明').fill(reason)
  await page.getByRole('button', { name: '开始自检' }).click()
}

test('SDS-4.4-16 SDE-4.6-06 HN-2.3.1-02 operator page: a package by file, 29/30 machines, and a check with person and time', async (t) => {
  const { folder, address, send, open } = await openServer(t)
  const page = await open(operatorPage)
  await page.getByText('本机还没有场次').waitFor()
  assert.deepEqual(await axeFindings(page), [])
  await picture(page, 'operator-empty')
  const status = (await (await fetch(`${address}/room/op/status`)).json()) as { value: OperatorStatus }
  const file = path.join(folder, '考场包.jhroom')
  writeFileSync(file, await packageFor(folder, status.value.card))
  await page.getByLabel('考场包文件').setInputFiles(file)
  await page.getByText('首次使用，请核对中心指纹').waitFor()
  await picture(page, 'operator-centre')
  await page.getByRole('button', { name: '指纹一致，确认' }).click()
  await page.getByText('已装入：').waitFor()
  for (let seat = 1; seat <= 29; seat += 1) {
    const body = { machine: `machine-in-the-room-${seat}`, fonts: true }
    granted((await send({ method: 'POST', path: '/room/seat/here', headers: {}, body })) as never)
  }
  await page.getByText('29/30').first().waitFor()
  await fillCheck(page, '')
  await page.getByText('考试机（在线 29/30）').waitFor()
  await picture(page, 'operator-short')
  await fillCheck(page, '1 台待修，已备机')
  await page.getByText('可以开考').waitFor()
  assert.equal(await page.locator('tbody tr').count(), 8)
  assert.deepEqual(await axeFindings(page), [])
  await picture(page, 'operator-checked')
  const phone = await open(operatorPage, 390)
  await phone.getByText('可以开考').waitFor()
  await picture(phone, 'operator-phone')
  assert.deepEqual(await axeFindings(phone), [])
  await open(seatPage)
  await page.getByText('30/30').first().waitFor()
})

test('SDS-4.4-16 SDS-4.4-40 operator page: a code carried from one machine to the other pairs them, the sitting is kept at both, and the end is confirmed', async (t) => {
  const [first, second] = [await openServer(t), await openServer(t)]
  const [here, there] = [await first.open(operatorPage), await second.open(operatorPage)]
  const status = (await (await fetch(`${first.address}/room/op/status`)).json()) as { value: OperatorStatus }
  const file = path.join(first.folder, '考场包.jhroom')
  writeFileSync(file, await packageFor(first.folder, status.value.card))
  await here.getByLabel('考场包文件').setInputFiles(file)
  await here.getByRole('button', { name: '指纹一致，确认' }).click()
  await here.getByText('已装入：').waitFor()
  await here.getByRole('button', { name: '显示配对码' }).click()
  const code = await here.locator('.code').innerText()
  await picture(here, 'operator-pair-code')
  await there.getByText('输入另一台主机的配对码').click()
  await there.getByLabel('另一台主机的地址').fill(first.address)
  await there.getByLabel('另一台主机显示的配对码').fill('2222-2222-2222')
  await there.getByLabel('本机地址').fill(second.address)
  await there.getByRole('button', { name: '配对', exact: true }).click()
  await there.getByText('配对码不正确或已失效').waitFor()
  await picture(there, 'operator-pair-refused')
  assert.deepEqual(await axeFindings(there), [])
  await there.getByLabel('另一台主机显示的配对码').fill(code)
  await there.getByRole('button', { name: '配对', exact: true }).click()
  await there.getByText('已配对').waitFor()
  await here.getByText('✓ 已同步').waitFor()
  await there.getByText('本机为备机。').waitFor()
  await there.getByText('✓ 已同步').waitFor()
  await picture(here, 'operator-paired')
  await picture(there, 'operator-paired-standby')
  assert.deepEqual([await axeFindings(here), await axeFindings(there)], [[], []])
  const page = await fetch(`${second.address}${seatPage}`)
  assert.ok(
    page.headers.get('content-security-policy')?.includes(first.address),
    'seats may call the other node',
  )
  await second.program.stop()
  await here.getByText('▲ 断开：').waitFor()
  await picture(here, 'operator-pair-lost')
  await here.getByText('解除配对').first().click()
  await here.getByRole('button', { name: '解除配对' }).click()
  await here.getByText('确需解除的').waitFor()
  await here.getByLabel('确认解除').check()
  await here.getByRole('button', { name: '解除配对' }).click()
  await here.getByText('尚未配对').waitFor()
})

test('SDS-4.4-13 the operator page answers at the machine itself alone', async (t) => {
  const { address } = await openServer(t)
  const { port } = new URL(address)
  const { request } = await import('node:http')
  const code = await new Promise<number | undefined>((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, path: '/room/op/status', headers: { host: 'exam.example' } },
      (response) => {
        response.resume()
        resolve(response.statusCode)
      },
    )
    asked.on('error', reject)
    asked.end()
  })
  assert.equal(code, 409)
})

test('SDS-4.4-40 operator page: a sitting that another version wrote is named with what to do, and the server works', async (t) => {
  const { open } = await openServer(t, (folder) => {
    mkdirSync(path.join(folder, 'rooms'))
    writeFileSync(path.join(folder, 'rooms', 'of-last-year.sittings.sqlite'), 'no database of this version')
  })
  const page = await open(operatorPage)
  await page.getByText('由其他版本的程序写成，没有打开').waitFor()
  await page.getByText('请勿删除该文件').waitFor()
  await page.getByText('本机还没有场次').waitFor()
  assert.deepEqual(await axeFindings(page), [])
  await picture(page, 'operator-other-format')
})
