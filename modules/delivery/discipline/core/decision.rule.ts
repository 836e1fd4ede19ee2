import type {
  BanRule,
  Severity,
  StaffGround,
  StaffTrace,
  TypeNeed,
  ViolationType,
} from '#modules/policy/core/discipline-parameters.ts'
import { violationEffects } from '#modules/policy/core/discipline-parameters.ts'
import type { Regime } from '#modules/policy/core/pack.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import {
  differingRules,
  effectOf,
  isGraded,
  siteGroundsOf,
  staffGroundsOf,
  typeOf,
  typesOf,
} from './rules.ts'
import { effectTitle, type LinkKind } from './titles.ts'

/** The material of a case as far as a decision rests on it. */
export interface Material {
  readonly about: 'candidate' | 'staff' | 'site'
  readonly description: string
  readonly reminderAt: string | null
  readonly suspectedUse: boolean | null
  readonly links: readonly { readonly kind: LinkKind }[]
  readonly evidence: number
  readonly sessionId: string | null
  readonly parts: readonly string[]
  readonly now: string
}

export interface Decision {
  readonly typeCode: string | null
  readonly severity: Severity | null
  readonly effect: string | null
  readonly ban: BanRule | null
  readonly ruleReference: string
  readonly choiceReason: string
}

export interface Decided {
  readonly effect: string
  readonly ban: BanRule | null
  readonly withdrawsPaper: boolean
  readonly clauses: readonly string[]
}

export const decisionRefusals = [
  'RULE_REFERENCE_MISSING',
  'TYPE_MISSING',
  'SEVERITY_MISSING',
  'REMINDER_MISSING',
  'DESCRIPTION_MISSING',
  'LINK_MISSING',
  'IMPERSONATOR_MISSING',
  'SUSPECTED_USE_MISSING',
  'NOT_CHEATING',
  'CHOICE_REASON_MISSING',
  'EFFECT_NOT_OF_TYPE',
] as const
export type DecisionRefusal = (typeof decisionRefusals)[number]

type Found = Refusal<DecisionRefusal> | false

const no = (
  code: DecisionRefusal,
  [sentence, remedy]: readonly [string, string],
  at: { readonly clauses: readonly string[]; readonly field: string },
): Refusal<DecisionRefusal> => refuse(code, { sentence, remedy, ...at })

const isCheating = (effect: string | null): boolean =>
  effect === 'subject-cheating' || effect === 'all-subjects-cancelled'

const missingNeed = (
  need: TypeNeed,
  material: Material,
): readonly [DecisionRefusal, string, string] | null => {
  const has = (kind: LinkKind) => material.links.some((link) => link.kind === kind)
  switch (need) {
    case 'reminder':
      return material.reminderAt !== null && material.reminderAt < material.now
        ? null
        : [
            'REMINDER_MISSING',
            '该项违纪以经提醒不改为前提，案件中没有决定之前的提醒记录。',
            '请先登记提醒的时间和内容。',
          ]
    case 'description':
      return material.description.trim() === ''
        ? ['DESCRIPTION_MISSING', '该项违纪须写明情况说明。', '请先补充情况说明。']
        : null
    case 'false-document':
      return has('false-document') || has('application')
        ? null
        : ['LINK_MISSING', '该项违纪须关联虚假材料。', '请先关联报名申请或上传的虚假材料。']
    case 'equipment':
      return has('equipment')
        ? null
        : ['LINK_MISSING', '该项违纪须关联设备台账记录。', '请先关联受损的设备。']
    case 'impersonator':
      return material.parts.includes('impersonator')
        ? null
        : ['IMPERSONATOR_MISSING', '替考案件须同时登记替考人。', '请先登记替考人的姓名和证件号码。']
    case 'suspected-use':
      return material.suspectedUse === true
        ? null
        : ['SUSPECTED_USE_MISSING', '没有登记“疑似使用”，不能按使用手机处理。', '请核实并登记是否疑似使用。']
  }
}

const lacking = (type: ViolationType, material: Material): Found => {
  for (const need of type.needs) {
    const missing = missingNeed(need, material)
    if (missing) return no(missing[0], [missing[1], missing[2]], { clauses: type.clauses, field: need })
  }
  return false
}

const citation = ({ ruleReference }: Decision, law: Regime): Found =>
  ruleReference.trim() === '' &&
  no('RULE_REFERENCE_MISSING', ['作出处理决定须写明所依据的规则条款。', '补充规则名称和条款后提交。'], {
    clauses: law.discipline.decider.clauses,
    field: 'ruleReference',
  })

const typeMissing = (clauses: readonly string[]) =>
  no('TYPE_MISSING', ['没有选定违纪类型。', '请从本规则的违纪类型表中选定一项。'], {
    clauses,
    field: 'typeCode',
  })

/** One of the document's own items: its effect is the document's, and nobody's choice. */
const byType = (
  { law, type }: { readonly law: Regime; readonly type: ViolationType },
  decision: Decision,
  material: Material,
): Verdict<Decided, DecisionRefusal> => {
  const { clauses, title } = type
  if (!type.mayBeCheating && isCheating(decision.effect))
    return no(
      'NOT_CHEATING',
      [`“${title}”不得按作弊处理。`, '请按不影响成绩处理，或核实是否另有使用情形。'],
      {
        clauses,
        field: 'effect',
      },
    )
  if (isGraded(type) && decision.severity === null)
    return no('SEVERITY_MISSING', ['该类违纪须认定情节轻微或严重。', '请选定情节。'], {
      clauses: ['HN-3.1.5-17', 'HN-3.1.5-18'],
      field: 'severity',
    })
  const missing = lacking(type, material)
  if (missing) return missing
  const others = differingRules(law, type)
  if (others.length > 0 && decision.choiceReason.trim() === '')
    return no(
      'CHOICE_REASON_MISSING',
      [
        `同一行为另列入${others.map(({ code }) => code).join('、')}，须说明为何适用${type.code}。`,
        '请填写选用理由。',
      ],
      {
        clauses: [...new Set([...clauses, ...others.flatMap((each) => each.clauses)])],
        field: 'choiceReason',
      },
    )
  const own = effectOf(type, decision.severity)!
  if (decision.effect !== null && decision.effect !== own.effect)
    return no(
      'EFFECT_NOT_OF_TYPE',
      [`“${title}”的处理为${effectTitle(own.effect)}。`, '请按规定的处理提交，或改选类型。'],
      { clauses, field: 'effect' },
    )
  return accept({ effect: own.effect, ban: own.ban, withdrawsPaper: type.withdrawsPaper, clauses })
}

/** Where the document's table has not been supplied: the rule in words, the effect out of the closed set (C61). */
const inWords = (law: Regime, decision: Decision): Verdict<Decided, DecisionRefusal> => {
  const { effect, ban } = decision
  const clauses = law.discipline.decider.clauses
  if (effect === null || !violationEffects.some((known) => known === effect))
    return no('EFFECT_NOT_OF_TYPE', ['没有选定处理结果。', '请选定对成绩的处理。'], {
      clauses,
      field: 'effect',
    })
  return accept({ effect, ban, withdrawsPaper: false, clauses })
}

const traceKinds: Readonly<Record<StaffTrace, readonly [LinkKind, string]>> = {
  application: ['application', '所审核的报名申请'],
  custody: ['custody', '试卷流转记录'],
  session: ['session', '考场和场次'],
  certificate: ['certificate', '证书台账记录'],
  audit: ['audit', '成绩的操作留痕'],
  paper: ['paper', '所涉试卷'],
  relation: ['application', '所涉考生的报名申请'],
}

const byGround = (
  ground: StaffGround,
  decision: Decision,
  material: Material,
): Verdict<Decided, DecisionRefusal> => {
  const { clauses, effects, title, trace, withdrawsPaper } = ground
  const [kind, words] = trace === null ? [null, ''] : traceKinds[trace]
  const isTraced =
    kind === null ||
    material.links.some((link) => link.kind === kind) ||
    (kind === 'session' && material.sessionId !== null)
  if (!isTraced)
    return no('LINK_MISSING', [`“${title}”须关联${words}。`, '请先关联相应记录。'], {
      clauses,
      field: 'links',
    })
  const effect = decision.effect ?? (effects.length === 1 ? effects[0]! : null)
  if (effect === null || !effects.some((known) => known === effect))
    return no(
      'EFFECT_NOT_OF_TYPE',
      [`“${title}”的处理为${effects.map(effectTitle).join('或')}。`, '请选定其中一项。'],
      { clauses, field: 'effect' },
    )
  return accept({
    ...{ effect, clauses, withdrawsPaper },
    ban: effect === 'excluded-current-year' ? { kind: 'current-year' } : null,
  })
}

/** What the decision brings about under the pack, or the first thing that keeps it from being made. */
export const judgeDecision = (
  law: Regime,
  decision: Decision,
  material: Material,
): Verdict<Decided, DecisionRefusal> => {
  const uncited = citation(decision, law)
  if (uncited) return uncited
  if (material.about === 'staff') {
    const ground = staffGroundsOf(law).find(({ code }) => code === decision.typeCode)
    return ground ? byGround(ground, decision, material) : typeMissing(law.discipline.staffGrounds.clauses)
  }
  if (material.about === 'site') {
    const ground = siteGroundsOf(law).find(({ code }) => code === decision.typeCode)
    if (!ground) return typeMissing(law.discipline.siteGrounds.clauses)
    return accept({ effect: 'revoke-site', ban: null, withdrawsPaper: false, clauses: ground.clauses })
  }
  if (typesOf(law).length === 0) return inWords(law, decision)
  const type = typeOf(law, decision.typeCode)
  return type ? byType({ law, type }, decision, material) : typeMissing(law.discipline.regime.clauses)
}
