import { writeWorkbook } from '#platform/spreadsheet/writer.ts'
import { answerRich } from '../../core/answer-text.ts'
import type { Item } from '../../core/item.ts'
import { inlinesOf, isPlain, type Rich, textOf } from '../../core/rich.ts'
import type { ExportLoss } from '../store/export.store.ts'

const titles = [
  ...['序号', '题库名称', 'ID', '题号', '认定点代码', '题型代码', '试题（题干）'],
  ...['A', 'B', 'C', 'D', 'E'].map((label) => `试题（选项${label}）`),
  ...['【图】及位置', '正确答案', '难度代码', '一致性代码', '解析'],
]

const textsOf = ({ stem, options, explanation, key }: Item): readonly Rich[] => [
  stem,
  ...options.map(({ content }) => content),
  explanation,
  answerRich(key),
]

const has = (item: Item, kind: 'picture' | 'formula') =>
  textsOf(item).some((rich) => inlinesOf(rich).some((inline) => inline.kind === kind))

/** What a workbook of plain cells cannot carry, by kind; an item may lose several things. */
const losses: readonly (readonly [what: string, of: (item: Item) => boolean])[] = [
  ['综合题的小题', ({ parts }) => parts.length > 0],
  ['E以后的选项', ({ options }) => options.length > 5],
  ['图片（只写出图名）', (item) => has(item, 'picture')],
  ['公式（写为文字）', (item) => has(item, 'formula')],
  ['加粗、上下标、表格等格式', (item) => textsOf(item).some((rich) => !isPlain(rich))],
  ['出处', ({ source }) => source !== ''],
]

const lossesOf = (items: readonly Item[]): readonly ExportLoss[] =>
  losses.map(([what, of]) => ({ what, count: items.filter(of).length })).filter(({ count }) => count > 0)

const cellsOf = (bank: string, item: Item, at: number): string[] => [
  ...[String(at + 1), bank, item.code, String(item.sequence), item.pointCode, item.type, textOf(item.stem)],
  ...['A', 'B', 'C', 'D', 'E'].map((label) =>
    textOf(item.options.find((option) => option.label === label)?.content ?? []),
  ),
  ...[item.figure, textOf(answerRich(item.key)), String(item.difficulty), String(item.consistency)],
  textOf(item.explanation),
]

/** Template A; what comes back through an import is the same items. */
export const writeExcelA = async ({
  bank,
  items,
}: {
  readonly bank: string
  readonly items: readonly Item[]
}) => ({
  bytes: await writeWorkbook({
    sheets: [
      {
        name: '题库模板',
        columns: titles.map((title) => ({ title })),
        rows: items.map((item, at) => cellsOf(bank, item, at)),
      },
    ],
  }),
  extension: '.xlsx',
  losses: lossesOf(items),
})
