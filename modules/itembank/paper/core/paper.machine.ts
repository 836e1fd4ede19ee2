import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'

export const paperStates = [
  'assembled',
  'reviewed',
  'sealed',
  'dispatched',
  'opened',
  'used',
  'archived',
  'voided',
] as const
export type PaperState = (typeof paperStates)[number]

export const paperActions = [
  'assign',
  'review',
  'seal',
  'dispatch',
  'open',
  'use',
  'archive',
  'void',
] as const
export type PaperAction = (typeof paperActions)[number]

/**
 * What may happen next in each state. A paper that was opened cannot be voided away: it has been seen and is
 * used or archived.
 */
export const paperTransitions: { readonly [S in PaperState]: { readonly [A in PaperAction]?: PaperState } } =
  {
    assembled: { assign: 'assembled', review: 'reviewed', void: 'voided' },
    reviewed: { assign: 'reviewed', seal: 'sealed', void: 'voided' },
    // Opened without having been dispatched: it happens, is recorded, and shows as a gap in the chain of custody.
    sealed: { dispatch: 'dispatched', open: 'opened', void: 'voided' },
    dispatched: { open: 'opened', void: 'voided' },
    opened: { use: 'used', archive: 'archived' },
    used: { archive: 'archived' },
    archived: {},
    voided: {},
  }

/** The one batch and the one session, that is time, which a paper serves. */
export interface Binding {
  readonly batchId: string
  readonly sessionId: string
}

export interface Paper {
  readonly organisationId: string
  readonly state: PaperState
  readonly assembledBy: string
  readonly reviewedBy: string | null
  readonly binding: Binding | null
  readonly earliestOpening: Date | null
}

/** Somebody whose duty brings him near a paper. */
export interface Handler {
  readonly accountId: string
  readonly name: string
  readonly organisationId: string
  /** Has signed the confidentiality undertaking in force. */
  readonly bound: boolean
}

/** Parameters of the policy pack. */
export interface PaperRules {
  /** How many different people open a paper together. */
  readonly openers: number
}

export type PaperRequest =
  | { readonly action: 'assign'; readonly by: Handler; readonly binding: Binding }
  | { readonly action: 'review'; readonly by: Handler }
  | { readonly action: 'seal'; readonly by: Handler; readonly earliestOpening: Date }
  | { readonly action: 'dispatch'; readonly by: Handler; readonly binding: Binding }
  | {
      readonly action: 'open'
      readonly by: Handler
      /** Who opens it together with the one who asks. */
      readonly openers: readonly Handler[]
      readonly binding: Binding
      readonly at: Date
    }
  | { readonly action: 'use'; readonly by: Handler; readonly binding: Binding }
  | { readonly action: 'archive'; readonly by: Handler }
  | { readonly action: 'void'; readonly by: Handler; readonly reason: string }

export type PaperFact =
  | { readonly type: 'paper-assigned'; readonly binding: Binding }
  | { readonly type: 'paper-reviewed'; readonly by: string }
  | { readonly type: 'paper-sealed'; readonly earliestOpening: Date }
  | { readonly type: 'paper-dispatched' }
  | { readonly type: 'paper-opened'; readonly openers: readonly string[] }
  | { readonly type: 'paper-used' }
  | { readonly type: 'paper-archived' }
  | { readonly type: 'paper-voided'; readonly reason: string }

export type PaperRefusal =
  | 'UNDERTAKING_MISSING'
  | 'FOREIGN_PAPER'
  | 'ALREADY_BOUND'
  | 'NOT_BOUND'
  | 'WRONG_STATE'
  | 'OWN_REVIEW'
  | 'OPENERS_TOO_FEW'
  | 'NOT_YET'
  | 'REASON_MISSING'

type Words = Omit<Refusal, 'refused' | 'code'>
type Judgement = Refusal<PaperRefusal> | undefined
const no = (code: PaperRefusal, words: Words): Refusal<PaperRefusal> => refuse(code, words)

export const stateNames: { readonly [S in PaperState]: string } = {
  assembled: '已组卷',
  reviewed: '已审核',
  sealed: '已密封',
  dispatched: '已下发',
  opened: '已启封',
  used: '已使用',
  archived: '已归档',
  voided: '已作废',
}

const actionNames: { readonly [A in PaperAction]: string } = {
  assign: '指定批次和考试时间',
  review: '审核',
  seal: '密封',
  dispatch: '下发',
  open: '启封',
  use: '使用',
  archive: '归档',
  void: '作废',
}

/** SDS-4.2-07: whoever manages papers or writes items has signed the undertaking. */
export const judgeUndertaking = (
  handlers: readonly Handler[],
): Refusal<'UNDERTAKING_MISSING'> | undefined => {
  const unbound = handlers.filter(({ bound }) => !bound)
  if (unbound.length === 0) return undefined
  return refuse('UNDERTAKING_MISSING', {
    sentence: `${unbound.map(({ name }) => name).join('、')}尚未签署保密承诺书，不能接触试题和试卷。`,
    remedy: '请先签署保密承诺书。',
    clauses: ['SDS-4.2-07'],
  })
}

const sameBinding = (a: Binding, b: Binding) => a.batchId === b.batchId && a.sessionId === b.sessionId

/** SDS-4.2-03: a paper keeps the batch and the time it was first given. */
const judgeBinding = ({ binding }: Paper, request: PaperRequest): Judgement => {
  const wanted = 'binding' in request ? request.binding : undefined
  if (wanted && binding && !sameBinding(binding, wanted)) {
    return no('ALREADY_BOUND', {
      sentence: '该试卷已用于另一批次或另一考试时间，一份试卷只能使用一次。',
      remedy: '请为本场考试另组一份试卷。',
      clauses: ['SDS-4.2-03'],
      field: 'binding',
    })
  }
  return request.action === 'seal' && !binding
    ? no('NOT_BOUND', {
        sentence: '该试卷尚未指定批次和考试时间，不能密封。',
        remedy: '请先指定批次和考试时间。',
        clauses: ['SDS-4.2-03'],
        field: 'binding',
      })
    : undefined
}

const judgeOrganisation = ({ organisationId }: Paper, { by }: PaperRequest): Judgement =>
  by.organisationId === organisationId
    ? undefined
    : no('FOREIGN_PAPER', {
        sentence: '该试卷不属于本机构。',
        remedy: '请使用本机构题库组成的试卷。',
        clauses: ['SDS-4.2-01'],
      })

const judgeState = ({ state }: Paper, { action }: PaperRequest): Judgement =>
  paperTransitions[state][action]
    ? undefined
    : no('WRONG_STATE', {
        sentence: `试卷${stateNames[state]}，不能${actionNames[action]}。`,
        remedy: '请刷新页面，按当前状态办理。',
        // A paper that was opened or used is spent: asking for it again is asking for a second use.
        clauses: state === 'opened' || state === 'used' ? ['SDS-4.2-03'] : [],
        details: { state },
      })

const judgeReviewer = ({ assembledBy }: Paper, { action, by }: PaperRequest): Judgement =>
  action === 'review' && by.accountId === assembledBy
    ? no('OWN_REVIEW', {
        sentence: '组卷人不能审核自己组成的试卷。',
        remedy: '请由另一名审核人员办理。',
        clauses: [],
      })
    : undefined

const openersOf = ({ by, openers }: { readonly by: Handler; readonly openers: readonly Handler[] }) => [
  ...new Set([by, ...openers].map(({ accountId }) => accountId)),
]

const judgeOpening = ({ earliestOpening }: Paper, request: PaperRequest, rules: PaperRules): Judgement => {
  if (request.action !== 'open') return undefined
  if (earliestOpening && request.at.getTime() < earliestOpening.getTime()) {
    return no('NOT_YET', {
      sentence: '尚未到规定的启封时间。',
      remedy: '请在规定时间之后启封。',
      clauses: ['SDS-4.2-09'],
      details: { earliestOpening: earliestOpening.toISOString() },
    })
  }
  const present = openersOf(request).length
  return present < rules.openers
    ? no('OPENERS_TOO_FEW', {
        sentence: `启封须${rules.openers}人同时在场，现有${present}人。`,
        remedy: '请另一名保管人到场确认。',
        clauses: [],
        details: { needed: rules.openers, present },
      })
    : undefined
}

const judgeReason = (request: PaperRequest): Judgement =>
  request.action === 'void' && request.reason.trim() === ''
    ? no('REASON_MISSING', {
        sentence: '作废试卷须填写原因。',
        remedy: '请填写作废原因。',
        clauses: [],
        field: 'reason',
      })
    : undefined

const factOf = (request: PaperRequest): PaperFact => {
  switch (request.action) {
    case 'assign':
      return { type: 'paper-assigned', binding: request.binding }
    case 'review':
      return { type: 'paper-reviewed', by: request.by.accountId }
    case 'seal':
      return { type: 'paper-sealed', earliestOpening: request.earliestOpening }
    case 'dispatch':
      return { type: 'paper-dispatched' }
    case 'open':
      return { type: 'paper-opened', openers: openersOf(request) }
    case 'use':
      return { type: 'paper-used' }
    case 'archive':
      return { type: 'paper-archived' }
    case 'void':
      return { type: 'paper-voided', reason: request.reason.trim() }
  }
}

/** Whether a request about a paper is granted; the fact it makes, or the first rule that says no. */
export const decidePaper = (
  paper: Paper,
  request: PaperRequest,
  rules: PaperRules,
): Verdict<PaperFact, PaperRefusal> => {
  const handlers = request.action === 'open' ? [request.by, ...request.openers] : [request.by]
  const refusal =
    judgeOrganisation(paper, request) ??
    judgeUndertaking(handlers) ??
    judgeBinding(paper, request) ??
    judgeState(paper, request) ??
    judgeReviewer(paper, request) ??
    judgeOpening(paper, request, rules) ??
    judgeReason(request)
  return refusal ?? accept(factOf(request))
}

const actionOf: { readonly [T in PaperFact['type']]: PaperAction } = {
  'paper-assigned': 'assign',
  'paper-reviewed': 'review',
  'paper-sealed': 'seal',
  'paper-dispatched': 'dispatch',
  'paper-opened': 'open',
  'paper-used': 'use',
  'paper-archived': 'archive',
  'paper-voided': 'void',
}

/** The paper after a fact. Throws when the table has no such step: then `decidePaper` was not asked. */
export const evolvePaper = (paper: Paper, fact: PaperFact): Paper => {
  const state = paperTransitions[paper.state][actionOf[fact.type]]
  if (!state) throw new Error(`${fact.type} does not follow ${paper.state}`)
  const next = { ...paper, state }
  switch (fact.type) {
    case 'paper-assigned':
      return { ...next, binding: fact.binding }
    case 'paper-reviewed':
      return { ...next, reviewedBy: fact.by }
    case 'paper-sealed':
      return { ...next, earliestOpening: fact.earliestOpening }
    default:
      return next
  }
}

/** A new paper, from the organisation's own bank. */
export const newPaper = (organisationId: string, assembledBy: string): Paper => ({
  organisationId,
  state: 'assembled',
  assembledBy,
  reviewedBy: null,
  binding: null,
  earliestOpening: null,
})

/** Steps that the table allows now, whoever asks. */
export const availablePaperActions = (state: PaperState): readonly PaperAction[] =>
  paperActions.filter((action) => paperTransitions[state][action] !== undefined)
