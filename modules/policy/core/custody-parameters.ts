import type { Parameter } from './parameter.ts'
import type { Days } from './parameters.ts'

/** What a document says of the way of a paper from the press to the archive. */
export interface CustodyParameters {
  /** How long before the examination the rooms' numbers of papers are reported. */
  readonly countReport: Parameter<Days>
  /** From how many minutes before the start the papers are fetched; not for papers on a computer. */
  readonly receiptMinutesBefore: Parameter<number>
  /** What is checked on the package when it is fetched. */
  readonly receiptChecks: Parameter<readonly string[]>
  /** The supervisor inspects a sealed package before it is stored. */
  readonly supervisorAccepts: Parameter<true>
  /** What is counted before papers are handed out, and what is collected at the end. */
  readonly countedBefore: Parameter<readonly string[]>
  readonly collected: Parameter<readonly string[]>
  /** Where what was collected is sealed. */
  readonly sealedAt: Parameter<string>
  /** How many sign across a seal that stands in for a missing one. */
  readonly substituteSealSignatures: Parameter<number>
  /** Documents whose holder is known while scores are entered. */
  readonly scoringDocuments: Parameter<readonly string[]>
  /** Kinds of material collected and sealed after the session. */
  readonly sessionMaterials: Parameter<readonly string[]>
}
