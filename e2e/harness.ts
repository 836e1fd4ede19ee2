import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import sharp from 'sharp'
import { readConfig } from '#apps/server/config.ts'
import type { DemoAccount } from '#apps/server/demo-routes.ts'
import { type RunningServer, startServer } from '#apps/server/main.ts'
import { seedDemo } from '#apps/server/seed/seed.ts'
import { silentLogger } from '#platform/log/log.ts'
import { oneTimeCode } from './one-time-code.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** Screenshots of the walk. Those of the manual are renewed when asked for: `MANUAL_PICTURES=yes npm test -- e2e`. */
const pictures = path.join(root, 'data/pictures')
const manual = path.join(root, 'docs/manual')

/** Names of the pictures that pages of the manual show. */
const inManual = (): ReadonlySet<string> => {
  const pages = readdirSync(manual).filter((name) => name.endsWith('.md'))
  const words = pages.map((name) => readFileSync(path.join(manual, name), 'utf8')).join('\n')
  return new Set([...words.matchAll(/pictures\/([\w-]+)\.png/g)].map(([, name]) => name!))
}

const browserFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=zh-CN',
]

export const desk = { width: 1440, height: 900 }
export const phone = { width: 375, height: 812 }

/** A server on an empty data folder with the demo province, and one browser; everyone gets a context of his own. */
export interface Stage {
  readonly server: RunningServer
  readonly address: string
  readonly accounts: readonly DemoAccount[]
  /** Opens a page for someone new, without login. */
  open(viewport: { width: number; height: number }): Promise<Page>
  /** Opens a portal as one of the demo's accounts, through its login page. */
  enter(login: string, portal: string): Promise<Page>
  /** Lets the demo's clock go on from a time of a day in China. */
  at(instant: string): Promise<void>
  close(): Promise<void>
}

const logIn = async (page: Page, account: DemoAccount) => {
  await page.getByLabel('账号').fill(account.login)
  await page.getByLabel(/^密码/).fill(account.password)
  await page.getByRole('button', { name: '登录' }).click()
  if (account.totpSecret === null) return
  await page.getByLabel('动态口令').fill(await oneTimeCode(account.totpSecret))
  await page.getByRole('button', { name: '登录' }).click()
}

export const openStage = async (): Promise<Stage> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'jiangheng-e2e-'))
  mkdirSync(pictures, { recursive: true })
  // Fonts that the system does not have lie where `npm start` and `npm test` put them.
  const fonts = path.join(root, 'data/fonts')
  if (existsSync(fonts)) symlinkSync(fonts, path.join(folder, 'fonts'))
  const config = { ...readConfig({ JIANGHENG_DATA: folder, PORT: '0' }, 'demo') }
  const server = await startServer(config, silentLogger)
  const accounts = await seedDemo(server, config)
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: browserFlags,
    env: { ...process.env, LANGUAGE: 'zh_CN' },
  })
  const contexts: BrowserContext[] = []
  const open: Stage['open'] = async (viewport) => {
    const context = await browser.newContext({
      viewport,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      acceptDownloads: true,
    })
    contexts.push(context)
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    return page
  }
  return {
    server,
    address: server.address,
    accounts,
    open,
    enter: async (login, portal) => {
      const account = accounts.find((each) => each.login === login)
      if (!account) throw new Error(`no demo account ${login}`)
      const page = await open(desk)
      await page.goto(`${server.address}/${portal}/`)
      await logIn(page, account)
      await page.getByRole('button', { name: '退出' }).waitFor()
      return page
    },
    at: async (instant) => {
      const clock = server.services.clock as { set?(to: Date): void }
      clock.set?.(new Date(instant))
    },
    close: async () => {
      await Promise.all(contexts.map((context) => context.close()))
      await browser.close()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Takes a picture of the page; as the manual's, where a page of it shows this name, in few colours to keep it small. */
export const picture = async (page: Page, name: string): Promise<void> => {
  const taken = await page.screenshot({ path: path.join(pictures, `${name}.png`) })
  if (!process.env.MANUAL_PICTURES || !inManual().has(name)) return
  await sharp(taken)
    .png({ palette: true, effort: 10 })
    .toFile(path.join(manual, 'pictures', `${name}.png`))
}
