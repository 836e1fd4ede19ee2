import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { adoptPracticalFormHandler } from './commands/adopt-form.ts'
import { applyDisciplineHandler } from './commands/apply-discipline.ts'
import { arbitrateHandler } from './commands/arbitrate.ts'
import { confirmTheoryHandler } from './commands/confirm-theory.ts'
import { decideCorrectionHandler, proposeCorrectionHandler } from './commands/correction.ts'
import { decideKeyErrorHandler, reportKeyErrorHandler } from './commands/key-error.ts'
import { markForRescoringHandler } from './commands/mark-for-rescoring.ts'
import {
  decideObjectionHandler,
  investigateObjectionHandler,
  raiseObjectionHandler,
  revealContactHandler,
} from './commands/objection.ts'
import { countersignPanelHandler, signPanelHandler } from './commands/panel.ts'
import { markPracticalAbsentHandler } from './commands/practical-absent.ts'
import { printSummaryHandler } from './commands/print-summary.ts'
import { confirmResultsHandler, startPublicityHandler } from './commands/publicity.ts'
import { publishHeldHandler } from './commands/publish-held.ts'
import { rehearseHandler } from './commands/rehearse.ts'
import { scoreReviewHandler, signReviewHandler } from './commands/review.ts'
import {
  enterScoresHandler,
  nameResponsibleHandler,
  sendBackEntryHandler,
  verifyResultsHandler,
} from './commands/score-entry.ts'
import { scoreTheoryHandler } from './commands/score-theory.ts'
import { lockSheetHandler, saveSheetHandler } from './commands/sheet.ts'
import { nameStepsHandler } from './commands/steps.ts'
import * as contract from './contract.ts'
import * as panel from './panel.contract.ts'
import * as practical from './practical.contract.ts'
import * as publicity from './publicity.contract.ts'
import { myResultsHandler } from './queries/my-results.ts'
import { overviewHandler } from './queries/overview.ts'
import { padBatchesHandler, padHandler } from './queries/pad.ts'
import { panelStepsHandler, rehearsalsHandler } from './queries/panel-work.ts'
import { absentProposalsHandler, panelListHandler } from './queries/panels.ts'
import { publicityDeskHandler, publicityListHandler, publicityPageHandler } from './queries/publicity.ts'
import {
  batchListHandler,
  correctionListHandler,
  keyErrorListHandler,
  resultRowsHandler,
} from './queries/results.ts'
import { reviewPadHandler } from './queries/review.ts'
import * as review from './review.contract.ts'

export const scoringEntries: readonly Entry[] = [
  handles(contract.scoreTheory, scoreTheoryHandler),
  handles(contract.markForRescoring, markForRescoringHandler),
  handles(contract.applyDiscipline, applyDisciplineHandler),
  handles(contract.confirmTheory, confirmTheoryHandler),
  handles(contract.reportKeyError, reportKeyErrorHandler),
  handles(contract.decideKeyError, decideKeyErrorHandler),
  handles(practical.adoptPracticalForm, adoptPracticalFormHandler),
  handles(practical.saveSheet, saveSheetHandler),
  handles(practical.lockSheet, lockSheetHandler),
  handles(practical.markPracticalAbsent, markPracticalAbsentHandler),
  handles(practical.signPanel, signPanelHandler),
  handles(practical.countersignPanel, countersignPanelHandler),
  handles(panel.nameSteps, nameStepsHandler),
  handles(panel.arbitrate, arbitrateHandler),
  handles(panel.rehearse, rehearseHandler),
  handles(review.scoreReview, scoreReviewHandler),
  handles(review.signReview, signReviewHandler),
  handles(contract.nameResponsible, nameResponsibleHandler),
  handles(contract.enterScores, enterScoresHandler),
  handles(contract.sendBackEntry, sendBackEntryHandler),
  handles(contract.verifyResults, verifyResultsHandler),
  handles(contract.proposeCorrection, proposeCorrectionHandler),
  handles(contract.decideCorrection, decideCorrectionHandler),
  handles(contract.printSummary, printSummaryHandler),
  handles(publicity.startPublicity, startPublicityHandler),
  handles(publicity.publishHeld, publishHeldHandler),
  handles(publicity.confirmResults, confirmResultsHandler),
  handles(publicity.raiseObjection, raiseObjectionHandler),
  handles(publicity.investigateObjection, investigateObjectionHandler),
  handles(publicity.decideObjection, decideObjectionHandler),
  handles(publicity.revealContact, revealContactHandler),
  answers(contract.batchList, batchListHandler),
  answers(contract.overview, overviewHandler),
  answers(contract.resultRows, resultRowsHandler),
  answers(contract.keyErrorList, keyErrorListHandler),
  answers(contract.correctionList, correctionListHandler),
  answers(practical.padBatches, padBatchesHandler),
  answers(practical.pad, padHandler),
  answers(practical.panelList, panelListHandler),
  answers(panel.rehearsals, rehearsalsHandler),
  answers(review.reviewPad, reviewPadHandler),
  answers(panel.panelSteps, panelStepsHandler),
  answers(practical.absentProposals, absentProposalsHandler),
  answers(publicity.publicityList, publicityListHandler),
  answers(publicity.publicityPage, publicityPageHandler),
  answers(publicity.publicityDesk, publicityDeskHandler),
  answers(publicity.myResults, myResultsHandler),
]
