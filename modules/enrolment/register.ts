import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { attachHandler } from './commands/attach.ts'
import { applyPhotosHandler, attachPhotosHandler } from './commands/attach-photos.ts'
import { correctHandler, decideCorrectionHandler, requestCorrectionHandler } from './commands/corrections.ts'
import { forwardBatchHandler, recordReviewCommitmentHandler, waiveHandler } from './commands/forward-batch.ts'
import {
  applyRosterHandler,
  checkRosterHandler,
  commitRosterHandler,
  dryRunRosterHandler,
  rosterTemplateHandler,
  settleRosterHandler,
} from './commands/import-roster.ts'
import { recordGroupMaterialHandler, verifyCertificatesHandler } from './commands/materials.ts'
import { printApplicationFormHandler, printReviewCommitmentHandler } from './commands/print.ts'
import { admitHandler, reviewCleanHandler, reviewHandler } from './commands/review.ts'
import { saveDraftHandler } from './commands/save-draft.ts'
import { startApplicationHandler } from './commands/start-application.ts'
import { submitApplicationHandler, withdrawApplicationHandler } from './commands/submit-application.ts'
import * as contract from './contract.ts'
import { myApplicationHandler, myApplicationsHandler, openPlansHandler } from './queries/candidate.ts'
import { unverifiedCertificatesHandler } from './queries/certificates.ts'
import {
  applicationDetailHandler,
  applicationListHandler,
  batchOverviewHandler,
  forwardingStateHandler,
  reviewQueueHandler,
} from './queries/office.ts'
import { rosterImportHandler, rosterImportsHandler } from './queries/roster-import.ts'

export const enrolmentEntries: readonly Entry[] = [
  answers(contract.openPlans, openPlansHandler),
  handles(contract.startApplication, startApplicationHandler),
  handles(contract.saveDraft, saveDraftHandler),
  handles(contract.attach, attachHandler),
  handles(contract.submitApplication, submitApplicationHandler),
  handles(contract.withdrawApplication, withdrawApplicationHandler),
  handles(contract.requestCorrection, requestCorrectionHandler),
  answers(contract.myApplications, myApplicationsHandler),
  answers(contract.myApplication, myApplicationHandler),
  handles(contract.printApplicationForm, printApplicationFormHandler),
  handles(contract.rosterTemplate, rosterTemplateHandler),
  handles(contract.dryRunRoster, dryRunRosterHandler),
  handles(contract.commitRoster, commitRosterHandler),
  handles(contract.checkRoster, checkRosterHandler),
  handles(contract.applyRoster, applyRosterHandler),
  handles(contract.settleRoster, settleRosterHandler),
  handles(contract.attachPhotos, attachPhotosHandler),
  handles(contract.applyPhotos, applyPhotosHandler),
  answers(contract.rosterImport, rosterImportHandler),
  answers(contract.rosterImports, rosterImportsHandler),
  answers(contract.applicationList, applicationListHandler),
  answers(contract.batchOverview, batchOverviewHandler),
  answers(contract.reviewQueue, reviewQueueHandler),
  answers(contract.applicationDetail, applicationDetailHandler),
  handles(contract.review, reviewHandler),
  handles(contract.reviewClean, reviewCleanHandler),
  handles(contract.verifyCertificates, verifyCertificatesHandler),
  answers(contract.unverifiedCertificates, unverifiedCertificatesHandler),
  handles(contract.recordGroupMaterial, recordGroupMaterialHandler),
  handles(contract.admit, admitHandler),
  handles(contract.correct, correctHandler),
  handles(contract.decideCorrection, decideCorrectionHandler),
  answers(contract.forwardingState, forwardingStateHandler),
  handles(contract.printReviewCommitment, printReviewCommitmentHandler),
  handles(contract.recordReviewCommitment, recordReviewCommitmentHandler),
  handles(contract.forwardBatch, forwardBatchHandler),
  handles(contract.waive, waiveHandler),
]
