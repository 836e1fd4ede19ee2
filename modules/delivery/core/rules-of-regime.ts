import { identityTypes } from '#modules/policy/core/identity.ts'
import { type Known, type Parameter, statedValue } from '#modules/policy/core/parameter.ts'
import type { Regime } from '#modules/policy/core/regime.ts'
import type {
  Claused,
  ConductRules,
  DoorDocuments,
  DoorRules,
  IncidentRules,
  RecordRules,
  RoomRules,
  SeatRules,
} from './room.rules.ts'

/** A parameter as a room keeps it; `otherwise` where its document is silent. */
const claused = <T, U>(parameter: Parameter<T>, read: (value: T) => U, otherwise: U): Claused<U> => ({
  value: parameter.provenance === 'not-stated' ? otherwise : read(parameter.value),
  clauses: parameter.clauses,
})

const known = <T>({ value, clauses }: Known<T>): Claused<T> => ({ value, clauses })

const policeCertificate = '公安机关身份证明'

const anyDocument: DoorDocuments = {
  ticketRequired: false,
  accepted: [],
  substitute: null,
  whenMissing: 'refused',
}

/** C02, C03, C09: door, latest entry and documents. */
const doorOf = ({ delivery, eligibility }: Regime): DoorRules => ({
  opensMinutesBefore: claused(delivery.entryOpening, (value) => value.doorMinutesBefore, null),
  procedureMinutesBefore: claused(delivery.entryOpening, (value) => value.procedureMinutesBefore, null),
  closes: claused(delivery.entryLimit, (value) => value.closes, 'after'),
  documents: claused(
    eligibility.doorDocuments,
    (value): DoorDocuments => ({
      ticketRequired: value.ticketRequired,
      accepted: value.accepted.map((type) => identityTypes[type].name),
      substitute: value.policeCertificate ? policeCertificate : null,
      whenMissing: value.whenMissing,
    }),
    anyDocument,
  ),
})

const conductOf = ({ delivery }: Regime): ConductRules => ({
  rulesReading: known(delivery.rulesReading),
  announcements: delivery.announcements.value,
  announcementMinutes: delivery.roomOperation.value.announcementMinutes,
  inSessionCheck: claused(delivery.inSessionCheck, (value): boolean => value, false),
  carriedItems: known(delivery.carriedItems),
})

/** C76: the record by the name its document gives it. */
const recordOf = ({ delivery, documents }: Regime): RecordRules => ({
  title: claused(documents.roomRecord, (value) => value, '考场情况记录'),
  signers: claused(delivery.recordSigners, (value) => value, []),
  accounted: delivery.allAccounted.clauses,
})

/** What every machine shows by itself before its end, also without the network. */
const remindersOf = ({ delivery }: Regime): SeatRules['endReminders'] =>
  delivery.announcements.value
    .filter(({ by, before }) => by === 'system' && before === 'end')
    .map(({ id, minutes, text }) => ({ id, minutes, text }))

/** HN-3.1.6, SDS-4.4-40: the procedures in force, who goes along, and how much time can be made good on the day. */
export const incidentRulesOf = ({ delivery, discipline }: Regime): IncidentRules => {
  const { incidents, compensation } = delivery
  const { value: limits, clauses } = compensation
  return {
    book: incidents.value.book,
    escorts: { value: incidents.value.escorts, clauses: incidents.clauses },
    seatMinutes: { value: limits.seatMinutes, clauses },
    roomMinutes: { value: limits.roomMinutes, clauses },
    proposals: { value: statedValue(discipline.proposals) ?? null, clauses: discipline.proposals.clauses },
  }
}

/**
 * What a sitting of so many minutes runs under, from the parameters in force for its batch. Where the document sets no
 * limit to entering or handing in, the whole sitting is open for it.
 */
export const rulesOfRegime = (regime: Regime, minutes: number): RoomRules => {
  const { entryLimit, earlySubmission, roomOperation, roomChecks } = regime.delivery
  const { value: operation, clauses } = roomOperation
  return {
    entryLimitMinutes: claused(entryLimit, (value) => value.minutesAfterStart, minutes),
    handInWindowMinutes: claused(
      earlySubmission,
      (value): number | null => (value.mode === 'last-minutes' ? value.minutes : null),
      minutes,
    ),
    openingLeadMinutes: { value: operation.openingLeadMinutes, clauses },
    openingPersons: { value: operation.openingPersons, clauses },
    startToleranceMinutes: { value: operation.startToleranceMinutes, clauses },
    roomChecks: claused(roomChecks, (value) => value, []),
    door: doorOf(regime),
    conduct: conductOf(regime),
    record: recordOf(regime),
    heartbeatSilenceSeconds: operation.heartbeatSilenceSeconds,
    collectionGraceSeconds: operation.collectionGraceSeconds,
    seat: { ...operation.seat, endReminders: remindersOf(regime) },
    incidents: incidentRulesOf(regime),
  }
}
