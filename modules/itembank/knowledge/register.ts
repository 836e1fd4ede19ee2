import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { afterUndertaking } from '../undertaking/store/undertaking.store.ts'
import { importBlueprintHandler } from './commands/import-blueprint.ts'
import * as knowledge from './contract.ts'
import { bankListHandler, coverageHandler } from './queries/bank.ts'

export const knowledgeEntries: readonly Entry[] = [
  handles(knowledge.importBlueprint, afterUndertaking(importBlueprintHandler)),
  answers(knowledge.bankList, afterUndertaking(bankListHandler)),
  answers(knowledge.coverage, afterUndertaking(coverageHandler)),
]
