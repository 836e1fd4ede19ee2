import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { assembleHandler, keepPaperHandler } from './assembly/commands/assemble.ts'
import { bindPaperHandler } from './paper/commands/bind-paper.ts'
import { dispatchPaperHandler, recordCustodyHandler, recordOpeningHandler } from './custody/commands/custody.ts'
import { importBlueprintHandler } from './knowledge/commands/import-blueprint.ts'
import { checkItemsHandler, importItemsHandler } from './exchange/commands/import-items.ts'
import { previewPaperHandler, reviewPaperHandler, voidPaperHandler } from './paper/commands/review-paper.ts'
import { sealPaperHandler, takeCustodyHandler } from './paper/commands/seal-paper.ts'
import { signUndertakingHandler } from './undertaking/commands/sign.ts'
import { viewItemHandler } from './item/commands/view-item.ts'
import * as contract from './item/contract.ts'
import * as paper from './paper/contract.ts'
import { bankListHandler, coverageHandler, itemListHandler } from './item/queries/bank.ts'
import { paperDetailHandler, paperListHandler } from './paper/queries/paper.ts'
import { undertakingHandler } from './undertaking/queries/undertaking.ts'
import type { TheorySessions } from './paper/sessions.port.ts'
import { afterUndertaking } from './undertaking/store/undertaking.store.ts'

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
