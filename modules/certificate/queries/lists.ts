import { day } from '#platform/clock/day.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { actionsOf } from '../actions.ts'
import type {
  certificateList,
  certificateStatistics,
  myCertificates,
  reissueList,
  snapshotList,
} from '../contract.ts'
import { certificateMachine, certificateStateTitles } from '../core/certificate.machine.ts'
import { countByPeriod } from '../core/period.ts'
import { reissueMachine, reissueStateTitles } from '../core/reissue.machine.ts'
import { levelWords } from '../core/sheet.ts'
import { requireReach } from '../sources.ts'
import { snapshotOf } from '../store/batch.store.ts'
import { countsByDay, ownCertificates, pageOfCertificates } from '../store/certificate.store.ts'
import { type ReissueRecord, requestsOf, requestsOfPerson } from '../store/reissue.store.ts'
import { openGrounds } from '../store/revocation.store.ts'
import { certificateView } from './standing.ts'

export const certificateListHandler: QueryHandler<typeof certificateList> = async ({ tx, actor }, input) => {
  const organisationId = requireReach(actor, input.organisationId)
  const { total, rows } = await pageOfCertificates(tx, { organisationId, batchId: input.batchId }, input)
  const grounds = await openGrounds(
    tx,
    organisationId,
    rows.map(({ id }) => id),
  )
  return accept({ total, rows: rows.map((row) => certificateView(row, grounds)) })
}

export const snapshotListHandler: QueryHandler<typeof snapshotList> = async ({ tx, actor }, input) => {
  const organisationId = requireReach(actor, input.organisationId)
  const rows = await snapshotOf(tx, organisationId, input.certificateBatchId)
  const from = (input.page - 1) * input.pageSize
  return accept({
    total: rows.length,
    rows: rows.slice(from, from + input.pageSize).map((row, at) => ({
      row: from + at + 1,
      name: row.name,
      documentType: row.documentType,
      documentMasked: row.documentMasked,
      occupationName: row.occupationName,
      trade: row.trade,
      levelName: levelWords(row.level),
      theory: row.theory,
      practical: row.practical,
      review: row.review,
      hasPhoto: row.photoFileId !== null,
      unprintable: row.unprintable,
    })),
  })
}

/** SDS-7.1-02: certificates by occupation, level and period. */
export const statisticsHandler: QueryHandler<typeof certificateStatistics> = async ({ tx, actor }, input) => {
  const counts = await countsByDay(tx, actor.reach, { from: day(input.from), to: day(input.to) })
  const rows = countByPeriod(counts, input.period).map((row) => ({
    ...row,
    levelName: levelWords(row.level),
  }))
  return accept({ total: rows.reduce((sum, { count }) => sum + count, 0), rows })
}

const requestView = (row: ReissueRecord) => ({
  requestId: row.id,
  state: row.state,
  stateTitle: reissueStateTitles[row.state],
  submittedAt: row.submittedAt.toISOString(),
  note: row.decisionNote,
})

export const reissueListHandler: QueryHandler<typeof reissueList> = async ({ tx, actor }, input) => {
  const all = await requestsOf(tx, actor.organisationId!)
  const from = (input.page - 1) * input.pageSize
  return accept({
    total: all.length,
    rows: all.slice(from, from + input.pageSize).map((row) => ({
      ...requestView(row),
      version: row.version,
      certificateId: row.certificateId,
      number: row.number,
      name: row.name,
      reason: row.reason,
      materials: row.materials.map((material) => ({ ...material })),
      availableActions: actionsOf(reissueMachine.available(row.state, actor.roles)),
    })),
  })
}

export const myCertificatesHandler: QueryHandler<typeof myCertificates> = async ({ tx, actor }) => {
  const personId = actor.personId
  if (personId === null) return accept({ certificates: [] })
  const requests = await requestsOfPerson(tx, personId)
  const certificates = (await ownCertificates(tx, personId)).map((row) => {
    const own = requests.filter(({ certificateId }) => certificateId === row.id)
    const isOpen = own.some(({ state }) => state === 'submitted' || state === 'approved')
    return {
      organisationId: row.organisationId,
      certificateId: row.id,
      number: row.number,
      occupationName: row.occupationName,
      trade: row.trade,
      levelName: levelWords(row.level),
      issuerName: row.issuerName,
      issuedOn: row.issuedOn,
      state: row.state,
      stateTitle: certificateStateTitles[row.state],
      fileId: row.fileId,
      canApply: !isOpen && certificateMachine.next(row.state, 'reissue') !== undefined,
      requests: own.map(requestView),
    }
  })
  return accept({ certificates })
}
