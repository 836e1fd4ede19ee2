import { parseLevel } from '#modules/policy/core/level.ts'
import type { PracticalModule, PracticalPaper } from './practical.ts'

export type PracticalProblemCode =
  | 'LEVEL_UNKNOWN'
  | 'MARKS_SUM'
  | 'WEIGHT_SUM'
  | 'WEIGHT_SHARE'
  | 'TIME_SUM'
  | 'PASS_ABOVE_TOTAL'
  | 'CODE_REPEATED'
  | 'TASK_MISSING'
  | 'STATION_MISSING'
  | 'POINTS_MISSING'
  | 'POINTS_SUM'
  | 'POINTS_STEP'
  | 'DEDUCTION_TOO_LARGE'
  | 'SAFETY_MISSING'
  | 'VETO_UNNAMED'
  | 'EXAMINERS_EVEN'

/** Something that keeps a practical paper from being reviewed; `field` is the path of the value. */
export interface PracticalProblem {
  readonly code: PracticalProblemCode
  readonly field: string
  readonly sentence: string
  readonly clauses: readonly string[]
}

/** Rules of the score sheet (SDS-4.4-39); the others are of the bank's parts, points and weights (HN-1.8.3.5-04). */
const ofSheet: ReadonlySet<PracticalProblemCode> = new Set([
  'CODE_REPEATED',
  'POINTS_MISSING',
  'POINTS_SUM',
  'POINTS_STEP',
  'DEDUCTION_TOO_LARGE',
  'SAFETY_MISSING',
  'VETO_UNNAMED',
  'EXAMINERS_EVEN',
])

const problem = (code: PracticalProblemCode, field: string, sentence: string): PracticalProblem => ({
  code,
  field,
  sentence,
  clauses: [ofSheet.has(code) ? 'SDS-4.4-39' : 'HN-1.8.3.5-04'],
})

/** Marks have at most two decimals; sums of binary fractions are compared as such. */
const same = (one: number, other: number): boolean => Math.abs(one - other) < 1e-6
const sum = (numbers: readonly number[]): number =>
  Math.round(numbers.reduce((total, each) => total + each, 0) * 1e6) / 1e6

const repeated = (codes: readonly string[]): readonly string[] => [
  ...new Set(codes.filter((code, at) => codes.indexOf(code) !== at)),
]

const wholeProblems = (paper: PracticalPaper): readonly PracticalProblem[] => {
  const { modules, totalScore, totalMinutes, passScore, level } = paper
  const marks = sum(modules.map(({ maxScore }) => maxScore))
  const weights = sum(modules.map(({ weightPercent }) => weightPercent))
  const minutes = sum(modules.map((module) => module.minutes))
  return [
    parseLevel(level) === null && problem('LEVEL_UNKNOWN', 'level', `等级“${level}”不是五个等级之一。`),
    !same(marks, totalScore) &&
      problem('MARKS_SUM', 'totalScore', `各模块配分之和为 ${marks} 分，不等于总分 ${totalScore} 分。`),
    !same(weights, 100) && problem('WEIGHT_SUM', 'modules', `各模块权重之和为 ${weights}%，应为 100%。`),
    minutes !== totalMinutes &&
      problem(
        'TIME_SUM',
        'totalMinutes',
        `各模块时间之和为 ${minutes} 分钟，不等于总时间 ${totalMinutes} 分钟。`,
      ),
    passScore > totalScore &&
      problem('PASS_ABOVE_TOTAL', 'passScore', `合格分数 ${passScore} 分高于总分 ${totalScore} 分。`),
  ].filter((each) => each !== false)
}

const pointProblems = (
  { scoringPoints }: PracticalModule,
  at: string,
  { scoreStep }: PracticalPaper,
): readonly PracticalProblem[] =>
  scoringPoints.flatMap(({ item, maxScore, deductions }, index) => {
    const field = `${at}.scoringPoints.${index}`
    const steps = maxScore / scoreStep
    return [
      !same(steps, Math.round(steps)) &&
        problem(
          'POINTS_STEP',
          `${field}.maxScore`,
          `“${item}”配分 ${maxScore} 分不是记分单位 ${scoreStep} 分的整数倍。`,
        ),
      ...deductions.map(
        ({ rule, deduct, cap }, number) =>
          (deduct > maxScore || (cap !== null && cap > maxScore)) &&
          problem(
            'DEDUCTION_TOO_LARGE',
            `${field}.deductions.${number}`,
            `“${item}”的扣分“${rule}”超过该评分点配分 ${maxScore} 分。`,
          ),
      ),
    ].filter((each) => each !== false)
  })

const moduleProblems = (paper: PracticalPaper, index: number): readonly PracticalProblem[] => {
  const module = paper.modules[index]!
  const { name, maxScore, weightPercent, task, preparation, scoringPoints } = module
  const at = `modules.${index}`
  const points = sum(scoringPoints.map((point) => point.maxScore))
  const share = (maxScore / paper.totalScore) * 100
  const found = [
    task.length === 0 && problem('TASK_MISSING', `${at}.task`, `模块“${name}”没有操作要求。`),
    preparation.station.description === '' &&
      problem('STATION_MISSING', `${at}.preparation`, `模块“${name}”没有写明考核工位的准备要求。`),
    scoringPoints.length === 0 &&
      problem('POINTS_MISSING', `${at}.scoringPoints`, `模块“${name}”没有评分点。`),
    scoringPoints.length > 0 &&
      !same(points, maxScore) &&
      problem(
        'POINTS_SUM',
        `${at}.maxScore`,
        `模块“${name}”各评分点配分之和为 ${points} 分，不等于模块配分 ${maxScore} 分。`,
      ),
    paper.totalScore > 0 &&
      !same(share, weightPercent) &&
      problem(
        'WEIGHT_SHARE',
        `${at}.weightPercent`,
        `模块“${name}”权重 ${weightPercent}% 与配分 ${maxScore} 分所占比例不一致。`,
      ),
  ].filter((each) => each !== false)
  return [...found, ...pointProblems(module, at, paper)]
}

const codeProblems = ({ modules, vetoItems }: PracticalPaper): readonly PracticalProblem[] => {
  const groups: readonly (readonly [string, string, readonly string[]])[] = [
    ['modules', '模块', modules.map(({ code }) => code)],
    ['modules', '评分点', modules.flatMap(({ scoringPoints }) => scoringPoints.map(({ code }) => code))],
    ['vetoItems', '否决项', vetoItems.map(({ code }) => code)],
  ]
  return groups.flatMap(([field, name, codes]) =>
    repeated(codes).map((code) => problem('CODE_REPEATED', field, `${name}代码 ${code} 重复。`)),
  )
}

const safety = ({ modules }: PracticalPaper): readonly PracticalProblem[] =>
  modules.some(({ scoringPoints }) => scoringPoints.some(({ item }) => item.includes('安全文明')))
    ? []
    : [problem('SAFETY_MISSING', 'modules', '评分记录表没有安全文明生产评分项。')]

const vetoes = ({ vetoItems }: PracticalPaper): readonly PracticalProblem[] =>
  vetoItems.flatMap(({ code, text, effect }, index) =>
    text.trim() === '' || effect.trim() === ''
      ? [problem('VETO_UNNAMED', `vetoItems.${index}`, `否决项 ${code} 须写明情形和处理。`)]
      : [],
  )

const examiners = ({ scoring: { examinersPerCandidate, oddNumber } }: PracticalPaper) =>
  oddNumber && examinersPerCandidate % 2 === 0
    ? [problem('EXAMINERS_EVEN', 'scoring', `考评员人数须为单数，试卷写的是 ${examinersPerCandidate} 名。`)]
    : []

/** Everything that keeps the paper from being reviewed; empty for a sound one. */
export const practicalProblems = (paper: PracticalPaper): readonly PracticalProblem[] => [
  ...wholeProblems(paper),
  ...paper.modules.flatMap((_, index) => moduleProblems(paper, index)),
  ...codeProblems(paper),
  ...safety(paper),
  ...vetoes(paper),
  ...examiners(paper),
]
