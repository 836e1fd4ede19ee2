import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { isLevel, type Level } from './level.ts'
import { normaliseCode } from './text.ts'

/** The parts of a 22-character certificate number; positions 1–13 are the code of the organisation. */
export interface CurrentCertificateNumber {
  readonly form: 'current'
  readonly number: string
  readonly organisationCode: string
  readonly issuer: 'social-organisation' | 'employer'
  /** `ministry` when the organisation was first filed with the ministry (positions 2–5 not 0000). */
  readonly filedWith: 'ministry' | 'province'
  /** GB/T 2260, two digits. */
  readonly provinceCode: string
  /** Four digits; the number carries the last two. */
  readonly year: number
  readonly level: Level
  readonly serial: number
}

/** A vocational qualification certificate of before 2020: accepted by shape only, 11th digit is the level. */
export interface LegacyCertificateNumber {
  readonly form: 'legacy'
  readonly number: string
  readonly year: number
  readonly level: Level
}

export type CertificateNumber = CurrentCertificateNumber | LegacyCertificateNumber

const current = /^([SY])(\d{4})(\d{2})\d{6}(\d{2})([1-5])(\d{6})$/u
const legacy = /^(\d{2})\d{8}([1-5])\d{5}$/u
const organisation = /^[SY]\d{12}$/u
const largestSerial = 999_999
const century = 2000

/** Legacy numbers begin with the year; the first certificates of this kind were issued in the 1990s. */
const legacyYear = (digits: string): number => (Number(digits) >= 90 ? 1900 : century) + Number(digits)

const malformed = (sentence: string): Verdict<never, 'CERTIFICATE_NUMBER_MALFORMED'> =>
  refuse('CERTIFICATE_NUMBER_MALFORMED', {
    sentence,
    remedy: '请对照证书原件填写证书编号。',
    clauses: ['SDS-6.1-01', 'SDS-A2-03'],
    field: 'certificateNumber',
  })

/** Reads a number of 22 characters or a legacy one of 16 digits; spaces and full-width digits are folded. */
export const parseCertificateNumber = (
  text: string,
): Verdict<CertificateNumber, 'CERTIFICATE_NUMBER_MALFORMED'> => {
  const number = normaliseCode(text)
  const old = legacy.exec(number)
  if (old) return accept({ form: 'legacy', number, year: legacyYear(old[1]!), level: levelOf(old[2]!) })
  const match = current.exec(number)
  if (!match || match[6] === '000000')
    return malformed('证书编号应为S或Y开头的22位编号，或16位数字的原职业资格证书编号。')
  return accept({
    form: 'current',
    number,
    organisationCode: number.slice(0, 13),
    issuer: match[1] === 'S' ? 'social-organisation' : 'employer',
    filedWith: match[2] === '0000' ? 'province' : 'ministry',
    provinceCode: match[3]!,
    year: century + Number(match[4]),
    level: levelOf(match[5]!),
    serial: Number(match[6]),
  })
}

const levelOf = (digit: string): Level => {
  const level = Number(digit)
  if (!isLevel(level)) throw new RangeError(`not a level: ${digit}`)
  return level
}

export interface CertificateNumberParts {
  /** 13 characters. */
  readonly organisationCode: string
  /** Four digits, 2000–2099. */
  readonly year: number
  readonly level: Level
  /** 1–999999, counted per organisation, year and level, never reused. */
  readonly serial: number
}

/**
 * Composes the 22-character number (SDS-6.1-01). A caller that passes parts no number can hold has a defect, except
 * for a used-up serial, which is a refusal.
 */
export const composeCertificateNumber = (
  parts: CertificateNumberParts,
): Verdict<string, 'CERTIFICATE_SERIAL_EXHAUSTED'> => {
  const { organisationCode, year, level, serial } = parts
  if (!organisation.test(organisationCode))
    throw new RangeError(`not an organisation code: ${organisationCode}`)
  if (!Number.isInteger(year) || year < century || year > 2099) throw new RangeError(`not a year: ${year}`)
  if (!Number.isInteger(serial) || serial < 1) throw new RangeError(`not a serial: ${serial}`)
  if (serial > largestSerial)
    return refuse('CERTIFICATE_SERIAL_EXHAUSTED', {
      sentence: `${year}年该等级的证书流水号已用完（最大${largestSerial}）。`,
      remedy: '请联系省级中心处理。',
      clauses: ['SDS-6.1-01'],
    })
  return accept(
    `${organisationCode}${String(year % 100).padStart(2, '0')}${level}${String(serial).padStart(6, '0')}`,
  )
}
