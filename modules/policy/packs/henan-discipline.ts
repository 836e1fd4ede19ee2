import type { DeviceRule, ViolationEffect } from '../core/exam-parameters.ts'
import type { DisciplineParameters } from '../core/pack.ts'
import { stated } from '../core/parameter.ts'

const class1: ViolationEffect = { class: '一', effect: 'subject-cancelled', ban: null }
const class2: ViolationEffect = { class: '二', effect: 'subject-cheating', ban: null }
const class3: ViolationEffect = {
  class: '三',
  effect: 'all-subjects-cancelled',
  ban: { kind: 'current-year' },
}
const class4Minor: ViolationEffect = {
  class: '四（情节轻微）',
  effect: 'all-subjects-cancelled',
  ban: { kind: 'years', years: 2 },
}
const class4Serious: ViolationEffect = {
  class: '四（情节严重）',
  effect: 'all-subjects-cancelled',
  ban: { kind: 'years', years: 5 },
}

/** Four classes of violations and what follows from each (HN-3.1.5). */
const violationClasses: readonly ViolationEffect[] = [class1, class2, class3, class4Minor, class4Serious]

/** The handbook puts copying and carrying papers out into two classes; the decision names the one that applies. */
const eitherClass: readonly ViolationEffect[] = [class2, class3]

const devices: DeviceRule = {
  atSeatAfterReminder: 'subject-cancelled',
  notDeposited: 'subject-cheating',
  used: 'all-subjects-cancelled',
  ringingOnly: 'nothing',
}

/** Violations, and who decides on them, in the Henan handbook. */
export const henanDiscipline: DisciplineParameters = {
  regime: stated(
    { document: '考生违纪违规处理规定', table: violationClasses },
    'HN-3.1.5-01 HN-3.1.5-05 HN-3.1.5-12 HN-3.1.5-17 HN-3.1.5-18',
  ),
  devices: stated(
    devices,
    'HN-3.1.5-01 HN-3.1.5-11 HN-3.1.5-12 HN-3.1.4-06 HN-3.1.6-25 HN-3.1.6-26',
    '按带入、未存放、使用三档区分。',
  ),
  copying: stated(eitherClass, 'HN-3.1.5-06 HN-3.1.5-13', '同一行为列入两类，由决定人选定并说明理由。'),
  papersOut: stated(eitherClass, 'HN-3.1.5-09 HN-3.1.5-15 HN-3.1.6-22'),
  decider: stated(
    ['staff-propose', 'supervisor', 'organisation-after-issue', 'authority-after-issue'],
    'HN-2.3.4-24 HN-3.2.6-04 HN-3.1.5-28',
  ),
}
