import { defineMachine } from '#platform/machine/machine.ts'

export const reportStates = ['reported', 'returned', 'accepted'] as const
export type ReportState = (typeof reportStates)[number]

export const reportStateTitles: Readonly<Record<ReportState, string>> = {
  reported: '已报送，待审核',
  returned: '已退回，待更正',
  accepted: '审核通过',
}

/** One edition of the reported certificate data; a returned one is followed by the next edition. */
export const reportMachine = defineMachine<ReportState, 'return' | 'accept'>({
  name: 'certificate-report',
  states: reportStates,
  initial: 'reported',
  transitions: [
    { action: 'return', from: ['reported'], to: 'returned', title: '退回更正', roles: ['city'] },
    { action: 'accept', from: ['reported'], to: 'accepted', title: '审核通过', roles: ['city'] },
  ],
})
