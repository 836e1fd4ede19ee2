import { type CellValue, displayedText, type PlainCell } from '#platform/spreadsheet/cell.ts'
import {
  type Block,
  type Inline,
  type Picture,
  plain,
  type Rich,
  type TextRun,
  tidy,
} from '../../core/rich.ts'
import { richOfRuns, type TextTraits } from '../core/written-text.ts'

const plainOf = (cell: CellValue | null): PlainCell | null => (cell?.kind === 'formula' ? cell.value : cell)

const quick = /[$_\uff3f]|\\\(/

/** The text of a cell with its marks, formulas and, in a stem, blanks. */
export const richOfCell = (cell: CellValue | null, traits: TextTraits): Rich => {
  const held = plainOf(cell)
  if (held === null) return []
  if (held.kind !== 'text' || !held.runs) {
    const text = displayedText(held)
    return quick.test(text) ? richOfRuns([{ kind: 'text', text }], traits) : plain(text)
  }
  const runs = held.runs.map(
    ({ text, marks }): TextRun => ({ kind: 'text', text, ...(marks.length > 0 && { marks }) }),
  )
  return richOfRuns(runs, traits)
}

/** What is wrong with a cell before its content is looked at, or undefined. */
export const cellProblem = (cell: CellValue | null): string | undefined => {
  if (cell?.kind === 'formula' && cell.value === null) return '单元格是公式，文件中没有保存它的结果。'
  const held = plainOf(cell)
  return held?.kind === 'error' ? `单元格的值是错误“${held.text}”。` : undefined
}

const callsPicture = /DISPIMG\(\s*"([^"]{1,100})"/i

/** The name under which a cell asks for a picture that WPS keeps in cells. */
export const cellPictureName = (cell: CellValue | null): string | undefined => {
  if (cell?.kind === 'formula')
    return callsPicture.exec(cell.formula)?.[1] ?? callsPicture.exec(displayedText(cell))?.[1]
  return undefined
}

const place = /【图(\d{1,2})】/

/** `【图2】` in a text becomes the second picture of its cell. */
const placed = (inline: Inline, pictures: readonly Picture[], used: Set<number>): readonly Inline[] => {
  if (inline.kind !== 'text') return [inline]
  const [before = '', number] = inline.text.split(place, 2)
  const picture = number === undefined ? undefined : pictures[Number(number) - 1]
  if (!picture || used.has(Number(number))) return [inline]
  used.add(Number(number))
  const after = inline.text.slice(before.length + `【图${number}】`.length)
  return [{ ...inline, text: before }, picture, ...placed({ ...inline, text: after }, pictures, used)]
}

/** A cell's text with its pictures: where the text says `【图1】`, otherwise below it. */
export const withPictures = (rich: Rich, pictures: readonly Picture[]): Rich => {
  if (pictures.length === 0) return rich
  const used = new Set<number>()
  const blocks = rich.map(
    (block): Block =>
      block.kind === 'paragraph'
        ? { ...block, content: block.content.flatMap((inline) => placed(inline, pictures, used)) }
        : block,
  )
  const rest = pictures.filter((_, at) => !used.has(at + 1))
  return tidy([...blocks, ...rest.map((picture): Block => ({ kind: 'paragraph', content: [picture] }))])
}
