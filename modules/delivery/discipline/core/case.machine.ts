import { defineMachine } from '#platform/machine/machine.ts'

export const caseStates = ['recorded', 'decided', 'in-review', 'final'] as const
export type CaseState = (typeof caseStates)[number]
export type CaseAction = 'amend' | 'decide' | 'review' | 'decideReview' | 'finalise'

export const caseStateTitles: Readonly<Record<CaseState, string>> = {
  recorded: '待处理',
  decided: '已决定',
  'in-review': '复核中',
  final: '已办结',
}

export const isCaseState = (text: string): text is CaseState => caseStates.some((state) => state === text)

/** Those who may put something on record about a violation. */
export const recorders = ['invigilator', 'site-chief', 'supervisor', 'org-exam', 'org-head'] as const
/** HN-3.2.6-04, SDS-4.4-42: nobody else decides; which of them, the pack and the kind of case say. */
export const deciders = ['supervisor', 'org-head', 'city', 'province'] as const

/** A case from record to its end. A decision holds while it is under review (复核期间不停止执行). */
export const caseMachine = defineMachine<CaseState, CaseAction>({
  name: 'discipline-case',
  states: caseStates,
  initial: 'recorded',
  transitions: [
    { action: 'amend', from: ['recorded'], to: 'recorded', title: '补充材料', roles: recorders },
    { action: 'decide', from: ['recorded'], to: 'decided', title: '作出处理决定', roles: deciders },
    {
      action: 'review',
      from: ['decided'],
      to: 'in-review',
      title: '申请复核',
      roles: ['candidate', 'org-exam', 'org-head'],
    },
    {
      action: 'decideReview',
      from: ['in-review'],
      to: 'final',
      title: '作出复核决定',
      roles: ['org-head', 'city', 'province'],
    },
    { action: 'finalise', from: ['decided'], to: 'final', title: '办结', roles: ['org-exam', 'org-head'] },
  ],
})
