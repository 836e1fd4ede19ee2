import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { CodePattern, Known } from './parameter.ts'
import { normaliseCode } from './text.ts'

/** A code of the national occupational classification, split into occupation and trade. */
export interface OccupationCode {
  /** The whole code as written, `6-18-01-01` or `6-18-01-01-02`. */
  readonly code: string
  /** `6-18-01-01` */
  readonly occupation: string
  /** `02`, or null when the code names the occupation itself. */
  readonly trade: string | null
  /** The first figure, 1–8. */
  readonly majorGroup: number
}

const dashes = /[‐-―−－_.]/gu

/** Reads an occupation or trade code; the pattern comes from the pack (SDS-A1-04). */
export const checkOccupationCode = (
  text: string,
  rule: Known<CodePattern>,
): Verdict<OccupationCode, 'OCCUPATION_CODE_MALFORMED'> => {
  const code = normaliseCode(text.replace(dashes, '-'))
  if (!new RegExp(rule.value.pattern, 'u').test(code))
    return refuse('OCCUPATION_CODE_MALFORMED', {
      sentence: `职业（工种）编码格式不正确，应形如${rule.value.example}。`,
      remedy: '请按职业分类大典的编码填写，有工种的在后面加两位工种号。',
      clauses: rule.clauses,
      field: 'occupationCode',
    })
  return accept({
    code,
    occupation: code.split('-').slice(0, 4).join('-'),
    trade: code.split('-')[4] ?? null,
    majorGroup: Number(code[0]),
  })
}
