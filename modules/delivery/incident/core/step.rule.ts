import { accept, type Refusal, refuse } from '#platform/contract/verdict.ts'
import { exitHeld } from '../../core/incident-hold.ts'
import type { Incident } from '../../core/incident-log.ts'
import type { Draft } from '../../core/journal.ts'
import type { RoomState } from '../../core/room-state.ts'
import { clockText } from '../../core/time-marks.ts'
import { checkFields, isRefusal } from './fields.rule.ts'
import {
  chiefOnly,
  closedIncident,
  type IncidentOccasion,
  type IncidentRefusal,
  type IncidentVerdict,
  unknownIncident,
} from './incident.refusal.ts'
import { closedSitting, isSealed } from './open.rule.ts'
import { hasChiefsWord, hasStep, isSignedBy, procedureOfIncident, stepsOf } from './procedure-of.ts'
import type { Procedure, ProcedureStep } from './procedures/procedure.ts'
import { sparesAfter } from './spares.rule.ts'

export interface StepDone {
  readonly incident: number
  readonly step: string
  readonly fields: { readonly [field: string]: string }
}

interface Taking {
  readonly room: RoomState
  readonly incident: Incident
  readonly procedure: Procedure
  readonly step: ProcedureStep
  readonly fields: { readonly [field: string]: string }
  readonly on: IncidentOccasion
}

/** Which incident is spoken of, as long as something may still be written about it. */
export const incidentInHand = (room: RoomState, number: number): Incident | Refusal<IncidentRefusal> => {
  const incident = room.log.incidents.get(number)
  if (!incident) return unknownIncident
  if (isSealed(room)) return closedSitting
  return incident.closed ? closedIncident(incident) : incident
}

const notDue = (sentence: string, clauses: readonly string[]): Refusal<'step-not-due'> =>
  refuse('step-not-due', { sentence, remedy: '请按办法规定的顺序处置并登记。', clauses, field: 'step' })

const tooEarly = (sentence: string, clauses: readonly string[]): Refusal<'step-too-early'> =>
  refuse('step-too-early', { sentence, remedy: '请到时再登记。', clauses, field: 'step' })

/** HN-3.1.6-10: while wrongly issued papers are about, nobody leaves; a sick person under escort is no leaving. */
const exitRefused = ({ room, incident, step }: Taking): Refusal<'exit-locked'> | undefined =>
  step.brings === 'leave' && incident.type !== 'illness' ? exitHeld(room) : undefined

/** HN-3.1.6-11: nobody is released before the examination of the wrongly issued subject has ended. */
const isolationHolds = ({ incident, procedure, step, on }: Taking): Refusal<'step-too-early'> | undefined => {
  if (step.brings !== 'isolation-end') return undefined
  const until = Math.max(
    ...incident.steps.map(({ fields }) =>
      fields.until ? Date.parse(fields.until) : Number.NEGATIVE_INFINITY,
    ),
  )
  return on.now < until
    ? tooEarly(`错发科目的考试 ${clockText(until)} 结束，此前不得解除隔离。`, procedure.clauses)
    : undefined
}

/** Whoever left comes back later than he left. */
const timesRefused = ({ incident, procedure, fields }: Taking): Refusal<'field-wrong'> | undefined => {
  const left = incident.steps.find(({ fields: earlier }) => earlier.left)?.fields.left
  if (!fields.back || !left || Date.parse(fields.back) >= Date.parse(left)) return undefined
  return refuse('field-wrong', {
    sentence: '返回时间不能早于离开时间。',
    remedy: '请核对两个时间。',
    clauses: procedure.clauses,
    field: 'back',
  })
}

const refused = (taking: Taking): Refusal<IncidentRefusal> | undefined => {
  const { room, incident, procedure, step, on } = taking
  const { clauses } = procedure
  const waiting = (step.after ?? []).filter((earlier) => !hasStep(incident, earlier))
  if (waiting.length > 0) {
    const titles = procedure.steps
      .filter((one) => waiting.includes(one.step))
      .map(({ title }) => `“${title}”`)
    return notDue(`先登记${titles.join('、')}，再登记“${step.title}”。`, clauses)
  }
  if (step.chiefOnly && !hasChiefsWord(incident, on.role)) return chiefOnly(step.title, clauses)
  if (step.signed?.some((role) => !isSignedBy(incident, role))) {
    return refuse('signature-missing', {
      sentence: `“${step.title}”须有主考签名。`,
      remedy: '请主考在该事件上输入本人口令签名后再登记。',
      clauses,
    })
  }
  if (incident.followUp && step.step === 'investigation' && room.endedAt === null)
    return tooEarly('考生继续考试，调查在考试结束后进行。', clauses)
  const spares = step.brings === 'spares' ? sparesAfter({ ...taking, log: room.log }) : 0
  if (typeof spares !== 'number') return spares
  return exitRefused(taking) ?? isolationHolds(taking) ?? timesRefused(taking)
}

export const correctionText = ({ item, text }: { readonly item: string; readonly text: string }): string =>
  `第 ${item} 题更正：${text}`

const correctionMark = 'correction-'

/** What was announced under this id corrects an item; it holds to the end, whenever the candidate comes to the item. */
export const isCorrection = (announcementId: string): boolean => announcementId.startsWith(correctionMark)

/** What the step brings about beside its own line. */
const follows = ({ room, incident, step, fields, on }: Taking): Draft[] => {
  const place = { seat: null, actor: on.actor }
  if (step.brings === 'correction') {
    const body = { incident: incident.number, item: fields.item ?? '', text: fields.text ?? '' }
    const words = { id: `${correctionMark}${incident.number}-${body.item}`, text: correctionText(body) }
    // Seats show what was announced; the correction itself is what the record knows it by.
    return [
      { kind: 'correction-announced', ...place, body },
      { kind: 'announced', ...place, body: words },
    ]
  }
  const left = step.brings === 'spares' ? sparesAfter({ log: room.log, incident, fields }) : null
  if (typeof left === 'number') {
    const { by: source = '', count } = fields
    const body = { incident: incident.number, source, count: Number(count), left }
    return [{ kind: 'spare-used', ...place, body }]
  }
  if (incident.type !== 'equipment') return []
  const back = incident.seats
    .filter((seat) => room.seats.get(seat)?.interruptionCause === 'equipment')
    .map(
      (seat): Draft => ({
        ...{ kind: 'reconnected', seat, actor: on.actor },
        body: { machine: room.seats.get(seat)?.session?.machine ?? '' },
      }),
    )
  if (fields.remedy !== '改期') return back
  const body = { incident: incident.number, seats: incident.seats, reason: '设备故障，改期考试' }
  return [...back, { kind: 'resit-proposed', ...place, body }]
}

/** A step of the procedure is on record with its time and what it asks for. */
export const decideStep = (room: RoomState, done: StepDone, on: IncidentOccasion): IncidentVerdict => {
  const incident = incidentInHand(room, done.incident)
  if ('refused' in incident) return incident
  const procedure = procedureOfIncident(room, incident)
  const step = stepsOf(procedure, incident).find((one) => one.step === done.step)
  if (!step) return notDue('该步骤不属于这类事件的处置办法。', procedure.clauses)
  const checked = checkFields(room, { fields: step.fields, clauses: procedure.clauses }, done.fields)
  if (isRefusal(checked)) return checked
  const taking: Taking = { room, incident, procedure, step, fields: checked, on }
  const refusal = refused(taking)
  if (refusal) return refusal
  const seat = incident.seats.length === 1 ? incident.seats[0]! : null
  const body = { incident: incident.number, step: step.step, fields: checked }
  return accept([{ kind: 'incident-step', seat, actor: on.actor, body }, ...follows(taking)])
}
