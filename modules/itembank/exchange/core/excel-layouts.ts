import type { Format } from './parsed.ts'

export type ExcelFormat = Extract<Format, `excel-${string}`>

export type ExcelField =
  | 'bank'
  | 'code'
  | 'number'
  | 'pointCode'
  | 'type'
  | 'stem'
  | 'figure'
  | 'key'
  | 'difficulty'
  | 'consistency'
  | 'score'
  | 'explanation'
  | 'source'
  | `option${'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H'}`
  | `level${1 | 2 | 3 | 4 | 5 | 6}`

/** A column of a template: what it is, how the template titles it, how else people title it. */
export interface ExcelColumn {
  readonly field: ExcelField | undefined
  readonly title: string
  readonly otherTitles?: readonly string[]
  readonly width: number
}

export interface ExcelLayout {
  readonly format: ExcelFormat
  readonly sheet: string
  readonly columns: readonly ExcelColumn[]
  /** Without these columns there is no item; the others may be absent. */
  readonly needed: readonly ExcelField[]
}

const optionFields = ['optionA', 'optionB', 'optionC', 'optionD', 'optionE'] as const
const options = (title: (label: string) => string): readonly ExcelColumn[] =>
  optionFields.map((field) => {
    const label = field.slice(-1)
    return { field, title: title(label), otherTitles: [`选项${label}`, `试题（选项${label}）`], width: 24 }
  })
const numbers = ['一', '二', '三', '四', '五', '六'] as const
const levels: readonly ExcelColumn[] = numbers.map((number, at) => ({
  field: `level${(at + 1) as 1 | 2 | 3 | 4 | 5 | 6}`,
  title: `知识点${number}级`,
  otherTitles: [`${number}级知识点`],
  width: 16,
}))

/** 17 columns. 序号 repeats the position and is not read. */
const layoutA: ExcelLayout = {
  format: 'excel-a',
  sheet: '题库模板',
  columns: [
    { field: 'bank', title: '题库名称', width: 22 },
    { field: 'code', title: 'ID', otherTitles: ['试题ID'], width: 20 },
    { field: undefined, title: '序号', width: 8 },
    { field: 'pointCode', title: '认定点代码', otherTitles: ['鉴定点代码'], width: 14 },
    { field: 'type', title: '题型代码', width: 14 },
    { field: 'number', title: '题号', width: 10 },
    { field: 'stem', title: '试题（题干）', otherTitles: ['题干'], width: 50 },
    ...options((label) => `试题（选项${label}）`),
    { field: 'figure', title: '【图】及位置', width: 16 },
    { field: 'key', title: '正确答案', otherTitles: ['答案'], width: 16 },
    { field: 'difficulty', title: '难度代码', otherTitles: ['难度'], width: 12 },
    { field: 'consistency', title: '一致性代码', otherTitles: ['一致性'], width: 12 },
    { field: 'explanation', title: '解析', width: 40 },
  ],
  needed: ['code', 'pointCode', 'type', 'stem', 'optionA', 'optionB', 'key', 'difficulty', 'consistency'],
}

/** 11 columns. */
const layoutB: ExcelLayout = {
  format: 'excel-b',
  sheet: '试题',
  columns: [
    { field: 'pointCode', title: '鉴定点代码', width: 14 },
    { field: 'type', title: '题目类型代码', width: 14 },
    { field: 'stem', title: '试题(题干)', otherTitles: ['题干'], width: 50 },
    ...options((label) => `选项${label}`),
    { field: 'key', title: '答案', otherTitles: ['正确答案'], width: 16 },
    { field: 'difficulty', title: '难度代码', otherTitles: ['难度'], width: 12 },
    { field: 'consistency', title: '一致性代码', otherTitles: ['一致性'], width: 12 },
  ],
  needed: ['pointCode', 'type', 'stem', 'optionA', 'optionB', 'key', 'difficulty', 'consistency'],
}

/** 20 columns, a sheet for each level. */
const layoutC: ExcelLayout = {
  format: 'excel-c',
  sheet: '试题',
  columns: [
    { field: 'number', title: '试题GUID', otherTitles: ['GUID'], width: 20 },
    { field: 'type', title: '题型（必填）', otherTitles: ['题型'], width: 12 },
    { field: 'stem', title: '题干（必填）', otherTitles: ['题干'], width: 50 },
    { field: 'key', title: '答案', otherTitles: ['答案（必填）', '正确答案'], width: 16 },
    ...options((label) => `选项${label}`),
    ...levels,
    { field: 'difficulty', title: '难度', otherTitles: ['难度（必填）'], width: 10 },
    { field: 'consistency', title: '一致性', width: 10 },
    { field: 'score', title: '分数', otherTitles: ['分值'], width: 8 },
    { field: 'explanation', title: '解析', width: 40 },
    { field: 'source', title: '出处', width: 20 },
  ],
  needed: ['type', 'stem', 'key'],
}

export const layouts: readonly ExcelLayout[] = [layoutA, layoutB, layoutC]
export const layoutOf = (format: ExcelFormat): ExcelLayout =>
  layouts.find((layout) => layout.format === format)!

/** Columns that an error workbook adds; a corrected one is read without them. */
export const errorTitles = ['位置', '错误原因', '依据'] as const
