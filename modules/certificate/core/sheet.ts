import { isLevel, levelName } from '#modules/policy/core/level.ts'
import { type Day, inWords } from '#platform/clock/day.ts'

/** What a certificate states, as its row holds it. */
export interface CertificateStatement {
  readonly name: string
  readonly documentType: string
  readonly documentNumber: string
  readonly occupationName: string
  /** Empty: the occupation has no trade. */
  readonly trade: string
  readonly level: number
  readonly number: string
  readonly issuerName: string
  readonly issuedOn: Day
  /** Characters of the name that the typeface lacks; not empty: the name is left for handwriting. */
  readonly unprintable: string
}

/** The filled fields, in the order of the sheet; each is set in the type the pack names. */
export interface SheetFields {
  readonly name: string
  readonly documentType: string
  readonly documentNumber: string
  readonly occupation: string
  readonly trade: string
  readonly level: string
  readonly number: string
  readonly issuer: string
  readonly issuedOn: string
  readonly handwritten: boolean
}

/** `四级/中级工` (SDS-6.2-04). Throws for a level that no certificate has. */
export const levelWords = (level: number): string => {
  if (!isLevel(level)) throw new RangeError(`not a level: ${level}`)
  return levelName(level)
}

/**
 * What stands on the sheet: the trade field shows `noTrade` where there is none (SDS-6.2-03), and a name with an
 * unprintable character is left blank for handwriting (SDS-6.2-05) — whole, never with one character missing.
 */
export const sheetFields = (statement: CertificateStatement, noTrade: string): SheetFields => ({
  name: statement.unprintable === '' ? statement.name : '',
  documentType: statement.documentType,
  documentNumber: statement.documentNumber,
  occupation: statement.occupationName,
  trade: statement.trade === '' ? noTrade : statement.trade,
  level: levelWords(statement.level),
  number: statement.number,
  issuer: statement.issuerName,
  issuedOn: inWords(statement.issuedOn),
  handwritten: statement.unprintable !== '',
})
