import type * as exchange from '#modules/itembank/exchange/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'

/** A staged import as the screen shows it. */
export type Detail = ReplyOf<typeof exchange.importDetail>
