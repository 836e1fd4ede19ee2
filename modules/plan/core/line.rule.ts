import { isLevel, levelName } from '#modules/policy/core/level.ts'
import type { Regime } from '#modules/policy/core/pack.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import type { Subject } from '#modules/policy/core/parameters.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { practicalModesOf, specialTheoryMode, theoryModes, theoryModesOf } from './modes.ts'

export const lineRefusals = [
  'NOT_IN_NOTICE',
  'LINE_OUT_OF_SCOPE',
  'STANDARD_MISSING',
  'TARGET_GROUP_UNKNOWN',
  'MODE_UNKNOWN',
  'PAPER_REASON_MISSING',
  'PAPER_NOT_ALLOWED',
  'LINE_DOUBLED',
  'FEE_UNPUBLISHED',
] as const
export type LineRefusal = (typeof lineRefusals)[number]

/** Occupation, trade (empty when none) and level: what a filing, a notice and a plan have in common. */
export interface LineKey {
  readonly occupationCode: string
  readonly trade: string
  readonly level: number
}

export interface LineRequest extends LineKey {
  readonly targetGroup: string
  readonly theoryMode: string | null
  /** Why theory is on paper. */
  readonly theoryReason: string
  readonly practicalMode: string | null
  readonly reviewMode: string | null
  readonly remark: string
}

export interface PublishedLine extends LineKey {
  readonly feeCents: number | null
}

export interface FiledLine extends LineKey {
  readonly occupationName: string
  readonly standard: string
}

/** What a line is checked against: the notice in force and the scope filed on the day. */
export interface LineWorld {
  readonly regime: Regime
  readonly published: readonly PublishedLine[]
  readonly filed: readonly FiledLine[]
}

/** A line as it is kept: name and standard from the filing, fee from the notice, subjects from the level. */
export interface PlannedLine extends LineRequest {
  readonly occupationName: string
  readonly standard: string
  readonly feeCents: number
  readonly subjects: readonly Subject[]
}

export const sameLine = (one: LineKey, other: LineKey): boolean =>
  one.occupationCode === other.occupationCode && one.trade === other.trade && one.level === other.level

/** `电工 6-31-01-03 四级/中级工` */
export const lineTitle = ({ occupationCode, trade, level }: LineKey, occupationName = ''): string =>
  [occupationName, occupationCode, trade, isLevel(level) ? levelName(level) : `${level}级`]
    .filter((part) => part !== '')
    .join(' ')

/** The subjects a level demands; empty for a level the pack does not know (SDS-4.4-01). */
export const subjectsOf = ({ results }: Regime, level: number): readonly Subject[] =>
  results.subjects.value.find((each) => each.level === level)?.subjects ?? []

/** C37: theory on paper is refused (HN-1.6-13, HN-4.1-01), or needs its reason (SDS-4.2-04); a special method its description. */
const checkTheory = (
  { delivery }: Regime,
  { theoryMode: mode, theoryReason }: LineRequest,
): Verdict<true, LineRefusal> => {
  const { value, clauses } = delivery.theoryMode
  const isUntold = theoryReason.trim() === ''
  if (mode === theoryModes[1] && value.others === 'with-description') {
    return refuse('PAPER_NOT_ALLOWED', {
      sentence: '理论考试须在集中地点上机进行，不能选择纸笔作答。',
      remedy: `请改为${theoryModes[0]}；确需采用其他特殊方式的，选择“${specialTheoryMode}”并附详细说明。`,
      clauses: [...clauses],
      field: 'theoryMode',
    })
  }
  if (mode === specialTheoryMode && value.others === 'with-description' && isUntold) {
    return refuse('PAPER_REASON_MISSING', {
      sentence: '理论考试采用其他特殊方式的，须附详细说明。',
      remedy: '请填写采用的方式和理由，或改为上机考试。',
      clauses: [...clauses],
      field: 'theoryReason',
    })
  }
  if (mode === theoryModes[1] && value.others === 'with-reason' && isUntold) {
    return refuse('PAPER_REASON_MISSING', {
      sentence: '理论考试原则上采取机考，选择纸笔作答须写明理由。',
      remedy: '请填写采用纸笔作答的理由，或改为上机考试。',
      clauses: ['SDS-4.2-04', 'SDS-A3-12'],
      field: 'theoryReason',
    })
  }
  return accept(true)
}

const checkModes = (
  regime: Regime,
  line: LineRequest,
  subjects: readonly Subject[],
): Verdict<true, LineRefusal> => {
  const refused = checkTheory(regime, line)
  if (refused.refused) return refused
  const { modes } = regime.delivery
  const asked: readonly (readonly [Subject, string, string | null, readonly string[]])[] = [
    ['theory', '理论', line.theoryMode, theoryModesOf(regime)],
    ['practical', '技能', line.practicalMode, practicalModesOf(regime)],
    ['review', '综合评审', line.reviewMode, statedValue(modes)?.review ?? []],
  ]
  const wrong = asked.find(([subject, , mode, allowed]) =>
    subjects.includes(subject) ? mode === null || !allowed.includes(mode) : mode !== null,
  )
  if (wrong) {
    const [subject, title, , allowed] = wrong
    return refuse('MODE_UNKNOWN', {
      sentence: subjects.includes(subject)
        ? `${lineTitle(line)}的${title}考核方式应为：${allowed.join('、')}之一。`
        : `${lineTitle(line)}不考${title}，不能填写${title}考核方式。`,
      remedy: '请在列表中重新选择考核方式。',
      clauses: subject === 'theory' ? ['SDS-A3-12'] : subject === 'practical' ? ['SDS-A3-13'] : ['SDS-A3-14'],
      field: `${subject}Mode`,
    })
  }
  return accept(true)
}

const checkTarget = ({ enrolment }: Regime, line: LineRequest): Verdict<true, LineRefusal> => {
  const groups = statedValue(enrolment.schemeCategories)
  if (!groups || groups.includes(line.targetGroup)) return accept(true)
  return refuse('TARGET_GROUP_UNKNOWN', {
    sentence: `认定对象应为${groups.join('或')}，不能填“${line.targetGroup}”。`,
    remedy: '请重新选择认定对象。',
    clauses: ['SDS-A3-11'],
    field: 'targetGroup',
  })
}

const notPublished = (line: LineRequest): Verdict<never, LineRefusal> =>
  refuse('NOT_IN_NOTICE', {
    sentence: `${lineTitle(line)}不在本机构已发布的年度计划公告中。`,
    remedy: '请选择公告已列的职业、工种和等级；确需增加的，先变更年度计划公告并经确认发布。',
    clauses: ['SDS-2.2-03', 'SDS-2.2-05'],
    field: 'lines',
  })

/** A line of a batch as it will be kept, or why it cannot be. */
export const planLine = (world: LineWorld, line: LineRequest): Verdict<PlannedLine, LineRefusal> => {
  const published = world.published.find((each) => sameLine(each, line))
  if (!published) return notPublished(line)
  const filed = world.filed.find((each) => sameLine(each, line))
  if (!filed) {
    return refuse('LINE_OUT_OF_SCOPE', {
      sentence: `${lineTitle(line)}不在本机构当日有效的备案范围内。`,
      remedy: '请选择备案范围内的职业、工种和等级。',
      clauses: ['SDS-2.1-01', 'SDS-A1-05'],
      field: 'lines',
    })
  }
  if (filed.standard.trim() === '') {
    return refuse('STANDARD_MISSING', {
      sentence: `${lineTitle(line, filed.occupationName)}没有关联国家职业技能标准或备案公布的评价规范。`,
      remedy: '请先在备案范围中补充所依据的标准或评价规范。',
      clauses: ['SDS-1.0-02'],
      field: 'lines',
    })
  }
  if (published.feeCents === null) {
    return refuse('FEE_UNPUBLISHED', {
      sentence: `${lineTitle(line, filed.occupationName)}在年度计划公告中没有收费标准。`,
      remedy: '请先变更年度计划公告，公布认定收费标准。',
      clauses: ['SDS-2.1-04', 'SDS-A1-06'],
      field: 'lines',
    })
  }
  const subjects = subjectsOf(world.regime, line.level)
  const wrong = [checkTarget(world.regime, line), checkModes(world.regime, line, subjects)].find(
    (verdict) => verdict.refused,
  )
  if (wrong?.refused) return wrong
  const { occupationName, standard } = filed
  return accept({ ...line, occupationName, standard, feeCents: published.feeCents, subjects })
}

/** All lines of a batch; one occupation, trade and level stands in it once. */
export const planLines = (
  world: LineWorld,
  lines: readonly LineRequest[],
): Verdict<readonly PlannedLine[], LineRefusal> => {
  const doubled = lines.find((line, place) => lines.findIndex((other) => sameLine(line, other)) !== place)
  if (doubled) {
    return refuse('LINE_DOUBLED', {
      sentence: `${lineTitle(doubled)}在本计划中填写了两次。`,
      remedy: '请删去重复的一行。',
      clauses: ['SDS-2.2-03'],
      field: 'lines',
    })
  }
  const planned: PlannedLine[] = []
  for (const line of lines) {
    const verdict = planLine(world, line)
    if (verdict.refused) return verdict
    planned.push(verdict.value)
  }
  return accept(planned)
}
