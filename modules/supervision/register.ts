import { answers, type Entry } from '#platform/contract/registry.ts'
import * as contract from './contract.ts'
import { overviewHandler } from './queries/overview.ts'
import { findPersonHandler, traceHandler } from './queries/trace.ts'

export const supervisionEntries: readonly Entry[] = [
  answers(contract.trace, traceHandler),
  answers(contract.findPerson, findPersonHandler),
  answers(contract.overview, overviewHandler),
]
