import { defineMachine } from '#platform/machine/machine.ts'

/** Score entry (登分): someone is named responsible, one person enters, another checks. */
export const scoreEntryMachine = defineMachine({
  name: 'score-entry',
  states: ['unnamed', 'named', 'entered', 'verified'],
  initial: 'unnamed',
  transitions: [
    {
      action: 'name',
      from: ['unnamed', 'named'],
      to: 'named',
      title: '指定登分负责人',
      roles: ['org-head'],
    },
    { action: 'enter', from: ['named'], to: 'entered', title: '登分汇总', roles: ['org-exam'] },
    {
      action: 'sendBack',
      from: ['entered'],
      to: 'named',
      title: '退回重新登分',
      roles: ['org-exam', 'org-head'],
    },
    {
      action: 'verify',
      from: ['entered'],
      to: 'verified',
      title: '登分复核通过',
      roles: ['org-exam', 'org-head'],
    },
  ],
})

export type ScoreEntryState = 'unnamed' | 'named' | 'entered' | 'verified'

export const scoreEntryTitles: Readonly<Record<ScoreEntryState, string>> = {
  unnamed: '未指定登分负责人',
  named: '待登分',
  entered: '待复核',
  verified: '已复核',
}
