import type { Regime } from '#modules/policy/core/regime.ts'
import type { Claused, RoomRules } from './room.rules.ts'

const handInWindow = ({ delivery }: Regime, minutes: number): Claused<number | null> => {
  const { earlySubmission: rule } = delivery
  const { clauses } = rule
  if (rule.provenance === 'not-stated') return { value: minutes, clauses }
  return { value: rule.value.mode === 'last-minutes' ? rule.value.minutes : null, clauses }
}

/**
 * What a sitting of so many minutes runs under, from the parameters in force for its batch. Where the document sets no
 * limit to entering or handing in, the whole sitting is open for it.
 */
export const rulesOfRegime = (regime: Regime, minutes: number): RoomRules => {
  const { entryLimit, roomOperation, roomChecks } = regime.delivery
  const { value: operation, clauses } = roomOperation
  return {
    entryLimitMinutes: {
      value: entryLimit.provenance === 'not-stated' ? minutes : entryLimit.value.minutesAfterStart,
      clauses: entryLimit.clauses,
    },
    handInWindowMinutes: handInWindow(regime, minutes),
    openingLeadMinutes: { value: operation.openingLeadMinutes, clauses },
    openingPersons: { value: operation.openingPersons, clauses },
    startToleranceMinutes: { value: operation.startToleranceMinutes, clauses },
    roomChecks: {
      value: roomChecks.provenance === 'not-stated' ? [] : roomChecks.value,
      clauses: roomChecks.clauses,
    },
    heartbeatSilenceSeconds: operation.heartbeatSilenceSeconds,
    collectionGraceSeconds: operation.collectionGraceSeconds,
    seat: { ...operation.seat, endReminders: [] },
  }
}
