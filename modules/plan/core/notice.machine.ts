import { defineMachine } from '#platform/machine/machine.ts'

export const noticeStates = ['draft', 'submitted', 'returned', 'confirmed', 'published', 'amended'] as const
export type NoticeState = (typeof noticeStates)[number]

export const noticeStateTitles: Readonly<Record<NoticeState, string>> = {
  draft: '草稿',
  submitted: '待确认',
  returned: '已退回',
  confirmed: '已确认',
  published: '已发布',
  amended: '已被新版替代',
}

const planners = ['org-head', 'org-exam'] as const
const city = ['city'] as const

/** SDS-2.1-03: unpublishable until confirmed; SDS-2.2-04: a change is a new edition that goes the same way. */
export const noticeMachine = defineMachine({
  name: 'annual-notice',
  states: noticeStates,
  initial: 'draft',
  transitions: [
    { action: 'change', title: '修改公告', from: ['draft'], to: 'draft', roles: planners },
    { action: 'change', title: '修改公告', from: ['returned'], to: 'returned', roles: planners },
    { action: 'submit', title: '报送确认', from: ['draft', 'returned'], to: 'submitted', roles: planners },
    { action: 'confirm', title: '确认公告', from: ['submitted'], to: 'confirmed', roles: city },
    { action: 'return', title: '退回修改', from: ['submitted'], to: 'returned', roles: city },
    {
      action: 'publish',
      title: '发布公告',
      from: ['confirmed'],
      to: 'published',
      roles: [...planners, ...city],
    },
    { action: 'supersede', title: '由新版替代', from: ['published'], to: 'amended', roles: ['system'] },
  ],
})

export type NoticeAction = (typeof noticeMachine.transitions)[number]['action']
