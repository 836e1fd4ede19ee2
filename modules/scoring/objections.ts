import type { QueryContext } from '#platform/command/context.ts'
import { openObjectionStates } from './core/publicity.machine.ts'
import { type CorrectionRow, correctionsOf } from './store/entry.store.ts'
import { type ObjectionRow, objectionsOf } from './store/publicity.store.ts'

type Tx = QueryContext['tx']

/** An upheld objection that asks for a change of score waits until that correction has been decided. */
export const awaitsCorrection = (
  objection: Pick<ObjectionRow, 'id' | 'state' | 'needsCorrection'>,
  corrections: readonly Pick<CorrectionRow, 'objectionId' | 'state'>[],
): boolean =>
  objection.state === 'upheld' &&
  objection.needsCorrection &&
  !corrections.some(({ objectionId, state }) => objectionId === objection.id && state !== 'proposed')

/** SDS-5.2-03: what still holds the results back, each with the words that name it in a list. */
export const openObjections = async (
  tx: Tx,
  at: { readonly organisationId: string; readonly batchId: string },
): Promise<readonly { readonly id: string; readonly about: string }[]> => {
  const corrections = await correctionsOf(tx, at)
  return (await objectionsOf(tx, at))
    .filter(
      (objection) =>
        openObjectionStates.includes(objection.state) || awaitsCorrection(objection, corrections),
    )
    .map(({ id, number, resultId }) => ({
      id,
      about: `异议${number}${resultId === null ? '' : '（涉及具体考生）'}`,
    }))
}
