import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import type { NumberedDeed } from '#apps/exam-room/room.port.ts'
import { quietBrowser, seatPage } from '#apps/exam-room/testing/browser-room.ts'
import type { Ledger } from './room/ledger.ts'
import type { Place } from './room/seat.ts'

interface KeptDeed {
  readonly clientId: string
  readonly deed: NumberedDeed
}

/** Everything that the page has kept on its machine. */
const keptDeeds = (page: Page): Promise<readonly KeptDeed[]> =>
  page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const database = await settled(indexedDB.open('exam-seat'))
    const store = database.transaction('events').objectStore('events')
    const [keys, deeds] = await Promise.all([settled(store.getAllKeys()), settled(store.getAll())])
    database.close()
    return keys.map((key, at) => ({
      clientId: (key as [string, number])[0],
      deed: deeds[at] as NumberedDeed,
    }))
  })

/** The browser that was begun with this profile, by its process id; undefined when there is none. */
const browserOf = (profile: string): number | undefined => {
  const found = readdirSync('/proc').find((name) => {
    if (!/^\d+$/.test(name)) return false
    try {
      const args = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')
      return args.includes(`--user-data-dir=${profile}`) && !args.some((arg) => arg.startsWith('--type='))
    } catch {
      return false
    }
  })
  return found === undefined ? undefined : Number(found)
}

const patience = 45_000

/** A candidate at a real browser with a profile of its own, which outlives the browser. */
export class BrowserSeat {
  readonly place: Place
  readonly #profile: string
  readonly #ledger: Ledger
  #origin = ''
  #context: BrowserContext | undefined
  #page: Page | undefined

  constructor(place: Place, ledger: Ledger, folder: string) {
    this.place = place
    this.#ledger = ledger
    this.#profile = path.join(folder, `profile-${place.seat}`)
  }

  get page(): Page {
    return this.#page!
  }

  readonly open = async (origin = this.#origin): Promise<void> => {
    this.#origin = origin
    this.#context = await chromium.launchPersistentContext(this.#profile, {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      ...{ args: quietBrowser, viewport: { width: 1024, height: 768 }, locale: 'zh-CN' },
    })
    this.#page = this.#context.pages()[0] ?? (await this.#context.newPage())
    this.#page.setDefaultTimeout(patience)
    await this.#page.goto(origin + seatPage)
  }

  readonly enter = async (): Promise<void> => {
    await this.page.getByLabel('准考证号').fill(this.place.ticketNumber)
    await this.page.getByLabel('座位号').fill(this.place.seat)
    await this.page.getByRole('button', { name: '进入' }).click()
    await this.page.getByRole('checkbox').check()
    await this.page.getByRole('button', { name: '确认' }).click()
  }

  readonly atPaper = (): Promise<void> => this.page.getByText(/第 \d+ 题，共 \d+ 题/).waitFor()

  /** The next question, and one of its first two options, by keyboard. */
  readonly answer = async (label: 'A' | 'B'): Promise<void> => {
    await this.page.keyboard.press('ArrowRight')
    await this.page.keyboard.press(label)
    // The screen has followed: what it says of saving from here on is said of this answer too.
    await this.page.locator('.options button[aria-checked="true"]').first().waitFor()
  }

  /** Keeps what the page has for the comparison; what the ledger knows already must be the same. */
  readonly #note = async (): Promise<void> => {
    for (const { clientId, deed } of await keptDeeds(this.page)) {
      const { deeds } = this.#ledger.open(this.place.seat, clientId)
      const known = deeds[deed.clientSeq - 1]
      if (known && JSON.stringify(known) !== JSON.stringify(deed))
        this.#ledger.finding(
          `seat ${this.place.seat}: the browser's own number ${deed.clientSeq} has changed`,
        )
      deeds[deed.clientSeq - 1] = deed
    }
  }

  /** Waits until the page says that everything is saved: from then on the room must have it, whatever happens. */
  readonly seesSaved = async (): Promise<void> => {
    await this.page
      .locator('.strip')
      .getByText(/^✓ 已保存/)
      .waitFor()
    await this.#note()
    for (const series of this.#ledger.series.filter(({ seat }) => seat === this.place.seat)) {
      const last = series.deeds.findLast(({ type }) => type === 'answered')
      series.told = Math.max(series.told, last?.clientSeq ?? 0)
    }
  }

  /** The machine's disk takes its time: nothing more is kept until the returned function is called. */
  readonly holdStore = async (): Promise<() => Promise<void>> => {
    await this.page.evaluate(() => {
      const held = window as unknown as { isHeld: boolean }
      held.isHeld = true
      const { transaction } = IDBDatabase.prototype
      IDBDatabase.prototype.transaction = function slow(this: IDBDatabase, ...given) {
        const made = transaction.apply(this, given)
        const [names, mode] = given
        // A transaction does not end while something is asked of it.
        const ask = (): void => {
          if (held.isHeld) made.objectStore('events').count().onsuccess = ask
        }
        if (mode === 'readwrite' && names === 'events') ask()
        return made
      }
    })
    return () =>
      this.page.evaluate(() => {
        ;(window as unknown as { isHeld: boolean }).isHeld = false
      })
  }

  readonly seesCut = (): Promise<void> => this.page.locator('.strip').getByText('断网，本机已保存').waitFor()

  /** kill -9 of the browser, at once. */
  readonly kill = async (): Promise<void> => {
    const pid = browserOf(this.#profile)
    if (pid === undefined) throw new Error(`no browser with ${this.#profile}`)
    process.kill(pid, 'SIGKILL')
    for (let tries = 0; tries < 100 && browserOf(this.#profile) !== undefined; tries += 1) await pause(50)
    await this.close()
  }

  readonly close = async (): Promise<void> => {
    const context = this.#context
    this.#context = undefined
    this.#page = undefined
    await context?.close().catch(() => {})
  }
}
