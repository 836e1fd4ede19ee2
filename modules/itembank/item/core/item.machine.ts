import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { defineMachine } from '#platform/machine/machine.ts'

export const itemStates = [
  'draft',
  'first-review',
  'second-review',
  'active',
  'suspended',
  'retired',
] as const
export type ItemState = (typeof itemStates)[number]

export const itemActions = ['submit', 'pass', 'return', 'suspend', 'resume', 'retire'] as const
export type ItemAction = (typeof itemActions)[number]

export const stateNames: { readonly [S in ItemState]: string } = {
  draft: '草稿',
  'first-review': '初审',
  'second-review': '复审',
  active: '启用',
  suspended: '暂停使用',
  retired: '已退出',
}

export const actionNames: { readonly [A in ItemAction]: string } = {
  submit: '提交审题',
  pass: '审题通过',
  return: '退回',
  suspend: '暂停使用',
  resume: '恢复使用',
  retire: '退出题库',
}

const writers = ['org-item-writer', 'org-itembank']
const reviewers = ['org-item-reviewer']
const keepers = ['org-itembank']

/** From a draft over two reviews to its use in papers, and out of the bank. */
export const itemMachine = defineMachine({
  name: 'item',
  states: itemStates,
  initial: 'draft',
  transitions: [
    { action: 'submit', from: ['draft'], to: 'first-review', title: actionNames.submit, roles: writers },
    {
      action: 'pass',
      from: ['first-review'],
      to: 'second-review',
      title: actionNames.pass,
      roles: reviewers,
    },
    { action: 'pass', from: ['second-review'], to: 'active', title: actionNames.pass, roles: reviewers },
    {
      action: 'return',
      from: ['first-review', 'second-review'],
      to: 'draft',
      title: actionNames.return,
      roles: reviewers,
    },
    { action: 'suspend', from: ['active'], to: 'suspended', title: actionNames.suspend, roles: keepers },
    { action: 'resume', from: ['suspended'], to: 'active', title: actionNames.resume, roles: keepers },
    {
      action: 'retire',
      from: ['draft', 'active', 'suspended'],
      to: 'retired',
      title: actionNames.retire,
      roles: keepers,
    },
  ],
})

/** An item as its rules see it. */
export interface ItemStanding {
  readonly state: ItemState
  readonly authorId: string | null
  readonly firstReviewerId: string | null
}

export interface ItemRequest {
  readonly action: ItemAction
  readonly by: { readonly accountId: string; readonly roles: readonly string[] }
  readonly reason: string
}

export interface ItemMove {
  readonly from: ItemState
  readonly to: ItemState
  /** Who reviewed it now; null forgets the reviewers of a returned item. */
  readonly people: { readonly firstReviewerId?: string | null; readonly secondReviewerId?: string | null }
}

type MoveRefusal = 'WRONG_STATE' | 'OWN_ITEM' | 'SAME_REVIEWER' | 'NOT_YOUR_DUTY'

const needReason: readonly ItemAction[] = ['return', 'suspend', 'retire']

/** Taking an item away from its author or from the papers to come says why. */
export const reasonMissing = (action: ItemAction, reason: string): Refusal<'REASON_MISSING'> | undefined =>
  needReason.includes(action) && reason.trim() === ''
    ? refuse('REASON_MISSING', {
        sentence: `${actionNames[action]}须填写原因。`,
        remedy: '请填写原因后再办理。',
        clauses: [],
        field: 'reason',
      })
    : undefined

/** SDE-4.5-26: author, first and second reviewer of an item are three people. */
const judgePeople = (item: ItemStanding, { action, by }: ItemRequest): Refusal<MoveRefusal> | undefined => {
  if (action !== 'pass' && action !== 'return') return undefined
  if (item.authorId === by.accountId) {
    return refuse('OWN_ITEM', {
      sentence: '命题人不能审核自己命制的试题。',
      remedy: '请由另一名审题人员办理。',
      clauses: ['SDE-4.5-26'],
    })
  }
  return item.state === 'second-review' && item.firstReviewerId === by.accountId
    ? refuse('SAME_REVIEWER', {
        sentence: '初审人不能再复审同一试题。',
        remedy: '请由另一名审题人员复审。',
        clauses: ['SDE-4.5-26'],
      })
    : undefined
}

/** Whether a step of an item is granted, and what it makes of it. */
export const decideMove = (item: ItemStanding, request: ItemRequest): Verdict<ItemMove, MoveRefusal> => {
  const { action, by } = request
  const { state } = item
  const to = itemMachine.next(state, action)
  if (!to) {
    return refuse('WRONG_STATE', {
      sentence: `试题现为“${stateNames[state]}”，不能${actionNames[action]}。`,
      remedy: '请刷新页面，按当前状态办理。',
      clauses: [],
      details: { state },
    })
  }
  if (!itemMachine.available(state, by.roles).some((step) => step.action === action)) {
    return refuse('NOT_YOUR_DUTY', {
      sentence: `您的职责不包括${actionNames[action]}。`,
      remedy: '请由有此职责的人员办理。',
      clauses: [],
    })
  }
  return judgePeople(item, request) ?? accept(moved(item, request, to))
}

const peopleOf = (from: ItemState, { action, by }: ItemRequest): ItemMove['people'] => {
  if (action === 'return') return { firstReviewerId: null, secondReviewerId: null }
  if (action !== 'pass') return {}
  return from === 'first-review' ? { firstReviewerId: by.accountId } : { secondReviewerId: by.accountId }
}

const moved = ({ state }: ItemStanding, request: ItemRequest, to: ItemState): ItemMove => ({
  from: state,
  to,
  people: peopleOf(state, request),
})

/** The steps that this person may take with an item now. */
export const openMoves = (
  item: ItemStanding,
  by: ItemRequest['by'],
): readonly { readonly action: ItemAction; readonly title: string }[] =>
  itemMachine
    .available(item.state, by.roles)
    .filter(({ action }) => judgePeople(item, { action, by, reason: '' }) === undefined)

/** HN-1.8.3.5-03: an item that may stand in papers is not changed; a new edition follows it. */
export const mayRevise = (state: ItemState): boolean => state === 'active' || state === 'suspended'
