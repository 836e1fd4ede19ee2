import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AxeResults } from 'axe-core'
import type { Download, Locator, Page } from 'playwright-core'
import { type Client, logIn } from '../client.ts'
import { desk, phone, picture, type Stage } from '../harness.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const axe = readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8')

/** A file of the demo's data, as someone would choose it in a file dialog. */
export const demoFile = (name: string): string => path.join(root, 'demo/data', name)

/** What the steps of the journey hand on to each other. */
export interface Walk {
  readonly stage: Stage
  /** The page of one of the demo's accounts in its own portal, logged in; the same page each time. */
  page(login: string, place?: string): Promise<Page>
  /** The same person over HTTP, for what would be the same click a thousand times. */
  client(login: string): Promise<Client>
  /** Ids and numbers that later steps ask for by name. */
  readonly notes: Map<string, string>
}

const accountOf = (stage: Stage, login: string) => {
  const account = stage.accounts.find((each) => each.login === login)
  if (!account) throw new Error(`no demo account ${login}`)
  return account
}

export const openWalk = (stage: Stage): Walk => {
  const pages = new Map<string, Page>()
  const enter = async (login: string): Promise<Page> => {
    await pages.get(login)?.context().close()
    const page = await stage.enter(login, accountOf(stage, login).portal)
    pages.set(login, page)
    return page
  }
  return {
    stage,
    notes: new Map(),
    page: async (login, place) => {
      const page = pages.get(login) ?? (await enter(login))
      if (place === undefined) return page
      const address = `${stage.address}/${accountOf(stage, login).portal}/${place}`
      await page.goto(address)
      const stillIn = page.getByRole('button', { name: '退出' })
      const loginPage = page.getByRole('button', { name: '登录' })
      await stillIn.or(loginPage).first().waitFor()
      if (await stillIn.isVisible()) return page
      const anew = await enter(login)
      await anew.goto(address)
      return anew
    },
    client: (login) => logIn(stage.address, accountOf(stage, login)),
  }
}

/** What axe finds on the page as it stands, as `rule: element`. */
const findings = async (page: Page): Promise<readonly string[]> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.evaluate', { expression: axe })
  const results = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResults
  await session.detach()
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`),
  )
}

/** What axe found on the pages that were shown so far; the journey's last step asks that it be nothing. */
export const obstacles: string[] = []

/** Takes the manual's picture of the page, once it has come to rest, and lets axe look at it. */
export const show = async (page: Page, name: string): Promise<void> => {
  // A page that listens to its room never falls silent.
  await page.waitForLoadState('networkidle', { timeout: 1_500 }).catch(() => {})
  await picture(page, name)
  for (const finding of await findings(page)) obstacles.push(`${name} ${finding}`)
}

/** A picture at the desk and one on the phone, both looked at by axe; nothing is wider than the screen. */
export const showBoth = async (page: Page, name: string) => {
  await show(page, name)
  await page.setViewportSize(phone)
  await show(page, `${name}-phone`)
  const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
  assert.ok(Number(over) <= 0, `${name} is ${over} px too wide on a phone`)
  await page.setViewportSize(desk)
}

/** The refusal card with this heading: its sentence, and at least one clause chip that names its document. */
export const refused = async (page: Page, sentence: RegExp): Promise<Locator> => {
  const card = page.locator('.refusal-card').filter({ hasText: sentence }).first()
  await card.waitFor()
  const chip = card.getByRole('button', { name: /^依据：/ }).first()
  await chip.waitFor()
  assert.match((await chip.textContent()) ?? '', /\S/)
  return card
}

/** Clicks and answers the file that the browser then gets. */
export const downloaded = async (page: Page, click: Locator): Promise<Uint8Array> => {
  const [download] = await Promise.all([page.waitForEvent('download') as Promise<Download>, click.click()])
  const file = await download.path()
  return new Uint8Array(await readFile(file))
}

const startsWith = (bytes: Uint8Array, text: string) =>
  Buffer.from(bytes.subarray(0, text.length)).toString('latin1') === text

/** A real PDF; its number of pages where the machine has the tool to count them. */
export const assertPdf = (bytes: Uint8Array, pages?: number): void => {
  assert.ok(startsWith(bytes, '%PDF-'), 'not a PDF')
  if (pages === undefined) return
  const counted = pageCount(bytes)
  if (counted !== null) assert.equal(counted, pages)
}

/** A real PDF, kept beside the pictures so that it can be looked at. */
export const keepPdf = (bytes: Uint8Array, name: string): void => {
  assertPdf(bytes)
  writeFileSync(path.join(root, 'data/pictures', `${name}.pdf`), bytes)
}

/** Null without poppler on the machine. */
export const pageCount = (bytes: Uint8Array): number | null => {
  try {
    const text = execFileSync('pdfinfo', ['-'], {
      input: bytes,
      stdio: ['pipe', 'pipe', 'ignore'],
    }).toString()
    return Number(/^Pages:\s+(\d+)/m.exec(text)?.[1])
  } catch {
    return null
  }
}

/** Draws a name into the box for a signature. */
export const draw = async (page: Page) => {
  const box = (await page.locator('.signature-box:visible').boundingBox())!
  await page.mouse.move(box.x + 20, box.y + 30)
  await page.mouse.down()
  for (const [x, y] of [
    [60, 70],
    [110, 25],
    [160, 80],
    [220, 40],
  ] as const)
    await page.mouse.move(box.x + x, box.y + y, { steps: 4 })
  await page.mouse.up()
}
