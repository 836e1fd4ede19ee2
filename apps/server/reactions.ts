import { listResit } from '#modules/arrangement/resit/contract.ts'
import { recordRelation, withdrawExcluded } from '#modules/arrangement/staff.contract.ts'
import { raiseRevocation } from '#modules/certificate/contract.ts'
import { openFromIncident, proposeFromRescoring } from '#modules/delivery/discipline/contract.ts'
import { findLikeness } from '#modules/delivery/incident/contract.ts'
import { closeOrders, openOrders } from '#modules/finance/contract.ts'
import { recordOpening } from '#modules/itembank/custody/contract.ts'
import { recordStatistics } from '#modules/itembank/item/upkeep.contract.ts'
import { withdrawExposed } from '#modules/itembank/paper/contract.ts'
import { recordBans, recordExclusions } from '#modules/party/ban.contract.ts'
import { closeBatch, resumeClosing, startBatch } from '#modules/plan/contract.ts'
import { applyDiscipline, markForRescoring, scoreTheory } from '#modules/scoring/contract.ts'
import { markPracticalAbsent } from '#modules/scoring/practical.contract.ts'
import { revokeSite } from '#modules/site/contract.ts'
import type { Message, Reaction } from './reactor.ts'

const batchOf = ({ payload }: Message) => ({
  organisationId: String(payload.organisationId),
  batchId: String(payload.batchId),
})

/** SDS-4.4-34: who did not come to a skill paper is absent in it. */
const missedSkillPaper: Reaction = (message) => {
  const { subject, absent } = message.payload
  return subject === 'practical' && Array.isArray(absent) && absent.length > 0
    ? { spec: markPracticalAbsent, input: { ...batchOf(message), applicationIds: absent } }
    : null
}

/** What follows from what: one line for each meeting of two modules, and the only place where they meet. */
export const reactions: { readonly [topic: string]: readonly Reaction[] } = {
  'enrolment.passed': [(message) => ({ spec: openOrders, input: batchOf(message) })],
  'enrolment.waived': [
    ({ payload: { organisationId, applicationIds } }) => ({
      spec: closeOrders,
      input: { organisationId, applicationIds },
    }),
  ],
  'enrolment.forwarded': [(message) => ({ spec: startBatch, input: batchOf(message) })],
  'delivery.openings': [({ payload }) => ({ spec: recordOpening, input: payload })],
  'delivery.taken': [
    (message) => ({ spec: scoreTheory, input: batchOf(message) }),
    (message) => ({ spec: findLikeness, input: batchOf(message) }),
  ],
  'delivery.paperTaken': [(message) => ({ spec: scoreTheory, input: batchOf(message) }), missedSkillPaper],
  'delivery.resitApproved': [
    (message) => ({ spec: scoreTheory, input: batchOf(message) }),
    ({ payload }) => ({ spec: listResit, input: payload }),
  ],
  'delivery.violationFound': [({ payload }) => ({ spec: openFromIncident, input: payload })],
  'discipline.scoresAffected': [({ payload }) => ({ spec: applyDiscipline, input: payload })],
  'discipline.barred': [({ payload }) => ({ spec: recordBans, input: payload })],
  'discipline.excluded': [
    ({ payload }) => ({ spec: recordExclusions, input: payload }),
    ({ payload }) => ({ spec: withdrawExcluded, input: payload }),
  ],
  'discipline.relationFound': [
    ({ payload }) => ({ spec: recordRelation, input: payload }),
    ({ payload }) => ({ spec: markForRescoring, input: payload }),
  ],
  'discipline.certificatesAffected': [({ payload }) => ({ spec: raiseRevocation, input: payload })],
  'discipline.siteRevoked': [({ payload }) => ({ spec: revokeSite, input: payload })],
  'discipline.paperExposed': [({ payload }) => ({ spec: withdrawExposed, input: payload })],
  'scoring.rescored': [({ payload }) => ({ spec: proposeFromRescoring, input: payload })],
  'scoring.itemsAnswered': [({ payload }) => ({ spec: recordStatistics, input: payload })],
  'custody.materialsSealed': [(message) => ({ spec: resumeClosing, input: batchOf(message) })],
  'certificate.issueConfirmed': [(message) => ({ spec: closeBatch, input: batchOf(message) })],
}
