import temml from 'temml'
import { xmlAttribute, xmlText } from '#platform/xml/write.ts'
import type { Block, Cell, Inline, Mark, Rich, TextRun } from '../../core/rich.ts'

export interface HtmlForm {
  /** Address of a picture; undefined when the file cannot carry it. */
  readonly picture: (digest: string) => string | undefined
  /** `mathml` with the LaTeX as its annotation, or LaTeX between `\(` and `\)`. */
  readonly formula: 'mathml' | 'latex'
}

const tagOfMark: Readonly<Record<Mark, string>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  superscript: 'sup',
  subscript: 'sub',
}

/** Words that look like the delimiters of a formula are kept apart by an empty tag. */
const words = (text: string): string =>
  text
    .split(/(?<=\\)(?=[([])|(?<=\$)(?=\$)/)
    .map(xmlText)
    .join('<span></span>')
    .replace(/\n|&#13;/g, '<br/>')

const runHtml = ({ text, marks = [] }: TextRun): string =>
  marks.reduceRight((inner, mark) => `<${tagOfMark[mark]}>${inner}</${tagOfMark[mark]}>`, words(text))

const mathml = (latex: string): string | undefined => {
  try {
    const drawn = temml.renderToString(latex, { annotate: true, xml: true, throwOnError: true, trust: false })
    return drawn.includes('<annotation') ? drawn : undefined
  } catch {
    return undefined
  }
}

/** Some LaTeX would not come back from between delimiters; it stands in an attribute beside them. */
const delimited = (latex: string): string =>
  latex.includes('\\)') || latex !== latex.trim() || latex.includes('\r')
    ? `<span data-latex="${xmlAttribute(latex)}">${words(latex)}</span>`
    : `\\(${xmlText(latex)}\\)`

const inlineHtml = (inline: Inline, form: HtmlForm): string => {
  switch (inline.kind) {
    case 'text':
      return runHtml(inline)
    case 'formula':
      return (form.formula === 'mathml' ? mathml(inline.latex) : undefined) ?? delimited(inline.latex)
    case 'blank':
      return '<span class="blank">____</span>'
    case 'break':
      return '<br/>'
    case 'picture': {
      const src = form.picture(inline.digest)
      const width = inline.width === undefined ? '' : ` width="${inline.width}"`
      return src === undefined
        ? xmlText(`【图：${inline.alt || inline.digest.slice(0, 8)}】`)
        : `<img src="${xmlAttribute(src)}" alt="${xmlAttribute(inline.alt)}"${width}/>`
    }
  }
}

/** Spaces that a browser would fold together or drop. */
const foldable = /(^| |\n) | ($|\n)|[\t\f\v]/

const needsExact = (line: readonly Inline[]): boolean =>
  foldable.test(
    line
      .map((inline) => (inline.kind === 'text' ? inline.text : inline.kind === 'break' ? '\n' : '_'))
      .join(''),
  )

const element = (tag: string, line: readonly Inline[], form: HtmlForm): string => {
  const style = needsExact(line) ? ' style="white-space:pre-wrap"' : ''
  return `<${tag}${style}>${lineHtml(line, form)}</${tag.split(' ', 1)[0]}>`
}

const cellTag = ({ columns, rows }: Cell): string =>
  `td${columns === undefined ? '' : ` colspan="${columns}"`}${rows === undefined ? '' : ` rowspan="${rows}"`}`

const blockHtml = (block: Block, form: HtmlForm): string => {
  switch (block.kind) {
    case 'paragraph':
      return element('p', block.content, form)
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul'
      return `<${tag}>${block.items.map((item) => element('li', item, form)).join('')}</${tag}>`
    }
    case 'table': {
      const rows = block.rows.map(
        (row) => `<tr>${row.map((cell) => element(cellTag(cell), cell.content, form)).join('')}</tr>`,
      )
      return `<table>${rows.length === 0 ? '' : `<tbody>${rows.join('')}</tbody>`}</table>`
    }
  }
}

/** One line without a block around it. */
export const lineHtml = (line: readonly Inline[], form: HtmlForm): string =>
  line.map((inline) => inlineHtml(inline, form)).join('')

/** HTML that is well-formed XML too, and that `htmlToRich` reads back to the same. */
export const richToHtml = (rich: Rich, form: HtmlForm): string =>
  rich.map((block) => blockHtml(block, form)).join('')
