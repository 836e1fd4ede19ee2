import { defineMachine } from '#platform/machine/machine.ts'

/** An examiner's sheet: written by its examiner, then locked for good; after that only a correction changes a score. */
export const sheetMachine = defineMachine({
  name: 'practical-sheet',
  states: ['draft', 'locked'],
  initial: 'draft',
  transitions: [
    { action: 'save', from: ['draft'], to: 'draft', title: '保存评分', roles: ['examiner'] },
    { action: 'lock', from: ['draft'], to: 'locked', title: '签名提交', roles: ['examiner'] },
  ],
})

/** A panel's results: the leader signs (SDS-4.3-11), the supervisor countersigns. */
export const panelMachine = defineMachine({
  name: 'panel-record',
  states: ['scoring', 'signed', 'countersigned'],
  initial: 'scoring',
  transitions: [
    { action: 'sign', from: ['scoring'], to: 'signed', title: '考评组长签字', roles: ['examiner'] },
    {
      action: 'countersign',
      from: ['signed'],
      to: 'countersigned',
      title: '督导员签字',
      roles: ['supervisor'],
    },
  ],
})

/** A request on an error of the key, decided by the organisation. */
export const keyErrorMachine = defineMachine({
  name: 'key-error',
  states: ['reported', 'approved', 'refused'],
  initial: 'reported',
  transitions: [
    { action: 'approve', from: ['reported'], to: 'approved', title: '同意并重新评分', roles: ['org-head'] },
    { action: 'refuse', from: ['reported'], to: 'refused', title: '不同意', roles: ['org-head'] },
  ],
})

/** A change of a score: proposed by one, decided by another. */
export const correctionMachine = defineMachine({
  name: 'score-correction',
  states: ['proposed', 'applied', 'refused'],
  initial: 'proposed',
  transitions: [
    { action: 'apply', from: ['proposed'], to: 'applied', title: '同意更正', roles: ['org-head'] },
    { action: 'refuse', from: ['proposed'], to: 'refused', title: '不同意更正', roles: ['org-head'] },
  ],
})
