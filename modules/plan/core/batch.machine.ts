import { defineMachine } from '#platform/machine/machine.ts'

export const batchStates = [
  'draft',
  'submitted',
  'returned',
  'confirmed',
  'published',
  'running',
  'closed',
  'cancelled',
] as const
export type BatchState = (typeof batchStates)[number]

/** The states' names on screen. */
export const batchStateTitles: Readonly<Record<BatchState, string>> = {
  draft: '草稿',
  submitted: '待确认',
  returned: '已退回',
  confirmed: '已确认',
  published: '已发布',
  running: '执行中',
  closed: '已结束',
  cancelled: '已取消',
}

const planners = ['org-head', 'org-exam'] as const
const city = ['city'] as const

/** SDS-3.1-02: enrolment opens only on a plan the authority has confirmed; SDS-3.1-08: closed by confirmed issue. */
export const batchMachine = defineMachine({
  name: 'batch',
  states: batchStates,
  initial: 'draft',
  transitions: [
    { action: 'change', title: '修改计划', from: ['draft'], to: 'draft', roles: planners },
    { action: 'change', title: '修改计划', from: ['returned'], to: 'returned', roles: planners },
    { action: 'submit', title: '报送确认', from: ['draft', 'returned'], to: 'submitted', roles: planners },
    { action: 'confirm', title: '确认计划', from: ['submitted'], to: 'confirmed', roles: city },
    { action: 'return', title: '退回修改', from: ['submitted'], to: 'returned', roles: city },
    {
      action: 'publish',
      title: '发布计划',
      from: ['confirmed'],
      to: 'published',
      roles: [...planners, ...city],
    },
    { action: 'amend', title: '变更计划', from: ['published'], to: 'published', roles: planners },
    { action: 'amend', title: '变更计划', from: ['running'], to: 'running', roles: planners },
    { action: 'enterScheme', title: '填写实施方案', from: ['published'], to: 'published', roles: planners },
    { action: 'enterScheme', title: '填写实施方案', from: ['running'], to: 'running', roles: planners },
    { action: 'start', title: '开始执行', from: ['published'], to: 'running', roles: ['system'] },
    {
      action: 'cancel',
      title: '取消计划',
      from: ['draft', 'submitted', 'returned', 'confirmed'],
      to: 'cancelled',
      roles: planners,
    },
    { action: 'cancel', title: '取消计划', from: ['published', 'running'], to: 'cancelled', roles: city },
    { action: 'close', title: '结束批次', from: ['published', 'running'], to: 'closed', roles: ['system'] },
  ],
})

export type BatchAction = (typeof batchMachine.transitions)[number]['action']

/** An earlier batch stands in the way of a new plan until its issue is confirmed or it is cancelled (SDS-3.1-08). */
export const isOpen = (state: string): boolean => state !== 'closed' && state !== 'cancelled'
