import type { Parameter } from '#modules/policy/core/parameter.ts'
import type { ReviewContents } from '#modules/policy/core/practical-parameters.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** One part of a review with its share of the result and the abilities of weight it names. */
export interface ReviewContent {
  readonly name: string
  readonly weight: number
  readonly focus: readonly string[]
}

export type SchemeRefusal = 'CONTENT_MISSING' | 'CONTENT_UNKNOWN' | 'FOCUS_UNKNOWN' | 'WEIGHTS_WRONG'

const whole = 100

/** SDE-4.3-03, SDE-4.3-04: all contents that the document asks for, each with its part; abilities from its list. */
export const checkScheme = (
  contents: readonly ReviewContent[],
  rule: Parameter<ReviewContents>,
): Verdict<readonly ReviewContent[], SchemeRefusal> => {
  const sum = contents.reduce((total, { weight }) => total + weight, 0)
  if (rule.provenance !== 'not-stated') {
    const { contents: asked, focus } = rule.value
    const missing = asked.filter((name) => !contents.some((content) => content.name === name))
    if (missing.length > 0) {
      return refuse('CONTENT_MISSING', {
        sentence: `综合评审方案缺少${missing.join('、')}。`,
        remedy: `评价内容须包括${asked.join('、')}，并各占一定比例。`,
        clauses: ['SDE-4.3-03'],
        field: 'contents',
      })
    }
    const foreign = contents.find(({ name }) => !asked.includes(name))
    if (foreign) {
      return refuse('CONTENT_UNKNOWN', {
        sentence: `“${foreign.name}”不是规定的评价内容。`,
        remedy: `请从${asked.join('、')}中选择。`,
        clauses: ['SDE-4.3-03'],
        field: 'contents',
      })
    }
    const unknown = contents.flatMap((content) => content.focus).find((each) => !focus.includes(each))
    if (unknown) {
      return refuse('FOCUS_UNKNOWN', {
        sentence: `“${unknown}”不在重点评价的能力之列。`,
        remedy: `请从${focus.join('、')}中选择。`,
        clauses: ['SDE-4.3-04'],
        field: 'contents',
      })
    }
  }
  const isOnce = new Set(contents.map(({ name }) => name)).size === contents.length
  if (isOnce && Math.abs(sum - whole) < 1e-6 && contents.every(({ weight }) => weight > 0))
    return accept(contents)
  return refuse('WEIGHTS_WRONG', {
    sentence: `各项评价内容的分值之和为 ${sum}，应为 ${whole}，每项只列一次。`,
    remedy: '请调整各项分值。',
    clauses: rule.provenance === 'not-stated' ? ['SDS-A3-14'] : ['SDE-4.3-03'],
    field: 'contents',
  })
}

/** The lines of the evaluation table: each content, or each ability of weight that it names. */
export const tableLines = (
  contents: readonly ReviewContent[],
): readonly { readonly content: string; readonly line: string; readonly weight: number }[] =>
  contents.flatMap(({ name, weight, focus }) =>
    focus.length === 0
      ? [{ content: name, line: name, weight }]
      : focus.map((line) => ({ content: name, line, weight })),
  )
