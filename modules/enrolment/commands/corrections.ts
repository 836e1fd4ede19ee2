import { correctPersonName, nameKeyOf } from '#modules/party/facts.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { maskPhone } from '#platform/pii/mask.ts'
import type * as contract from '../contract.ts'
import { isCorrectable } from '../core/application.machine.ts'
import { type CorrectableField, correctableFields, correctedValue } from '../core/correction.rule.ts'
import {
  correctionPurpose,
  decideCorrectionRow,
  insertCorrection,
  lockCorrection,
} from '../correction-store.ts'
import { type ApplicationChange, type ApplicationRow, changeApplication, phonePurpose } from '../store.ts'
import {
  evaluationNow,
  notAvailable,
  officeSituation,
  ownSituation,
  type Situation,
  stateAfter,
} from './situation.ts'

/** As shown and kept: a phone number masked. */
const shown = (field: CorrectableField, value: string): string =>
  field === 'phone' ? maskPhone(value) : value
const currentValue = (row: ApplicationRow, field: CorrectableField): string =>
  field === 'phone' ? row.phoneMasked : String(row[field] ?? '')

const change = (
  context: CommandContext,
  row: ApplicationRow,
  to: { field: CorrectableField; value: string },
): ApplicationChange => {
  const { field, value } = to
  if (field === 'name') return { name: value, nameKey: nameKeyOf(value) }
  if (field !== 'phone') return { [field]: value }
  const phone = Buffer.from(context.services.keyring.encrypt(value, phonePurpose(row.id)))
  return { phone, phoneMasked: maskPhone(value) }
}

/** Writes the corrected value; a returned roster application goes back to review with it. */
const make = async (
  context: CommandContext,
  { row, target }: Situation,
  to: { field: CorrectableField; value: string; reason: string },
) => {
  const changed = change(context, row, to)
  if (to.field === 'name') await correctPersonName(context, row.personId, to.value)
  const supplemented = row.source === 'roster' ? stateAfter(row, 'supplement') : null
  const state = supplemented ?? row.state
  const evaluation = evaluationNow({ ...row, ...changed }, target)
  const version = await changeApplication(context.tx, row, {
    ...changed,
    state,
    evaluation: evaluation ?? {},
  })
  context.record({
    type: 'application-corrected',
    table: 'application',
    row,
    data: {
      field: correctableFields[to.field],
      old: currentValue(row, to.field),
      new: shown(to.field, to.value),
      reason: to.reason,
    },
    clauses: ['SDS-3.3-12'],
  })
  return { version, state }
}

/** A correction by the organisation: authorised by its role, with a reason; old and new value stay on record (SDS-3.3-12). */
export const correctHandler: CommandHandler<typeof contract.correct> = async (context, input) => {
  const situation = await officeSituation(context, input)
  const { row, regime } = situation
  if (!isCorrectable(row.state)) return notAvailable(row, '更正', ['SDS-3.3-12'])
  const checked = correctedValue(input.field, input.value, regime)
  if (checked.refused) return checked
  const { field, reason } = input
  const correction = await insertCorrection(context, {
    organisationId: row.organisationId,
    applicationId: row.id,
    personId: row.personId,
    field,
    oldValue: currentValue(row, field),
    newValue: shown(field, checked.value),
    secret: null,
    reason,
    state: 'made',
    requestedBy: context.actor.name,
    requestedAt: context.now,
    decidedBy: context.actor.name,
    decisionNote: '',
    decidedAt: context.now,
  })
  context.record({
    type: 'correction-made',
    table: 'applicationCorrection',
    row: correction,
    clauses: ['SDS-3.3-12'],
  })
  return accept(await make(context, situation, { field, reason, value: checked.value }))
}

/** The candidate asks; nothing changes until the organisation has decided. */
export const requestCorrectionHandler: CommandHandler<typeof contract.requestCorrection> = async (
  context,
  input,
) => {
  const { row, regime } = await ownSituation(context, input)
  if (!isCorrectable(row.state)) return notAvailable(row, '申请更正', ['SDS-3.3-12'])
  const checked = correctedValue(input.field, input.value, regime)
  if (checked.refused) return checked
  const { field, reason } = input
  const secret =
    field === 'phone'
      ? Buffer.from(context.services.keyring.encrypt(checked.value, correctionPurpose(row.id)))
      : null
  const correction = await insertCorrection(context, {
    organisationId: row.organisationId,
    applicationId: row.id,
    personId: row.personId,
    field,
    oldValue: currentValue(row, field),
    newValue: shown(field, checked.value),
    secret,
    reason,
    state: 'requested',
    requestedBy: context.actor.name,
    requestedAt: context.now,
    decidedBy: null,
    decisionNote: null,
    decidedAt: null,
  })
  context.record({
    type: 'correction-requested',
    table: 'applicationCorrection',
    row: correction,
    clauses: ['SDS-3.3-12'],
  })
  return accept({ correctionId: correction.id })
}

/** Makes or declines what a candidate asked for. */
export const decideCorrectionHandler: CommandHandler<typeof contract.decideCorrection> = async (
  context,
  input,
) => {
  const organisationId = context.actor.organisationId!
  const correction = await lockCorrection(context.tx, {
    id: input.correctionId,
    version: input.version,
    organisationId,
  })
  const situation = await officeSituation(context, { applicationId: correction.applicationId })
  if (correction.state !== 'requested' || !isCorrectable(situation.row.state))
    return notAvailable(situation.row, '办理该更正申请', ['SDS-3.3-12'])
  if (!input.accept && input.note.trim() === '')
    return refuse('NOTE_MISSING', {
      sentence: '不同意更正须写明理由。',
      remedy: '请填写理由。',
      clauses: ['SDS-3.3-12'],
      field: 'note',
    })
  const { field, reason, secret } = correction
  const state = input.accept ? 'made' : 'declined'
  await decideCorrectionRow(context, correction, { state, note: input.note })
  context.record({
    type: `correction-${state}`,
    table: 'applicationCorrection',
    row: correction,
    data: { note: input.note },
    clauses: ['SDS-3.3-12'],
  })
  if (input.accept) {
    const value = secret
      ? context.services.keyring.decrypt(secret, correctionPurpose(correction.applicationId))
      : correction.newValue
    await make(context, situation, { field, value, reason })
  }
  return accept({ state })
}
