import { defineMachine } from '#platform/machine/machine.ts'

export const modes = {
  fixed: '固定试卷',
  parallel: '平行试卷',
  candidates: '一人一卷',
  finished: '引入成卷',
} as const
export type AssemblyMode = keyof typeof modes

export const stateNames = {
  drawing: '正在组卷',
  found: '待保存',
  impossible: '规则无法满足',
  failed: '未完成',
  cancelled: '已取消',
  kept: '已保存',
  dropped: '已放弃',
} as const
export type AssemblyState = keyof typeof stateNames

const keepers = ['org-itembank']

/** Drawing ends in one of three ways; what was found is kept or dropped once. */
export const assemblyMachine = defineMachine({
  name: 'assembly',
  states: Object.keys(stateNames) as AssemblyState[],
  initial: 'drawing',
  transitions: [
    { action: 'found', from: ['drawing'], to: 'found', title: '组卷完成', roles: ['system'] },
    { action: 'impossible', from: ['drawing'], to: 'impossible', title: '无法满足', roles: ['system'] },
    { action: 'failed', from: ['drawing'], to: 'failed', title: '未完成', roles: ['system'] },
    { action: 'itembank.keepAssembly', from: ['found'], to: 'kept', title: '保存', roles: keepers },
    { action: 'itembank.dropAssembly', from: ['found'], to: 'dropped', title: '放弃', roles: keepers },
    { action: 'itembank.cancelAssembly', from: ['drawing'], to: 'cancelled', title: '取消', roles: keepers },
  ],
})

export type AssemblyStep = (typeof assemblyMachine)['transitions'][number]['action']
