import { type Entry, handles } from '#platform/contract/registry.ts'
import { afterUndertaking } from '../undertaking/store/undertaking.store.ts'
import { checkItemsHandler, importItemsHandler } from './commands/import-items.ts'
import * as exchange from './contract.ts'

export const exchangeEntries: readonly Entry[] = [
  handles(exchange.checkItems, afterUndertaking(checkItemsHandler)),
  handles(exchange.importItems, afterUndertaking(importItemsHandler)),
]
