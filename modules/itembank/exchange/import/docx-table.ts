import { childOf, elementsOf, valOf, valOfChild, type XmlNode } from '#platform/office/tree.ts'
import type { Cell, Inline, Table } from '../../core/rich.ts'
import { flat, type Line, trimLine } from '../core/lines.ts'
import type { Loss } from '../core/parsed.ts'

/** A cell as the document has it: its lines, and how it covers its neighbours. */
interface RawCell {
  readonly lines: readonly Line[]
  readonly columns: number
  readonly continues: boolean
}

/** Rows and cells may stand within content controls. */
const named = (node: XmlNode, name: string): readonly XmlNode[] =>
  elementsOf(node).flatMap((child) => {
    if (child.name === name) return [child]
    const content = child.name === 'sdt' ? childOf(child, 'sdtContent') : undefined
    return content ? named(content, name) : child.name === 'ins' ? named(child, name) : []
  })

const rawCell = (node: XmlNode, linesOf: (node: XmlNode) => readonly Line[]): RawCell => {
  const properties = childOf(node, 'tcPr')
  const merge = childOf(properties, 'vMerge')
  return {
    lines: linesOf(node),
    columns: Math.min(100, Math.max(1, Number(valOfChild(properties, 'gridSpan') ?? 1) || 1)),
    continues: merge !== undefined && valOf(merge) !== 'restart',
  }
}

/** A table within a cell is kept as its words. */
const wordsOf = ({ content, table }: Line): readonly Inline[] =>
  table
    ? table.rows.flat().flatMap((cell): Inline[] => [...cell.content, { kind: 'text', text: ' ' }])
    : content

/** Paragraphs of a cell stand one below the other. */
const contentOf = (lines: readonly Line[]): readonly Inline[] =>
  lines
    .map((line) => trimLine(wordsOf(line)))
    .filter((content) => content.length > 0)
    .flatMap((content, at): Inline[] => [...(at > 0 ? [{ kind: 'break' as const }] : []), ...content])

const tableOf = (rows: readonly (readonly RawCell[])[]): Table => {
  const open = new Map<number, { rows: number }>()
  const made = rows.map((row) => {
    let column = 0
    const cells: { content: readonly Inline[]; columns: number; span: { rows: number } }[] = []
    for (const { lines, columns, continues } of row) {
      const above = open.get(column)
      if (continues && above) above.rows += 1
      else {
        const span = { rows: 1 }
        open.set(column, span)
        cells.push({ content: contentOf(lines), columns, span })
      }
      column += columns
    }
    return cells
  })
  return {
    kind: 'table',
    rows: made.map((row) =>
      row.map(
        ({ content, columns, span }): Cell => ({
          content,
          ...(columns > 1 && { columns }),
          ...(span.rows > 1 && { rows: Math.min(100, span.rows) }),
        }),
      ),
    ),
  }
}

const option = /^\s*\(?[A-H]\s*[)\].、:]/
const question = /^\s*(\d{1,4}\s*[.、)]|[A-Z]+(-[A-Z0-9]+){2,}\s|\{[AB]\})|^\s*(答案|【答案】)/

/** A table that only arranges questions or options on the page is read as their lines. */
const onlyArranges = (cells: readonly RawCell[]): boolean => {
  const texts = cells
    .flatMap(({ lines }) => lines.map(({ content }) => flat(content)))
    .filter((text) => text.trim() !== '')
  const options = texts.filter((text) => option.test(text)).length
  if (options >= 2 && options === texts.length) return true
  return (
    texts.filter((text) => question.test(text)).length >= 2 &&
    texts.some((text) => option.test(text) || /答案|\{B\}/.test(text))
  )
}

const nestedLoss: Loss = { what: '嵌套表格（保留文字）', sample: '表格中的表格' }

/** A table as one line, or as the lines of its cells where it only arranges them. */
export const readTable = (
  node: XmlNode,
  number: number,
  linesOf: (node: XmlNode) => readonly Line[],
): readonly Line[] => {
  const rows = named(node, 'tr').map((row) => named(row, 'tc').map((cell) => rawCell(cell, linesOf)))
  const cells = rows.flat()
  if (cells.length === 0) return []
  if (onlyArranges(cells)) return cells.flatMap(({ lines }) => lines)
  const inner = cells.flatMap(({ lines }) => lines)
  const losses = [
    ...inner.flatMap((line) => line.losses),
    ...(inner.some(({ table }) => table) ? [nestedLoss] : []),
  ]
  const limited = rows.slice(0, 200).map((row) => row.slice(0, 50))
  return [{ number, content: [], table: tableOf(limited), losses }]
}
