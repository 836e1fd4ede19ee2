import type { ScoringPanel } from '#modules/policy/core/exam-parameters.ts'
import type { Known } from '#modules/policy/core/parameter.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import {
  checkDeductions,
  type DeductionRefusal,
  type DeductionRule,
  type NotedDeduction,
} from './deduction.rule.ts'

export interface ScoringPoint {
  readonly code: string
  readonly item: string
  readonly requirement: string
  readonly maxScore: number
  /** None on sheets adopted without them. */
  readonly deductions?: readonly DeductionRule[]
}

export interface PracticalModule {
  readonly code: string
  readonly name: string
  readonly minutes: number
  readonly maxScore: number
  readonly scoringPoints: readonly ScoringPoint[]
}

export interface VetoItem {
  readonly code: string
  readonly text: string
  readonly effect: string
  /** `module`: the module named scores 0; `exam`: the whole test scores 0. */
  readonly scope: 'module' | 'exam'
}

/** 评分记录表: what is scored, with how many points, and what ends it. Points are of `totalScore`. */
export interface PracticalForm {
  readonly paperNo: string
  readonly title: string
  readonly totalScore: number
  readonly scoreStep: number
  readonly modules: readonly PracticalModule[]
  readonly vetoItems: readonly VetoItem[]
}

/** A veto with the module it hits; `module` is null where the whole test is hit. */
export interface Veto {
  readonly code: string
  readonly module: string | null
}

/** What one examiner has entered: points by scoring-point code. */
export interface SheetEntry {
  readonly points: Readonly<Record<string, number>>
  readonly vetoes: readonly Veto[]
  /** Where points were found by deducting; a point without any is entered as seen. */
  readonly deductions: readonly NotedDeduction[]
}

export type SheetRefusal =
  | DeductionRefusal
  | 'POINT_MISSING'
  | 'POINT_OUT_OF_RANGE'
  | 'POINT_STEP'
  | 'POINT_UNKNOWN'
  | 'VETO_UNKNOWN'

const clauses = ['SDS-4.4-39']

const allPoints = (form: PracticalForm) => form.modules.flatMap(({ scoringPoints }) => scoringPoints)

const wrong = <C extends SheetRefusal>(code: C, sentence: string, field: string): Refusal<C> =>
  refuse(code, { sentence, remedy: '请按评分记录表的评分点和配分改正。', clauses, field })

const isStep = (points: number, step: number): boolean =>
  Number.isInteger(Math.round((points / step) * 1e6) / 1e6)

const checkPoint = (
  form: PracticalForm,
  entry: SheetEntry,
  code: string,
): Refusal<SheetRefusal> | undefined => {
  const points = entry.points[code]!
  const point = allPoints(form).find((each) => each.code === code)
  if (!point) return wrong('POINT_UNKNOWN', `评分记录表没有评分点 ${code}。`, code)
  if (points < 0 || points > point.maxScore) {
    return wrong(
      'POINT_OUT_OF_RANGE',
      `“${point.item}”配分 ${point.maxScore} 分，不能记 ${points} 分。`,
      code,
    )
  }
  const isDeducted = entry.deductions.some((noted) => noted.point === code)
  if (!isDeducted && !isStep(points, form.scoreStep)) {
    return wrong('POINT_STEP', `“${point.item}”须以 ${form.scoreStep} 分为单位记分。`, code)
  }
  return undefined
}

const checkVeto = (form: PracticalForm, veto: Veto): Refusal<SheetRefusal> | undefined => {
  const item = form.vetoItems.find(({ code }) => code === veto.code)
  const hitsKnownModule = form.modules.some(({ code }) => code === veto.module)
  if (item && (item.scope === 'exam' ? veto.module === null : hitsKnownModule)) return undefined
  return wrong('VETO_UNKNOWN', '否决项须为评分记录表所列，并注明所在模块。', veto.code)
}

/** SDS-4.4-39: every point entered lies within its allotment; a draft may still leave points open. */
export const checkEntry = (form: PracticalForm, entry: SheetEntry): Verdict<SheetEntry, SheetRefusal> => {
  const found = [
    ...Object.keys(entry.points).map((code) => checkPoint(form, entry, code)),
    ...entry.vetoes.map((veto) => checkVeto(form, veto)),
    checkDeductions(form, entry),
  ].find((refusal) => refusal !== undefined)
  return found ?? accept(entry)
}

/** A sheet may be locked when every point of every module that is not vetoed has been scored. */
export const checkComplete = (form: PracticalForm, entry: SheetEntry): Verdict<SheetEntry, SheetRefusal> => {
  const checked = checkEntry(form, entry)
  if (checked.refused) return checked
  const open = allPoints(form).filter(({ code }) => entry.points[code] === undefined)
  if (open.length === 0) return checked
  return wrong(
    'POINT_MISSING',
    `还有 ${open.length} 个评分点没有记分：${open
      .map(({ item }) => item)
      .slice(0, 3)
      .join('、')}等。`,
    open[0]!.code,
  )
}

const moduleScore = (module: PracticalModule, entry: SheetEntry): number =>
  entry.vetoes.some((veto) => veto.module === module.code)
    ? 0
    : module.scoringPoints.reduce((sum, { code }) => sum + (entry.points[code] ?? 0), 0)

/** The examiner's total in points of `totalScore`; a veto of the exam is 0, of a module takes that module away. */
export const sheetTotal = (form: PracticalForm, entry: SheetEntry): number => {
  const isExamVetoed = entry.vetoes.some(
    ({ code }) => form.vetoItems.find((item) => item.code === code)?.scope === 'exam',
  )
  return isExamVetoed ? 0 : form.modules.reduce((sum, module) => sum + moduleScore(module, entry), 0)
}

export type AggregateRefusal = 'SHEETS_MISSING' | 'SHEETS_EVEN'

/**
 * The candidate's practical score: the mean of the locked totals, one decimal, halves up. Refused while fewer
 * examiners than the pack asks for have locked, or when their number is even where it must be odd.
 */
export const aggregate = (
  totals: readonly number[],
  panel: Known<ScoringPanel>,
): Verdict<number, AggregateRefusal> => {
  const { scoresPerCandidate, odd } = panel.value
  if (totals.length < scoresPerCandidate) {
    return refuse('SHEETS_MISSING', {
      sentence: `该考生须有 ${scoresPerCandidate} 名考评员的评分，现已提交 ${totals.length} 份。`,
      remedy: '请未评分的考评员完成评分并提交。',
      clauses: [...panel.clauses, ...clauses],
    })
  }
  if (odd && totals.length % 2 === 0) {
    return refuse('SHEETS_EVEN', {
      sentence: `评分的考评员为 ${totals.length} 名，须为单数。`,
      remedy: '请由考评组长增加一名考评员评分。',
      clauses: [...panel.clauses],
    })
  }
  const mean = totals.reduce((sum, total) => sum + total, 0) / totals.length
  return accept(Math.round((mean + Number.EPSILON) * 10) / 10)
}
