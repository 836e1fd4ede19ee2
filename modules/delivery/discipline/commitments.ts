import { applicationFacts } from '#modules/enrolment/facts.ts'
import type { Regime } from '#modules/policy/core/pack.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { CaseRow, PartyRow } from './store.ts'

interface Of {
  readonly row: Pick<CaseRow, 'organisationId'>
  readonly parties: readonly PartyRow[]
  readonly law: Regime
}

/** The commitments of the form that every candidate of the case has accepted, by their numbers (SDS-A2-10, -11). */
export const acceptedCommitments = async (
  { tx }: QueryContext,
  { row, parties, law }: Of,
): Promise<readonly { readonly number: number; readonly text: string }[]> => {
  const applications = parties.flatMap(({ applicationId }) => applicationId ?? [])
  for (const id of applications) {
    const { commitmentAcceptedAt } = await applicationFacts(tx, row.organisationId, id)
    if (commitmentAcceptedAt === null) return []
  }
  if (applications.length === 0) return []
  const texts = statedValue(law.enrolment.form)?.commitments ?? []
  return texts.map((text, at) => ({ number: at + 1, text }))
}
