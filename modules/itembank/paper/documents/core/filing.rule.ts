import { type Refusal, refuse } from '#platform/contract/verdict.ts'
import { type Ruled, regimeOf } from '../../core/ruled.ts'

/** SPC-A1.4-02 (C40): where the pack asks for it, a paper is filed with the provincial centre before it is used. */
export const judgeFiling = (
  isFiled: boolean,
  use: Ruled & { readonly title: string },
): Refusal<'PAPER_UNFILED'> | undefined => {
  const { source } = regimeOf(use).paper
  if (isFiled || source.value.filedWith === null) return undefined
  return refuse('PAPER_UNFILED', {
    sentence: `“${use.title}”尚未报省职业技能鉴定指导中心备案，不能使用。`,
    remedy: '请先报备，并在试卷上登记备案编号和日期。',
    clauses: [...source.clauses].filter((clause) => clause === 'SPC-A1.4-02'),
    details: { pack: use.pack },
  })
}
