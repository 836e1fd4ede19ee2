import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { registerCandidateHandler } from './commands/register-candidate.ts'
import { revealNumberHandler } from './commands/reveal-number.ts'
import * as contract from './contract.ts'
import { staffListHandler } from './queries/staff-list.ts'

export const partyEntries: readonly Entry[] = [
  handles(contract.registerCandidate, registerCandidateHandler),
  handles(contract.revealNumber, revealNumberHandler),
  answers(contract.staffList, staffListHandler),
]
