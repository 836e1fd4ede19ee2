import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'

export const practicalStates = ['draft', 'reviewed', 'in-force', 'retired'] as const
export type PracticalState = (typeof practicalStates)[number]

export type PracticalAction = 'edit' | 'review' | 'send-back' | 'bring-into-force' | 'retire' | 'succeed'

export const practicalStateNames: { readonly [S in PracticalState]: string } = {
  draft: '草稿',
  reviewed: '已审核',
  'in-force': '启用',
  retired: '停用',
}

/** Only a draft changes. What was once in force stays as it was used; it gets a successor. */
const transitions: {
  readonly [S in PracticalState]: { readonly [A in PracticalAction]?: PracticalState }
} = {
  draft: { edit: 'draft', review: 'reviewed' },
  reviewed: { 'send-back': 'draft', 'bring-into-force': 'in-force' },
  'in-force': { retire: 'retired', succeed: 'in-force' },
  retired: { succeed: 'retired' },
}

const actionNames: { readonly [A in PracticalAction]: string } = {
  edit: '修改',
  review: '审核',
  'send-back': '退回修改',
  'bring-into-force': '启用',
  retire: '停用',
  succeed: '另编新版',
}

export interface PracticalStanding {
  readonly state: PracticalState
  readonly authors: readonly string[]
  readonly hasProblems: boolean
}

export interface PracticalRequest {
  readonly action: PracticalAction
  readonly accountId: string
}

export type PracticalRefusal = 'WRONG_STATE' | 'OWN_REVIEW' | 'PAPER_UNSOUND'

const wrongState = (state: PracticalState, action: PracticalAction): Refusal<PracticalRefusal> =>
  refuse('WRONG_STATE', {
    sentence: `操作技能试卷“${practicalStateNames[state]}”时不能${actionNames[action]}。`,
    remedy:
      action === 'edit' && state !== 'draft'
        ? '审核过的试卷不再改动；已启用的请另编新版。'
        : '请刷新页面，按当前状态办理。',
    clauses: action === 'edit' ? ['HN-1.8.3.5-03'] : [],
    details: { state },
  })

/** Whether a step is granted: the state that follows, or why not. */
export const decidePractical = (
  { state, authors, hasProblems }: PracticalStanding,
  { action, accountId }: PracticalRequest,
): Verdict<PracticalState, PracticalRefusal> => {
  const next = transitions[state][action]
  if (!next) return wrongState(state, action)
  if (action === 'review' && authors.includes(accountId)) {
    return refuse('OWN_REVIEW', {
      sentence: '编制人不能审核自己编制的试卷。',
      remedy: '请由另一名审核人员办理。',
      clauses: ['SDE-4.5-26'],
    })
  }
  if (action === 'review' && hasProblems) {
    return refuse('PAPER_UNSOUND', {
      sentence: '试卷还有未改正的问题，不能审核通过。',
      remedy: '请按“核验”中列出的问题改正后再审核。',
      clauses: ['HN-1.8.3.5-04', 'SDS-4.4-39'],
    })
  }
  return accept(next)
}

const commandsOf: { readonly [A in PracticalAction]: string } = {
  edit: 'itembank.savePractical',
  review: 'itembank.reviewPractical',
  'send-back': 'itembank.sendBackPractical',
  'bring-into-force': 'itembank.bringPracticalIntoForce',
  retire: 'itembank.retirePractical',
  succeed: 'itembank.succeedPractical',
}

export interface OfferedPracticalAction {
  readonly action: string
  readonly title: string
  readonly enabled: boolean
  /** Why it is not enabled. */
  readonly refusal?: string
}

/** The steps a person of the item bank may take now, and what still stands against each. */
export const offeredPracticalActions = (
  standing: PracticalStanding,
  accountId: string,
): readonly OfferedPracticalAction[] =>
  (Object.keys(actionNames) as PracticalAction[]).flatMap((action): readonly OfferedPracticalAction[] => {
    const decided = decidePractical(standing, { action, accountId })
    const offered = { action: commandsOf[action], title: actionNames[action] }
    if (!decided.refused) return [{ ...offered, enabled: true }]
    return decided.code === 'WRONG_STATE' ? [] : [{ ...offered, enabled: false, refusal: decided.sentence }]
  })
