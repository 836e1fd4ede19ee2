/** A setting of Safe Exam Browser, as its property list holds it. */
export type SebValue = string | number | boolean | readonly SebValue[] | { readonly [key: string]: SebValue }

export interface SebSettings {
  readonly [key: string]: SebValue
}

/** What the documentation calls alphabetical: case does not count, and of two alike the small letters come first. */
const inOrder = (one: string, other: string): number => {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()]
  if (a !== b) return a < b ? -1 : 1
  return one > other ? -1 : one < other ? 1 : 0
}

const isEmpty = (value: SebValue): boolean =>
  typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0

const jsonOf = (value: SebValue): string => {
  // The one departure from JSON: nothing within a string is escaped.
  if (typeof value === 'string') return `"${value}"`
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(',')}]`
  const record = value as SebSettings
  const members = Object.keys(record)
    .filter((key) => !isEmpty(record[key]!))
    .sort(inOrder)
    .map((key) => `"${key}":${jsonOf(record[key]!)}`)
  return `{${members.join(',')}}`
}

/**
 * The text whose SHA-256 is the Config Key, by https://safeexambrowser.org/developer/seb-config-key.html: keys in order
 * at every depth, no white space, no escapes, no empty dictionaries, without `originatorVersion`.
 */
export const sebJson = ({ originatorVersion: _version, ...settings }: SebSettings): string => jsonOf(settings)

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const plistOf = (value: SebValue): string => {
  if (typeof value === 'string') return `<string>${escaped(value)}</string>`
  if (typeof value === 'number') return `<integer>${value}</integer>`
  if (typeof value === 'boolean') return value ? '<true/>' : '<false/>'
  if (Array.isArray(value)) return `<array>${value.map(plistOf).join('')}</array>`
  const members = Object.entries(value).map(([key, one]) => `<key>${escaped(key)}</key>${plistOf(one)}`)
  return `<dict>${members.join('')}</dict>`
}

/** The file that Safe Exam Browser opens: an XML property list, not encrypted. */
export const sebFile = (settings: SebSettings): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0">${plistOf(settings)}</plist>\n`

interface Place {
  /** Scheme, host and port under which the seats reach the room. */
  readonly origin: string
  /** The other node of a pair: a seat goes on there when the first is gone. */
  readonly others?: readonly string[]
  readonly sittingId: string
}

const filterRule = (origin: string): SebValue => ({
  action: 1,
  active: true,
  expression: `${origin.replace(/^https?:\/\//, '')}/*`,
  regex: false,
})

/** Where Safe Exam Browser ends itself: offered once the candidate has finished. */
export const quitAddress = (origin: string): string => `${origin}/room/seat/quit`

/** Nothing but the addresses of the room's nodes, no way out but the room's own, and what the seat keeps survives a restart. */
export const sebSettings = ({ origin, others = [], sittingId }: Place): SebSettings => ({
  originatorVersion: 'Jiangheng',
  sebConfigPurpose: 0,
  startURL: `${origin}/room/seat/?sitting=${sittingId}`,
  sendBrowserExamKey: true,
  allowQuit: false,
  quitURL: quitAddress(origin),
  quitURLConfirm: false,
  browserViewMode: 1,
  enableTouchExit: false,
  showTaskBar: false,
  showReloadButton: false,
  browserWindowAllowReload: true,
  showReloadWarning: false,
  newBrowserWindowByLinkPolicy: 0,
  newBrowserWindowByScriptPolicy: 0,
  allowSwitchToApplications: false,
  allowSpellCheck: false,
  allowDictionaryLookup: false,
  allowDownUploads: false,
  enablePrivateClipboard: true,
  examSessionClearCookiesOnStart: false,
  examSessionClearCookiesOnEnd: false,
  URLFilterEnable: true,
  URLFilterEnableContentFilter: false,
  URLFilterRules: [origin, ...others].map(filterRule),
})

/** The same for an ordinary Chromium: one full screen, nothing else, and a page that may keep itself (service worker). */
export const kioskCommand = ({ origin, others = [], sittingId }: Place): string =>
  [
    'chromium',
    '--kiosk',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-translate',
    '--disable-pinch',
    '--overscroll-history-navigation=0',
    '--disable-features=Translate,TranslateUI',
    '--password-store=basic',
    '--user-data-dir="$HOME/jiangheng-seat"',
    `--unsafely-treat-insecure-origin-as-secure=${[origin, ...others].join(',')}`,
    `--app="${origin}/room/seat/?sitting=${sittingId}"`,
  ].join(' \\\n  ')
