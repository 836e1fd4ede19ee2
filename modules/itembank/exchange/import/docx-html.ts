import { parseDocument } from 'htmlparser2'
import { MathMLToLaTeX } from 'mathml-to-latex'
import type { Cell, Inline, Mark } from '../../core/rich.ts'
import type { Line } from '../core/lines.ts'
import type { Loss } from '../core/parsed.ts'
import { inlinePicture, type Shelved } from './picture-shelf.ts'
import { wordTable } from './word-table.ts'

type AnyNode = ReturnType<typeof parseDocument>['children'][number]
type Element = Extract<AnyNode, { attribs: unknown }>

const isTag = (node: AnyNode): node is Element => 'attribs' in node
const isText = (node: AnyNode): node is Extract<AnyNode, { type: 'text' }> & { data: string } =>
  node.type === 'text'

const markNames = wordTable<Mark>({
  ...{ b: 'bold', strong: 'bold', i: 'italic', em: 'italic', u: 'underline', ins: 'underline' },
  ...{ sup: 'superscript', sub: 'subscript' },
})
const blocks = new Set(
  'p div li ul ol h1 h2 h3 h4 h5 h6 tr blockquote pre section article body center dd dt'.split(' '),
)
const dropped = wordTable<string>({
  script: '脚本',
  iframe: '嵌入网页',
  object: '嵌入对象',
  embed: '嵌入对象',
  form: '表单',
  video: '视频',
  audio: '音频',
})
const silent = new Set(['style', 'head', 'title', 'meta', 'link', 'xml'])
const deepest = 200

/** Where its pictures are: made safe before, by the address the page gives. */
export type HtmlPictures = ReadonlyMap<string, Shelved>

/** Addresses of the pictures a page shows. */
export const pictureAddresses = (html: string): readonly string[] => {
  const found = new Set<string>()
  const visit = (nodes: readonly AnyNode[], depth: number): void => {
    for (const node of nodes) {
      if (!isTag(node) || depth > deepest) continue
      if (node.name === 'img' && node.attribs.src) found.add(node.attribs.src)
      visit(node.children, depth + 1)
    }
  }
  visit(parseDocument(html).children, 0)
  return [...found]
}

const mathOf = (node: Element): string => {
  const write = (one: AnyNode): string => {
    if (isText(one)) return one.data.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    return isTag(one) ? `<${one.name}>${one.children.map(write).join('')}</${one.name}>` : ''
  }
  try {
    return MathMLToLaTeX.convert(write(node)).trim()
  } catch {
    return ''
  }
}

class HtmlReader {
  readonly lines: Omit<Line, 'number'>[] = []
  readonly #pictures: HtmlPictures
  #content: Inline[] = []
  #losses: Loss[] = []

  constructor(pictures: HtmlPictures) {
    this.#pictures = pictures
  }

  flush() {
    if (
      this.#content.some((inline) => inline.kind !== 'text' || inline.text.trim() !== '') ||
      this.#losses.length > 0
    )
      this.lines.push({ content: this.#content, losses: this.#losses })
    this.#content = []
    this.#losses = []
  }

  #picture({ attribs }: Element) {
    const { src = '', alt = '' } = attribs
    const shelved = this.#pictures.get(src)
    const width = /^\d+$/.test(attribs.width ?? '') ? Number(attribs.width) : undefined
    if (!shelved) this.#losses.push({ what: '链接的图片（未取）', sample: src.slice(0, 120) })
    else if ('loss' in shelved) this.#losses.push(shelved.loss)
    else this.#content.push(inlinePicture(shelved.picture, { alt, width }))
  }

  #table(node: Element, depth: number) {
    this.flush()
    const named = (within: Element, ...names: string[]): Element[] =>
      within.children.flatMap((child) => {
        if (!isTag(child)) return []
        if (names.includes(child.name)) return [child]
        return ['tbody', 'thead', 'tfoot'].includes(child.name) ? named(child, ...names) : []
      })
    const span = (text: string | undefined) =>
      Math.min(100, Math.max(1, Number.parseInt(text ?? '1', 10) || 1))
    const losses: Loss[] = []
    const rows = named(node, 'tr').map((row) =>
      named(row, 'td', 'th').map((cell): Cell => {
        const inner = new HtmlReader(this.#pictures)
        inner.read(cell.children, [], depth + 1)
        inner.flush()
        losses.push(...inner.lines.flatMap((line) => line.losses))
        const content = inner.lines.flatMap((line, at): Inline[] => [
          ...(at > 0 ? [{ kind: 'break' as const }] : []),
          ...line.content,
        ])
        const [columns, down] = [span(cell.attribs.colspan), span(cell.attribs.rowspan)]
        return { content, ...(columns > 1 && { columns }), ...(down > 1 && { rows: down }) }
      }),
    )
    if (rows.length > 0)
      this.lines.push({ content: [], table: { kind: 'table', rows: rows.slice(0, 200) }, losses })
  }

  #element(node: Element, marks: readonly Mark[], depth: number) {
    const { name } = node
    if (dropped[name]) this.#losses.push({ what: dropped[name], sample: `<${name}>` })
    else if (silent.has(name)) return
    else if (name === 'br') this.#content.push({ kind: 'break' })
    else if (name === 'img') this.#picture(node)
    else if (name === 'table') this.#table(node, depth)
    else if (name === 'math') {
      const latex = mathOf(node)
      if (latex !== '' && latex.length <= 4000) this.#content.push({ kind: 'formula', latex })
      else this.#losses.push({ what: '公式', sample: 'MathML' })
    } else {
      const mark = markNames[name]
      if (blocks.has(name)) this.flush()
      this.read(node.children, mark && !marks.includes(mark) ? [...marks, mark] : marks, depth + 1)
      if (blocks.has(name)) this.flush()
    }
  }

  read(nodes: readonly AnyNode[], marks: readonly Mark[], depth: number): void {
    if (depth > deepest) {
      this.#losses.push({ what: '嵌套过深的网页内容', sample: `超过${deepest}层` })
      return
    }
    for (const node of nodes) {
      if (isTag(node)) this.#element(node, marks, depth)
      else if (isText(node)) {
        const text = node.data.replace(/[ \t\r\n]+/g, ' ')
        if (text !== '') this.#content.push({ kind: 'text', text, ...(marks.length > 0 && { marks }) })
      }
    }
  }
}

/** A web page as lines. Nothing in it runs and nothing is fetched; what cannot be held is a loss. */
export const readHtml = (html: string, pictures: HtmlPictures): readonly Omit<Line, 'number'>[] => {
  const reader = new HtmlReader(pictures)
  reader.read(parseDocument(html).children, [], 0)
  reader.flush()
  return reader.lines
}
