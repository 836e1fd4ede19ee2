import { MissingRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { itemTypes } from '../../core/item.ts'
import { picturesOf } from '../../core/rich.ts'
import { handlerOf, ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { previewPaper, reviewPaper, voidPaper } from '../contract.ts'
import { decidePaper } from '../core/paper.machine.ts'
import type { KeyEntry, SeatForm, SeatPaper } from '../core/paper-content.ts'
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

/** The items of one form with the key beside each, and the pictures they show. */
const shownForm = (paper: SeatPaper, form: SeatForm, key: readonly KeyEntry[]) => {
  const seats = new Map(paper.items.map((item) => [item.id, item]))
  const keys = new Map(key.map((entry) => [entry.id, entry]))
  return form.items.map((id) => {
    const { section, type: _type, options, ...item } = seats.get(id)!
    const { answer, reference, explanation } = keys.get(id)!
    return {
      ...item,
      typeName: itemTypes[section].name,
      options: [...options],
      answer: [...answer],
      explanation,
      ...(reference && { reference }),
    }
  })
}

/** Shows one form of a paper with its key, and keeps who looked. */
export const previewPaperHandler: CommandHandler<typeof previewPaper> = async (context, input) => {
  const { paperId } = input
  const { organisationId } = ownPlace(context)
  const row = await getPaper(context.tx, organisationId, paperId)
  const paper: SeatPaper = JSON.parse(await readPaperText(context, organisationId, paperId))
  const form = paper.forms[input.form]
  if (!form) throw new MissingRow()
  const key = await readKey(context, organisationId, paperId)
  context.record({
    ...{ type: 'paper-previewed', table: 'paper', row, data: { form: form.name } },
    clauses: ['SDS-4.2-07', 'SDS-5.1-03'],
  })
  const items = shownForm(paper, form, key)
  const texts = items.flatMap(({ material, stem, options }) => [
    ...(material ?? []),
    ...stem,
    ...options.flatMap(({ content }) => content),
  ])
  return accept({
    title: paper.title,
    forms: paper.forms.map(({ name }) => name),
    items,
    pictures: picturesOf(texts).map((digest) => ({ digest, uri: paper.pictures[digest] ?? '' })),
  })
}
