import type * as assembly from '#modules/itembank/assembly/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'

/** What a draw found, as the server tells it. */
export type Report = NonNullable<ReplyOf<typeof assembly.assemblyDetail>['report']>
