import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { amendBatchHandler, decideAmendmentHandler } from './commands/amend-batch.ts'
import { changeBatchHandler } from './commands/change-batch.ts'
import { changeNoticeHandler } from './commands/change-notice.ts'
import { createBatchHandler } from './commands/create-batch.ts'
import * as batch from './commands/decide-batch.ts'
import * as notice from './commands/decide-notice.ts'
import { draftNoticeHandler } from './commands/draft-notice.ts'
import { printNoticeHandler } from './commands/print-notice.ts'
import * as scheme from './commands/scheme.ts'
import { submitBatchHandler } from './commands/submit-batch.ts'
import { submitNoticeHandler } from './commands/submit-notice.ts'
import * as contract from './contract.ts'
import * as choices from './queries/choices.ts'
import { overviewHandler } from './queries/in-hand.ts'
import * as notices from './queries/notices.ts'
import * as plans from './queries/plans.ts'
import * as publicPages from './queries/public.ts'

export const planEntries: readonly Entry[] = [
  handles(contract.draftNotice, draftNoticeHandler),
  handles(contract.changeNotice, changeNoticeHandler),
  handles(contract.submitNotice, submitNoticeHandler),
  handles(contract.confirmNotice, notice.confirmNoticeHandler),
  handles(contract.returnNotice, notice.returnNoticeHandler),
  handles(contract.publishNotice, notice.publishNoticeHandler),
  handles(contract.printNotice, printNoticeHandler),
  handles(contract.createBatch, createBatchHandler),
  handles(contract.changeBatch, changeBatchHandler),
  handles(contract.submitBatch, submitBatchHandler),
  handles(contract.confirmBatch, batch.confirmBatchHandler),
  handles(contract.returnBatch, batch.returnBatchHandler),
  handles(contract.publishBatch, batch.publishBatchHandler),
  handles(contract.amendBatch, amendBatchHandler),
  handles(contract.decideAmendment, decideAmendmentHandler),
  handles(contract.cancelBatch, batch.cancelBatchHandler),
  handles(contract.closeBatch, batch.closeBatchHandler),
  handles(contract.resumeClosing, batch.resumeClosingHandler),
  handles(contract.enterScheme, scheme.enterSchemeHandler),
  handles(contract.printScheme, scheme.printSchemeHandler),
  handles(contract.startBatch, scheme.startBatchHandler),
  answers(contract.noticeList, notices.noticeListHandler),
  answers(contract.noticeDetail, notices.noticeDetailHandler),
  answers(contract.planChoices, choices.planChoicesHandler),
  answers(contract.proposeTimeline, choices.proposeTimelineHandler),
  answers(contract.checkTimeline, choices.checkTimelineHandler),
  answers(contract.planList, plans.planListHandler),
  answers(contract.planDetail, plans.planDetailHandler),
  answers(contract.overview, overviewHandler),
  answers(contract.publicPlans, publicPages.publicPlansHandler),
  answers(contract.publicPlan, publicPages.publicPlanHandler),
  answers(contract.publicNotices, notices.publicNoticesHandler),
]
