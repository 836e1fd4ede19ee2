import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { assembleHandler, keepPaperHandler } from './commands/assemble.ts'
import { bindPaperHandler } from './commands/bind-paper.ts'
import { dispatchPaperHandler, recordCustodyHandler, recordOpeningHandler } from './commands/custody.ts'
import { importBlueprintHandler } from './commands/import-blueprint.ts'
import { checkItemsHandler, importItemsHandler } from './commands/import-items.ts'
import { previewPaperHandler, reviewPaperHandler, voidPaperHandler } from './commands/review-paper.ts'
import { sealPaperHandler, takeCustodyHandler } from './commands/seal-paper.ts'
import { signUndertakingHandler } from './commands/undertaking.ts'
import { viewItemHandler } from './commands/view-item.ts'
import * as contract from './contract.ts'
import * as paper from './paper.contract.ts'
import { bankListHandler, coverageHandler, itemListHandler } from './queries/bank.ts'
import { paperDetailHandler, paperListHandler } from './queries/paper.ts'
import { undertakingHandler } from './queries/undertaking.ts'
import type { TheorySessions } from './sessions.port.ts'
import { afterUndertaking } from './store/undertaking.store.ts'

/** The item bank; `sessions` tells which theory sessions there are to have papers for. */
export const itembankEntries = (sessions: TheorySessions): readonly Entry[] => [
  answers(contract.readUndertaking, undertakingHandler),
  handles(contract.signUndertaking, signUndertakingHandler),
  handles(contract.checkItems, afterUndertaking(checkItemsHandler)),
  handles(contract.importItems, afterUndertaking(importItemsHandler)),
  handles(contract.importBlueprint, afterUndertaking(importBlueprintHandler)),
  handles(contract.viewItem, afterUndertaking(viewItemHandler)),
  answers(contract.bankList, afterUndertaking(bankListHandler)),
  answers(contract.itemList, afterUndertaking(itemListHandler)),
  answers(contract.coverage, afterUndertaking(coverageHandler)),
  handles(paper.assemble, afterUndertaking(assembleHandler)),
  handles(paper.keepPaper, keepPaperHandler),
  answers(paper.paperList, afterUndertaking(paperListHandler(sessions))),
  answers(paper.paperDetail, afterUndertaking(paperDetailHandler(sessions))),
  handles(paper.previewPaper, afterUndertaking(previewPaperHandler)),
  handles(paper.reviewPaper, afterUndertaking(reviewPaperHandler)),
  handles(paper.bindPaper, afterUndertaking(bindPaperHandler(sessions))),
  handles(paper.takeCustody, afterUndertaking(takeCustodyHandler)),
  handles(paper.sealPaper, afterUndertaking(sealPaperHandler(sessions))),
  handles(paper.dispatchPaper, afterUndertaking(dispatchPaperHandler)),
  handles(paper.recordCustody, afterUndertaking(recordCustodyHandler)),
  handles(paper.recordOpening, recordOpeningHandler),
  handles(paper.voidPaper, afterUndertaking(voidPaperHandler)),
]
