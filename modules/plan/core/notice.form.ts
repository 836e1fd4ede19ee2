import { type Day, inWords } from '#platform/clock/day.ts'
import type { NoticeContents, NoticeLine } from './notice.rule.ts'

const yesNo = (yes: boolean): string => (yes ? '是' : '否')

const row = (notice: NoticeContents, line: NoticeLine, place: number) => ({
  number: String(place + 1),
  organisationName: notice.organisationName,
  organisationCode: notice.organisationCode,
  organisationType: notice.organisationType,
  occupationName: line.occupationName,
  trade: line.trade,
  occupationCode: line.occupationCode,
  level: String(line.level),
  enrolmentTime: line.enrolmentTime,
  examTime: line.examTime,
  place: line.place,
  theory: yesNo(line.theory),
  practical: yesNo(line.practical),
  review: yesNo(line.review),
  contact: notice.contactPhone,
})

/** `100.00元` */
export const feeWords = (cents: number | null): string =>
  cents === null ? '' : `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}元`

/**
 * Annex 1 as it is printed: the four head fields, the table's fifteen columns in their order (SDS-A1-01, SDS-A1-02),
 * and below them the contents of SDS-2.1-04 that the table has no column for.
 */
export const noticeForm = (notice: NoticeContents, year: number, on: Day) => ({
  year: String(year),
  organisationName: notice.organisationName,
  contactName: notice.contactName,
  contactPhone: notice.contactPhone,
  date: inWords(on),
  rows: notice.lines.map((line, place) => row(notice, line, place)),
  enrolmentProcedure: notice.enrolmentProcedure,
  further: notice.lines.map((line, place) => ({
    number: String(place + 1),
    conditions: line.conditions,
    method: line.method,
    fee: feeWords(line.feeCents),
  })),
})
