import { type Refusal, refuse } from '#platform/contract/verdict.ts'

/** What a pack says of the source of papers, and where it says so. */
export interface SourceRule {
  readonly value: { readonly source: string }
  readonly clauses: readonly string[]
}

const ownBankOnly = 'own-item-bank'

type OutsideRefusal = 'NOT_FROM_OWN_BANK' | 'AUTHOR_IS_CHECKER'

/** C40: outside papers are refused where the own bank is the only source, and where it is not known what holds. */
export const judgeOutside = (
  { author, checker }: { readonly author: string; readonly checker: string },
  rule: SourceRule | undefined,
): Refusal<OutsideRefusal> | undefined => {
  if (rule === undefined || rule.value.source === ownBankOnly) {
    return refuse('NOT_FROM_OWN_BANK', {
      sentence: rule
        ? '按现行规定，试卷须从本机构自建题库中抽取，不能使用外部试卷。'
        : '本机构没有有效备案，不能确定试卷来源的规定，不能使用外部试卷。',
      remedy: rule ? '请先将试题导入题库，再按组卷规则组卷。' : '请先完成备案。',
      clauses: rule ? [...rule.clauses] : ['SDS-4.2-01'],
      field: 'source',
    })
  }
  if (author.trim() !== checker.trim()) return undefined
  return refuse('AUTHOR_IS_CHECKER', {
    sentence: '命题人和审核人是同一人。',
    remedy: '请由另一位专家审核后登记。',
    clauses: ['SDE-4.5-26'],
    field: 'checker',
  })
}
