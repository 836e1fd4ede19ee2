import { defineMachine } from '#platform/machine/machine.ts'

export const filingStates = ['filed', 'suspended', 'withdrawn', 'expired'] as const
export type FilingState = (typeof filingStates)[number]
export type FilingAction = 'suspend' | 'resume' | 'withdraw' | 'lapse' | 'renew'

const authority = ['province', 'city']

/** A filing as a whole. Granting makes it; withdrawing ends it for good, an expired one can be renewed. */
export const filingMachine = defineMachine<FilingState, FilingAction>({
  name: 'filing',
  states: filingStates,
  initial: 'filed',
  transitions: [
    { action: 'suspend', from: ['filed'], to: 'suspended', title: '暂停备案', roles: authority },
    { action: 'resume', from: ['suspended'], to: 'filed', title: '恢复备案', roles: authority },
    { action: 'lapse', from: ['filed', 'suspended'], to: 'expired', title: '备案到期', roles: authority },
    { action: 'renew', from: ['filed', 'expired'], to: 'filed', title: '延续备案', roles: authority },
    {
      action: 'withdraw',
      from: ['filed', 'suspended'],
      to: 'withdrawn',
      title: '撤销备案',
      roles: authority,
    },
  ],
})

const stateWords: Readonly<Record<FilingState, string>> = {
  filed: '有效',
  suspended: '已暂停',
  withdrawn: '已撤销',
  expired: '已到期',
}

export const filingStateWord = (state: FilingState): string => stateWords[state]
