import { filedScopeOn } from '#modules/filing/facts.ts'
import { type BatchFacts, batchFacts } from '#modules/plan/facts.ts'
import type { Regime } from '#modules/policy/core/pack.ts'
import { regime } from '#modules/policy/core/regime.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'

/** The organisation named, as far as the actor works for it or reaches it; otherwise the own. Throws MissingRow. */
export const organisationOf = ({ actor }: QueryContext, named: string | undefined): string => {
  const organisationId = named ?? actor.organisationId
  if (organisationId === null) throw new MissingRow()
  if (actor.roles.includes('candidate')) return organisationId
  if (actor.reach !== 'all' && !actor.reach.includes(organisationId)) throw new MissingRow()
  return organisationId
}

export interface CaseLaw {
  readonly law: Regime
  readonly batch: BatchFacts | null
  readonly afterIssue: boolean
}

/**
 * The rules a case is decided by: those of its batch, also where the violation is found afterwards (HN-3.1.5-27), or
 * those under which the organisation is filed today. A site answers to the rules on sites. Throws MissingRow.
 */
export const caseLaw = async (
  { tx, today }: QueryContext,
  of: {
    readonly organisationId: string
    readonly batchId: string | null
    readonly about: 'candidate' | 'staff' | 'site'
  },
): Promise<CaseLaw> => {
  if (of.about === 'site') return { law: regime('shandong-special', today), batch: null, afterIssue: false }
  if (of.batchId !== null) {
    const batch = await batchFacts(tx, of.organisationId, of.batchId)
    return { law: regime(batch.pack, batch.createdOn), batch, afterIssue: batch.state === 'closed' }
  }
  const filed = await filedScopeOn(tx, of.organisationId, today)
  if (!filed) throw new MissingRow()
  return { law: regime(filed.pack, today), batch: null, afterIssue: false }
}
