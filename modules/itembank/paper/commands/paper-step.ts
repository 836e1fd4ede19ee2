import type { Refusal } from '#platform/contract/verdict.ts'
import type { PaperRefusal, PaperRules } from '../core/paper.machine.ts'

/** A seal is never opened by one person alone; a paper may ask for more when it is sealed. */
export const paperRules: PaperRules = { openers: 2 }

/** The refusal of a step that only its state, or a missing undertaking, can stand against. */
export const wrongState = (
  refusal: Refusal<PaperRefusal>,
): Refusal<'WRONG_STATE' | 'UNDERTAKING_MISSING'> => {
  const { code } = refusal
  if (code === 'WRONG_STATE' || code === 'UNDERTAKING_MISSING') return { ...refusal, code }
  throw new Error(`${code} cannot stand against this step`)
}
