import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { type Answer, itemTypes } from '../../core/item.ts'
import { textOf } from '../../core/rich.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { viewItem } from '../contract.ts'
import { itemById } from '../store/item.store.ts'

const answerText = (key: Answer): string => {
  if (key.kind === 'choice') return key.labels.join('、')
  if (key.kind === 'judgement') return key.correct ? '正确' : '错误'
  if (key.kind === 'blanks') return key.blanks.map((taken) => taken.join('|')).join('；')
  return key.kind === 'text' ? textOf(key.content) : ''
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
    stem: textOf(stem),
    options: options.map(({ label, content }) => ({ label, text: textOf(content) })),
    answer: answerText(key),
    explanation: textOf(explanation),
  })
}
