import type { Format } from './parsed.ts'

/** The words users see. */
export const formatNames: { readonly [F in Format]: string } = {
  'excel-a': '国家题库模板（17列）',
  'excel-b': '知识点表格',
  'excel-c': '通用试题表格',
  'word-national': '国家题库试卷文档',
  'word-plain': '文字试题文档',
  gift: 'GIFT 文本',
  aiken: 'Aiken 文本',
  'moodle-xml': 'Moodle 试题包',
  'qti-2.1': 'QTI 2.1 试题包',
  'qti-2.2': 'QTI 2.2 试题包',
  'qti-3.0': 'QTI 3.0 试题包',
}
