import type { Medium } from './medium.rule.ts'
import { type PaperState, paperTransitions } from './paper.machine.ts'

/** The steps of a paper that people take on screen, with the command behind each and whose duty it is. */
export const paperDuties = [
  { action: 'itembank.previewPaper', title: '查看试卷', step: null, roles: ['org-itembank'] },
  { action: 'itembank.reviewPaper', title: '审核通过', step: 'review', roles: ['org-itembank'] },
  { action: 'itembank.bindPaper', title: '指定批次和场次', step: 'assign', roles: ['org-itembank'] },
  {
    action: 'itembank.takeCustody',
    title: '设置保管口令',
    step: 'seal',
    roles: ['org-secrecy', 'site-chief'],
  },
  { action: 'itembank.sealPaper', title: '密封', step: 'seal', roles: ['org-secrecy'] },
  { action: 'itembank.makePackages', title: '制作试卷袋', step: null, roles: ['org-secrecy'] },
  { action: 'itembank.dispatchPaper', title: '下发考场', step: 'dispatch', roles: ['org-secrecy'] },
  {
    action: 'itembank.openPrintPaper',
    title: '启封印制',
    step: 'open',
    roles: ['org-secrecy', 'site-chief'],
  },
  { action: 'itembank.sealRehearsal', title: '制作演练包', step: 'seal', roles: ['org-secrecy'] },
  { action: 'itembank.openRehearsal', title: '演练启封', step: null, roles: ['org-secrecy', 'site-chief'] },
  { action: 'itembank.voidPaper', title: '作废', step: 'void', roles: ['org-secrecy', 'org-itembank'] },
] as const

export type PaperDuty = (typeof paperDuties)[number]['action']

export interface OfferedAction {
  readonly action: PaperDuty
  readonly title: string
  readonly enabled: boolean
  /** Why it is not enabled. */
  readonly refusal?: string
}

export interface PaperStanding {
  readonly state: PaperState
  readonly medium: Medium
  readonly assembledBy: string
  readonly isBound: boolean
  /** C37: the session it is bound to is answered by hand, whatever the paper could be. */
  readonly satByHand: boolean
  /** How many custodians have set their passphrase. */
  readonly custodians: number
  /** A package to rehearse the opening with is there. */
  readonly hasRehearsal: boolean
  /** Printed packages are made. */
  readonly hasPackages: boolean
}

const packagedFrom: { readonly [M in Medium]: readonly PaperState[] } = {
  screen: ['reviewed', 'sealed', 'dispatched'],
  // Opened for the print run.
  print: ['reviewed', 'sealed', 'opened'],
}
/** Whether envelopes of the paper can be made now. */
export const mayBePackaged = ({ state, medium }: { readonly state: PaperState; readonly medium: Medium }) =>
  packagedFrom[medium].includes(state)

const leastCustodians = 2

const isPossible = (duty: (typeof paperDuties)[number], paper: PaperStanding): boolean => {
  const { state, medium, hasRehearsal, hasPackages, satByHand } = paper
  if (duty.action === 'itembank.makePackages') return mayBePackaged(paper) && !hasPackages
  if (duty.action === 'itembank.dispatchPaper' && (medium === 'print' || satByHand)) return false
  if (duty.action === 'itembank.openPrintPaper' && medium !== 'print') return false
  if (duty.action === 'itembank.openRehearsal') return hasRehearsal && state !== 'voided'
  if (duty.step === null) return state !== 'voided'
  return paperTransitions[state][duty.step] !== undefined
}

const obstacleOf = (
  action: PaperDuty,
  paper: PaperStanding,
  accountId: string | null,
): string | undefined => {
  const unbound = paper.isBound ? undefined : '请先指定批次和场次。'
  switch (action) {
    case 'itembank.reviewPaper':
      return paper.assembledBy === accountId ? '组卷人不能审核自己组成的试卷。' : undefined
    case 'itembank.bindPaper':
      return paper.isBound ? '已指定批次和场次；一份试卷只能使用一次。' : undefined
    case 'itembank.takeCustody':
    case 'itembank.makePackages':
      return unbound
    case 'itembank.sealPaper':
    case 'itembank.sealRehearsal':
      if (unbound) return unbound
      return paper.custodians < leastCustodians
        ? `须有${leastCustodians}名以上保管人设置口令，现有${paper.custodians}名。`
        : undefined
    default:
      return undefined
  }
}

/** What this person may do with a paper now: possible by its state, his by his roles, and what still stands against it. */
export const offeredActions = (
  paper: PaperStanding,
  who: { readonly accountId: string | null; readonly roles: readonly string[] },
): readonly OfferedAction[] =>
  paperDuties
    .filter((duty) => duty.roles.some((role) => who.roles.includes(role)) && isPossible(duty, paper))
    .map(({ action, title }) => {
      const obstacle = obstacleOf(action, paper, who.accountId)
      return obstacle
        ? { action, title, enabled: false, refusal: obstacle }
        : { action, title, enabled: true }
    })
