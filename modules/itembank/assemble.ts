import { accept, type Verdict } from '#platform/contract/verdict.ts'
import type { Solution, Solve } from '#platform/solver/model.ts'
import {
  type AssembledPaper,
  type AssemblyRefusal,
  type AssemblyRequest,
  itemsMissing,
  prepareAssembly,
} from './core/assembly.ts'

/** The paper's own seed orders the draw; the solver's is fixed, so that a paper can be drawn again anywhere. */
const solverSeed = 1

const valuesOf = (solution: Solution): ReadonlyMap<string, number> => {
  // Both models have a solution by construction: one may leave gaps, the other was shown to need none.
  if (solution.status !== 'optimal') throw new Error('the assembly has no solution')
  return solution.values
}

/** Assembles one paper: all counts of the blueprint exactly, nothing twice, difficulty and points spread as well as the bank allows. */
export const assemblePaper = async (
  request: AssemblyRequest,
  solve: Solve,
): Promise<Verdict<AssembledPaper, AssemblyRefusal>> => {
  const prepared = prepareAssembly(request)
  if (prepared.refused) return prepared
  const { shortage, paper, readShortages, readPaper } = prepared.value
  const shortages = readShortages(valuesOf(await solve(shortage, solverSeed)))
  if (shortages.length > 0) return itemsMissing(shortages)
  return accept(readPaper(valuesOf(await solve(paper, solverSeed))))
}
