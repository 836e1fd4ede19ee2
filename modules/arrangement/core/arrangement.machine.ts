import { defineMachine } from '#platform/machine/machine.ts'

export type ArrangementState = 'draft' | 'seated' | 'confirmed'
export type ArrangementAction =
  | 'changeSessions'
  | 'seat'
  | 'move'
  | 'clear'
  | 'confirm'
  | 'recordChange'
  | 'printAll'

const office = ['org-exam', 'org-head'] as const

/** The arrangement of one batch: sessions drafted, people seated, published to them; later changes are recorded. */
export const arrangementMachine = defineMachine<ArrangementState, ArrangementAction>({
  name: 'arrangement',
  states: ['draft', 'seated', 'confirmed'],
  initial: 'draft',
  transitions: [
    { action: 'changeSessions', from: ['draft'], to: 'draft', title: '调整场次', roles: office },
    { action: 'seat', from: ['draft', 'seated'], to: 'seated', title: '自动编排座位', roles: office },
    { action: 'move', from: ['seated'], to: 'seated', title: '调整座位', roles: office },
    { action: 'clear', from: ['seated'], to: 'draft', title: '清空编排', roles: office },
    { action: 'confirm', from: ['seated'], to: 'confirmed', title: '确认编排并发布', roles: office },
    { action: 'recordChange', from: ['confirmed'], to: 'confirmed', title: '登记变更', roles: office },
    { action: 'printAll', from: ['confirmed'], to: 'confirmed', title: '打印全部准考证', roles: office },
  ],
})
