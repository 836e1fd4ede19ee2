import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { CodePattern, Known } from './parameter.ts'
import { normaliseCode } from './text.ts'

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** The 18th character of a unified social credit code, by GB 32100 (modulus 31). */
export const creditCheckCharacter = (first17: string): string => {
  const sum = creditWeights.reduce(
    (total, weight, at) => total + weight * creditAlphabet.indexOf(first17[at] ?? ''),
    0,
  )
  return creditAlphabet[(31 - (sum % 31)) % 31] ?? ''
}

/** The unified social credit code of an organisation, normalised, or why it is none (GB 32100). */
export const checkCreditCode = (text: string): Verdict<string, 'CREDIT_CODE_INVALID'> => {
  const code = normaliseCode(text)
  const words = { remedy: '请对照登记证书改正。', clauses: ['SDS-A1-02'], field: 'creditCode' }
  if (!/^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/u.test(code))
    return refuse('CREDIT_CODE_INVALID', {
      ...words,
      sentence: '统一社会信用代码应为18位数字或大写字母，且不使用I、O、Z、S、V。',
    })
  if (creditCheckCharacter(code) !== code[17])
    return refuse('CREDIT_CODE_INVALID', { ...words, sentence: '统一社会信用代码的校验位不正确。' })
  return accept(code)
}

/** The code the authority gave to an organisation, checked against the pattern of its pack. */
export const checkOrganisationCode = (
  text: string,
  rule: Known<CodePattern>,
): Verdict<string, 'ORGANISATION_CODE_MALFORMED'> => {
  const code = normaliseCode(text)
  if (code.length === rule.value.length && new RegExp(rule.value.pattern, 'u').test(code)) return accept(code)
  return refuse('ORGANISATION_CODE_MALFORMED', {
    sentence: `机构编码应为${rule.value.length}位，形如${rule.value.example}。`,
    remedy: '请按备案机关下发的编码填写。',
    clauses: rule.clauses,
    field: 'organisationCode',
  })
}
