import type { QueryContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { regimeOf } from '../../paper/core/ruled.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { recordStep } from '../contract.ts'
import { incidentTitles, returnKinds } from '../core/count.rule.ts'
import { packageSteps } from '../core/package.machine.ts'
import { judgeStep, type StepRequest, type StepSubject, stepRules } from '../core/step.rule.ts'
import { type IncidentRow, incidentsOf, openIncidents } from '../store/incident.store.ts'
import {
  addEvent,
  type EventDetails,
  type EventRow,
  eventsOf,
  lockPackage,
  type PackageRow,
  updatePackage,
} from '../store/package.store.ts'
import { getSecureRoom, hasValidInspection } from '../store/secure-room.store.ts'

type Input = InputOf<typeof recordStep>

const lastOf = (events: readonly EventRow[], step: EventRow['step']) =>
  events.findLast((event) => event.step === step && event.state === 'done')

/** A package with what its earlier links say of its contents. */
export const subjectOf = (
  row: PackageRow,
  events: readonly EventRow[],
  incidents: readonly IncidentRow[],
): StepSubject => {
  const depart = lastOf(events, 'depart')
  return {
    ...{ kind: row.kind, state: row.state, quantity: row.quantity },
    ...{ endsAt: row.endsAt, opensAt: row.opensAt },
    holder: { name: row.holderName, accountId: row.holderAccountId },
    contents: { ...lastOf(events, 'seal')?.details.counts, 试卷: row.quantity },
    distributed: lastOf(events, 'distribute')?.details.counts ?? null,
    unexplained: incidents
      .filter(({ kind, closedAt }) => closedAt === null && returnKinds.includes(kind))
      .map(({ kind }) => incidentTitles[kind]),
    departed: depart ? { at: depart.at, expectedMinutes: depart.details.expectedMinutes ?? 0 } : null,
  }
}

const secureRoomOf = async (context: QueryContext, id: string | undefined) => {
  if (id === undefined) return null
  const { organisationId } = ownPlace(context)
  const { name } = await getSecureRoom(context.tx, organisationId, id)
  return { name, isValid: await hasValidInspection(context, organisationId, id) }
}

const requestOf = async (context: QueryContext, input: Input): Promise<StepRequest> => ({
  step: input.step,
  at: input.at === undefined ? context.now : new Date(input.at),
  by: { name: context.actor.name, accountId: context.actor.accountId },
  roles: context.actor.roles,
  sealIntact: input.sealIntact,
  sealNumber: input.sealNumber ?? null,
  substituteSeal: input.substituteSeal ?? false,
  secureRoom: await secureRoomOf(context, input.secureRoomId),
  people: input.people ?? [],
  vehicle: input.vehicle ?? null,
  expectedMinutes: input.expectedMinutes ?? null,
  witnesses: input.witnesses ?? [],
  counts: input.counts ?? {},
  note: input.note,
})

const detailsOf = (input: Input, secureRoom: StepRequest['secureRoom']): EventDetails => ({
  ...(input.sealNumber && { sealNumber: input.sealNumber }),
  ...(input.substituteSeal && { substituteSeal: true }),
  ...(secureRoom && { secureRoom: secureRoom.name }),
  ...(input.people && { people: input.people }),
  ...(input.vehicle && { vehicle: input.vehicle }),
  ...(input.expectedMinutes && { expectedMinutes: input.expectedMinutes }),
  ...(input.witnesses && { witnesses: input.witnesses }),
  ...(input.counts && { counts: input.counts }),
})

/** Records a step of a package as it happened; what is not as it should be opens an incident, it does not stop the record. */
export const recordStepHandler: CommandHandler<typeof recordStep> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const row = await lockPackage(context.tx, organisationId, input)
  const events = await eventsOf(context.tx, organisationId, row.id)
  const incidents = await incidentsOf(context.tx, { organisationId, packageIds: [row.id], limit: 100 })
  const subject = subjectOf(row, events, incidents)
  const request = await requestOf(context, input)
  const rules = stepRules(regimeOf(row))
  const judged = judgeStep(subject, request, { rules, now: context.now })
  if (judged.refused) return judged
  const { state, findings } = judged.value
  const { clauses } = packageSteps[input.step]
  await addEvent(context, row, {
    ...{ step: input.step, state: 'done', at: request.at, place: input.place, quantity: row.quantity },
    ...{ sealIntact: input.sealIntact, by: request.by, to: null, witnessName: null, signedAt: context.now },
    ...{ receivedQuantity: null, details: detailsOf(input, request.secureRoom), note: input.note, clauses },
  })
  await updatePackage(context.tx, row, { state, ...(input.sealNumber && { sealNumber: input.sealNumber }) })
  const key = { organisationId, id: row.id }
  context.record({ type: 'package-moved', table: 'paperPackage', row: key, data: { state }, clauses })
  const { id: packageId, batchId, label } = row
  await openIncidents(context, { organisationId, packageId, batchId, subject: label }, findings)
  return accept({ state, incidents: findings.length })
}
