import type { ViolationEffectKind } from '#modules/policy/core/discipline-parameters.ts'
import type { Subject } from '#modules/policy/core/parameters.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { isCaseState } from './core/case.machine.ts'

export interface ViolationFact {
  readonly caseId: string
  readonly caseNumber: string
  readonly applicationId: string
  readonly personId: string | null
  /** The subject of the session in which it happened. */
  readonly subject: Subject | null
  readonly description: string
  /** What the decision does to the scores; null until there is one. Under review it holds as it stands. */
  readonly effect: ViolationEffectKind | null
  readonly ruleReference: string | null
}

/** Violations of a batch's candidates, decided or not, whenever they were found. */
export const violationsOf = async (
  tx: QueryContext['tx'],
  organisationId: string,
  batchId: string,
): Promise<ViolationFact[]> => {
  const rows = await tx
    .selectFrom('disciplineCase as c')
    .innerJoin('disciplineParty as p', (join) =>
      join.onRef('p.organisationId', '=', 'c.organisationId').onRef('p.caseId', '=', 'c.id'),
    )
    .select([
      ...(['c.id as caseId', 'c.number as caseNumber', 'c.subject', 'c.description', 'c.state'] as const),
      ...(['c.effect', 'c.ruleReference', 'p.applicationId', 'p.personId'] as const),
    ])
    .where('c.organisationId', '=', organisationId)
    .where('c.batchId', '=', batchId)
    .where('c.about', '=', 'candidate')
    .where('p.part', '=', 'candidate')
    .orderBy('c.id')
    .orderBy('p.id')
    .execute()
  return rows.flatMap(({ state, applicationId, effect, ...row }) =>
    applicationId === null || !isCaseState(state)
      ? []
      : [
          {
            ...{ ...row, applicationId, subject: row.subject as Subject | null },
            effect: state === 'recorded' ? null : (effect as ViolationEffectKind),
          },
        ],
  )
}
