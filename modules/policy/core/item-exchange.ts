import { itemExchange } from '../packs/item-exchange.ts'

/** How files of items are taken in and handed out; no document states it, and it is the same for every pack. */
export const itemExchangeRules = itemExchange.value
