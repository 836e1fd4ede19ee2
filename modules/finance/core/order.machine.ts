import { defineMachine } from '#platform/machine/machine.ts'

export const orderStates = ['due', 'paid', 'closed'] as const
export type OrderState = (typeof orderStates)[number]

export const orderStateTitles: Readonly<Record<OrderState, string>> = {
  due: '待缴费',
  paid: '已缴费',
  closed: '已关闭',
}

export const orderMachine = defineMachine({
  name: 'fee-order',
  states: orderStates,
  initial: 'due',
  transitions: [
    { action: 'pay', title: '去缴费', from: ['due'], to: 'paid', roles: ['candidate', 'system'] },
    {
      action: 'recordGroup',
      title: '登记集体缴费',
      from: ['due'],
      to: 'paid',
      roles: ['org-exam', 'org-head'],
    },
    { action: 'close', title: '关闭缴费单', from: ['due'], to: 'closed', roles: ['system'] },
  ],
})
