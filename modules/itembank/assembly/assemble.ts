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

/** Whether the bank can fill the blueprint; where it cannot, every gap is named. Takes about a tenth of a second. */
export const checkSupply = async (
  request: AssemblyRequest,
  solve: Solve,
): Promise<Verdict<null, AssemblyRefusal>> => {
  const prepared = prepareAssembly(request)
  if (prepared.refused) return prepared
  const shortages = prepared.value.readShortages(valuesOf(await solve(prepared.value.shortage, solverSeed)))
  return shortages.length > 0 ? itemsMissing(shortages) : accept(null)
}

/** Assembles one paper: all counts of the blueprint exactly, nothing twice, difficulty and points spread as well as the bank allows. */
export const assemblePaper = async (
  request: AssemblyRequest,
  solve: Solve,
): Promise<Verdict<AssembledPaper, AssemblyRefusal>> => {
  const supply = await checkSupply(request, solve)
  if (supply.refused) return supply
  const prepared = prepareAssembly(request)
  if (prepared.refused) return prepared
  const { paper, readPaper } = prepared.value
  return accept(readPaper(valuesOf(await solve(paper, solverSeed))))
}
