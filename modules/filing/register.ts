import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { addScopeHandler } from './commands/add-scope.ts'
import { decideFiling, renewHandler } from './commands/decide-filing.ts'
import { decideScope } from './commands/decide-scope.ts'
import { grantHandler } from './commands/grant.ts'
import * as contract from './contract.ts'
import { filingDetailHandler } from './queries/filing-detail.ts'
import { filingListHandler } from './queries/filing-list.ts'
import { myFilingHandler, scopeChoicesHandler } from './queries/own-filing.ts'
import { publicOrganisationsHandler } from './queries/public-organisations.ts'

export const filingEntries: readonly Entry[] = [
  handles(contract.grantFiling, grantHandler),
  handles(contract.addScope, addScopeHandler),
  handles(contract.suspendFiling, decideFiling('suspend')),
  handles(contract.resumeFiling, decideFiling('resume')),
  handles(contract.lapseFiling, decideFiling('lapse')),
  handles(contract.withdrawFiling, decideFiling('withdraw')),
  handles(contract.renewFiling, renewHandler),
  handles(contract.suspendScope, decideScope('suspend')),
  handles(contract.resumeScope, decideScope('resume')),
  handles(contract.withdrawScope, decideScope('withdraw')),
  answers(contract.myFiling, myFilingHandler),
  answers(contract.scopeChoices, scopeChoicesHandler),
  answers(contract.filingList, filingListHandler),
  answers(contract.filingDetail, filingDetailHandler),
  answers(contract.publicOrganisations, publicOrganisationsHandler),
]
