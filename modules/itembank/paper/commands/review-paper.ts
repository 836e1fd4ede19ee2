import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { itemTypes } from '../../core/item.ts'
import { handlerOf, ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { previewPaper, reviewPaper, voidPaper } from '../contract.ts'
import { decidePaper } from '../core/paper.machine.ts'
import type { SeatItemType, SeatPaper } from '../core/paper-content.ts'
import { asPaper, getPaper, lockPaper, readKey, readPaperText, updatePaper } from '../store/paper.store.ts'
import { paperRules, wrongState } from './paper-step.ts'

/** Four eyes: whoever assembled a paper does not review it. */
export const reviewPaperHandler: CommandHandler<typeof reviewPaper> = async (context, shown) => {
  const { organisationId, accountId } = ownPlace(context)
  const row = await lockPaper(context.tx, organisationId, shown)
  const request = { action: 'review', by: await handlerOf(context) } as const
  const decided = decidePaper(asPaper(row), request, paperRules)
  if (decided.refused)
    return decided.code === 'OWN_REVIEW' ? { ...decided, code: 'OWN_REVIEW' } : wrongState(decided)
  const paper = await updatePaper(context.tx, row, { state: 'reviewed', reviewedBy: accountId })
  context.record({ type: 'paper-reviewed', table: 'paper', row: paper, clauses: ['SDS-4.2-06'] })
  return accept({ state: 'reviewed' })
}

/** Ends every use of a paper that was not opened; the reason is kept. */
export const voidPaperHandler: CommandHandler<typeof voidPaper> = async (context, { reason, ...shown }) => {
  const { organisationId } = ownPlace(context)
  const row = await lockPaper(context.tx, organisationId, shown)
  const request = { action: 'void', by: await handlerOf(context), reason } as const
  const decided = decidePaper(asPaper(row), request, paperRules)
  if (decided.refused) {
    return decided.code === 'REASON_MISSING' ? { ...decided, code: 'REASON_MISSING' } : wrongState(decided)
  }
  const paper = await updatePaper(context.tx, row, { state: 'voided' })
  context.record({
    type: 'paper-voided',
    table: 'paper',
    row: paper,
    data: { reason: reason.trim(), stateBefore: row.state },
    clauses: ['SDS-4.2-06'],
  })
  return accept({ state: 'voided' })
}

const typeNames: { readonly [T in SeatItemType]: string } = {
  single: itemTypes.B.name,
  multiple: itemTypes.G.name,
  judge: itemTypes.C.name,
}

/** Shows a whole paper with its key, and keeps who looked. */
export const previewPaperHandler: CommandHandler<typeof previewPaper> = async (context, { paperId }) => {
  const { organisationId } = ownPlace(context)
  const row = await getPaper(context.tx, organisationId, paperId)
  const paper: SeatPaper = JSON.parse(await readPaperText(context, organisationId, paperId))
  const key = new Map((await readKey(context, organisationId, paperId)).map(({ id, answer }) => [id, answer]))
  context.record({ type: 'paper-previewed', table: 'paper', row, clauses: ['SDS-4.2-07', 'SDS-5.1-03'] })
  return accept({
    title: paper.title,
    items: paper.items.map(({ id, type, stem, options, points }) => ({
      ...{ id, stem, points, typeName: typeNames[type] },
      options: [...options],
      answer: [...(key.get(id) ?? [])],
    })),
  })
}
