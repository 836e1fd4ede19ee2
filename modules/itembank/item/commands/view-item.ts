import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { itemTypes } from '../../core/item.ts'
import type { viewItem } from '../contract.ts'
import { draftOf } from '../core/item.draft.ts'
import { viewerOf, visibleItem } from '../store/access.store.ts'
import { itemOf } from '../store/item.store.ts'

/** Shows one item with its key and keeps who looked (HN-3.1.1-14). */
export const viewItemHandler: CommandHandler<typeof viewItem> = async (context, { itemId }) => {
  const row = await visibleItem(context.tx, viewerOf(context), itemId)
  const item = itemOf(context, row)
  context.record({
    type: 'item-viewed',
    table: 'item',
    row,
    clauses: ['HN-3.1.1-14', 'SDS-4.2-07', 'SDS-5.1-03'],
  })
  return accept({
    ...{ itemId, version: row.version, bank: row.bank, code: item.code },
    typeName: itemTypes[item.type].name,
    draft: draftOf(item),
  })
}
