import type { Day } from '#platform/clock/day.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { recordBans, recordExclusions } from '../ban.contract.ts'
import { writeBans, writeExclusions } from '../ban.store.ts'
import { isExclusionScope } from '../core/exclusion.ts'

const daysOf = ({ fromOn, untilOn }: { readonly fromOn: string; readonly untilOn: string | null }) => ({
  fromOn: fromOn as Day,
  untilOn: untilOn as Day | null,
})

/** HN-3.1.5-12, -17, -18, -23: known by the keyed index of the document, so it holds also for those unknown here. */
export const recordBansHandler: CommandHandler<typeof recordBans> = async (context, input) => {
  const { organisationId, clauses, people } = input
  const written = await writeBans(context, { ...input, ...daysOf(input) }, people)
  const { made, changed } = written
  context.recordAll({ type: 'ban-recorded', table: 'ban', organisationId, ids: made, clauses })
  context.recordAll({ type: 'ban-changed', table: 'ban', organisationId, ids: changed, clauses })
  return accept({ active: input.untilOn === null ? 0 : people.length })
}

/** HN-3.3.2-10, HN-3.3.3-11, HN-3.3.9-01, HN-3.3.9-06: out of every pool as what the case says. */
export const recordExclusionsHandler: CommandHandler<typeof recordExclusions> = async (context, input) => {
  const { organisationId, clauses, people } = input
  const scope = isExclusionScope(input.scope) ? input.scope : null
  const written = await writeExclusions(context, { ...input, ...daysOf(input) }, { scope, people })
  const { made, changed } = written
  context.recordAll({
    type: 'staff-exclusion-recorded',
    table: 'staffExclusion',
    organisationId,
    ids: made,
    clauses,
  })
  context.recordAll({
    type: 'staff-exclusion-changed',
    table: 'staffExclusion',
    organisationId,
    ids: changed,
    clauses,
  })
  return accept({ active: scope === null ? 0 : people.length })
}
