import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { afterUndertaking } from '../undertaking/store/undertaking.store.ts'
import { bindPaperHandler } from './commands/bind-paper.ts'
import { openRehearsalHandler, sealRehearsalHandler } from './commands/rehearsal.ts'
import { previewPaperHandler, reviewPaperHandler, voidPaperHandler } from './commands/review-paper.ts'
import { sealPaperHandler, takeCustodyHandler } from './commands/seal-paper.ts'
import { withdrawExposedHandler } from './commands/withdraw-exposed.ts'
import * as papers from './contract.ts'
import { comparePapersHandler } from './queries/compare.ts'
import { paperDetailHandler, paperListHandler } from './queries/paper.ts'
import type { SessionDirectory } from './sessions.port.ts'

export const paperEntries = (directory: SessionDirectory): readonly Entry[] => [
  answers(papers.paperList, afterUndertaking(paperListHandler(directory.sessions))),
  answers(papers.paperDetail, afterUndertaking(paperDetailHandler(directory.sessions))),
  answers(papers.comparePapers, afterUndertaking(comparePapersHandler)),
  handles(papers.previewPaper, afterUndertaking(previewPaperHandler)),
  handles(papers.reviewPaper, afterUndertaking(reviewPaperHandler)),
  handles(papers.bindPaper, afterUndertaking(bindPaperHandler(directory.sessions))),
  handles(papers.takeCustody, afterUndertaking(takeCustodyHandler)),
  handles(papers.sealPaper, afterUndertaking(sealPaperHandler(directory))),
  handles(papers.sealRehearsal, afterUndertaking(sealRehearsalHandler(directory))),
  handles(papers.openRehearsal, afterUndertaking(openRehearsalHandler)),
  handles(papers.withdrawExposed, withdrawExposedHandler),
  handles(papers.voidPaper, afterUndertaking(voidPaperHandler)),
]
