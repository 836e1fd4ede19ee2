import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { Item } from '../../core/item.ts'
import { plain } from '../../core/rich.ts'
import { checkItem, contentKeyOf, type ItemDraft, type ItemRefusal } from '../../item/core/item.rule.ts'
import { findColumns, isBlank, type Rows, type SheetRow, textOf } from './rows.ts'

/** Template A, 17 columns. The columns 序号 and 题号 repeat what the ID says and are not read. */
export const headerTitles = {
  bank: '题库名称',
  code: 'ID',
  pointCode: '认定点代码',
  type: '题型代码',
  stem: '试题（题干）',
  optionA: '试题（选项A）',
  optionB: '试题（选项B）',
  optionC: '试题（选项C）',
  optionD: '试题（选项D）',
  optionE: '试题（选项E）',
  figure: '【图】及位置',
  key: '正确答案',
  difficulty: '难度代码',
  consistency: '一致性代码',
  explanation: '解析',
} as const
/** Without these columns there is no item; the others may be absent. */
const needed = [
  'code',
  'pointCode',
  'type',
  'stem',
  'optionA',
  'optionB',
  'key',
  'difficulty',
  'consistency',
] as const

type Columns = { readonly [K in keyof typeof headerTitles]?: number }

export interface RefusedRow {
  readonly rowNumber: number
  readonly code: string
  readonly reasons: readonly Refusal<ItemRefusal>[]
}

export interface DuplicateRow {
  readonly rowNumber: number
  readonly code: string
  /** The earlier row with the same ID, or with the same question under another ID. */
  readonly firstRow: number
  readonly same: 'code' | 'content'
}

/** `found` = items + refused + duplicates; rows without any text are not found, only counted. */
export interface ItemImport {
  readonly bank: string
  readonly found: number
  readonly blank: number
  readonly items: readonly { readonly rowNumber: number; readonly item: Item }[]
  readonly refused: readonly RefusedRow[]
  readonly duplicates: readonly DuplicateRow[]
}

export const draftOf = (row: SheetRow, columns: Columns): ItemDraft => {
  const cell = (name: keyof Columns) => textOf(row, columns[name])
  return {
    code: cell('code'),
    type: cell('type'),
    pointCode: cell('pointCode'),
    stem: plain(cell('stem')),
    options: (['optionA', 'optionB', 'optionC', 'optionD', 'optionE'] as const).map((name) =>
      plain(cell(name)),
    ),
    key: plain(cell('key')),
    parts: [],
    difficulty: cell('difficulty'),
    consistency: cell('consistency'),
    figure: cell('figure'),
    explanation: plain(cell('explanation')),
    source: '',
  }
}

const noHeader = (missing: readonly string[]): Refusal<'HEADER_MISSING'> =>
  refuse('HEADER_MISSING', {
    sentence: `表头缺少列：${missing.join('、')}。`,
    remedy: '请使用题库导入模板，保留第一行表头。',
    clauses: [],
    details: { missing },
  })

const neededHeaders: readonly string[] = needed.map((name) => headerTitles[name])

export const readHeader = (row: SheetRow): Verdict<Columns, 'HEADER_MISSING'> => {
  const { columns, missing } = findColumns(row, headerTitles)
  const lacking = missing.filter((header) => neededHeaders.includes(header))
  return lacking.length === 0 ? accept(columns) : noHeader(lacking)
}

class Collector {
  readonly #points: ReadonlySet<string> | undefined
  readonly #codes = new Map<string, number>()
  readonly #contents = new Map<string, number>()
  readonly items: { rowNumber: number; item: Item }[] = []
  readonly refused: RefusedRow[] = []
  readonly duplicates: DuplicateRow[] = []
  blank = 0
  bank = ''

  constructor(points: ReadonlySet<string> | undefined) {
    this.#points = points
  }

  add(row: SheetRow, columns: Columns): void {
    if (isBlank(row)) {
      this.blank += 1
      return
    }
    this.bank ||= textOf(row, columns.bank)
    const { rowNumber } = row
    const draft = draftOf(row, columns)
    const { item, problems } = checkItem(draft, this.#points)
    if (!item) {
      this.refused.push({ rowNumber, code: draft.code, reasons: problems })
      return
    }
    const double = this.#doubleOf(item)
    if (double) {
      this.duplicates.push({ rowNumber, code: item.code, ...double })
      return
    }
    this.#codes.set(item.code, rowNumber)
    this.#contents.set(contentKeyOf(item), rowNumber)
    this.items.push({ rowNumber, item })
  }

  #doubleOf(item: Item): { firstRow: number; same: 'code' | 'content' } | undefined {
    const byCode = this.#codes.get(item.code)
    if (byCode !== undefined) return { firstRow: byCode, same: 'code' }
    const byContent = this.#contents.get(contentKeyOf(item))
    return byContent === undefined ? undefined : { firstRow: byContent, same: 'content' }
  }
}

/**
 * Reads a sheet of template A, header first. Every row with text ends as an item, a refusal with all its reasons
 * or a duplicate naming the earlier row. `points`: codes that exist in the knowledge tree; without it any is taken.
 */
export const readItems = async (
  rows: Rows,
  points?: ReadonlySet<string>,
): Promise<Verdict<ItemImport, 'HEADER_MISSING'>> => {
  let columns: Columns | undefined
  const into = new Collector(points)
  for await (const row of rows) {
    if (columns) into.add(row, columns)
    else {
      const header = readHeader(row)
      if (header.refused) return header
      columns = header.value
    }
  }
  if (!columns) return noHeader(neededHeaders)
  const { bank, blank, items, refused, duplicates } = into
  return accept({
    bank,
    blank,
    items,
    refused,
    duplicates,
    found: items.length + refused.length + duplicates.length,
  })
}
