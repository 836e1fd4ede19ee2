import { defineMachine } from '#platform/machine/machine.ts'

export const reissueStates = ['submitted', 'approved', 'refused', 'issued'] as const
export type ReissueState = (typeof reissueStates)[number]

export const reissueStateTitles: Readonly<Record<ReissueState, string>> = {
  submitted: '待受理',
  approved: '已同意，待制证',
  refused: '不予补办',
  issued: '已补发',
}

/** A holder's request for another copy under the old number (SDS-6.3-02). */
export const reissueMachine = defineMachine<ReissueState, 'approve' | 'refuse' | 'issue'>({
  name: 'reissue-request',
  states: reissueStates,
  initial: 'submitted',
  transitions: [
    {
      action: 'approve',
      from: ['submitted'],
      to: 'approved',
      title: '同意补办',
      roles: ['org-exam', 'org-head'],
    },
    {
      action: 'refuse',
      from: ['submitted'],
      to: 'refused',
      title: '不予补办',
      roles: ['org-exam', 'org-head'],
    },
    {
      action: 'issue',
      from: ['approved'],
      to: 'issued',
      title: '制作补发证书',
      roles: ['org-exam', 'org-head'],
    },
  ],
})
