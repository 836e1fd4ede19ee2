import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import Fastify from 'fastify'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { servePages } from '#apps/server/static.ts'
import { settableClock } from '#platform/clock/clock.ts'
import { openRoomNode, type RoomNode } from '../node/room-node.ts'
import { seatFiles } from '../offline/seat-files.ts'
import { granted } from './room-client.ts'
import { openSamplePackage, type SampleChoice, sampleSitting } from './sample-sitting.ts'

const root = path.resolve(import.meta.dirname, '../../..')

export const quietBrowser = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** 10:15 on the day of the examination, in China. */
export const at = (time: string): Date => new Date(`2026-12-26T${time}:00+08:00`)

export const seatPage = '/room/seat/'
export const deskPage = '/room/invigilator/'

/** Builds the pages of a room as they lie in the source, for a server under test. */
export const buildPages = async (
  outDir: string,
  names: readonly string[] = ['seat', 'invigilator'],
): Promise<void> => {
  const input = names.map((page) => path.join(root, 'apps/exam-room', page, 'index.html'))
  await build({
    root,
    // The product's own configuration builds every portal; a room needs its two pages only.
    configFile: false,
    plugins: [react(), seatFiles()],
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, rolldownOptions: { input } },
  })
}

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: quietBrowser,
  })

/** A page on a machine of its own. */
export const openPage = async (
  browser: Browser,
  address: string,
  size = { width: 1440, height: 900 },
): Promise<Page> => {
  const context: BrowserContext = await browser.newContext({ viewport: size, locale: 'zh-CN' })
  const opened = await context.newPage()
  opened.setDefaultTimeout(10_000)
  await opened.goto(address)
  return opened
}

/** A room node that also serves the two pages, and a browser; all gone after the test. */
export const openBrowserRoom = async (
  t: { after(clean: () => Promise<void>): void },
  choice: SampleChoice,
) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'browser-room-'))
  const clock = settableClock()
  clock.set(at('08:20'))
  await buildPages(path.join(directory, 'web'))
  const serve = async (port: number) => {
    const node = openRoomNode({
      directory: path.join(directory, 'room'),
      clock,
      openPackage: openSamplePackage,
    })
    const app = Fastify({ forceCloseConnections: true })
    await app.register(node.plugin, { prefix: '/room' })
    await app.register(servePages, { web: path.join(directory, 'web') })
    return { node, app, origin: await app.listen({ port, host: '127.0.0.1' }) }
  }
  let served = await serve(0)
  const { origin } = served
  const stop = async (): Promise<void> => {
    await served.app.close()
    await served.node.close()
  }
  granted(await served.node.prepare(await sampleSitting(choice)))
  const browser = await launchBrowser()
  t.after(async () => {
    await browser.close()
    await stop()
    await rm(directory, { recursive: true, force: true })
  })
  const open = (page: string, size = { width: 1440, height: 900 }): Promise<Page> =>
    openPage(browser, origin + page, size)
  return {
    clock,
    open,
    origin,
    /** The node that serves now. */
    node: (): RoomNode => served.node,
    /** Ends the node and its addresses, as a power cut would for the seats. */
    stop,
    /** Another process opens the same files under the same address. */
    restart: async (): Promise<void> => {
      served = await serve(Number(new URL(origin).port))
    },
  }
}

/** Keeps a picture for the manual when PICTURES names a folder. */
export const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env.PICTURES
  if (!folder) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
}

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** What axe finds on the page, one line each. */
export const axeFindings = async (page: Page): Promise<string[]> => {
  // Evaluated rather than added as an element, which the page's content policy would stop.
  await page.evaluate(readFileSync(axePath, 'utf8'))
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    const { violations } = await axe.run()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  })
}
