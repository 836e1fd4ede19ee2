/**
 * Text as items hold it: paragraphs, tables and lists of text with marks, formulas, pictures and blanks. A closed
 * set, so that every reader and writer of it is exhaustive and nothing in it can run.
 */
export const marks = ['bold', 'italic', 'underline', 'superscript', 'subscript'] as const
export type Mark = (typeof marks)[number]

export interface TextRun {
  readonly kind: 'text'
  readonly text: string
  /** In the order of `marks`, once each; left out when there is none. */
  readonly marks?: readonly Mark[]
}

/** LaTeX without delimiters. */
export interface Formula {
  readonly kind: 'formula'
  readonly latex: string
}

/** A picture of the bank, named by the SHA-256 of its bytes, hexadecimal. */
export interface Picture {
  readonly kind: 'picture'
  readonly digest: string
  /** What it shows, for those who do not see it; may be empty. */
  readonly alt: string
  /** Wanted width in CSS pixels; left out for its own. */
  readonly width?: number
}

/** Where a candidate fills in; the n-th blank of a stem belongs to the n-th blank of the key. */
export interface Blank {
  readonly kind: 'blank'
}

export interface LineBreak {
  readonly kind: 'break'
}

export type Inline = TextRun | Formula | Picture | Blank | LineBreak

export interface Paragraph {
  readonly kind: 'paragraph'
  readonly content: readonly Inline[]
}

export interface Cell {
  readonly content: readonly Inline[]
  /** How many columns and rows it covers; left out for one. */
  readonly columns?: number
  readonly rows?: number
}

export interface Table {
  readonly kind: 'table'
  readonly rows: readonly (readonly Cell[])[]
}

export interface List {
  readonly kind: 'list'
  readonly ordered: boolean
  readonly items: readonly (readonly Inline[])[]
}

export type Block = Paragraph | Table | List
export type Rich = readonly Block[]

/** Plain text as rich text: a paragraph for each line. Empty text is no paragraph. */
export const plain = (text: string): Rich =>
  text.trim() === ''
    ? []
    : text
        .trim()
        .split(/\r\n|\r|\n/)
        .map((line) => ({ kind: 'paragraph', content: line === '' ? [] : [{ kind: 'text', text: line }] }))

const inlineText = (inline: Inline): string => {
  switch (inline.kind) {
    case 'text':
      return inline.text
    case 'formula':
      return `$${inline.latex}$`
    case 'picture':
      return `【图：${inline.alt || inline.digest.slice(0, 8)}】`
    case 'blank':
      return '____'
    case 'break':
      return '\n'
  }
}

const lineText = (content: readonly Inline[]): string => content.map(inlineText).join('')

const blockText = (block: Block): string => {
  switch (block.kind) {
    case 'paragraph':
      return lineText(block.content)
    case 'table':
      return block.rows.map((row) => row.map(({ content }) => lineText(content)).join('\t')).join('\n')
    case 'list':
      return block.items.map(lineText).join('\n')
  }
}

/** The words of a rich text, for search, comparison and places that show plain text only. */
export const textOf = (rich: Rich): string => rich.map(blockText).join('\n')

/** True when the text is plain: `plain(textOf(rich))` is the same. */
export const isPlain = (rich: Rich): boolean =>
  rich.every(
    (block) =>
      block.kind === 'paragraph' &&
      block.content.every((inline) => inline.kind === 'text' && inline.marks === undefined),
  )

const linesOf = (block: Block): readonly (readonly Inline[])[] => {
  switch (block.kind) {
    case 'paragraph':
      return [block.content]
    case 'table':
      return block.rows.flatMap((row) => row.map(({ content }) => content))
    case 'list':
      return block.items
  }
}

/** Every inline piece in reading order. */
export const inlinesOf = (rich: Rich): readonly Inline[] => rich.flatMap((block) => linesOf(block).flat())

/** Digests of the pictures in reading order, each once. */
export const picturesOf = (rich: Rich): readonly string[] => [
  ...new Set(inlinesOf(rich).flatMap((inline) => (inline.kind === 'picture' ? [inline.digest] : []))),
]

const sortedMarks = (held: readonly Mark[] | undefined): readonly Mark[] =>
  marks.filter((mark) => held?.includes(mark))

const tidyRun = ({ text, marks: held }: TextRun): TextRun => {
  const kept = sortedMarks(held)
  return kept.length > 0 ? { kind: 'text', text, marks: kept } : { kind: 'text', text }
}

const sameMarks = (a: TextRun, b: TextRun) => sortedMarks(a.marks).join() === sortedMarks(b.marks).join()

const tidyLine = (content: readonly Inline[]): readonly Inline[] => {
  const kept: Inline[] = []
  for (const inline of content) {
    if (inline.kind !== 'text') kept.push(inline)
    else if (inline.text !== '') {
      const last = kept.at(-1)
      if (last?.kind === 'text' && sameMarks(last, inline))
        kept[kept.length - 1] = tidyRun({ ...last, text: last.text + inline.text })
      else kept.push(tidyRun(inline))
    }
  }
  return kept
}

const tidyBlock = (block: Block): Block => {
  switch (block.kind) {
    case 'paragraph':
      return { kind: 'paragraph', content: tidyLine(block.content) }
    case 'table':
      return {
        kind: 'table',
        rows: block.rows.map((row) => row.map((cell) => ({ ...cell, content: tidyLine(cell.content) }))),
      }
    case 'list':
      return { ...block, items: block.items.map(tidyLine) }
  }
}

const isEmpty = (block: Block): boolean => linesOf(block).every((line) => line.length === 0)

/**
 * One form for one content: runs with equal marks joined, empty runs dropped, empty blocks at either end dropped.
 * Readers of files and the editor hand over nothing else, so that equal contents compare equal.
 */
export const tidy = (rich: Rich): Rich => {
  const blocks = rich.map(tidyBlock)
  const first = blocks.findIndex((block) => !isEmpty(block))
  return first < 0 ? [] : blocks.slice(first, blocks.findLastIndex((block) => !isEmpty(block)) + 1)
}
