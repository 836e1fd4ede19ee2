import { v5 as uuidOf } from 'uuid'
import { applicationFacts } from '#modules/enrolment/facts.ts'
import { documentIndexesOf } from '#modules/party/facts.ts'
import { yearOf } from '#platform/clock/day.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { basisOfCase, type IncidentFact, incidentFact } from '../../incident/facts.ts'
import { listSittings } from '../../store.ts'
import type { openFromIncident } from '../contract.ts'
import { invigilatorsOf } from '../from-room.ts'
import { basisClauses, linkOfIncident } from '../room-basis.ts'
import { caseLaw, organisationOf } from '../scene.ts'
import { casesOfIncidents, insertCase } from '../store.ts'
import { candidateParty, proposalUnknown, recordOpened } from './open-case.ts'

const alreadyOpened = refuse('ALREADY_OPENED', {
  sentence: '该突发事件已经立案。',
  remedy: '请在“违纪处理”中打开已有的案件，补充材料或作出决定。',
  clauses: ['HN-3.1.6-17'],
})

/** Whoever is named must stand in the record that the case rests on. */
const partiesOnRecord = async (
  context: CommandContext,
  of: {
    readonly organisationId: string
    readonly sittingId: string
    readonly applicationIds: readonly string[]
    readonly clauses: readonly string[]
  },
): Promise<Verdict<ReturnType<typeof candidateParty>[], 'ROOM_RECORD_MISSING'>> => {
  const { organisationId, sittingId } = of
  const found = []
  for (const applicationId of of.applicationIds) {
    const basis = await basisOfCase(context.tx, { organisationId, sittingId, applicationId }, of.clauses)
    if (basis.refused) return basis
    found.push(await applicationFacts(context.tx, organisationId, applicationId))
  }
  const indexes = await documentIndexesOf(
    context.tx,
    found.map(({ personId }) => personId),
  )
  return accept(found.map((application) => candidateParty(application, indexes)))
}

/** An incident of a sitting that concerns somebody; what has none has nobody to open a case on. Throws MissingRow. */
const sittingOf = async (context: CommandContext, organisationId: string, incident: IncidentFact) => {
  const { batchId, sittingId } = incident
  if (batchId === null || sittingId === null || incident.applicationIds.length === 0) throw new MissingRow()
  const sitting = (await listSittings(context.tx, { organisationId, batchId })).find(
    ({ id }) => id === sittingId,
  )
  if (!sitting) throw new MissingRow()
  return { batchId, sittingId, sitting }
}

export const openFromIncidentHandler: CommandHandler<typeof openFromIncident> = async (context, input) => {
  const isSystem = context.actor.roles.includes('system')
  const organisationId = organisationOf(context, isSystem ? input.organisationId : undefined)
  const recordedBy = (isSystem ? input.recordedBy : undefined) ?? context.actor.name
  const incident = await incidentFact(context.tx, organisationId, input.incidentId)
  const { batchId, sittingId, sitting } = await sittingOf(context, organisationId, incident)
  const { law, afterIssue } = await caseLaw(context, { organisationId, batchId, about: 'candidate' })
  const clauses = basisClauses(law)
  const applicationIds = input.applicationIds ?? incident.applicationIds
  const parties = await partiesOnRecord(context, { organisationId, sittingId, applicationIds, clauses })
  if (parties.refused) return parties
  if ((await casesOfIncidents(context.tx, organisationId, [sittingId])).has(incident.id)) return alreadyOpened
  const proposal = input.proposal ?? incident.proposal
  const unknown = proposalUnknown(law, proposal)
  if (unknown) return unknown
  const [seat = null] = sitting.preparation.roster
    .filter((line) => applicationIds.includes(line.applicationId))
    .map((line) => line.seat)
  const made = await insertCase(
    context.tx,
    {
      ...{ organisationId, id: uuidOf('case', incident.id), about: 'candidate', origin: 'room' },
      ...{ batchId, sittingId, sessionId: incident.sessionId, subject: 'theory', place: incident.place },
      ...{ occurredAt: incident.occurredAt, recordedAt: context.now, recordedBy },
      ...{ seat, description: incident.text, proposal, afterClosing: afterIssue },
      ...{ invigilators: invigilatorsOf(sitting), links: [linkOfIncident(incident)] },
      year: yearOf(context.today),
    },
    parties.value,
  )
  recordOpened(context, made, [...clauses, 'SDE-4.6-19'])
  return accept({ caseId: made.id, number: made.number })
}
