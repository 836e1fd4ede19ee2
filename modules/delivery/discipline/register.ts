import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { amendCaseHandler, recordStatementHandler } from './commands/amend-case.ts'
import { decideCaseHandler } from './commands/decide-case.ts'
import { openCaseHandler } from './commands/open-case.ts'
import { openFromIncidentHandler } from './commands/open-from-incident.ts'
import { openSiteCaseHandler } from './commands/open-site-case.ts'
import { openStaffCaseHandler } from './commands/open-staff-case.ts'
import { printNoticeHandler } from './commands/print-notice.ts'
import { proposeFromRescoringHandler } from './commands/propose-from-rescoring.ts'
import {
  applyReviewHandler,
  decideReviewHandler,
  finaliseCaseHandler,
  recordHandoverHandler,
} from './commands/review-case.ts'
import * as contract from './contract.ts'
import { caseChoicesHandler } from './queries/case-choices.ts'
import { caseDetailHandler } from './queries/case-detail.ts'
import { caseListHandler, myCasesHandler } from './queries/case-list.ts'
import { caseRecordsHandler } from './queries/case-records.ts'
import * as queries from './queries.contract.ts'

export const disciplineEntries: readonly Entry[] = [
  handles(contract.openCase, openCaseHandler),
  handles(contract.openFromIncident, openFromIncidentHandler),
  handles(contract.openStaffCase, openStaffCaseHandler),
  handles(contract.proposeFromRescoring, proposeFromRescoringHandler),
  handles(contract.openSiteCase, openSiteCaseHandler),
  handles(contract.amendCase, amendCaseHandler),
  handles(contract.recordStatement, recordStatementHandler),
  handles(contract.decideCase, decideCaseHandler),
  handles(contract.applyReview, applyReviewHandler),
  handles(contract.decideReview, decideReviewHandler),
  handles(contract.finaliseCase, finaliseCaseHandler),
  handles(contract.recordHandover, recordHandoverHandler),
  handles(contract.printNotice, printNoticeHandler),
  answers(queries.caseList, caseListHandler),
  answers(queries.caseDetail, caseDetailHandler),
  answers(queries.caseChoices, caseChoicesHandler),
  answers(queries.caseRecords, caseRecordsHandler),
  answers(queries.myCases, myCasesHandler),
]
