import {
  type Block,
  type Cell,
  type Inline,
  type Mark,
  marks,
  type Rich,
} from '#modules/itembank/core/rich.ts'

/** How the editor draws what is no text: the node stands as one character that cannot be entered. */
export interface Atoms {
  readonly formula: (latex: string) => HTMLElement
  readonly picture: (picture: { digest: string; alt: string; width?: number | undefined }) => HTMLElement
}

const tagOf: { readonly [M in Mark]: string } = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  superscript: 'sup',
  subscript: 'sub',
}
const markOf: { readonly [tag: string]: Mark } = {
  ...{ B: 'bold', STRONG: 'bold', I: 'italic', EM: 'italic', U: 'underline', INS: 'underline' },
  ...{ SUP: 'superscript', SUB: 'subscript' },
}

export const atom = (name: string, label: string): HTMLElement => {
  const node = document.createElement('span')
  node.contentEditable = 'false'
  node.className = `atom ${name}`
  node.setAttribute('role', 'img')
  node.setAttribute('aria-label', label)
  return node
}

export const blankNode = (): HTMLElement => {
  const node = atom('rich-blank', '填空')
  node.dataset.blank = 'yes'
  return node
}

const inlineNode = (inline: Inline, atoms: Atoms): Node => {
  switch (inline.kind) {
    case 'text':
      return (inline.marks ?? []).reduceRight<Node>((inner, mark) => {
        const outer = document.createElement(tagOf[mark])
        outer.append(inner)
        return outer
      }, document.createTextNode(inline.text))
    case 'formula':
      return atoms.formula(inline.latex)
    case 'picture':
      return atoms.picture(inline)
    case 'blank':
      return blankNode()
    case 'break':
      return document.createElement('br')
  }
}

const filled = (tag: string, content: readonly Inline[], atoms: Atoms): HTMLElement => {
  const element = document.createElement(tag)
  element.append(...content.map((inline) => inlineNode(inline, atoms)))
  // An empty line needs something for the caret to stand on.
  if (content.length === 0) element.append(document.createElement('br'))
  return element
}

const cellNode = ({ content, columns, rows }: Cell, atoms: Atoms): HTMLElement => {
  const cell = filled('td', content, atoms) as HTMLTableCellElement
  if (columns) cell.colSpan = columns
  if (rows) cell.rowSpan = rows
  return cell
}

export const tableNode = (rows: readonly (readonly Cell[])[], atoms: Atoms): HTMLElement => {
  const table = document.createElement('table')
  table.className = 'rich-table'
  const body = table.createTBody()
  for (const row of rows) {
    const line = document.createElement('tr')
    line.append(...row.map((cell) => cellNode(cell, atoms)))
    body.append(line)
  }
  return table
}

const blockNode = (block: Block, atoms: Atoms): HTMLElement => {
  switch (block.kind) {
    case 'paragraph':
      return filled('p', block.content, atoms)
    case 'table':
      return tableNode(block.rows, atoms)
    case 'list': {
      const list = document.createElement(block.ordered ? 'ol' : 'ul')
      list.append(...block.items.map((item) => filled('li', item, atoms)))
      return list
    }
  }
}

/** A rich text as nodes to edit; nothing but what is named here is ever made. */
export const nodesOf = (rich: Rich, atoms: Atoms): readonly Node[] => {
  const nodes = rich.map((block) => blockNode(block, atoms))
  // After a table or at the start there must be a line to write on.
  return nodes.length === 0 || nodes.at(-1)?.tagName === 'TABLE' ? [...nodes, filled('p', [], atoms)] : nodes
}

const skipped = new Set(['SCRIPT', 'STYLE', 'HEAD', 'TITLE', 'META', 'LINK', 'TEMPLATE', 'IFRAME', 'OBJECT'])
const blocks = new Set([
  ...['P', 'DIV', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'SECTION', 'ARTICLE', 'BLOCKQUOTE', 'PRE', 'BODY'],
  ...['UL', 'OL', 'LI', 'TABLE', 'TBODY', 'THEAD', 'TFOOT', 'TR', 'TD', 'TH', 'FIGURE', 'HTML', 'MAIN'],
])

const pictureOf = ({ dataset }: HTMLElement): readonly Inline[] => {
  const { digest = '', alt = '', width } = dataset
  if (!/^[0-9a-f]{64}$/.test(digest)) return []
  return [{ kind: 'picture', digest, alt, ...(width && { width: Number(width) }) }]
}

/** What an element stands for as a whole; undefined when its content counts. */
const atomOf = (element: HTMLElement): readonly Inline[] | undefined => {
  const { dataset, tagName } = element
  if (dataset.latex !== undefined)
    return dataset.latex === '' ? [] : [{ kind: 'formula', latex: dataset.latex }]
  if (dataset.blank !== undefined) return [{ kind: 'blank' }]
  if (dataset.digest !== undefined) return pictureOf(element)
  if (tagName === 'BR') return [{ kind: 'break' }]
  return skipped.has(tagName) || tagName === 'IMG' ? [] : undefined
}

const textRun = (text: string, held: readonly Mark[]): readonly Inline[] => {
  const clean = text.replace(/[\u200b\ufeff]/gu, '').replace(/[\t\n\r\u00a0]+/gu, ' ')
  if (clean === '') return []
  const kept = marks.filter((mark) => held.includes(mark))
  return [kept.length > 0 ? { kind: 'text', text: clean, marks: kept } : { kind: 'text', text: clean }]
}

/** Everything in a node as one line; what were lines of their own are parted by breaks. */
const lineOf = (node: Node, held: readonly Mark[] = []): Inline[] => {
  if (node instanceof Text) return [...textRun(node.data, held)]
  if (!(node instanceof HTMLElement)) return []
  const whole = atomOf(node)
  if (whole) return [...whole]
  const mark = markOf[node.tagName]
  const line: Inline[] = []
  for (const child of node.childNodes) {
    const part = lineOf(child, mark ? [...held, mark] : held)
    const isBlock = child instanceof HTMLElement && blocks.has(child.tagName)
    if (isBlock && line.length > 0 && part.length > 0 && line.at(-1)?.kind !== 'break')
      line.push({ kind: 'break' })
    line.push(...part)
  }
  return line
}

/** The break that only gives the caret a place is none of the text's. */
const trimmed = (line: readonly Inline[]): readonly Inline[] =>
  line.at(-1)?.kind === 'break' ? line.slice(0, -1) : line

const cellOf = (cell: HTMLTableCellElement): Cell => ({
  content: trimmed(lineOf(cell)),
  ...(cell.colSpan > 1 && { columns: Math.min(cell.colSpan, 100) }),
  ...(cell.rowSpan > 1 && { rows: Math.min(cell.rowSpan, 100) }),
})

const holdsBlock = (element: Element): boolean =>
  [...element.children].some((child) => blocks.has(child.tagName) || holdsBlock(child))

const wholeBlock = (element: HTMLElement): Block | undefined => {
  if (element instanceof HTMLTableElement)
    return { kind: 'table', rows: [...element.rows].map((row) => [...row.cells].map(cellOf)) }
  if (element.tagName !== 'UL' && element.tagName !== 'OL') return undefined
  return {
    kind: 'list',
    ordered: element.tagName === 'OL',
    items: [...element.children].map((item) => trimmed(lineOf(item))),
  }
}

/** What an editable element holds, or what was pasted: anything that is no part of a rich text is left out. */
export const richOf = (root: Node): Rich => {
  const found: Block[] = []
  let open: Inline[] = []
  const close = () => {
    if (open.length > 0) found.push({ kind: 'paragraph', content: trimmed(open) })
    open = []
  }
  for (const child of root.childNodes) {
    const isElement = child instanceof HTMLElement
    if (!isElement || !(blocks.has(child.tagName) || holdsBlock(child))) open.push(...lineOf(child))
    else {
      close()
      const whole = wholeBlock(child)
      if (whole) found.push(whole)
      else if (holdsBlock(child)) found.push(...richOf(child))
      else found.push({ kind: 'paragraph', content: trimmed(lineOf(child)) })
    }
  }
  close()
  return found
}
