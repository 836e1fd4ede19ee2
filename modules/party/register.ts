import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import * as bans from './ban.contract.ts'
import { changePasswordHandler } from './commands/change-password.ts'
import { openAccountHandler } from './commands/open-account.ts'
import { recordBansHandler, recordExclusionsHandler } from './commands/record-bans.ts'
import { registerCandidateHandler } from './commands/register-candidate.ts'
import { registerOrganisationHandler } from './commands/register-organisation.ts'
import { revealNumberHandler } from './commands/reveal-number.ts'
import * as contract from './contract.ts'
import { banListHandler } from './queries/ban-list.ts'
import { organisationListHandler } from './queries/organisation-list.ts'
import { registrationRulesHandler } from './queries/registration-rules.ts'
import { staffListHandler } from './queries/staff-list.ts'

export const partyEntries: readonly Entry[] = [
  handles(contract.registerOrganisation, registerOrganisationHandler),
  handles(contract.openAccount, openAccountHandler),
  handles(contract.registerCandidate, registerCandidateHandler),
  handles(contract.changePassword, changePasswordHandler),
  answers(contract.registrationRules, registrationRulesHandler),
  handles(contract.revealNumber, revealNumberHandler),
  answers(contract.staffList, staffListHandler),
  answers(contract.organisationList, organisationListHandler),
  handles(bans.recordBans, recordBansHandler),
  handles(bans.recordExclusions, recordExclusionsHandler),
  answers(bans.banList, banListHandler),
]
