import { answersDirectly } from '#platform/contract/direct.ts'
import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { approveHandler } from './commands/approve.ts'
import { checkReportHandler } from './commands/check-report.ts'
import { completeIssueHandler } from './commands/complete-issue.ts'
import { confirmIssueHandler } from './commands/confirm-issue.ts'
import { decideReissueHandler, issueReissueHandler } from './commands/decide-reissue.ts'
import { acceptReportHandler, returnReportHandler } from './commands/decide-report.ts'
import { issueHandler } from './commands/issue.ts'
import { issuePartHandler } from './commands/issue-part.ts'
import { markHandwrittenHandler } from './commands/mark-handwritten.ts'
import { prepareHandler } from './commands/prepare.ts'
import { printHandler } from './commands/print.ts'
import { printRegisterHandler } from './commands/print-register.ts'
import { raiseRevocationHandler } from './commands/raise-revocation.ts'
import { reportHandler } from './commands/report.ts'
import { applyReissueHandler, registerReissueHandler } from './commands/request-reissue.ts'
import { returnHandler } from './commands/return.ts'
import { revokeHandler } from './commands/revoke.ts'
import { submitHandler } from './commands/submit.ts'
import * as contract from './contract.ts'
import { batchDetailHandler } from './queries/batch-detail.ts'
import { batchListHandler } from './queries/batch-list.ts'
import {
  certificateListHandler,
  myCertificatesHandler,
  reissueListHandler,
  snapshotListHandler,
  statisticsHandler,
} from './queries/lists.ts'
import { publicQueryHandler } from './queries/public-query.ts'

/** Enough for somebody who checks a file of certificates by hand, too little for trying numbers through. */
export const publicQueryLimit = { burst: 30, perMinute: 30 }

export const certificateEntries: readonly Entry[] = [
  handles(contract.prepareCertificates, prepareHandler),
  handles(contract.submitCertificates, submitHandler),
  handles(contract.approveCertificates, approveHandler),
  handles(contract.returnCertificates, returnHandler),
  handles(contract.issueCertificates, issueHandler),
  handles(contract.issuePart, issuePartHandler),
  handles(contract.completeIssue, completeIssueHandler),
  handles(contract.markHandwritten, markHandwrittenHandler),
  handles(contract.confirmIssue, confirmIssueHandler),
  handles(contract.printCertificates, printHandler),
  handles(contract.printRegister, printRegisterHandler),
  handles(contract.checkReport, checkReportHandler),
  handles(contract.reportCertificates, reportHandler),
  handles(contract.returnReport, returnReportHandler),
  handles(contract.acceptReport, acceptReportHandler),
  handles(contract.applyReissue, applyReissueHandler),
  handles(contract.registerReissue, registerReissueHandler),
  handles(contract.decideReissue, decideReissueHandler),
  handles(contract.issueReissue, issueReissueHandler),
  handles(contract.raiseRevocation, raiseRevocationHandler),
  handles(contract.revokeCertificate, revokeHandler),
  answers(contract.batchList, batchListHandler),
  answers(contract.batchDetail, batchDetailHandler),
  answers(contract.certificateList, certificateListHandler),
  answers(contract.snapshotList, snapshotListHandler),
  answers(contract.certificateStatistics, statisticsHandler),
  answers(contract.reissueList, reissueListHandler),
  answers(contract.myCertificates, myCertificatesHandler),
  answersDirectly(contract.publicQuery, publicQueryHandler, publicQueryLimit),
]
