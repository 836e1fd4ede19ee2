import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { assurancesHandler } from './assurance-list.ts'
import { assurances, fileAssurance } from './contract.ts'
import { fileAssuranceHandler } from './file-assurance.ts'

/** Who vouches for the scores of the computer examinations, on file. */
export const assuranceEntries: readonly Entry[] = [
  handles(fileAssurance, fileAssuranceHandler),
  answers(assurances, assurancesHandler),
]
