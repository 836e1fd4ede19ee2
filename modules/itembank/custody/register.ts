import { type Entry, handles } from '#platform/contract/registry.ts'
import { afterUndertaking } from '../undertaking/store/undertaking.store.ts'
import { dispatchPaperHandler, recordCustodyHandler, recordOpeningHandler } from './commands/custody.ts'
import * as custody from './contract.ts'

export const custodyEntries: readonly Entry[] = [
  handles(custody.dispatchPaper, afterUndertaking(dispatchPaperHandler)),
  handles(custody.recordCustody, afterUndertaking(recordCustodyHandler)),
  handles(custody.recordOpening, recordOpeningHandler),
]
