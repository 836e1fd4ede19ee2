import { type Inline, inlinesOf, type Rich, type TextRun, tidy } from '../../core/rich.ts'

/**
 * Text as documents write it and as items hold it. Formulas stand as `$LaTeX$` or `\(LaTeX\)` (a dollar sign of the
 * text as `\$`), blanks of a stem as two or more underscores.
 */
const fullWidth = /[\uff01-\uff5e]/g

/** Half width for letters, digits and signs, plain spaces and hyphens; the length stays, so that positions agree. */
export const fold = (text: string): string =>
  text
    .replace(fullWidth, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0\u2002-\u200a\t]/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')

const special = /\\\$|\$(?=\S)((?:\\\$|[^$\n])*?[^\s\\$])\$(?!\d)|\\\(([^\n]{1,4000}?)\\\)/g
const drawnBlank = /_{2,}|\uff3f{2,}/

export interface TextTraits {
  /** Drawn blanks become blanks; only stems have them. */
  readonly blanks: boolean
}

const needsCare = (text: string, { blanks }: TextTraits): boolean =>
  text.includes('$') || text.includes('\\(') || (blanks && drawnBlank.test(text))

const withBlanks = (run: TextRun, { blanks }: TextTraits): readonly Inline[] => {
  if (!blanks) return [run]
  if (run.marks?.includes('underline') && /^[\s\u3000]{2,}$/.test(run.text)) return [{ kind: 'blank' }]
  const pieces = run.text.split(drawnBlank)
  return pieces.flatMap((text, at): Inline[] =>
    at === 0 ? [{ ...run, text }] : [{ kind: 'blank' }, { ...run, text }],
  )
}

/** A run with its formulas and blanks told apart. */
export const readRun = (run: TextRun, traits: TextTraits): readonly Inline[] => {
  if (!needsCare(run.text, traits) && !run.marks?.includes('underline')) return [run]
  const pieces: Inline[] = []
  let text = ''
  let from = 0
  const flush = () => {
    if (text !== '') pieces.push(...withBlanks({ ...run, text }, traits))
    text = ''
  }
  for (const match of run.text.matchAll(special)) {
    text += run.text.slice(from, match.index)
    from = match.index + match[0].length
    const latex = match[1] ?? match[2]
    if (latex === undefined) text += '$'
    else {
      flush()
      pieces.push({ kind: 'formula', latex: match[1] === undefined ? latex : latex.trim() })
    }
  }
  text += run.text.slice(from)
  flush()
  return pieces
}

const lineEnd = /\r\n|\r|\n/

/** A sequence of runs, paragraphs being separated by line ends; white space around the whole is dropped. */
export const richOfRuns = (runs: readonly TextRun[], traits: TextTraits): Rich => {
  const lines: Inline[][] = [[]]
  for (const run of trimmed(runs)) {
    const [first = '', ...more] = run.text.split(lineEnd)
    lines.at(-1)!.push(...readRun({ ...run, text: first }, traits))
    for (const text of more) lines.push([...readRun({ ...run, text }, traits)])
  }
  return tidy(lines.map((content) => ({ kind: 'paragraph', content })))
}

const trimmed = (runs: readonly TextRun[]): readonly TextRun[] => {
  const seen = (run: TextRun) => run.text.trim() !== '' || run.marks?.includes('underline')
  const first = runs.findIndex(seen)
  const last = runs.findLastIndex(seen)
  return runs.slice(first < 0 ? runs.length : first, last + 1).map((run, at, kept) => {
    if (run.marks?.includes('underline')) return run
    const start = at === 0 ? run.text.trimStart() : run.text
    return { ...run, text: at === kept.length - 1 ? start.trimEnd() : start }
  })
}

const simple = (latex: string): boolean => !/(?<!\\)\$|^\s|[\s\\$]$|\n/.test(latex)

/** What stands before and after a formula on its line; empty where that is no text. */
interface Beside {
  readonly before: string
  readonly after: string
}

/** A formula as text, so that `readRun` gives it back. Undefined when it cannot be told. */
export const writeFormula = (latex: string, { before, after }: Beside): string | undefined => {
  const line = latex.replaceAll(/\s*\n\s*/g, ' ')
  if (simple(line) && !/^\d/.test(after) && !before.endsWith('\\')) return `$${line}$`
  return line.includes('\\)') || line.length > 4000 ? undefined : `\\(${line}\\)`
}

const textOfRun = (inline: Inline | undefined): string => (inline?.kind === 'text' ? inline.text : '')

export const besideOf = (content: readonly Inline[], at: number): Beside => ({
  before: textOfRun(content[at - 1]),
  after: textOfRun(content[at + 1]),
})

/** Text that would be read as a formula: there is no way to write it otherwise. */
export const looksLikeFormula = (text: string): boolean => /\\\([^\n]{1,4000}?\\\)/.test(text)

/** A stem whose text has underscores of its own: they would be read as a blank. */
export const drawsBlank = (rich: Rich): boolean =>
  inlinesOf(rich).some((inline) => inline.kind === 'text' && drawnBlank.test(inline.text))

/** Text of an item as written: a dollar sign is told from the beginning of a formula. */
export const writeText = (text: string): string => text.replaceAll('$', '\\$')
