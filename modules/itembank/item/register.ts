import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { afterUndertaking } from '../undertaking/store/undertaking.store.ts'
import { viewItemHandler } from './commands/view-item.ts'
import * as items from './contract.ts'
import { itemListHandler } from './queries/items.ts'

export const itemEntries: readonly Entry[] = [
  handles(items.viewItem, afterUndertaking(viewItemHandler)),
  answers(items.itemList, afterUndertaking(itemListHandler)),
]
