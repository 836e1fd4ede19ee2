import { type Block, type Inline, plain, type Rich } from '../../core/rich.ts'
import { splitFormulas } from './html-formula.ts'
import type { PictureSource } from './html-sink.ts'
import { htmlToRich, type RichReading } from './html-to-rich.ts'

/** `moodle`: HTML where there are tags in it, otherwise lines of text. */
export type TextFormat = 'html' | 'moodle' | 'plain' | 'markdown'

export interface FormattedText {
  readonly format: TextFormat
  readonly text: string
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

/** Text in one of the formats that learning platforms name. */
export const formattedToRich = ({ format, text }: FormattedText, picture: PictureSource): RichReading => {
  if (format === 'html' || (format === 'moodle' && looksLikeHtml(text))) return htmlToRich(text, picture)
  if (format === 'plain') return { rich: plain(text), losses: [] }
  const marked = format === 'markdown' && /[*_`#>[\]|]/.test(text)
  return {
    rich: linesToRich(text),
    losses: marked ? [{ what: 'Markdown 排版', sample: text.slice(0, 80) }] : [],
  }
}
