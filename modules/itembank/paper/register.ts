import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { afterUndertaking } from '../undertaking/store/undertaking.store.ts'
import { bindPaperHandler } from './commands/bind-paper.ts'
import { previewPaperHandler, reviewPaperHandler, voidPaperHandler } from './commands/review-paper.ts'
import { sealPaperHandler, takeCustodyHandler } from './commands/seal-paper.ts'
import * as papers from './contract.ts'
import { paperDetailHandler, paperListHandler } from './queries/paper.ts'
import type { TheorySessions } from './sessions.port.ts'

export const paperEntries = (sessions: TheorySessions): readonly Entry[] => [
  answers(papers.paperList, afterUndertaking(paperListHandler(sessions))),
  answers(papers.paperDetail, afterUndertaking(paperDetailHandler(sessions))),
  handles(papers.previewPaper, afterUndertaking(previewPaperHandler)),
  handles(papers.reviewPaper, afterUndertaking(reviewPaperHandler)),
  handles(papers.bindPaper, afterUndertaking(bindPaperHandler(sessions))),
  handles(papers.takeCustody, afterUndertaking(takeCustodyHandler)),
  handles(papers.sealPaper, afterUndertaking(sealPaperHandler(sessions))),
  handles(papers.voidPaper, afterUndertaking(voidPaperHandler)),
]
