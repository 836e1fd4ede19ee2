import { type Parameter, statedValue } from '#modules/policy/core/parameter.ts'
import type { Regime } from '#modules/policy/core/regime.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { Finding } from './count.rule.ts'
import {
  type PackageState,
  packageStates,
  packageSteps,
  type StepField,
  stepsFrom,
} from './package.machine.ts'
import { chainFinding, findingsOf, isLate, type StepRequest, type StepSubject } from './step.findings.ts'

export type { StepRequest, StepSubject } from './step.findings.ts'

export interface StepRules {
  readonly supervisorAccepts: boolean
  readonly witnesses: number
  readonly substituteSignatures: number
}

const numberOf = (parameter: Parameter<number>): number => statedValue(parameter) ?? 0

export const stepRules = ({ paper }: Regime): StepRules => ({
  supervisorAccepts: statedValue(paper.supervisorAccepts) ?? false,
  witnesses: statedValue(paper.opening)?.witnesses ?? 0,
  substituteSignatures: numberOf(paper.substituteSealSignatures),
})

export const stepRefusals = [
  'WRONG_STEP',
  'NOT_YOUR_STEP',
  'TIME_AHEAD',
  'FIELD_MISSING',
  'ACCEPTANCE_MISSING',
  'SECURE_ROOM_INVALID',
  'WITNESSES_MISSING',
  'SIGNATURES_MISSING',
  'EXPLANATION_MISSING',
  'BEFORE_END',
  'INCIDENT_OPEN',
] as const
type Code = (typeof stepRefusals)[number]
type Judgement = Refusal<Code> | undefined

const no = (
  code: Code,
  words: readonly [sentence: string, remedy: string],
  rest: {
    readonly clauses: readonly string[]
    readonly field?: string
  },
): Refusal<Code> => refuse(code, { sentence: words[0], remedy: words[1], ...rest })

const judgeTable = (subject: StepSubject, { step, roles }: StepRequest): Judgement => {
  const { title, clauses, roles: duty } = packageSteps[step]
  if (!stepsFrom(subject).includes(step)) {
    const words = [
      `试卷袋${packageStates[subject.state]}，不能办理“${title}”。`,
      '请刷新页面，按当前状态办理。',
    ] as const
    return no('WRONG_STEP', words, { clauses })
  }
  return duty.some((role) => roles.includes(role))
    ? undefined
    : no('NOT_YOUR_STEP', [`“${title}”不由您的岗位办理。`, '请由负责此环节的人员登录办理。'], { clauses })
}

const fieldNames: { readonly [F in StepField]: string } = {
  sealNumber: '封条编号',
  secureRoomId: '保密室',
  people: '人员',
  vehicle: '车辆',
  expectedMinutes: '正常用时',
  counts: '数量',
  reason: '原因',
}

const isGiven: { readonly [F in StepField]: (request: StepRequest) => boolean } = {
  sealNumber: ({ sealNumber, substituteSeal }) => (sealNumber ?? '').trim() !== '' || substituteSeal,
  secureRoomId: ({ secureRoom }) => secureRoom !== null,
  people: ({ people }) => people.length > 0,
  vehicle: ({ vehicle }) => (vehicle ?? '').trim() !== '',
  expectedMinutes: ({ expectedMinutes }) => expectedMinutes !== null,
  counts: ({ counts }) => Object.keys(counts).length > 0,
  reason: ({ note }) => note.trim() !== '',
}

const judgeFields = (request: StepRequest): Judgement => {
  const { needs, title, clauses } = packageSteps[request.step]
  const missing = needs.find((field) => !isGiven[field](request))
  return missing
    ? no('FIELD_MISSING', [`“${title}”须登记${fieldNames[missing]}。`, `请填写${fieldNames[missing]}。`], {
        clauses,
        field: missing === 'reason' ? 'note' : missing,
      })
    : undefined
}

const isAccepted = (state: PackageState) => state !== 'sealed' && state !== 'resealed'

/** HN-2.3.4-27, HN-2.3.3-03: into the secure room only after the supervisor's acceptance, and only into an inspected one. */
const judgeStorage = (
  subject: StepSubject,
  { step, secureRoom }: StepRequest,
  rules: StepRules,
): Judgement => {
  if (step !== 'store' && step !== 'keep') return undefined
  if (rules.supervisorAccepts && !isAccepted(subject.state)) {
    return no(
      'ACCEPTANCE_MISSING',
      ['封装的试卷尚未经质量督导人员检查验收，不能存入保密室。', '请内部质量督导员登录办理验收。'],
      { clauses: ['HN-2.3.4-27'] },
    )
  }
  return secureRoom && !secureRoom.isValid
    ? no(
        'SECURE_ROOM_INVALID',
        [`${secureRoom.name}没有在有效期内的检查记录，不能存放试卷。`, '请先检查保密室并登记检查结果。'],
        { clauses: ['HN-2.3.3-03'], field: 'secureRoomId' },
      )
    : undefined
}

const distinct = (names: readonly string[]) => new Set(names.map((name) => name.trim())).size

/** HN-2.6-03: candidates see the seal before it is broken. */
const judgeWitnesses = (subject: StepSubject, request: StepRequest, { witnesses }: StepRules): Judgement => {
  const isRegular = subject.state === 'received' || subject.state === 'shown'
  const asked = request.step === 'show' || (request.step === 'open' && isRegular)
  return asked && distinct(request.witnesses) < witnesses
    ? no(
        'WITNESSES_MISSING',
        [`启封须${witnesses}名考生确认密封完好。`, `请填写${witnesses}名考生的姓名。`],
        {
          clauses: ['HN-2.6-03', 'HN-2.1-06'],
          field: 'witnesses',
        },
      )
    : undefined
}

/** HN-2.3.4-26, HN-3.1.6-24: sealed after the end; paper in place of a seal bears two signatures. */
const judgeResealing = (subject: StepSubject, request: StepRequest, rules: StepRules): Judgement => {
  if (request.step !== 'reseal') return undefined
  if (request.at.getTime() < subject.endsAt.getTime()) {
    return no('BEFORE_END', ['考试尚未结束，不能登记考后封装。', '请在考试结束后办理。'], {
      clauses: ['HN-2.3.4-26'],
      field: 'at',
    })
  }
  return request.substituteSeal && distinct(request.people) < rules.substituteSignatures
    ? no(
        'SIGNATURES_MISSING',
        [`以白纸代替封条的，须${rules.substituteSignatures}名监考人员骑缝签名。`, '请填写签名人姓名。'],
        { clauses: ['HN-3.1.6-24'], field: 'people' },
      )
    : undefined
}

/** SDS-4.4-44, HN-3.1.4-12: what did not come back is explained while everybody is still there, before the envelope is closed. */
const judgeExplained = ({ unexplained }: StepSubject, { step }: StepRequest): Judgement =>
  step === 'reseal' && unexplained.length > 0
    ? no(
        'INCIDENT_OPEN',
        [
          `${unexplained.join('、')}尚未查明，不能封存。`,
          '请先清点查找，由保密管理人员在保密异常中说明原因并办结后再封存。',
        ],
        { clauses: ['SDS-4.4-44', 'HN-3.1.4-12'] },
      )
    : undefined

/** HN-2.3.6-01: who stayed longer on the way says why. */
const judgeTransport = (subject: StepSubject, request: StepRequest): Judgement =>
  isLate(subject, request) && request.note.trim() === ''
    ? no('EXPLANATION_MISSING', ['运送时间超过路程正常用时，须说明原因。', '请填写途中停留或延误的原因。'], {
        clauses: ['HN-2.3.6-01'],
        field: 'note',
      })
    : undefined

/** Whether a step may be recorded; the state it leads to and what it found. */
export const judgeStep = (
  subject: StepSubject,
  request: StepRequest,
  { rules, now }: { readonly rules: StepRules; readonly now: Date },
): Verdict<{ readonly state: PackageState; readonly findings: readonly Finding[] }, Code> => {
  const ahead =
    request.at.getTime() > now.getTime()
      ? no('TIME_AHEAD', ['登记的时间晚于现在。', '请填写实际发生的时间。'], {
          clauses: ['SDS-4.2-06'],
          field: 'at',
        })
      : undefined
  return (
    ahead ??
    judgeTable(subject, request) ??
    judgeFields(request) ??
    judgeStorage(subject, request, rules) ??
    judgeWitnesses(subject, request, rules) ??
    judgeExplained(subject, request) ??
    judgeResealing(subject, request, rules) ??
    judgeTransport(subject, request) ??
    accept({
      state: packageSteps[request.step].to,
      findings: [...chainFinding(subject, request), ...findingsOf(subject, request)],
    })
  )
}
