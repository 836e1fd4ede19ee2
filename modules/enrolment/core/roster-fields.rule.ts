import { parseCertificateNumber } from '#modules/policy/core/certificate-number.ts'
import { checkIdentity, type Identity, parseIdentityType } from '#modules/policy/core/identity.ts'
import type { Level } from '#modules/policy/core/level.ts'
import { levelName, parseLevel } from '#modules/policy/core/level.ts'
import type { Regime } from '#modules/policy/core/pack.ts'
import type { Day } from '#platform/clock/day.ts'
import type { Refusal, Verdict } from '#platform/contract/verdict.ts'
import type { PriorCertificate } from './applicant.ts'
import { isEducation } from './evaluation.rule.ts'
import { documentAccepted } from './identity.rule.ts'
import { codeOf, dayOfCell, isFormula, lostDigits, type RosterCell, textOf } from './roster-cell.ts'
import { type RosterKey, rosterColumns } from './roster-columns.ts'

/** One line of the batch, as a row names it. */
export interface RosterLine {
  readonly id: string
  readonly occupationCode: string
  readonly occupationName: string
  readonly trade: string
  readonly level: Level
  readonly subjects: readonly string[]
}

/** What rows are judged by; the same for the whole file. */
export interface RosterRules {
  readonly regime: Regime
  readonly lines: readonly RosterLine[]
  /** The close of enrolment: ages and years count to this day. */
  readonly on: Day
}

/** Why a row is refused: one entry for each thing wrong in it. */
export interface RowProblem {
  readonly code: string
  readonly sentence: string
  readonly remedy: string
  readonly clauses: readonly string[]
  /** The column's title. */
  readonly column: string
}

export type RosterCells = Readonly<Partial<Record<RosterKey, RosterCell | null>>>

const titles = Object.fromEntries(rosterColumns.map(({ key, title }) => [key, title])) as Record<
  RosterKey,
  string
>

/** Collects what is wrong and hands on what is right. */
export const collector = () => {
  const problems: RowProblem[] = []
  const add = (key: RosterKey, problem: Omit<RowProblem, 'column'>) => {
    problems.push({ ...problem, column: titles[key] })
  }
  return {
    problems,
    add,
    /** The value of a verdict; a refusal is noted against the column. */
    take: <T>(key: RosterKey, verdict: Verdict<T>): T | null => {
      if (!verdict.refused) return verdict.value
      const { code, sentence, remedy, clauses }: Refusal = verdict
      add(key, { code, sentence, remedy, clauses })
      return null
    },
  }
}
export type Collector = ReturnType<typeof collector>

const formLine = ['SDS-3.2-03']

export const checkRequired = (cells: RosterCells, found: Collector): void => {
  for (const { key, title, required } of rosterColumns) {
    const cell = cells[key] ?? null
    if (required && textOf(cell) === '')
      found.add(key, {
        code: 'CELL_MISSING',
        sentence: `“${title}”没有填写。`,
        remedy: '请补填后重新导入。',
        clauses: formLine,
      })
    // A phone with +86 is a malformed phone; an optional free text may begin with a dash.
    else if (cell?.kind === 'formula' || (required && key !== 'phone' && isFormula(cell)))
      found.add(key, {
        code: 'CELL_FORMULA',
        sentence: `“${title}”中是公式或以公式符号开头的内容，系统不计算公式。`,
        remedy: '请改填文字或数字本身。',
        clauses: formLine,
      })
  }
}

export const lineOf = (cells: RosterCells, rules: RosterRules, found: Collector): RosterLine | null => {
  const wanted = codeOf(cells.occupation ?? null)
  const text = textOf(cells.level ?? null)
  const level = parseLevel(text)
  const line = rules.lines.find(
    (each) =>
      each.level === level &&
      [each.occupationName, each.trade, `${each.occupationName}${each.trade}`, each.occupationCode].includes(
        wanted,
      ),
  )
  if (line) return line
  const offered = rules.lines.map((each) => `${each.trade || each.occupationName} ${levelName(each.level)}`)
  const known = rules.lines.some((each) => [each.occupationName, each.trade].includes(wanted))
  found.add(known ? 'level' : 'occupation', {
    code: known ? 'LEVEL_OUT_OF_SCOPE' : 'OCCUPATION_OUT_OF_SCOPE',
    sentence: known ? `本批次计划没有“${text}”。` : `本批次计划没有职业（工种）“${wanted}”。`,
    remedy: `本批次可报：${offered.join('、')}。`,
    clauses: ['SDS-3.3-07', 'SDS-A1-05'],
  })
  return null
}

export const identityOf = (cells: RosterCells, rules: RosterRules, found: Collector): Identity | null => {
  const shown = textOf(cells.documentType ?? null)
  const type = found.take('documentType', documentAccepted(parseIdentityType(shown), shown, rules.regime))
  const cell = cells.documentNumber ?? null
  if (type === null) return null
  if (lostDigits(cell)) {
    found.add('documentNumber', {
      code: 'DOCUMENT_NUMBER_AS_NUMBER',
      sentence: '证件号码以数字格式保存，末几位已丢失。',
      remedy: '请把该列设为文本格式后重新填写号码。',
      clauses: ['SDS-3.3-03'],
    })
    return null
  }
  return found.take('documentNumber', checkIdentity(type, textOf(cell)))
}

const wrongDate = (key: RosterKey, text: string): Omit<RowProblem, 'column'> => ({
  code: 'DATE_MALFORMED',
  sentence: `“${titles[key]}”中的“${text.slice(0, 20)}”不是日期。`,
  remedy: '请按 2000-01-31 的格式填写。',
  clauses: formLine,
})

export const birthOf = (cells: RosterCells, identity: Identity, found: Collector): Day | null => {
  const cell = cells.birthDate ?? null
  const text = textOf(cell)
  const entered = dayOfCell(cell)
  if (text !== '' && entered === null) {
    found.add('birthDate', wrongDate('birthDate', text))
    return null
  }
  if (identity.birthDate === null && entered === null) {
    found.add('birthDate', {
      code: 'CELL_MISSING',
      sentence: '该证件号码不含出生日期，“出生日期”须填写。',
      remedy: '请补填后重新导入。',
      clauses: formLine,
    })
    return null
  }
  if (identity.birthDate !== null && entered !== null && identity.birthDate !== entered) {
    found.add('birthDate', {
      code: 'BIRTH_DATE_MISMATCH',
      sentence: `出生日期填的是${entered}，证件号码中是${identity.birthDate}。`,
      remedy: '请对照身份证件更正出生日期或证件号码。',
      clauses: ['SDS-3.3-09', 'SDS-3.3-10'],
    })
    return null
  }
  return identity.birthDate ?? entered
}

export const sexOf = (cells: RosterCells, identity: Identity, found: Collector): '男' | '女' | null => {
  const entered = textOf(cells.sex ?? null)
  const written = identity.sex === null ? null : identity.sex === 'male' ? '男' : '女'
  if (entered === '' && written !== null) return written
  if (entered !== '男' && entered !== '女') {
    found.add('sex', {
      code: 'SEX_UNKNOWN',
      sentence: '“性别”应为男或女。',
      remedy: '请更正后重新导入。',
      clauses: formLine,
    })
    return null
  }
  if (written !== null && written !== entered) {
    found.add('sex', {
      code: 'SEX_MISMATCH',
      sentence: `性别填的是${entered}，证件号码表明是${written}。`,
      remedy: '请对照身份证件更正。',
      clauses: ['SDS-3.3-09', 'SDS-3.3-10'],
    })
    return null
  }
  return entered
}

export const phoneOf = (cells: RosterCells, found: Collector): string => {
  const phone = codeOf(cells.phone ?? null)
  if (phone !== '' && !/^1[3-9]\d{9}$/u.test(phone))
    found.add('phone', {
      code: 'PHONE_MALFORMED',
      sentence: '手机号码应为1开头的11位数字。',
      remedy: '请填写考生本人的手机号码。',
      clauses: ['SDS-A2-01'],
    })
  return phone
}

const certificateCells = ['certificateLevel', 'certificateNumber'] as const

export const certificateOf = (cells: RosterCells, found: Collector): PriorCertificate | null => {
  const claimed = textOf(cells.hasCertificate ?? null)
  if (claimed !== '是' && claimed !== '否' && claimed !== '')
    found.add('hasCertificate', {
      code: 'YES_NO',
      sentence: '“是否有职业资格证书”应填是或否。',
      remedy: '请更正后重新导入。',
      clauses: formLine,
    })
  if (claimed !== '是') return null
  const missing = certificateCells.filter((key) => textOf(cells[key] ?? null) === '')
  for (const key of missing)
    found.add(key, {
      code: 'CERTIFICATE_CELL_MISSING',
      sentence: `有职业资格证书的，“${titles[key]}”须填写。`,
      remedy: '请补填后重新导入。',
      clauses: ['SDS-A2-03'],
    })
  if (missing.length > 0) return null
  const text = textOf(cells.certificateLevel ?? null)
  const level = parseLevel(text)
  if (level === null) {
    found.add('certificateLevel', {
      code: 'CERTIFICATE_LEVEL_UNKNOWN',
      sentence: `证书等级“${text}”不是五个等级之一。`,
      remedy: '请按“五级/初级工”的写法填写。',
      clauses: ['SDS-A2-03'],
    })
    return null
  }
  const number = found.take(
    'certificateNumber',
    parseCertificateNumber(codeOf(cells.certificateNumber ?? null)),
  )
  if (number === null) return null
  return {
    type: number.form === 'legacy' ? '职业资格证书' : '职业技能等级证书',
    title: textOf(cells.occupation ?? null),
    level: levelName(level),
    number: number.number,
    issuedOn: '',
    issuer: '',
  }
}

export const workFromOf = (cells: RosterCells, found: Collector): Day | null => {
  const text = textOf(cells.workFrom ?? null)
  const day = dayOfCell(cells.workFrom ?? null)
  if (text !== '' && day === null) found.add('workFrom', wrongDate('workFrom', text))
  return day
}

export const workYearsOf = (cells: RosterCells, found: Collector): number | null => {
  const text = textOf(cells.workYears ?? null).replace(/年$/u, '')
  if (text === '') return null
  if (/^\d{1,2}(?:\.\d+)?$/u.test(text)) return Math.floor(Number(text))
  found.add('workYears', {
    code: 'YEARS_MALFORMED',
    sentence: `“专业年限”中的“${text.slice(0, 20)}”不是年数。`,
    remedy: '请填写整数。',
    clauses: formLine,
  })
  return null
}

export const educationOf = (cells: RosterCells, found: Collector): string => {
  const education = textOf(cells.education ?? null)
  if (education !== '' && !isEducation(education))
    found.add('education', {
      code: 'EDUCATION_UNKNOWN',
      sentence: `不认识的文化程度“${education.slice(0, 20)}”。`,
      remedy: '请按模板“填写说明”所列的文化程度填写。',
      clauses: formLine,
    })
  return education
}
