import { parseCertificateNumber } from '#modules/policy/core/certificate-number.ts'
import { checkIdentity, parseIdentityType } from '#modules/policy/core/identity.ts'
import type { Day } from '#platform/clock/day.ts'
import { accept, type Verdict } from '#platform/contract/verdict.ts'

/** One certificate as it is put before the authority; number and date are null before they are given. */
export interface CertificateData {
  readonly name: string
  readonly documentType: string
  readonly documentNumber: string
  readonly occupationCode: string
  readonly occupationName: string
  readonly trade: string
  readonly level: number
  readonly number: string | null
  readonly issuedOn: Day | null
  readonly issuerName: string
}

export interface ScopeOn {
  readonly occupationCode: string
  readonly trade: string
  readonly level: number
}

export interface DataContext {
  readonly organisationCode: string
  readonly organisationName: string
  readonly scope: readonly ScopeOn[]
  readonly examinedUntil: Day
  readonly today: Day
  /** `qualificationKey` of valid certificates given before. */
  readonly alreadyCertified: ReadonlySet<string>
}

export const dataChecks = ['id-checksum', 'scope', 'dates', 'duplicates', 'number', 'issuer'] as const
export type DataCheck = (typeof dataChecks)[number]

/** What is wrong with one row; `row` counts from 1, as on the sheet. */
export interface DataProblem {
  readonly row: number
  readonly name: string
  readonly check: DataCheck
  readonly sentence: string
}

/** One qualification of one person: a second certificate for the same would be a duplicate. */
export const qualificationKey = (row: {
  readonly documentNumber: string
  readonly occupationCode: string
  readonly trade: string
  readonly level: number
}): string => [row.documentNumber, row.occupationCode, row.trade, row.level].join('|')

type Finding = readonly [DataCheck, string] | null

const identityFinding = (row: CertificateData): Finding => {
  const type = parseIdentityType(row.documentType)
  if (type === null) return ['id-checksum', `证件类型“${row.documentType}”不是规定的类型。`]
  const identity = checkIdentity(type, row.documentNumber)
  return identity.refused ? ['id-checksum', identity.sentence] : null
}

const scopeFinding = (row: CertificateData, { scope }: DataContext): Finding =>
  scope.some(
    (item) =>
      item.occupationCode === row.occupationCode && item.trade === row.trade && item.level === row.level,
  )
    ? null
    : [
        'scope',
        `“${row.occupationName}”${row.trade === '' ? '' : `（${row.trade}）`}${row.level}级不在备案范围内。`,
      ]

const dateFinding = ({ issuedOn }: CertificateData, { examinedUntil, today }: DataContext): Finding => {
  if (issuedOn === null) return null
  if (issuedOn <= examinedUntil) return ['dates', `发证日期${issuedOn}不在考试结束日${examinedUntil}之后。`]
  return issuedOn > today ? ['dates', `发证日期${issuedOn}晚于今天。`] : null
}

const numberFinding = (row: CertificateData, { organisationCode }: DataContext): Finding => {
  if (row.number === null) return null
  const parsed = parseCertificateNumber(row.number)
  if (parsed.refused || parsed.value.form !== 'current')
    return ['number', `证书编号“${row.number}”不符合编码规则。`]
  const { organisationCode: code, year, level } = parsed.value
  if (code !== organisationCode)
    return ['number', `证书编号中的机构代码${code}不是本机构的${organisationCode}。`]
  if (level !== row.level) return ['number', `证书编号中的等级${level}与${row.level}级不一致。`]
  return row.issuedOn !== null && year !== Number(row.issuedOn.slice(0, 4))
    ? ['number', `证书编号中的年份${year}与发证日期${row.issuedOn}不一致。`]
    : null
}

const issuerFinding = (row: CertificateData, { organisationName }: DataContext): Finding =>
  row.issuerName === organisationName ? null : ['issuer', `发证机构“${row.issuerName}”不是实施评价的机构。`]

const duplicateFinder = ({ alreadyCertified }: DataContext) => {
  const numbers = new Map<string, number>()
  const qualifications = new Map<string, number>()
  return (row: CertificateData, at: number): Finding => {
    const key = qualificationKey(row)
    const earlier = (row.number === null ? undefined : numbers.get(row.number)) ?? qualifications.get(key)
    if (row.number !== null) numbers.set(row.number, at)
    qualifications.set(key, at)
    if (earlier !== undefined) return ['duplicates', `与第${earlier}行重复。`]
    return alreadyCertified.has(key)
      ? ['duplicates', '该人员已持有同一职业（工种）同一等级的有效证书。']
      : null
  }
}

/** The checks of SDS-7.1-03 on every row: identity number, scope, dates, duplicates; also the number and the issuer. */
export const checkCertificateData = (
  rows: readonly CertificateData[],
  context: DataContext,
): readonly DataProblem[] => {
  const duplicate = duplicateFinder(context)
  return rows.flatMap((row, at) =>
    [
      identityFinding(row),
      scopeFinding(row, context),
      dateFinding(row, context),
      numberFinding(row, context),
      issuerFinding(row, context),
      duplicate(row, at + 1),
    ].flatMap((finding) =>
      finding === null ? [] : [{ row: at + 1, name: row.name, check: finding[0], sentence: finding[1] }],
    ),
  )
}

/** Any bad row refuses the whole file, naming the rows. */
export const requireSoundData = (problems: readonly DataProblem[]): Verdict<true, 'DATA_UNSOUND'> => {
  const [first] = problems
  if (!first) return accept(true)
  const rows = [...new Set(problems.map(({ row }) => row))]
  return {
    refused: true,
    code: 'DATA_UNSOUND',
    sentence: `有${rows.length}行数据未通过核验，全部不予报送。第${first.row}行${first.name}：${first.sentence}`,
    remedy: '请下载错误清单，逐行改正后重新报送。',
    clauses: ['SDS-7.1-03'],
    details: { rows: rows.slice(0, 50), problems: problems.slice(0, 50).map((problem) => ({ ...problem })) },
  }
}
