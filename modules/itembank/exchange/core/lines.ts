import { type Block, type Inline, type Rich, type Table, type TextRun, tidy } from '../../core/rich.ts'
import type { Loss } from './parsed.ts'
import { fold, readRun, type TextTraits } from './written-text.ts'

/** A paragraph of a document, or a table between two. */
export interface Line {
  /** As the document counts its paragraphs, from 1. */
  readonly number: number
  readonly content: readonly Inline[]
  readonly table?: Table
  readonly losses: readonly Loss[]
}

const stand = '\ufffc'

/** The line's text, folded to half width; whatever is no text stands as one character, so that positions agree. */
export const flat = (content: readonly Inline[]): string =>
  content
    .map((inline) => (inline.kind === 'text' ? fold(inline.text) : inline.kind === 'break' ? '\n' : stand))
    .join('')

const lengthOf = (inline: Inline): number => (inline.kind === 'text' ? inline.text.length : 1)

/** The pieces between two positions of the flat text. */
export const cut = (
  content: readonly Inline[],
  from: number,
  to = Number.POSITIVE_INFINITY,
): readonly Inline[] => {
  const kept: Inline[] = []
  let at = 0
  for (const inline of content) {
    const [start, end] = [Math.max(0, from - at), Math.min(lengthOf(inline), to - at)]
    if (end > start)
      kept.push(inline.kind === 'text' ? { ...inline, text: inline.text.slice(start, end) } : inline)
    at += lengthOf(inline)
  }
  return kept
}

const isSpace = (inline: Inline | undefined, text: (run: TextRun) => string): boolean =>
  inline?.kind === 'break' ||
  (inline?.kind === 'text' && text(inline) === '' && !inline.marks?.includes('underline'))

/** Without white space and line breaks at either end; an underlined space is a blank to fill in and stays. */
export const trimLine = (content: readonly Inline[]): readonly Inline[] => {
  const kept = [...content]
  while (kept.length > 0 && isSpace(kept[0], ({ text }) => text.trim())) kept.shift()
  while (kept.length > 0 && isSpace(kept.at(-1), ({ text }) => text.trim())) kept.pop()
  const edge = (at: number, trim: (text: string) => string) => {
    const inline = kept.at(at)
    if (inline?.kind !== 'text' || inline.marks?.includes('underline')) return
    kept[at < 0 ? kept.length + at : at] = { ...inline, text: trim(inline.text) }
  }
  edge(0, (text) => text.trimStart())
  edge(-1, (text) => text.trimEnd())
  return kept
}

const joined = (content: readonly Inline[]): readonly Inline[] => {
  const [block] = tidy([{ kind: 'paragraph', content }])
  return block?.kind === 'paragraph' ? block.content : []
}

/** Its formulas written as text and, in a stem, its blanks told apart. */
const read = (content: readonly Inline[], traits: TextTraits): readonly Inline[] =>
  joined(content).flatMap((inline) => (inline.kind === 'text' ? readRun(inline, traits) : [inline]))

/** Lines as the rich text of an item. */
export const richOfLines = (lines: readonly Pick<Line, 'content' | 'table'>[], traits: TextTraits): Rich =>
  tidy(
    lines.map(({ content, table }): Block => {
      if (!table) return { kind: 'paragraph', content: read(trimLine(content), traits) }
      const rows = table.rows.map((row) =>
        row.map((cell) => ({ ...cell, content: read(cell.content, traits) })),
      )
      return { kind: 'table', rows }
    }),
  )

/** Positions just behind the soft line breaks. */
const afterBreaks = (text: string): readonly number[] =>
  [...text.matchAll(/\n/g)].map(({ index }) => index + 1)

/** Cuts a line at those soft breaks after which `begins` says that something new begins; no piece begins with white space. */
export const splitAtBreaks = (whole: Line, begins: (rest: string) => boolean): readonly Line[] => {
  const line = { ...whole, content: trimLine(whole.content) }
  const text = flat(line.content)
  const breaks = afterBreaks(text)
  const starts = breaks.filter((at, place) =>
    begins(text.slice(at, (breaks[place + 1] ?? text.length + 1) - 1)),
  )
  if (starts.length === 0) return [line]
  return [0, ...starts].map((from, at) => ({
    ...line,
    content: trimLine(cut(line.content, from, starts[at])),
    losses: at === 0 ? line.losses : [],
  }))
}
