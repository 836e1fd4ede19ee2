import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { workbookWith } from '#modules/itembank/exchange/import/changed-workbook.fixture.ts'
import type { KnowledgeRange, KnowledgeTree, RangeLevel } from '#modules/itembank/knowledge/core/tree.ts'
import { treeWorkbook } from '#modules/itembank/knowledge/export/tree-workbook.ts'
import { demoFile } from './walk.ts'

export const bank = '电工（四级）理论'
export const teaBank = '茶艺师（五级）理论'

const written = (name: string, bytes: Uint8Array): string => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'jiangheng-files-')), name)
  writeFileSync(file, bytes)
  return file
}

type Cells = Parameters<Parameters<typeof workbookWith>[2]>[0]

// Columns of template A.
const [point, stem, optionB, key, grade] = [3, 6, 8, 13, 14]
const firstOfContent = stem
const lastOfContent = 12

/** What goes wrong in which row: four to be mended, one for the error workbook, one that repeats another. */
const faults: { readonly [row: number]: (cells: Cells) => Cells } = {
  3: (cells) => cells.with(stem, null),
  4: (cells) => cells.with(key, 'F'),
  8: (cells) => cells.with(point, 'A-Z-Z-999'),
  223: (cells) => cells.with(optionB, cells[optionB - 1]!),
  312: (cells) => cells.with(grade, '十（无此级）'),
  313: (cells) => cells.with(key, '不详'),
}

/** The demonstration items with faults, and with row 7 asking again what row 2 asks. */
export const faultyItems = async (): Promise<string> => {
  let original: Cells | undefined
  const file = await workbookWith('items-electrician-4.xlsx', '题库模板', (cells, row) => {
    if (row === 2) original = cells
    if (row === 7 && original) {
      const { length } = cells
      const same = Array.from({ length }, (_, at) =>
        (at >= firstOfContent && at <= lastOfContent) || at === key ? original![at]! : cells[at]!,
      )
      return same
    }
    return faults[row]?.(cells) ?? cells
  })
  return written('电工四级试题.xlsx', Buffer.from(file, 'base64'))
}

interface TeaItem {
  readonly pointCode: string
}

const rangesOf = (codes: readonly string[]): readonly string[] => [
  ...new Set(
    codes.flatMap((code) => {
      const parts = code.split('-')
      return [1, 2, 3].map((level) => parts.slice(0, level).join('-'))
    }),
  ),
]

/** A sound tree over the points that the Word document names: each range weighs what its first part leaves to it. */
const teaTree = (): KnowledgeTree => {
  const truth = JSON.parse(readFileSync(demoFile('items-tea-5.expected.json'), 'utf8'))
  const points = [...new Set((truth.items as readonly TeaItem[]).map(({ pointCode }) => pointCode))]
  const codes = rangesOf(points).toSorted()
  const leaves = codes.filter((code) => code.split('-').length === 3)
  const weightOf = (code: string) =>
    leaves.reduce((sum, leaf, at) => {
      const own = at === 0 ? 100 - 6 * (leaves.length - 1) : 6
      return leaf === code || leaf.startsWith(`${code}-`) ? sum + own : sum
    }, 0)
  return {
    ranges: codes.map(
      (code): KnowledgeRange => ({
        ...{ code, name: `茶艺知识${code}`, weight: weightOf(code) },
        level: code.split('-').length as RangeLevel,
      }),
    ),
    points: points.toSorted().map((code) => ({ code, name: `茶艺要点${code}`, importance: 'X' })),
  }
}

export const teaTreeWorkbook = async (): Promise<string> => {
  const about = { bank: teaBank, occupationCode: '4-03-02-07', trade: '', level: 5 } as const
  const bytes = await treeWorkbook(teaTree(), { ...about, part: 'theory', standardVersion: '', edition: 1 })
  return written('茶艺师五级细目表.xlsx', bytes)
}

/** Two questions of a learning platform: its own category, feedback to answers, a title. */
export const giftText = `$CATEGORY: 电工/照明线路

::照明一::白炽灯照明线路中，开关应当串接在（ ）上。 {
=相线#正确，断开后灯头不带电
~零线#断开后灯头仍然带电
~保护线
~屏蔽层
}

::照明二::荧光灯电子镇流器直接用直流电池供电即可长期正常启动。 {FALSE}
`
