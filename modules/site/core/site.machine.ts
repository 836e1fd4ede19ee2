import { defineMachine } from '#platform/machine/machine.ts'

export const siteStates = ['draft', 'submitted', 'returned', 'confirmed', 'suspended', 'revoked'] as const
export type SiteState = (typeof siteStates)[number]
export type SiteAction =
  | 'submit'
  | 'return'
  | 'confirm'
  | 'suspend'
  | 'reinstate'
  | 'change'
  | 'revoke'
  | 'restore'

const organisation = ['org-exam', 'org-head']
/** SDS-4.1-01: the centre of the city in which the site lies, and nobody else. */
const siteCity = ['city']

export const siteMachine = defineMachine<SiteState, SiteAction>({
  name: 'site',
  states: siteStates,
  initial: 'draft',
  transitions: [
    {
      action: 'submit',
      from: ['draft', 'returned'],
      to: 'submitted',
      title: '提交确认',
      roles: organisation,
    },
    { action: 'return', from: ['submitted'], to: 'returned', title: '退回', roles: siteCity },
    { action: 'confirm', from: ['submitted'], to: 'confirmed', title: '确认', roles: siteCity },
    { action: 'suspend', from: ['confirmed'], to: 'suspended', title: '暂停使用', roles: siteCity },
    { action: 'reinstate', from: ['suspended'], to: 'confirmed', title: '恢复使用', roles: siteCity },
    // SPC-4.3-03: by a decided case, and given back only by its review.
    {
      action: 'revoke',
      from: ['draft', 'submitted', 'returned', 'confirmed', 'suspended'],
      to: 'revoked',
      title: '取消资格',
      roles: ['system'],
    },
    { action: 'restore', from: ['revoked'], to: 'suspended', title: '恢复资格', roles: ['system'] },
    // What the city has confirmed is no longer what is there, so the city looks again.
    { action: 'change', from: ['confirmed'], to: 'submitted', title: '变更考场', roles: organisation },
  ],
})

const words: Readonly<Record<SiteState, string>> = {
  draft: '草稿',
  submitted: '待确认',
  returned: '已退回',
  confirmed: '已确认',
  suspended: '已暂停',
  revoked: '已取消资格',
}

export const siteStateWord = (state: SiteState): string => words[state]

/** The state after rooms have been changed: a confirmed site goes back for confirmation, any other stays. */
export const afterChange = (state: SiteState): SiteState => siteMachine.next(state, 'change') ?? state
