import { type Entry, handles } from '#platform/contract/registry.ts'
import { afterUndertaking } from '../undertaking/store/undertaking.store.ts'
import { assembleHandler, keepPaperHandler } from './commands/assemble.ts'
import * as assembly from './contract.ts'

export const assemblyEntries: readonly Entry[] = [
  handles(assembly.assemble, afterUndertaking(assembleHandler)),
  handles(assembly.keepPaper, keepPaperHandler),
]
