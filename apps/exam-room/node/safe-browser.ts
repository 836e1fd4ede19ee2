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

/** Whether the browser is one that this sitting admits. */
export const isAdmitted = ({ preparation }: LiveSitting, proof: BrowserProof): boolean => {
  if (preparation.rules.seat?.browser !== 'seb') return true
  const { origin, path, requestHash, pageHash } = proof
  const { sittingId } = preparation
  const key = configKey(sebSettings({ origin, sittingId }))
  const page = `${origin}/room/seat/?sitting=${sittingId}`
  return requestHash === configKeyHash(origin + path, key) || pageHash === configKeyHash(page, key)
}
