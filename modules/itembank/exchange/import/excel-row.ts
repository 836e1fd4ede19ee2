import { type CellValue, displayedText } from '#platform/spreadsheet/cell.ts'
import type { SheetRow } from '#platform/spreadsheet/rows.ts'
import { type Rich, textOf } from '../../core/rich.ts'
import type { ExcelField } from '../core/excel-layouts.ts'
import type { Loss, ReadingProblem } from '../core/parsed.ts'
import {
  gradeWritten,
  judgementWritten,
  keyWritten,
  lettersWritten,
  typeNamed,
} from '../core/written-answer.ts'
import { fold } from '../core/written-text.ts'
import { cellProblem, richOfCell, withPictures } from './excel-cells.ts'
import type { Header } from './excel-header.ts'
import type { SheetPictures } from './excel-pictures.ts'

/** What a row says, before it is known whether it is an item or a question of one. */
export interface ReadRow {
  readonly texts: Readonly<
    Record<'bank' | 'code' | 'number' | 'pointCode' | 'figure' | 'score' | 'source', string>
  >
  readonly type: string
  readonly stem: Rich
  readonly options: readonly Rich[]
  readonly key: Rich
  readonly explanation: Rich
  readonly difficulty: string
  readonly consistency: string
  readonly levels: readonly string[]
  readonly problems: readonly ReadingProblem[]
  readonly losses: readonly Loss[]
  readonly source: string
}

const optionFields = (['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const).map(
  (label) => `option${label}` as const,
)
const levelFields = ([1, 2, 3, 4, 5, 6] as const).map((level) => `level${level}` as const)
const richFields: ReadonlySet<ExcelField> = new Set(['stem', 'key', 'explanation', ...optionFields])

const draftField = (field: ExcelField): string =>
  field.startsWith('option') ? `options.${field.charCodeAt(6) - 65}` : field

/** True and false spelt out as options, and the letter of one as the key. */
const judged = (options: readonly Rich[], key: Rich) => {
  const meanings = options.map((option) => judgementWritten(textOf(option)))
  const at = (lettersWritten(textOf(key)) ?? '').charCodeAt(0) - 65
  const direct = judgementWritten(textOf(key))
  const spelt =
    options.some((option) => option.length > 0) &&
    meanings.every((one, place) => one || options[place]!.length === 0)
  if (!spelt) return undefined
  const meant = meanings[at] ?? direct
  return meant === undefined ? undefined : meant
}

const asJudgement = (row: { options: readonly Rich[]; key: Rich }, type: string) => {
  const meant = typeNamed(type) === 'C' ? judged(row.options, row.key) : undefined
  if (meant === undefined) return { ...row, losses: [] }
  const sample = row.options
    .map((option) => textOf(option))
    .filter(Boolean)
    .join('、')
  const key: Rich = [{ kind: 'paragraph', content: [{ kind: 'text', text: meant }] }]
  return { options: [], key, losses: [{ what: '判断题的选项', sample }] }
}

const sourceOf = (cells: SheetRow['cells'], titles: readonly string[]): string => {
  const lines = cells.flatMap((cell, at) => {
    const text = displayedText(cell).trim()
    return text === '' ? [] : [`${titles[at] || `第${at + 1}列`}：${text}`]
  })
  return lines.join('\n').slice(0, 4000)
}

/** Reads the cells of one row by the header's columns. */
export const readRow = (
  row: SheetRow,
  header: Header & { readonly titles: readonly string[] },
  pictures: SheetPictures,
): ReadRow => {
  const { columns } = header
  const drawn = new Map(pictures.take(row.rowNumber))
  const losses: Loss[] = []
  const cellOf = (field: ExcelField): CellValue | null => {
    const column = columns.get(field)
    return column === undefined ? null : (row.cells[column] ?? null)
  }
  const text = (field: ExcelField) => displayedText(cellOf(field)).trim()
  const shown = (field: ExcelField) => {
    const held = drawn.get(columns.get(field) ?? -1)
    drawn.delete(columns.get(field) ?? -1)
    return held?.pictures ?? []
  }
  const rich = (field: ExcelField, blanks = false): Rich => {
    const cell = cellOf(field)
    const within = pictures.inCell(cell)
    losses.push(...(within?.losses ?? []))
    const content = within ? [] : richOfCell(cell, { blanks })
    return withPictures(content, [...(within?.pictures ?? []), ...shown(field)])
  }
  for (const held of drawn.values()) losses.push(...held.losses)
  const written = text('type')
  const options = optionFields.map((field) => rich(field))
  while (options.at(-1)?.length === 0) options.pop()
  const asked = asJudgement({ options, key: keyWritten(written, rich('key')) }, written)
  losses.push(...asked.losses)
  const explanation = rich('explanation')
  const stem = rich('stem', true)
  // What lies over no column of its own belongs to the question: mostly it hangs over the column 【图】及位置.
  const beside = [...drawn.values()].flatMap((held) => held.pictures)
  const problems = [...richFields].flatMap((field): ReadingProblem[] => {
    const sentence = cellProblem(cellOf(field))
    return sentence ? [{ field: draftField(field), sentence }] : []
  })
  return {
    texts: {
      ...{ bank: text('bank'), code: fold(text('code')).trim(), number: fold(text('number')).trim() },
      ...{
        pointCode: fold(text('pointCode')).trim(),
        figure: text('figure'),
        score: fold(text('score')).trim(),
      },
      source: text('source'),
    },
    type: typeNamed(written) ?? written,
    stem: withPictures(stem, beside),
    options: asked.options,
    key: asked.key,
    explanation,
    difficulty: gradeWritten(text('difficulty')),
    consistency: gradeWritten(text('consistency')),
    levels: levelFields.map(text),
    problems,
    losses,
    source: sourceOf(row.cells, header.titles),
  }
}
