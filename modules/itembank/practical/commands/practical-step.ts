import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Refusal, refuse } from '#platform/contract/verdict.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type {
  bringPracticalIntoForce,
  retirePractical,
  reviewPractical,
  sendBackPractical,
  succeedPractical,
} from '../contract.ts'
import { decidePractical, type PracticalAction, type PracticalRefusal } from '../core/practical.machine.ts'
import {
  editionsOf,
  insertPractical,
  lockPractical,
  type PracticalRow,
  readPractical,
  updatePractical,
} from '../store/practical.store.ts'

/** The refusal of a step that only the state can stand against. */
export const onlyWrongState = (refusal: Refusal<PracticalRefusal>): Refusal<'WRONG_STATE'> => {
  if (refusal.code !== 'WRONG_STATE') throw new Error(`${refusal.code} cannot stand against this step`)
  return { ...refusal, code: 'WRONG_STATE' }
}

interface Shown {
  readonly practicalId: string
  readonly version: number
}

const taken = async (context: CommandContext, shown: Shown, action: PracticalAction) => {
  const { organisationId, accountId } = ownPlace(context)
  const row = await lockPractical(context.tx, organisationId, shown)
  const decided = decidePractical({ ...row, hasProblems: row.problems > 0 }, { action, accountId })
  return decided.refused ? decided : accept({ row, accountId, state: decided.value })
}

const factTypes = {
  review: 'practical-reviewed',
  sendBack: 'practical-sent-back',
  supersede: 'practical-superseded',
  bringIntoForce: 'practical-brought-into-force',
  retire: 'practical-retired',
} as const
type Step = keyof typeof factTypes

const clausesOf: { readonly [S in Step]: readonly string[] } = {
  review: ['SDE-4.5-26', 'HN-1.8.3.5-04'],
  sendBack: ['SDE-4.5-26'],
  supersede: ['HN-1.8.3.5-03'],
  bringIntoForce: ['HN-1.8.3.5-03'],
  retire: ['HN-1.8.7-04'],
}

const recordStep = (
  context: CommandContext,
  row: PracticalRow,
  { step, reason }: { readonly step: Step; readonly reason?: string },
) =>
  context.record({
    type: factTypes[step],
    table: 'practicalPaper',
    row,
    data: { edition: row.edition, ...(reason !== undefined && { reason }) },
    clauses: clausesOf[step],
  })

/** Four eyes: whoever has a hand in it does not review it. */
export const reviewPracticalHandler: CommandHandler<typeof reviewPractical> = async (context, shown) => {
  const step = await taken(context, shown, 'review')
  if (step.refused) return step
  const { row, accountId, state } = step.value
  const { version } = await updatePractical(context, row, { state, reviewedBy: accountId })
  recordStep(context, row, { step: 'review' })
  return accept({ state, version })
}

export const sendBackPracticalHandler: CommandHandler<typeof sendBackPractical> = async (
  context,
  { reason, ...shown },
) => {
  const step = await taken(context, shown, 'send-back')
  if (step.refused) return onlyWrongState(step)
  const { row, state } = step.value
  const { version } = await updatePractical(context, row, { state, reviewedBy: null })
  recordStep(context, row, { step: 'sendBack', reason })
  return accept({ state, version })
}

export const bringPracticalIntoForceHandler: CommandHandler<typeof bringPracticalIntoForce> = async (
  context,
  shown,
) => {
  const step = await taken(context, shown, 'bring-into-force')
  if (step.refused) return onlyWrongState(step)
  const { row, state } = step.value
  const editions = await editionsOf(context.tx, row.organisationId, row.seriesId)
  for (const before of editions.filter((edition) => edition.state === 'in-force')) {
    await updatePractical(context, before, { state: 'retired' })
    recordStep(context, before, { step: 'supersede' })
  }
  const { version } = await updatePractical(context, row, { state })
  recordStep(context, row, { step: 'bringIntoForce' })
  return accept({ state, version })
}

export const retirePracticalHandler: CommandHandler<typeof retirePractical> = async (
  context,
  { reason, ...shown },
) => {
  const step = await taken(context, shown, 'retire')
  if (step.refused) return onlyWrongState(step)
  const { row, state } = step.value
  const { version } = await updatePractical(context, row, { state })
  recordStep(context, row, { step: 'retire', reason })
  return accept({ state, version })
}

const draftOpen = ({ edition }: PracticalRow) =>
  refuse('DRAFT_OPEN', {
    sentence: `第${edition}版正在编制或待启用，不能再编新版。`,
    remedy: '请继续编制该版。',
    clauses: ['HN-1.8.3.5-03'],
  })

export const succeedPracticalHandler: CommandHandler<typeof succeedPractical> = async (context, shown) => {
  const step = await taken(context, shown, 'succeed')
  if (step.refused) return onlyWrongState(step)
  const { row, accountId } = step.value
  const { organisationId, seriesId } = row
  const editions = await editionsOf(context.tx, organisationId, seriesId)
  const last = editions.at(-1) ?? row
  if (last.state === 'draft' || last.state === 'reviewed') return draftOpen(last)
  const paper = await readPractical(context, organisationId, row.id)
  const next = await insertPractical(context, { organisationId, author: accountId, after: last }, paper)
  context.record({
    type: 'practical-succeeded',
    table: 'practicalPaper',
    row: next,
    data: { edition: next.edition, from: row.edition },
    clauses: ['HN-1.8.3.5-03'],
  })
  return accept({ practicalId: next.id, edition: next.edition })
}
