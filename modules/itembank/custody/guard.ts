import { packIds } from '#modules/policy/core/regime.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { regimeOf } from '../paper/core/ruled.ts'
import type { SessionDirectory } from '../paper/sessions.port.ts'
import { ownPlace } from '../undertaking/store/undertaking.store.ts'
import { guardOf } from './core/roster.rule.ts'

/** The strictest guard among the documents of the sessions to come; where they are silent, the operator's own number. */
export const guardInForce = async (
  context: QueryContext,
  directory: SessionDirectory,
  operatorPersons: number,
) => {
  const { organisationId } = ownPlace(context)
  const sessions = await directory.sessions(context.tx, organisationId)
  const batchIds = [...new Set(sessions.map(({ batchId }) => batchId))]
  const found = []
  for (const batchId of batchIds) {
    const batch = await directory.batch(context.tx, { organisationId, batchId })
    if (batch && packIds.includes(batch.pack)) found.push(guardOf(regimeOf(batch), operatorPersons))
  }
  const stated = found.filter(({ isStated }) => isStated).sort((a, b) => b.persons - a.persons)[0]
  return stated ?? { persons: operatorPersons, clauses: [] as string[], isStated: false }
}
