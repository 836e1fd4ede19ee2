import { defineMachine } from '#platform/machine/machine.ts'

export const scopeStates = ['active', 'suspended', 'withdrawn'] as const
export type ScopeState = (typeof scopeStates)[number]
export type ScopeAction = 'suspend' | 'resume' | 'withdraw'

const authority = ['province', 'city']

/** One line of the scope: an occupation, trade and level. */
export const scopeMachine = defineMachine<ScopeState, ScopeAction>({
  name: 'scope item',
  states: scopeStates,
  initial: 'active',
  transitions: [
    { action: 'suspend', from: ['active'], to: 'suspended', title: '暂停', roles: authority },
    { action: 'resume', from: ['suspended'], to: 'active', title: '恢复', roles: authority },
    { action: 'withdraw', from: ['active', 'suspended'], to: 'withdrawn', title: '取消', roles: authority },
  ],
})

const stateWords: Readonly<Record<ScopeState, string>> = {
  active: '有效',
  suspended: '已暂停',
  withdrawn: '已取消',
}

export const scopeStateWord = (state: ScopeState): string => stateWords[state]
