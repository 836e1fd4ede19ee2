import { createHash } from 'node:crypto'
import { type SebSettings, sebJson, sebSettings } from '#modules/delivery/core/safe-browser.ts'
import { refuse } from '#platform/contract/verdict.ts'
import type { LiveSitting } from './live-sitting.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export const configKey = (settings: SebSettings): string => sha256(sebJson(settings))

/** What Safe Exam Browser sends with a request: SHA-256 of its address, without fragment, and the Config Key. */
export const configKeyHash = (address: string, key: string): string =>
  sha256(address.replace(/#.*$/, '') + key)

/** How a request was made, as far as the browser's word for itself goes. */
export interface BrowserProof {
  readonly origin: string
  /** Path and query of the request. */
  readonly path: string
  /** `X-SafeExamBrowser-ConfigKeyHash`: of the request itself. */
  readonly requestHash: string
  /** What the browser's own interface told the page: of the page's address. */
  readonly pageHash: string
}

export const browserNotAllowed = refuse('browser-not-allowed', {
  sentence: '本场须在安全考试浏览器（SEB）中作答，当前浏览器或其配置不符。',
  remedy: '请用本场的 SEB 配置文件重新打开，或举手示意监考人员。',
  clauses: ['SDS-4.4-36'],
})

/** The addresses of a pair beside the one that a machine was set up with, always in one order: the key depends on it. */
export const othersThan = (origin: string, nodes: readonly string[]): readonly string[] =>
  [...new Set(nodes)].filter((node) => node !== origin).sort()

const mostKeys = 200
const keys = new Map<string, string>()

/** Settings do not change while a room is served, so their key is not computed with every request. */
const keyOf = (origin: string, others: readonly string[], sittingId: string): string => {
  const name = [sittingId, origin, ...others].join(' ')
  const known = keys.get(name)
  if (known !== undefined) return known
  if (keys.size >= mostKeys) keys.clear()
  const key = configKey(sebSettings({ origin, others, sittingId }))
  keys.set(name, key)
  return key
}

/** Whether a sitting admits Safe Exam Browser alone. */
export const needsSafeBrowser = ({ preparation }: LiveSitting): boolean =>
  preparation.rules.seat?.browser === 'seb'

/**
 * Whether the browser proves to be set up for this sitting. A machine was set up at either node of a pair, or before the two
 * were paired, and calls the one that serves.
 */
export const isAdmitted = (
  { preparation }: LiveSitting,
  proof: BrowserProof,
  nodes: readonly string[],
): boolean => {
  const { origin, path, requestHash, pageHash } = proof
  if (requestHash === '' && pageHash === '') return false
  const { sittingId } = preparation
  return [...new Set([origin, ...nodes])].some((start) =>
    [othersThan(start, nodes), []].some((others) => {
      const key = keyOf(start, others, sittingId)
      const page = `${start}/room/seat/?sitting=${sittingId}`
      return requestHash === configKeyHash(origin + path, key) || pageHash === configKeyHash(page, key)
    }),
  )
}
