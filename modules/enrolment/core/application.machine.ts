import { defineMachine } from '#platform/machine/machine.ts'

export const applicationStates = [
  'draft',
  'submitted',
  'returned',
  'further-check',
  'qualified',
  'rejected',
  'withdrawn',
  'admitted',
  'waived',
] as const
export type ApplicationState = (typeof applicationStates)[number]

/** States in words, as lists and the timeline show them. */
export const stateTitles: Readonly<Record<ApplicationState, string>> = {
  draft: '填写中',
  submitted: '待审核',
  returned: '已退回',
  'further-check': '待核实',
  qualified: '审核通过',
  rejected: '审核不通过',
  withdrawn: '已撤回',
  admitted: '已确认',
  waived: '已放弃',
}

const reviewers = ['org-review', 'org-head'] as const

/** An application from the first field to the seat list (SDS-3.2-*, SDS-3.3-*, SDS-3.4-01, SDS-A2-08). */
export const applicationMachine = defineMachine({
  name: 'application',
  states: applicationStates,
  initial: 'draft',
  transitions: [
    {
      action: 'submit',
      from: ['draft', 'returned'],
      to: 'submitted',
      title: '提交报名',
      roles: ['candidate'],
    },
    {
      action: 'withdraw',
      from: ['draft', 'submitted', 'returned', 'further-check'],
      to: 'withdrawn',
      title: '撤回报名',
      roles: ['candidate'],
    },
    { action: 'hold', from: ['submitted'], to: 'further-check', title: '转待核实', roles: [...reviewers] },
    {
      action: 'pass',
      from: ['submitted', 'further-check'],
      to: 'qualified',
      title: '审核通过',
      roles: [...reviewers],
    },
    {
      action: 'return',
      from: ['submitted', 'further-check'],
      to: 'returned',
      title: '退回补正',
      roles: [...reviewers],
    },
    {
      action: 'reject',
      from: ['submitted', 'further-check'],
      to: 'rejected',
      title: '审核不通过',
      roles: [...reviewers],
    },
    {
      action: 'supplement',
      from: ['returned'],
      to: 'submitted',
      title: '补正后重新送审',
      roles: ['org-exam'],
    },
    { action: 'admit', from: ['qualified'], to: 'admitted', title: '确认进入编排', roles: [...reviewers] },
    {
      action: 'waive',
      from: ['draft', 'returned', 'qualified', 'admitted'],
      to: 'waived',
      title: '逾期视为放弃',
      roles: ['system'],
    },
  ],
})

export type ApplicationAction = (typeof applicationMachine.transitions)[number]['action']

/** The candidate may write in these; afterwards only an authorised correction changes data (SDS-3.3-12). */
export const isOpenToCandidate = (state: string): boolean => state === 'draft' || state === 'returned'

/** Confirmed data that an organisation may still correct, with a reason on record (SDS-3.3-12). */
export const isCorrectable = (state: string): boolean =>
  ['submitted', 'returned', 'further-check', 'qualified', 'admitted'].includes(state)
