import type { ApplicationFact } from '#modules/enrolment/facts.ts'
import { admittedApplications } from '#modules/enrolment/facts.ts'
import { type BatchFacts, batchFacts } from '#modules/plan/facts.ts'
import type { PassRule, Publicity, ScoringPanel } from '#modules/policy/core/exam-parameters.ts'
import type { Known, Parameter } from '#modules/policy/core/parameter.ts'
import type { Subject } from '#modules/policy/core/parameters.ts'
import type { PracticalParameters } from '#modules/policy/core/practical-parameters.ts'
import { type PackId, packIds, type Regime, regime } from '#modules/policy/core/regime.ts'
import type { Actor, QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'

type Tx = QueryContext['tx']

/** The organisation of a member of staff. Throws MissingRow for somebody of none. */
export const ownOrganisation = (actor: Actor): string => {
  if (actor.organisationId === null) throw new MissingRow()
  return actor.organisationId
}

/** The account that acts; commands of this module are never issued by nobody. */
export const accountOf = (actor: Actor): string => {
  if (actor.accountId === null) throw new MissingRow()
  return actor.accountId
}

/** A candidate of the batch with the subjects applied for. */
export interface Candidate extends Omit<ApplicationFact, 'subjects'> {
  readonly subjects: readonly Subject[]
}

export const candidatesOf = async (
  tx: Tx,
  organisationId: string,
  batchId: string,
): Promise<readonly Candidate[]> =>
  (await admittedApplications(tx, organisationId, batchId)) as readonly Candidate[]

const known = <T>(parameter: Parameter<T>): Known<T> => {
  if (parameter.provenance === 'not-stated') throw new RangeError('the pack has no rule on results')
  return parameter
}

/** The rules a batch is scored by: those of the day its plan was made (SDS-1.0-06). */
export interface ScoringRules {
  readonly passRule: Known<PassRule>
  readonly panel: Known<ScoringPanel>
  readonly publicity: Known<Publicity>
  /** The day of the practical test and of the review. */
  readonly practical: PracticalParameters
}

export const rulesOf = (batch: Pick<BatchFacts, 'pack' | 'createdOn'>): ScoringRules => {
  const pack = packIds.find((id): id is PackId => id === batch.pack)
  if (!pack) throw new RangeError(`batch of an unknown pack: ${batch.pack}`)
  const { results, staffing, publicity, practical }: Regime = regime(pack, batch.createdOn)
  return {
    passRule: known(results.passRule),
    panel: known(staffing.panel),
    publicity: known(publicity.results),
    practical,
  }
}

export interface Scene extends ScoringRules {
  readonly organisationId: string
  readonly batch: BatchFacts
}

/** The batch within the actor's own organisation and its rules. Throws MissingRow. */
export const sceneOf = async (tx: Tx, organisationId: string, batchId: string): Promise<Scene> => {
  const batch = await batchFacts(tx, organisationId, batchId)
  return { organisationId, batch, ...rulesOf(batch) }
}

/** The subjects an admitted application takes. Throws MissingRow. */
export const applicationSubjects = async (
  tx: Tx,
  at: { readonly organisationId: string; readonly batchId: string },
  applicationId: string,
): Promise<readonly Subject[]> => {
  const candidates = await candidatesOf(tx, at.organisationId, at.batchId)
  const found = candidates.find(({ id }) => id === applicationId)
  if (!found) throw new MissingRow()
  return found.subjects
}
