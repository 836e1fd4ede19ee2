import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { looksLikeFormula, normaliseCell } from './text.ts'

const dots = /[\u2022\u2027\u30fb\uff65\u22c5\u2024\u0387\u2219\u1427]/gu
const spaceBesideHan = /(?<=[\p{Script=Han}·]) | (?=[\p{Script=Han}·])/gu
const allowed = /^[\p{L}\p{M}·'’.\- ]+$/u

/** Up to 50 characters, as the civil registers and the national certificate register allow. */
export const longestName = 50

/** One spelling of a person's name: half-width, `·` for every kind of dot, no space beside a Han character. */
export const normalisePersonName = (text: string): string =>
  normaliseCell(text.replace(dots, '·')).replace(spaceBesideHan, '')

/** The number of characters a reader counts; a character outside the basic plane counts once. */
export const lengthOfName = (name: string): number => Array.from(name).length

const badName = (sentence: string): Verdict<string, 'NAME_MALFORMED'> =>
  refuse('NAME_MALFORMED', {
    sentence,
    remedy: '请按身份证件上的姓名填写。',
    clauses: ['SDS-3.3-09'],
    field: 'name',
  })

/** The normalised name, or why it cannot be a person's name. */
export const checkPersonName = (text: string): Verdict<string, 'NAME_MALFORMED'> => {
  if (looksLikeFormula(text)) return badName('姓名栏的内容以公式符号开头，不是人名。')
  const name = normalisePersonName(text)
  if (name === '') return badName('姓名没有填写。')
  if (lengthOfName(name) > longestName) return badName(`姓名超过${longestName}个字符。`)
  if (!allowed.test(name)) return badName('姓名中有数字或不能用于人名的符号。')
  if (/^[·'’.\- ]|[·\-' ]$/u.test(name)) return badName('姓名不能以间隔号或连接号开头、结尾。')
  return accept(name)
}
