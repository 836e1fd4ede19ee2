import { itemTypes, optionLabels } from '../../core/item.ts'
import type { Block, Inline, Mark, Picture, Rich } from '../../core/rich.ts'
import type { ItemDraft, QuestionDraft } from '../../item/core/item.rule.ts'
import type { ExcelField, ExcelLayout } from './excel-layouts.ts'
import type { lossTally } from './tally.ts'
import { typeNamed } from './written-answer.ts'
import { besideOf, drawsBlank, looksLikeFormula, writeFormula, writeText } from './written-text.ts'

type Tally = ReturnType<typeof lossTally>

export interface WrittenRun {
  readonly text: string
  readonly marks: readonly Mark[]
}

export interface WrittenCell {
  readonly runs: readonly WrittenRun[]
  readonly pictures: readonly Picture[]
}

export type WrittenRow = ReadonlyMap<ExcelField, WrittenCell>

export interface WritingOptions {
  readonly layout: ExcelLayout
  readonly bank: string
  /** Names of ranges and points by their codes (`A`, `A-B`, `A-B-C`, `A-B-C-001`), for the columns that glue both. */
  readonly names: ReadonlyMap<string, string>
  readonly tally: Tally
}

const longestCell = 32_000

/** Writes the content of a cell; what a cell cannot hold is counted under the item's code. */
class CellWriter {
  readonly runs: WrittenRun[] = []
  readonly pictures: Picture[] = []
  readonly #lose: (what: string) => void

  constructor(lose: (what: string) => void) {
    this.#lose = lose
  }

  #text(text: string, marks: readonly Mark[] = []) {
    const last = this.runs.at(-1)
    if (last && last.marks.join() === marks.join())
      this.runs[this.runs.length - 1] = { marks, text: last.text + text }
    else if (text !== '') this.runs.push({ text, marks })
  }

  #inline(inline: Inline, beside: ReturnType<typeof besideOf>) {
    switch (inline.kind) {
      case 'text':
        if (looksLikeFormula(inline.text)) this.#lose('像公式的文字')
        return this.#text(writeText(inline.text), inline.marks)
      case 'formula': {
        const written = writeFormula(inline.latex, beside)
        if (written === undefined) this.#lose('公式（保留文字）')
        return this.#text(written ?? writeText(inline.latex))
      }
      case 'picture':
        this.pictures.push(inline)
        return this.#text(`【图${this.pictures.length}】`)
      case 'blank':
        return this.#text('____')
      case 'break':
        this.#lose('段内换行（改为分段）')
        return this.#text('\n')
    }
  }

  #line(content: readonly Inline[]) {
    for (const [at, inline] of content.entries()) this.#inline(inline, besideOf(content, at))
  }

  block(block: Block) {
    if (block.kind === 'paragraph') return this.#line(block.content)
    this.#lose(block.kind === 'table' ? '表格（保留文字）' : '列表（保留文字）')
    const lines = block.kind === 'table' ? block.rows : block.items.map((content) => [{ content }])
    for (const [at, line] of lines.entries()) {
      if (at > 0) this.#text('\n')
      for (const [column, { content }] of line.entries()) {
        if (column > 0) this.#text('\t')
        this.#line(content)
      }
    }
  }

  rich(rich: Rich): WrittenCell {
    for (const [at, block] of rich.entries()) {
      if (at > 0) this.#text('\n')
      this.block(block)
    }
    return this.#fitting()
  }

  #fitting(): WrittenCell {
    let left = longestCell
    const kept = this.runs.map((run) => {
      const text = run.text.slice(0, Math.max(0, left))
      left -= run.text.length
      return { ...run, text }
    })
    if (left < 0) this.#lose('超过单元格长度的文字')
    return { runs: kept.filter(({ text }) => text !== ''), pictures: this.pictures }
  }
}

const textCell = (text: string): WrittenCell => ({
  runs: text === '' ? [] : [{ text, marks: [] }],
  pictures: [],
})

const typeCell = (written: string, { layout }: WritingOptions): string => {
  const type = typeNamed(written)
  if (type === undefined) return written
  if (layout.format === 'excel-c') return itemTypes[type].name
  return layout.format === 'excel-a' ? `${type}（${itemTypes[type].name}）` : type
}

const fieldsOf = ({ columns }: ExcelLayout): ReadonlySet<ExcelField> =>
  new Set(columns.flatMap(({ field }) => field ?? []))

const questionCells = (question: QuestionDraft, options: WritingOptions, lose: (what: string) => void) => {
  const fields = fieldsOf(options.layout)
  if (drawsBlank(question.stem)) lose('题干中的下划线（再导入时成为空）')
  const write = (rich: Rich) => new CellWriter(lose).rich(rich)
  const cells = new Map<ExcelField, WrittenCell>([
    ['type', textCell(typeCell(question.type, options))],
    ['stem', write(question.stem)],
    ['key', write(question.key)],
  ])
  for (const [at, option] of question.options.entries()) {
    const field = `option${optionLabels[at] ?? 'H'}` as const
    if (fields.has(field)) cells.set(field, write(option))
    else if (option.length > 0) lose(`选项${optionLabels[at] ?? '（多于8个）'}`)
  }
  return cells
}

/** A range or point by its code and name glued together, level by level. */
const levelCells = (pointCode: string, names: WritingOptions['names']) =>
  pointCode.split('-').map((code, at, all) => {
    const name = names.get(all.slice(0, at + 1).join('-')) ?? ''
    return [`level${at + 1}` as ExcelField, textCell(code + name)] as const
  })

const wholeCells = (
  draft: ItemDraft,
  number: string,
  options: WritingOptions,
): readonly (readonly [ExcelField, WrittenCell])[] => [
  ['bank', textCell(options.bank)],
  ['code', textCell(draft.code)],
  ['number', textCell(number)],
  ['pointCode', textCell(draft.pointCode)],
  ['figure', textCell(draft.figure)],
  ['difficulty', textCell(draft.difficulty)],
  ['consistency', textCell(draft.consistency)],
  ['source', textCell(draft.source)],
  ...(/^([A-Z]+-){3}\d+$/.test(draft.pointCode) ? levelCells(draft.pointCode, options.names) : []),
]

const unheld: readonly (readonly [ExcelField, string])[] = [
  ['code', '试题ID'],
  ['figure', '【图】及位置'],
  ['source', '出处'],
  ['explanation', '解析'],
]

/** The rows of an item: one, or one for the composite and one for each of its questions; none where it fits nowhere. */
export const rowsOf = (draft: ItemDraft, number: number, options: WritingOptions): readonly WrittenRow[] => {
  const { layout, tally } = options
  const lose = (what: string) => tally.add(what, draft.code || `第${number}题`)
  if (layout.format === 'excel-b' && draft.parts.length > 0) {
    lose('综合题（未写出）')
    return []
  }
  const own = layout.format === 'excel-c' ? draft.code : String(number)
  const cells = new Map([
    ...questionCells(draft, options, lose),
    ...wholeCells(draft, own, options),
    ['explanation', new CellWriter(lose).rich(draft.explanation)] as const,
  ])
  const fields = fieldsOf(layout)
  for (const [field, what] of unheld) {
    const inNumber = field === 'code' && layout.format === 'excel-c'
    if (!fields.has(field) && !inNumber && cells.get(field)!.runs.length > 0) lose(what)
  }
  const parts = draft.parts.map((part, at): WrittenRow => {
    const share = fields.has('score') ? '' : `（${part.share}分）`
    return new Map<ExcelField, WrittenCell>([
      ...questionCells(part, options, lose),
      ['number', textCell(`${own}.${at + 1}${share}`)],
      ['score', textCell(part.share)],
    ])
  })
  return [cells, ...parts]
}

export const plainCell = ({ runs }: WrittenCell): string => runs.map(({ text }) => text).join('')
export const isMarked = ({ runs }: WrittenCell): boolean => runs.some(({ marks }) => marks.length > 0)
