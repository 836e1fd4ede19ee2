import type { Incident } from '../../core/incident-log.ts'
import type { RoomState } from '../../core/room-state.ts'
import { policeSteps, proceduresOf } from './procedures/books.ts'
import type { Procedure, ProcedureStep } from './procedures/procedure.ts'

export const procedureOf = (room: RoomState, type: string): Procedure | undefined =>
  proceduresOf(room.rules?.incidents?.book).find((one) => one.type === type)

/** The procedure an incident on record was entered under. */
export const procedureOfIncident = (room: RoomState, incident: Incident): Procedure => {
  const procedure = procedureOf(room, incident.type)
  if (!procedure)
    throw new Error(`incident ${incident.number} has a type without procedure: ${incident.type}`)
  return procedure
}

const inBranch = (branches: readonly string[] | undefined, branch: string): boolean =>
  branches === undefined || branches.includes(branch)

/** The steps of an incident's own branch; a serious one has those about the police beside them (SDS-4.4-31). */
export const stepsOf = (
  procedure: Procedure,
  of: Pick<Incident, 'branch' | 'severity'>,
): readonly ProcedureStep[] => [
  ...procedure.steps.filter(({ branches }) => inBranch(branches, of.branch)),
  ...(of.severity === 'serious' ? policeSteps : []),
]

export const signaturesOf = (procedure: Procedure, branch: string) =>
  procedure.signatures.filter(({ branches }) => inBranch(branches, branch)).map(({ as }) => as)

export const hasStep = (incident: Incident, step: string): boolean =>
  incident.steps.some((one) => one.step === step)

export const isSignedBy = (incident: Incident, role: string): boolean =>
  incident.signatures.some(({ as }) => as === role)

/** SDE-4.6-15: the head of the site, or whoever acts with his signature under the incident. */
export const hasChiefsWord = (incident: Incident, role: string): boolean =>
  role === 'chief' || isSignedBy(incident, 'chief')
