import { identityTypes } from '#modules/policy/core/identity.ts'
import { checkPersonName } from '#modules/policy/core/name.ts'
import type { Day } from '#platform/clock/day.ts'
import type { Applicant, PriorCertificate, Target } from './applicant.ts'
import { isStudentOrigin, readCategory } from './category.rule.ts'
import { type Contradiction, contradictionsOf } from './contradiction.rule.ts'
import {
  certificateLower,
  conditionMet,
  evaluate,
  oldEnough,
  readCondition,
  type StoredEvaluation,
} from './evaluation.rule.ts'
import { textOf } from './roster-cell.ts'
import { type RosterKey, rosterColumns } from './roster-columns.ts'
import {
  birthOf,
  type Collector,
  certificateOf,
  checkRequired,
  collector,
  educationOf,
  identityOf,
  lineOf,
  phoneOf,
  type RosterCells,
  type RosterLine,
  type RosterRules,
  type RowProblem,
  sexOf,
  workFromOf,
  workYearsOf,
} from './roster-fields.rule.ts'

/** A row after normalising, ready to become an application. */
export interface RosterCandidate {
  readonly lineId: string
  readonly subjects: readonly string[]
  readonly name: string
  /** The name of the type as the pack writes it. */
  readonly documentTypeName: string
  readonly documentNumber: string
  readonly sex: '男' | '女'
  readonly birthDate: Day
  readonly phone: string
  readonly education: string
  readonly major: string
  readonly category: string
  readonly currentStudent: boolean
  readonly employer: string
  readonly conditionCode: string
  readonly workFrom: Day | null
  readonly workYears: number | null
  readonly priorCertificate: PriorCertificate | null
  readonly evaluation: StoredEvaluation
  readonly contradictions: readonly Contradiction[]
  /** Columns that have no place of their own, by title. */
  readonly details: Readonly<Record<string, string>>
}

export type RowVerdict =
  | { readonly candidate: RosterCandidate; readonly problems: readonly [] }
  | { readonly candidate: null; readonly problems: readonly RowProblem[] }

const own: ReadonlySet<RosterKey> = new Set<RosterKey>([
  'documentType',
  'documentNumber',
  'name',
  'sex',
  'birthDate',
  'phone',
  'certificateLevel',
  'certificateNumber',
  'education',
  'employer',
  'major',
  'workFrom',
  'workYears',
])

const detailsOf = (cells: RosterCells, extra: Readonly<Record<string, string>>): Record<string, string> => {
  const kept = rosterColumns.flatMap(({ key, title }): [string, string][] => {
    const text = own.has(key) ? '' : textOf(cells[key] ?? null)
    return text === '' ? [] : [[title, text]]
  })
  return { ...Object.fromEntries(kept), ...extra }
}

type Entered = Omit<
  RosterCandidate,
  'lineId' | 'subjects' | 'conditionCode' | 'evaluation' | 'contradictions' | 'details'
> & { readonly applicant: Omit<Applicant, 'conditionCode'> }

/** Every cell read for itself; null when any of them is wrong. */
const readCells = (cells: RosterCells, rules: RosterRules, found: Collector): Entered | null => {
  const name = found.take('name', checkPersonName(textOf(cells.name ?? null)))
  const identity = identityOf(cells, rules, found)
  const birthDate = identity && birthOf(cells, identity, found)
  const sex = identity && sexOf(cells, identity, found)
  const phone = phoneOf(cells, found)
  const priorCertificate = certificateOf(cells, found)
  const origin = textOf(cells.category ?? null)
  const category = found.take('category', readCategory(origin, rules.regime))
  const entered = {
    education: educationOf(cells, found),
    major: textOf(cells.major ?? null),
    workFrom: workFromOf(cells, found),
    workYears: workYearsOf(cells, found),
    priorCertificate,
    currentStudent: isStudentOrigin(origin),
  }
  if (found.problems.length > 0 || !name || !identity || !birthDate || !sex || !category) return null
  return {
    ...entered,
    name,
    sex,
    birthDate,
    phone,
    category,
    documentTypeName: identityTypes[identity.type].name,
    documentNumber: identity.number,
    employer: textOf(cells.employer ?? null),
    applicant: {
      ...entered,
      documentType: identity.type,
      birthDate,
      category,
      evidence: [],
    },
  }
}

/** Age, certificate level and condition: asked only of rows whose cells are all readable, so that no error breeds another. */
const judge = (
  applicant: Applicant,
  target: Target,
  { rules, found }: { readonly rules: RosterRules; readonly found: Collector },
): StoredEvaluation | null => {
  found.take('birthDate', oldEnough(applicant, target, rules.regime))
  if (applicant.priorCertificate)
    found.take('certificateLevel', certificateLower(applicant.priorCertificate, target))
  const evaluation = found.take('condition', evaluate(applicant, target))
  if (found.problems.length === 0 && evaluation) found.take('condition', conditionMet(evaluation))
  return found.problems.length === 0 ? evaluation : null
}

interface Chosen {
  readonly line: RosterLine
  readonly target: Target
  readonly conditionCode: string
}

const readChoice = (cells: RosterCells, rules: RosterRules, found: Collector): Chosen | null => {
  const line = lineOf(cells, rules, found)
  if (!line) return null
  const target = { occupationCode: line.occupationCode, level: line.level, on: rules.on }
  const conditionCode = found.take('condition', readCondition(textOf(cells.condition ?? null), target))
  return conditionCode === null ? null : { line, target, conditionCode }
}

/**
 * One row of a roster: the normalised candidate, or everything wrong in it (SDS-3.2-03, SDS-3.3-03, -07, -08, -11,
 * SDS-A2-02). `extra` holds the cells of columns the template does not have.
 */
export const readRow = (
  cells: RosterCells,
  rules: RosterRules,
  extra: Readonly<Record<string, string>> = {},
): RowVerdict => {
  const found = collector()
  checkRequired(cells, found)
  // A row with empty or unsafe cells is named for those alone: what is missing cannot be judged.
  if (found.problems.length > 0) return { candidate: null, problems: found.problems }
  const choice = readChoice(cells, rules, found)
  const read = readCells(cells, rules, found)
  if (!choice || !read) return { candidate: null, problems: found.problems }
  const { line, target, conditionCode } = choice
  const { applicant: entered, ...own } = read
  const applicant = { ...entered, conditionCode }
  const evaluation = judge(applicant, target, { rules, found })
  if (!evaluation) return { candidate: null, problems: found.problems }
  return {
    candidate: {
      ...own,
      lineId: line.id,
      subjects: line.subjects,
      conditionCode,
      evaluation,
      contradictions: contradictionsOf(applicant, { target, regime: rules.regime, elsewhere: [] }),
      details: detailsOf(cells, extra),
    },
    problems: [],
  }
}
