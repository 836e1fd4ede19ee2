import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { AxeResults } from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { compressAll } from '../../scripts/build-web.ts'
import { type Stub, startStub } from './gallery/stub-server.ts'

const root = path.resolve(import.meta.dirname, '../..')
const axe = readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8')
const shots = process.env.SHOTS
const wide = { width: 1440, height: 900 }
const phone = { width: 375, height: 760 }

const stub: Stub = { loggedIn: false, keys: [], breaks: 0 }
let web: string
let browser: Browser
let server: Awaited<ReturnType<typeof startStub>>

before(async () => {
  web = await mkdtemp(path.join(tmpdir(), 'jiangheng-web-'))
  const gallery = path.join(root, 'apps/portals/gallery/index.html')
  await build({
    configFile: path.join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: web, emptyOutDir: true, rolldownOptions: { input: { gallery } } },
  })
  await compressAll(web)
  server = await startStub(web, stub)
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
})

after(async () => {
  await browser?.close()
  await server?.close()
  await rm(web, { recursive: true, force: true })
})

interface Visit {
  readonly page: Page
  /** Errors of the page: exceptions, and what its content policy refused. */
  readonly errors: readonly string[]
}

const visit = async (address: string, viewport = wide): Promise<Visit> => {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', bypassCSP: false })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy|Warning:|Error:/.test(message.text())) errors.push(message.text())
  })
  await page.goto(server.address + address, { waitUntil: 'networkidle' })
  return { page, errors }
}

const show = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true })
}

/** What axe finds, as `rule: element`. */
const findings = async (page: Page): Promise<readonly string[]> => {
  const client = await page.context().newCDPSession(page)
  await client.send('Runtime.evaluate', { expression: axe })
  const results = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResults
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`),
  )
}

const sideways = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')

interface Place {
  readonly name: string
  readonly address: string
  readonly loggedIn: boolean
}

const places: readonly Place[] = [
  { name: 'login', address: '/gallery/desk/', loggedIn: false },
  { name: 'workbench', address: '/gallery/desk/', loggedIn: true },
  { name: 'list', address: '/gallery/desk/batches', loggedIn: true },
  { name: 'detail', address: '/gallery/desk/batches/1', loggedIn: true },
  { name: 'public', address: '/gallery/public/', loggedIn: false },
  { name: 'candidate-login', address: '/gallery/candidate/', loggedIn: false },
  { name: 'candidate', address: '/gallery/candidate/', loggedIn: true },
  { name: 'pieces', address: '/gallery/pieces/', loggedIn: false },
]

for (const { name, address, loggedIn } of places)
  for (const viewport of [wide, phone])
    test(`${name} at ${viewport.width} px: axe finds nothing, nothing runs off sideways, no error`, async () => {
      stub.loggedIn = loggedIn
      const { page, errors } = await visit(address, viewport)
      await page.waitForTimeout(300)
      await show(page, `${name}-${viewport.width}`)
      assert.deepEqual(await findings(page), [])
      assert.equal(await sideways(page), 0)
      assert.deepEqual(errors, [])
      await page.context().close()
    })

test('login asks for the one-time code only when the server does, then shows the workbench', async () => {
  stub.loggedIn = false
  const { page } = await visit('/gallery/desk/')
  assert.equal(await page.getByLabel('动态口令').count(), 0)
  await page.getByRole('button', { name: '计划管理员' }).click()
  await page.getByLabel('动态口令').fill('123456')
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '我的待办' }).waitFor()
  assert.equal(await page.getByRole('link', { name: /待办 40/ }).count(), 1)
  await page.context().close()
})

test('a command whose connection breaks is sent again with the same key, and its refusal shows the clause', async () => {
  const { page } = await visit('/gallery/pieces/')
  stub.keys.length = 0
  stub.breaks = 2
  await page.getByRole('button', { name: '提交计划' }).dblclick()
  await page.getByRole('heading', { name: '计划未能提交' }).nth(1).waitFor()
  assert.ok(stub.keys.length >= 3)
  assert.equal(new Set(stub.keys).size, 1)
  await page.getByRole('button', { name: '提交计划' }).click()
  await page.waitForLoadState('networkidle')
  assert.equal(new Set(stub.keys).size, 2, 'a verdict ends the intention')
  await page.context().close()
})

test('the clause chip names document and locator and opens the panel with the arithmetic', async () => {
  const { page } = await visit('/gallery/pieces/')
  await page.getByRole('button', { name: /报名/ }).first().click()
  const panel = page.getByRole('dialog', { name: '政策依据' })
  await panel.getByText('12月1日报名开始 + 7天 → 12月7日报名截止').waitFor()
  await show(page, 'clause-panel')
  assert.deepEqual(await findings(page), [])
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'hidden' })
  assert.equal(await page.getByText('SDS-').count(), 0)
  await page.context().close()
})

test('the seat map is walked with arrow keys and chosen with Enter', async () => {
  const { page } = await visit('/gallery/pieces/')
  await page.getByRole('button', { name: /^01/ }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const seat = page.getByRole('button', { name: /^08/ })
  assert.equal(await seat.getAttribute('aria-pressed'), 'true')
  await page.context().close()
})

test('the filters of a list stand in the address and survive a reload', async () => {
  stub.loggedIn = true
  const { page } = await visit('/gallery/desk/batches')
  await page.getByLabel('批次名称').fill('电工')
  await page.getByRole('button', { name: /查\s*询/ }).click()
  await page.waitForURL(/name=/)
  await page.reload({ waitUntil: 'networkidle' })
  assert.equal(await page.getByLabel('批次名称').inputValue(), '电工')
  await page.context().close()
})

test('长者版 sets type of 20 px and is remembered', async () => {
  const { page } = await visit('/gallery/public/', phone)
  await page.getByRole('button', { name: '长者版' }).click()
  await page.reload({ waitUntil: 'networkidle' })
  assert.equal(await page.evaluate('getComputedStyle(document.body).fontSize'), '20px')
  await show(page, 'public-elder')
  assert.deepEqual(await findings(page), [])
  assert.equal(await sideways(page), 0)
  await page.context().close()
})

/** Bytes over the wire, gzip, of everything a page names in its head. */
const firstLoad = (page: string): { readonly bytes: number; readonly files: readonly string[] } => {
  const html = readFileSync(path.join(web, `apps/portals/${page}/index.html`), 'utf8')
  const files = [...new Set([...html.matchAll(/\/(assets\/[^"]+)"/g)].map((match) => match[1]!))]
  const sizeOf = (file: string) => {
    const zipped = path.join(web, `${file}.gz`)
    return statSync(existsSync(zipped) ? zipped : path.join(web, file)).size
  }
  return { bytes: files.reduce((sum, file) => sum + sizeOf(file), 0), files }
}

for (const page of ['public', 'candidate'])
  test(`${page}: the first load is at most 150 KB and holds no antd`, (context) => {
    const { bytes, files } = firstLoad(page)
    context.diagnostic(`${page} ${(bytes / 1024).toFixed(1)} KB gzip`)
    assert.ok(bytes <= 150 * 1024, String(bytes))
    assert.deepEqual(
      files.filter((file) => file.includes('antd')),
      [],
    )
  })

test('no schema library reaches a page', () => {
  const chunks = globSync('assets/*.js', { cwd: web })
  assert.ok(chunks.length > 0)
  for (const chunk of chunks)
    assert.doesNotMatch(readFileSync(path.join(web, chunk), 'utf8'), /~kind|TypeBox/)
})

test('assets are immutable and precompressed, pages are neither cached nor framed, unknown API is 404', async () => {
  const { files } = firstLoad('public')
  const script = files.find((file) => file.includes('react'))!
  const asset = await fetch(`${server.address}/${script}`, { headers: { 'accept-encoding': 'br' } })
  assert.match(asset.headers.get('cache-control') ?? '', /max-age=31536000, immutable/)
  assert.equal(asset.headers.get('content-encoding'), 'br')
  const page = await fetch(`${server.address}/certificates`)
  assert.match(page.headers.get('content-type') ?? '', /text\/html/)
  assert.match(page.headers.get('content-security-policy') ?? '', /style-src 'self';.*frame-ancestors 'none'/)
  const desk = await fetch(`${server.address}/organisation/plans/1`)
  assert.match(desk.headers.get('content-security-policy') ?? '', /style-src 'self' 'unsafe-inline'/)
  assert.equal((await fetch(`${server.address}/api/no/such`)).status, 404)
  assert.equal((await fetch(`${server.address}/assets/no-such.js`)).status, 404)
})

test('the product own pages start under their content policy without an error', async () => {
  stub.loggedIn = true
  for (const address of ['/', '/candidate/', '/organisation/', '/authority/', '/staff/']) {
    const { page, errors } = await visit(address)
    assert.deepEqual(errors, [], address)
    assert.ok(await page.locator('#root > *').count(), address)
    await page.context().close()
  }
})
