import type { SheetContent, WriteCell } from '#platform/spreadsheet/sheet-writer.ts'
import { writeWorkbook } from '#platform/spreadsheet/writer.ts'
import { itemTypes } from '../../core/item.ts'
import { isWithin, type RuleSet } from '../core/rules.ts'
import { furtherRules } from '../core/summary.ts'

interface Named {
  readonly bank: string
  readonly name: string
  readonly edition: number
  readonly rules: RuleSet
}

const column = (title: string, format: 'general' | 'text' = 'general') => ({ title, format, width: 16 })

const typesSheet = ({ bank, rules }: Named): SheetContent => ({
  name: '题型分布',
  columns: [column('题库名称', 'text'), column('题型', 'text'), column('题量'), column('每题分数')],
  rows: rules.types.map(({ type, count, points }) => [
    ...[bank, `${type}（${itemTypes[type].name}）`, count, points],
  ]),
})

const rangesSheet = ({ bank, rules }: Named): SheetContent => {
  const weightOf = (code: string) =>
    rules.ranges.filter((range) => isWithin(range.code, code)).reduce((sum, { weight }) => sum + weight, 0)
  const parents = (code: string): readonly [string, string] => {
    const [one = '', two = ''] = code.split('-')
    return [one, `${one}-${two}`]
  }
  return {
    name: '知识点分布',
    columns: [
      ...[column('题库名称', 'text'), column('1级代码', 'text'), column('1级比重(%)')],
      ...[column('2级代码', 'text'), column('2级比重(%)'), column('3级代码', 'text'), column('3级比重(%)')],
      ...rules.types.map(({ type }) => column(`${type}(${itemTypes[type].name})`)),
    ],
    rows: rules.ranges.map(({ code, weight, counts }): WriteCell[] => {
      const [one, two] = parents(code)
      return [
        ...[bank, one, weightOf(one), two, weightOf(two), code, weight],
        ...rules.types.map(({ type }) => counts[type] ?? 0),
      ]
    }),
  }
}

const parametersSheet = ({ bank, name, edition, rules }: Named): SheetContent => ({
  name: '组卷参数',
  columns: [column('参数', 'text'), column('值')],
  rows: [
    ['题库名称', bank],
    ['规则名称', name],
    ['版次', edition],
    ['考试时间（分钟）', rules.minutes],
    ['总分', rules.totalPoints],
    ['作答方式', rules.medium === 'screen' ? '机考' : '纸笔'],
  ],
})

const furtherSheet = ({ rules }: Named): SheetContent => ({
  name: '其他规则',
  columns: [{ title: '本表供阅读，导入时不读取', width: 60, wrap: true }],
  rows: furtherRules(rules).map((sentence) => [sentence]),
})

/** The sheets that an import reads, and the rules for which these have no place, in words. */
export const rulesWorkbook = (named: Named): Promise<Uint8Array<ArrayBuffer>> =>
  writeWorkbook({
    sheets: [typesSheet(named), rangesSheet(named), parametersSheet(named), furtherSheet(named)],
  })
