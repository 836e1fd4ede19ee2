import type { Refusal } from '#platform/contract/verdict.ts'
import { isBlank, numberOf, plainHeader, type SheetRow, textOf } from '../../exchange/import/rows.ts'
import { bareCode } from '../../item/core/item.rule.ts'
import {
  emptyTree,
  type Importance,
  importances,
  type KnowledgePoint,
  type KnowledgeRange,
  type KnowledgeTree,
  type RangeLevel,
} from '../core/tree.ts'
import { badRow, type Read, type SheetProblem, unreadable } from './sheet-problem.ts'

export const treeSheet = '鉴定要素细目表'

interface RangeColumns {
  readonly code: number
  readonly name: number
  readonly weight: number
}

interface TreeColumns {
  readonly ranges: readonly [RangeColumns, RangeColumns, RangeColumns]
  readonly point: { readonly code: number; readonly name: number; readonly importance: number }
  /** Own code of a fourth level, which a tree of three levels cannot hold; -1 where there is no such column. */
  readonly fourth: number
  /** The point's full code, written beside it for checking; -1 where there is none. */
  readonly full: number
}

const headerDepth = 10
const fullCodeHeaders = ['认定点全码', '鉴定点全码']

/** From a group's first column to the next group's. */
interface Group {
  readonly title: string
  readonly from: number
  readonly to: number
}

const groupsOf = ({ cells }: SheetRow): readonly Group[] => {
  const starts = cells.flatMap((cell, at) => {
    const title = plainHeader(String(cell ?? ''))
    return title === '' ? [] : [{ title, from: at }]
  })
  return starts.map((start, at) => ({ ...start, to: starts[at + 1]?.from ?? cells.length + 1 }))
}

const columnIn = (header: SheetRow, { from, to }: Group, names: readonly string[]): number => {
  const wanted = names.map(plainHeader)
  return header.cells.findIndex(
    (cell, at) => at >= from && at < to && wanted.includes(plainHeader(String(cell ?? ''))),
  )
}

const rangeColumns = (header: SheetRow, group: Group): RangeColumns => ({
  code: columnIn(header, group, ['代码']),
  name: columnIn(header, group, ['名称']),
  weight: columnIn(header, group, ['鉴定比重', '比重']),
})

/** Columns by the two rows of the head: groups (鉴定范围（一级） … 鉴定点) above 代码, 名称, 比重, 重要程度. */
const columnsOf = (above: SheetRow, header: SheetRow): TreeColumns | undefined => {
  const groups = groupsOf(above)
  const ranges = (['一级', '二级', '三级'] as const).flatMap((word) => {
    const group = groups.find(({ title }) => title.includes(word))
    return group ? [rangeColumns(header, group)] : []
  })
  const pointGroup = groups.find(({ title }) => ['鉴定点', '认定点'].includes(title))
  const [first, second, third] = ranges
  if (!pointGroup || !first || !second || !third) return undefined
  const point = {
    code: columnIn(header, pointGroup, ['代码']),
    name: columnIn(header, pointGroup, ['名称']),
    importance: columnIn(header, pointGroup, ['重要程度']),
  }
  const all = [...ranges.flatMap((one) => Object.values(one)), ...Object.values(point)]
  if (all.some((column) => column < 0)) return undefined
  const fourthGroup = groups.find(({ title }) => title.includes('四级'))
  return {
    ranges: [first, second, third],
    point,
    fourth: fourthGroup ? columnIn(header, fourthGroup, ['代码']) : -1,
    full: columnIn(header, { title: '', from: 0, to: header.cells.length }, fullCodeHeaders),
  }
}

const findHead = (rows: readonly SheetRow[]): { columns: TreeColumns; below: number } | undefined => {
  for (const [at, header] of rows.slice(0, headerDepth).entries()) {
    const above = rows[at - 1]
    const columns = above && columnsOf(above, header)
    if (columns) return { columns, below: header.rowNumber }
  }
  return undefined
}

const importanceOf = (cell: string): Importance | undefined =>
  importances.find((importance) => importance === bareCode(cell))

interface TreeSoFar {
  readonly columns: TreeColumns
  /** Own codes of the ranges above the current row, level 1 first. */
  readonly parents: string[]
  readonly ranges: KnowledgeRange[]
  readonly points: KnowledgePoint[]
  readonly problems: Refusal<SheetProblem>[]
}

const say = ({ problems }: TreeSoFar, row: SheetRow, found: { what: string; column: number }) => {
  problems.push(badRow(treeSheet, row, found))
}

const readRange = (row: SheetRow, level: RangeLevel, into: TreeSoFar): void => {
  const { parents, ranges } = into
  const columns = into.columns.ranges[level - 1]!
  const [own, name] = [bareCode(textOf(row, columns.code)), textOf(row, columns.name)]
  if (own === '') {
    if (name !== '') say(into, row, { what: `鉴定范围“${name}”没有代码`, column: columns.code })
    return
  }
  // Sheets without merged cells name the range again in each of its rows.
  const again = [...parents.slice(0, level - 1), own].join('-')
  if (parents[level - 1] === own && ranges.some((range) => range.code === again && range.name === name))
    return
  // A new range ends those below it: its first row names them again.
  parents.splice(level - 1, parents.length, own)
  const code = parents.join('-')
  const weight = numberOf(row, columns.weight)
  if (parents.length < level) say(into, row, { what: `鉴定范围“${name}”没有上一级`, column: columns.code })
  else if (!/^[A-Z]+$/.test(own)) say(into, row, { what: `代码“${own}”不是字母`, column: columns.code })
  else if (name === '') say(into, row, { what: `鉴定范围${code}没有名称`, column: columns.name })
  else if (weight >= 0) ranges.push({ code, name, level, weight })
  else say(into, row, { what: `鉴定范围${code}没有比重`, column: columns.weight })
}

const readPoint = (row: SheetRow, into: TreeSoFar): void => {
  const { point: columns, full } = into.columns
  const [own, name] = [textOf(row, columns.code).normalize('NFKC'), textOf(row, columns.name)]
  if (own === '') {
    if (name !== '') say(into, row, { what: `鉴定点“${name}”没有代码`, column: columns.code })
    return
  }
  const code = `${into.parents.join('-')}-${own.padStart(3, '0')}`
  const written = full < 0 ? '' : textOf(row, full).normalize('NFKC')
  const importance = importanceOf(textOf(row, columns.importance))
  if (into.parents.length < 3) say(into, row, { what: '鉴定点上方没有三级鉴定范围', column: columns.code })
  else if (!/^\d{1,3}$/.test(own))
    say(into, row, { what: `鉴定点代码“${own}”不是三位数字`, column: columns.code })
  else if (name === '') say(into, row, { what: `鉴定点${code}没有名称`, column: columns.name })
  else if (!importance) say(into, row, { what: '重要程度不是X、Y、Z之一', column: columns.importance })
  else if (written !== '' && written !== code)
    say(into, row, { what: `认定点全码“${written}”与各级代码${code}不一致`, column: full })
  else into.points.push({ code, name, importance })
}

export interface ReadTree extends Read<KnowledgeTree> {
  /** Row of each code, as the user counts it, so that what a rule finds wrong can be marked there. */
  readonly places: ReadonlyMap<string, number>
}

/** Reads a 鉴定要素细目表: a row names only what is new in it, below merged cells of the ranges above. */
export const readTree = (rows: readonly SheetRow[]): ReadTree => {
  const head = findHead(rows)
  if (!head) {
    const sentence = `“${treeSheet}”缺少表头：鉴定范围（一级至三级）的代码、名称、鉴定比重，鉴定点的代码、名称、重要程度。`
    return { value: emptyTree, problems: [unreadable(treeSheet, sentence)], places: new Map() }
  }
  const places = new Map<string, number>()
  const into: TreeSoFar = { columns: head.columns, parents: [], ranges: [], points: [], problems: [] }
  for (const row of rows) {
    if (row.rowNumber <= head.below || isBlank(row)) continue
    const had = { ranges: into.ranges.length, points: into.points.length }
    for (const level of [1, 2, 3] as const) readRange(row, level, into)
    if (head.columns.fourth >= 0 && textOf(row, head.columns.fourth) !== '')
      say(into, row, { what: '第四级鉴定范围不能导入，细目表为三级', column: head.columns.fourth })
    readPoint(row, into)
    for (const { code } of [...into.ranges.slice(had.ranges), ...into.points.slice(had.points)])
      places.set(code, row.rowNumber)
  }
  const { ranges, points, problems } = into
  return { value: { ranges, points }, problems, places }
}
