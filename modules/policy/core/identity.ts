import { type Day, isDay } from '#platform/clock/day.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { normaliseCode } from './text.ts'

export type Sex = 'female' | 'male'

/** Where a candidate comes from, as the lists of accepted documents distinguish it (SDS-3.3-03). */
export type Origin = 'mainland' | 'hong-kong-macao-taiwan' | 'foreign'

/** How forms and refusals call the candidates of an origin. */
export const originNames: Readonly<Record<Origin, string>> = {
  mainland: '内地考生',
  'hong-kong-macao-taiwan': '港澳台考生',
  foreign: '外籍考生',
}

export type IdentityType =
  | 'resident-id'
  | 'shandong-social-card'
  | 'mainland-residence-permit'
  | 'hong-kong-macao-travel-permit'
  | 'taiwan-travel-permit'
  | 'hong-kong-macao-residence-permit'
  | 'taiwan-residence-permit'
  | 'foreign-passport'
  | 'foreign-permanent-resident-id'
  | 'temporary-id'
  | 'officer-card'
  | 'soldier-card'

interface DocumentKind {
  readonly name: string
  readonly otherNames: readonly string[]
  readonly origin: Origin
  /** Code in the reporting sheet; null where the receiver publishes none and the operator has to set it. */
  readonly reportingCode: string | null
}

const kind = (name: string, origin: Origin, ...otherNames: string[]): DocumentKind => ({
  name,
  origin,
  otherNames,
  reportingCode: null,
})

export const identityTypes: Readonly<Record<IdentityType, DocumentKind>> = {
  'resident-id': { ...kind('居民身份证', 'mainland', '身份证', '二代身份证', '201'), reportingCode: '201' },
  'shandong-social-card': kind('山东省社保卡', 'mainland', '社会保障卡', '社保卡', '山东省社会保障卡'),
  'mainland-residence-permit': kind('居住证', 'mainland'),
  'hong-kong-macao-travel-permit': kind('港澳居民来往内地通行证', 'hong-kong-macao-taiwan', '回乡证'),
  'taiwan-travel-permit': kind('台湾居民来往大陆通行证', 'hong-kong-macao-taiwan', '台胞证'),
  'hong-kong-macao-residence-permit': kind('港澳居民居住证', 'hong-kong-macao-taiwan'),
  'taiwan-residence-permit': kind('台湾居民居住证', 'hong-kong-macao-taiwan'),
  'foreign-passport': kind('外国护照', 'foreign', '护照', '外国人护照'),
  'foreign-permanent-resident-id': kind('外国人永久居留身份证', 'foreign', '外国人永久居留证'),
  'temporary-id': kind('临时居民身份证', 'mainland', '临时身份证'),
  'officer-card': kind('军官证', 'mainland'),
  'soldier-card': kind('士兵证', 'mainland'),
}

const typesByName: ReadonlyMap<string, IdentityType> = new Map(
  (Object.keys(identityTypes) as IdentityType[]).flatMap((type) =>
    [identityTypes[type].name, ...identityTypes[type].otherNames].map((name): [string, IdentityType] => [
      name,
      type,
    ]),
  ),
)

/** The type behind a name as rosters and forms write it; null when the name is unknown. */
export const parseIdentityType = (text: string): IdentityType | null =>
  typesByName.get(normaliseCode(text)) ?? null

export interface Identity {
  readonly type: IdentityType
  /** Upper case, half-width, without spaces. */
  readonly number: string
  /** Written in the number, hence binding for the birth date stated; null where the number carries none. */
  readonly birthDate: Day | null
  readonly sex: Sex | null
}

export type IdentityRefusal =
  | 'IDENTITY_NUMBER_MALFORMED'
  | 'IDENTITY_NUMBER_CHECK'
  | 'IDENTITY_REGION_UNKNOWN'
  | 'IDENTITY_BIRTH_DATE_IMPOSSIBLE'

const citizenWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const citizenChecks = '10X98765432'
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71'.split(
    ' ',
  ),
)

/** The check character (0–9 or X) of the first 17 digits, by GB 11643 (ISO 7064 MOD 11-2). */
export const citizenCheckCharacter = (first17: string): string => {
  const sum = citizenWeights.reduce((total, weight, at) => total + weight * Number(first17[at]), 0)
  return citizenChecks[sum % 11] ?? ''
}

const reject = <C extends IdentityRefusal>(code: C, sentence: string): Verdict<never, C> =>
  refuse(code, {
    sentence,
    remedy: '请对照证件原件改正后重新提交。',
    clauses: ['SDS-3.3-03', 'SDS-7.1-03'],
    field: 'identityNumber',
  })

type Prefix = (number: string) => boolean

const checkCitizenShape = (
  type: IdentityType,
  number: string,
  prefix: Prefix,
): Verdict<Identity, IdentityRefusal> => {
  const name = identityTypes[type].name
  if (!/^\d{17}[\dX]$/u.test(number))
    return reject('IDENTITY_NUMBER_MALFORMED', `${name}号码应为18位：前17位为数字，末位为数字或X。`)
  if (!prefix(number)) return reject('IDENTITY_REGION_UNKNOWN', `${name}号码开头的地区代码不正确。`)
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isDay(birthDate) || birthDate < '1850')
    return reject('IDENTITY_BIRTH_DATE_IMPOSSIBLE', `${name}号码中的出生日期不存在。`)
  const check = citizenCheckCharacter(number)
  if (number[17] !== check)
    return reject('IDENTITY_NUMBER_CHECK', `${name}号码的校验位不正确，可能有数字填错。`)
  return accept({ type, number, birthDate, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' })
}

const startsWith =
  (...codes: string[]): Prefix =>
  (number) =>
    codes.some((code) => number.startsWith(code))
const inProvince: Prefix = (number) => provinces.has(number.slice(0, 2))

const checkShape = (
  type: IdentityType,
  number: string,
  shape: { readonly pattern: RegExp; readonly words: string },
): Verdict<Identity, IdentityRefusal> =>
  shape.pattern.test(number)
    ? accept({ type, number, birthDate: null, sex: null })
    : reject('IDENTITY_NUMBER_MALFORMED', `${identityTypes[type].name}号码应为${shape.words}。`)

const checkPermanentResident = (number: string): Verdict<Identity, IdentityRefusal> => {
  const type = 'foreign-permanent-resident-id'
  // The cards of 2023 carry 18 digits that begin with 9; the older ones three letters and twelve digits.
  if (/^9\d{16}[\dX]$/u.test(number)) return checkCitizenShape(type, number, startsWith('9'))
  return checkShape(type, number, {
    pattern: /^[A-Z]{3}\d{12}$/u,
    words: '以9开头的18位号码，或3位字母加12位数字（旧版）',
  })
}

const military = { pattern: /^[\p{Script=Han}A-Z0-9第号字]{5,20}$/u, words: '证件上的完整编号' }

const checks: Readonly<Record<IdentityType, (number: string) => Verdict<Identity, IdentityRefusal>>> = {
  'resident-id': (number) => checkCitizenShape('resident-id', number, inProvince),
  'temporary-id': (number) => checkCitizenShape('temporary-id', number, inProvince),
  // Both cards bear the holder's citizen number.
  'shandong-social-card': (number) => checkCitizenShape('shandong-social-card', number, inProvince),
  'mainland-residence-permit': (number) => checkCitizenShape('mainland-residence-permit', number, inProvince),
  'hong-kong-macao-residence-permit': (number) =>
    checkCitizenShape('hong-kong-macao-residence-permit', number, startsWith('810000', '820000')),
  'taiwan-residence-permit': (number) =>
    checkCitizenShape('taiwan-residence-permit', number, startsWith('830000')),
  'hong-kong-macao-travel-permit': (number) =>
    checkShape('hong-kong-macao-travel-permit', number, {
      pattern: /^[HM]\d{8}(\d{2})?$/u,
      words: 'H或M加8位数字（可带2位换证次数）',
    }),
  'taiwan-travel-permit': (number) =>
    checkShape('taiwan-travel-permit', number, {
      pattern: /^\d{8}(\d{2}|\([A-Z0-9]\))?$/u,
      words: '8位数字（可带换证次数）',
    }),
  'foreign-passport': (number) =>
    checkShape('foreign-passport', number, { pattern: /^[A-Z0-9]{5,15}$/u, words: '5至15位字母或数字' }),
  'foreign-permanent-resident-id': checkPermanentResident,
  'officer-card': (number) => checkShape('officer-card', number, military),
  'soldier-card': (number) => checkShape('soldier-card', number, military),
}

/**
 * Checks a document number by the rule of its type. Citizen numbers and residence permits by GB 11643 (check
 * character, birth date, region); travel permits and passports by shape. Spaces and full-width digits are folded.
 */
export const checkIdentity = (type: IdentityType, number: string): Verdict<Identity, IdentityRefusal> =>
  checks[type](normaliseCode(number))
