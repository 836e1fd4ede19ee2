import type { FormattedText, TextFormat } from './html-or-plain.ts'

/** Characters with a meaning in GIFT are escaped by a backslash; while a question is taken apart they stand aside. */
const escapable = '\\:#={}~n'
/** Code points that are no characters and never stand in a text. */
const firstAside = 0xfdd0
const asides = new RegExp(
  `[\\u{${firstAside.toString(16)}}-\\u{${(firstAside + escapable.length - 1).toString(16)}}]`,
  'gu',
)

/** Puts escaped characters aside, so that what is left has its meaning. */
export const setAside = (text: string): string =>
  text
    .replace(asides, '')
    .replace(/\\([\\:#={}~n])/g, (_, escaped: string) =>
      String.fromCharCode(firstAside + escapable.indexOf(escaped)),
    )

/** Gives back what was set aside. */
export const putBack = (text: string): string =>
  text.replace(asides, (aside) => {
    const escaped = escapable[aside.charCodeAt(0) - firstAside]!
    return escaped === 'n' ? '\n' : escaped
  })

const formatMark = /^\[(html|moodle|plain|markdown)\]/

export const giftText = (raw: string, inherited: TextFormat): FormattedText => {
  const trimmed = raw.trim()
  const format = formatMark.exec(trimmed)?.[1] as TextFormat | undefined
  const text = format ? trimmed.slice(format.length + 2) : trimmed
  return { format: format ?? inherited, text: putBack(text) }
}
