import type { DeviceRule, ViolationEffect } from '../core/exam-parameters.ts'

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
export const violationClasses: readonly ViolationEffect[] = [
  class1,
  class2,
  class3,
  class4Minor,
  class4Serious,
]

/** The handbook puts copying and carrying papers out into two classes; the decision names the one that applies. */
export const eitherClass: readonly ViolationEffect[] = [class2, class3]

export const devices: DeviceRule = {
  atSeatAfterReminder: 'subject-cancelled',
  notDeposited: 'subject-cheating',
  used: 'all-subjects-cancelled',
  ringingOnly: 'nothing',
}
