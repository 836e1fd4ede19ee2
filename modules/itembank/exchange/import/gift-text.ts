import { type Block, type Inline, plain, type Rich } from '../../core/rich.ts'
import { splitFormulas } from './html-formula.ts'
import { htmlToRich, type RichReading } from './html-to-rich.ts'
import type { PictureShelf } from './picture-shelf.ts'

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

export type GiftFormat = 'html' | 'moodle' | 'plain' | 'markdown'

const formatMark = /^\[(html|moodle|plain|markdown)\]/

export interface GiftText {
  readonly format: GiftFormat
  readonly text: string
}

export const giftText = (raw: string, inherited: GiftFormat): GiftText => {
  const trimmed = raw.trim()
  const format = formatMark.exec(trimmed)?.[1] as GiftFormat | undefined
  const text = format ? trimmed.slice(format.length + 2) : trimmed
  return { format: format ?? inherited, text: putBack(text) }
}

const looksLikeHtml = (text: string): boolean =>
  /<\/?[a-z][a-z0-9]*(\s[^<>]*)?\/?>|&[a-z]{2,8};|&#\d+;/i.test(text)

const lineOf = (inline: Inline): readonly Inline[] =>
  inline.kind === 'text'
    ? splitFormulas(inline.text).map(
        (piece): Inline =>
          'latex' in piece ? { kind: 'formula', latex: piece.latex } : { kind: 'text', text: piece.text },
      )
    : [inline]

/** Lines of text; formulas between LaTeX delimiters are formulas. */
const linesToRich = (text: string): Rich =>
  plain(text).map(
    (block): Block =>
      block.kind === 'paragraph' ? { kind: 'paragraph', content: block.content.flatMap(lineOf) } : block,
  )

export const giftRich = ({ format, text }: GiftText, shelf: PictureShelf): RichReading => {
  if (format === 'html' || (format === 'moodle' && looksLikeHtml(text)))
    return htmlToRich(text, (src) => shelf.takeAddress(src))
  if (format === 'plain') return { rich: plain(text), losses: [] }
  const marked = format === 'markdown' && /[*_`#>[\]|]/.test(text)
  return {
    rich: linesToRich(text),
    losses: marked ? [{ what: 'Markdown 排版', sample: text.slice(0, 80) }] : [],
  }
}
