import { composeCertificateNumber } from '#modules/policy/core/certificate-number.ts'
import type { Level } from '#modules/policy/core/level.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** A run of serials of one organisation, year and level, taken in one step. */
export interface SerialRun {
  /** 13 characters: positions 1–13 of every number of the organisation. */
  readonly organisationCode: string
  /** Of the issue date. */
  readonly year: number
  readonly level: Level
  /** The first serial of the run; it goes on without a gap. */
  readonly first: number
  readonly count: number
}

/** The numbers of a run in order (SDS-6.1-01); refused when the serials of the year are used up. */
export const numbersOf = (run: SerialRun): Verdict<readonly string[], 'CERTIFICATE_SERIAL_EXHAUSTED'> => {
  const numbers: string[] = []
  for (let serial = run.first; serial < run.first + run.count; serial += 1) {
    const number = composeCertificateNumber({ ...run, serial })
    if (number.refused) return number
    numbers.push(number.value)
  }
  return accept(numbers)
}

export const serialsExhausted = (year: number, level: Level) =>
  refuse('CERTIFICATE_SERIAL_EXHAUSTED', {
    sentence: `${year}年该等级（${level}级）剩余的证书流水号不足，不能赋码。`,
    remedy: '请联系省级中心处理。',
    clauses: ['SDS-6.1-01'],
  })
