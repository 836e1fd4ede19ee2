import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { openAccountHandler } from './commands/open-account.ts'
import { registerCandidateHandler } from './commands/register-candidate.ts'
import { registerOrganisationHandler } from './commands/register-organisation.ts'
import { revealNumberHandler } from './commands/reveal-number.ts'
import * as contract from './contract.ts'
import { organisationListHandler } from './queries/organisation-list.ts'
import { staffListHandler } from './queries/staff-list.ts'

export const partyEntries: readonly Entry[] = [
  handles(contract.registerOrganisation, registerOrganisationHandler),
  handles(contract.openAccount, openAccountHandler),
  handles(contract.registerCandidate, registerCandidateHandler),
  handles(contract.revealNumber, revealNumberHandler),
  answers(contract.staffList, staffListHandler),
  answers(contract.organisationList, organisationListHandler),
]
