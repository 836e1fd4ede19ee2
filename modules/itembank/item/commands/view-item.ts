import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { viewItem } from '../contract.ts'
import { type Answer, itemTypes } from '../../core/item.ts'
import { itemById } from '../store/item.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'

const answerText = (key: Answer): string => {
  if (key.kind === 'choice') return key.labels.join('、')
  return key.kind === 'judgement' ? (key.correct ? '正确' : '错误') : key.text
}

/** Shows one item with its key and keeps who looked. */
export const viewItemHandler: CommandHandler<typeof viewItem> = async (context, { itemId }) => {
  const { organisationId } = ownPlace(context)
  const { code, type, stem, options, key, explanation } = await itemById(context, organisationId, itemId)
  context.record({
    type: 'item-viewed',
    table: 'item',
    row: { organisationId, id: itemId },
    clauses: ['SDS-4.2-07', 'SDS-5.1-03'],
  })
  return accept({
    code,
    typeName: itemTypes[type].name,
    stem,
    options: options.map(({ label, text }) => ({ label, text })),
    answer: answerText(key),
    explanation,
  })
}
