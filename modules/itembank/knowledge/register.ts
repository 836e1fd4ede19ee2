import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { afterUndertaking } from '../undertaking/store/undertaking.store.ts'
import { changeBankHandler, createBankHandler } from './commands/bank.ts'
import { exportTreeHandler } from './commands/export-tree.ts'
import { checkTreeHandler, importTreeHandler } from './commands/import-tree.ts'
import { discardTreeHandler, draftTreeHandler, enforceTreeHandler, saveTreeHandler } from './commands/tree.ts'
import * as knowledge from './contract.ts'
import { bankDetailHandler } from './queries/bank-detail.ts'
import { bankListHandler, holdingsHandler } from './queries/banks.ts'
import { coverageHandler } from './queries/coverage.ts'
import { treeDetailHandler, treeDifferencesHandler } from './queries/tree.ts'

export const knowledgeEntries: readonly Entry[] = [
  handles(knowledge.createBank, afterUndertaking(createBankHandler)),
  handles(knowledge.changeBank, afterUndertaking(changeBankHandler)),
  handles(knowledge.draftTree, afterUndertaking(draftTreeHandler)),
  handles(knowledge.saveTree, afterUndertaking(saveTreeHandler)),
  handles(knowledge.enforceTree, afterUndertaking(enforceTreeHandler)),
  handles(knowledge.discardTree, afterUndertaking(discardTreeHandler)),
  handles(knowledge.checkTree, afterUndertaking(checkTreeHandler)),
  handles(knowledge.importTree, afterUndertaking(importTreeHandler)),
  handles(knowledge.exportTree, afterUndertaking(exportTreeHandler)),
  answers(knowledge.bankList, afterUndertaking(bankListHandler)),
  answers(knowledge.holdings, afterUndertaking(holdingsHandler)),
  answers(knowledge.bankDetail, afterUndertaking(bankDetailHandler)),
  answers(knowledge.treeDetail, afterUndertaking(treeDetailHandler)),
  answers(knowledge.treeDifferences, afterUndertaking(treeDifferencesHandler)),
  answers(knowledge.coverage, afterUndertaking(coverageHandler)),
]
