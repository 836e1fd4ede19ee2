import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { paperRules, wrongState } from '../../paper/commands/paper-step.ts'
import { decidePaper, type PaperState, paperTransitions, stateNames } from '../../paper/core/paper.machine.ts'
import { asPaper, lockPaper, updatePaper } from '../../paper/store/paper.store.ts'
import { handlerOf, ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { dispatchPaper, recordCustody, recordOpening } from '../contract.ts'
import { custodyBreaks } from '../core/custody.rule.ts'
import { addCustody, custodyOf } from '../store/custody.store.ts'

const noPackage = (state: PaperState) =>
  refuse('WRONG_STATE', {
    sentence: `试卷${stateNames[state]}，没有可以交接的试卷包。`,
    remedy: '试卷密封后才有试卷包。',
    clauses: ['SDS-4.2-06'],
    details: { state },
  })

const hasPackage = (state: PaperState) => state !== 'assembled' && state !== 'reviewed' && state !== 'voided'

/** SDS-4.2-06: the package leaves for the examination site. */
export const dispatchPaperHandler: CommandHandler<typeof dispatchPaper> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const { paperId, version, ...handing } = input
  const row = await lockPaper(context.tx, organisationId, { paperId, version })
  const { binding } = asPaper(row)
  if (!binding) return noPackage(row.state)
  const request = { action: 'dispatch', by: await handlerOf(context), binding } as const
  const decided = decidePaper(asPaper(row), request, paperRules)
  if (decided.refused) return wrongState(decided)
  const paper = await updatePaper(context.tx, row, { state: 'dispatched' })
  context.record({ type: 'paper-dispatched', table: 'paper', row: paper, clauses: ['SDS-4.2-06'] })
  await addCustody(context, paper, { ...handing, kind: 'transmitted', at: context.now })
  return accept({ state: 'dispatched' })
}

/** SDS-4.2-06: records a link as it was; a gap does not stop the record, it is named. */
export const recordCustodyHandler: CommandHandler<typeof recordCustody> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const { paperId, ...event } = input
  const row = await lockPaper(context.tx, organisationId, { paperId })
  if (!hasPackage(row.state)) return noPackage(row.state)
  await addCustody(context, row, { ...event, at: context.now })
  const chain = await custodyOf(context.tx, organisationId, paperId)
  return accept({ gaps: custodyBreaks(chain).map(({ sentence }) => sentence) })
}

/** The holder if he is among the openers, else the first of them: then the chain shows what was not handed over. */
const userOf = (openers: readonly string[], holder: string | null | undefined) =>
  openers.find((name) => name === holder) ?? openers[0] ?? null

/** What happened in a room is recorded, also when it should not have: the first room opens the paper, each one uses it. */
export const recordOpeningHandler: CommandHandler<typeof recordOpening> = async (context, input) => {
  const { organisationId, paperId, openers, place, at } = input
  const row = await lockPaper(context.tx, organisationId, { paperId })
  const next = paperTransitions[row.state].open
  if (!next && row.state !== 'opened') return noPackage(row.state)
  const last = (await custodyOf(context.tx, organisationId, paperId)).at(-1)
  if (next) {
    const paper = await updatePaper(context.tx, row, { state: next })
    context.record({
      type: 'paper-opened',
      table: 'paper',
      row: paper,
      data: { openers, place },
      clauses: ['SDS-4.2-06', 'SDS-4.2-09'],
    })
  }
  await addCustody(context, row, {
    ...{ kind: 'used', place, quantity: last?.quantity ?? 1, sealIntact: true },
    ...{ fromName: null, toName: userOf(openers, last?.toName ?? last?.fromName) },
    ...{ reason: `启封人：${openers.join('、')}`, at: new Date(at) },
  })
  return accept({ state: 'opened' })
}
