import { defineMachine } from '#platform/machine/machine.ts'

/** Results on public display: opened, closed after its working days and without open objection, then reported. */
export const publicityMachine = defineMachine({
  name: 'publicity',
  states: ['prepared', 'publicised', 'confirmed'],
  initial: 'prepared',
  transitions: [
    {
      action: 'publicise',
      from: ['prepared'],
      to: 'publicised',
      title: '开始公示',
      roles: ['org-exam', 'org-head'],
    },
    {
      // Results that were held back when it began follow once nothing keeps them (HN-3.1.6-06, HN-2.7-07).
      action: 'supplement',
      from: ['publicised'],
      to: 'publicised',
      title: '补充公示',
      roles: ['org-exam', 'org-head'],
    },
    {
      action: 'confirm',
      from: ['publicised'],
      to: 'confirmed',
      title: '结束公示并确认成绩',
      roles: ['org-head'],
    },
  ],
})

/** An objection is heard: received, looked into, decided. The one who decides is not the one who scored. */
export const objectionMachine = defineMachine({
  name: 'objection',
  states: ['received', 'investigated', 'upheld', 'dismissed'],
  initial: 'received',
  transitions: [
    {
      action: 'investigate',
      from: ['received'],
      to: 'investigated',
      title: '登记核查情况',
      roles: ['org-exam', 'supervisor'],
    },
    { action: 'uphold', from: ['investigated'], to: 'upheld', title: '异议成立', roles: ['org-head'] },
    { action: 'dismiss', from: ['investigated'], to: 'dismissed', title: '异议不成立', roles: ['org-head'] },
  ],
})

export const openObjectionStates: readonly string[] = ['received', 'investigated']
