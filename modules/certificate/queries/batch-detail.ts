import { organisationFacts } from '#modules/party/facts.ts'
import { type BatchFacts, batchFacts } from '#modules/plan/facts.ts'
import { loadCalendar } from '#modules/policy/facts.ts'
import { confirmedPasses, publicityOver } from '#modules/scoring/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { type Action, actionsOf } from '../actions.ts'
import type { batchDetail } from '../contract.ts'
import { certificateBatchMachine, certificateBatchStateTitles } from '../core/batch.machine.ts'
import { levelWords } from '../core/sheet.ts'
import { countGroups } from '../export/report-workbook.ts'
import { buildSnapshot, regimeOf, requireReach } from '../sources.ts'
import { type CertificateBatchRow, findByBatch, jobProgress, snapshotOf } from '../store/batch.store.ts'
import { batchCertificates, handwritingList } from '../store/certificate.store.ts'
import { reportsOf } from '../store/report.store.ts'
import { openGrounds } from '../store/revocation.store.ts'
import { certificateView, correctionDue, reportDue, reportView } from './standing.ts'

const exam = ['org-exam', 'org-head']

const actions = (
  row: CertificateBatchRow | undefined,
  roles: readonly string[],
  ready: boolean,
): Action[] => {
  if (row) return actionsOf(certificateBatchMachine.available(row.state, roles))
  return exam.some((role) => roles.includes(role))
    ? [{ action: 'prepare', title: '生成证书数据', enabled: ready }]
    : []
}

/** While the data are before the authority, both sides see what the machine's checks say of them. */
const problemsOf = async (context: QueryContext, row: CertificateBatchRow | undefined) => {
  if (row?.state !== 'submitted' && row?.state !== 'prepared') return []
  const built = await buildSnapshot(context, row.organisationId, row.batchId)
  if (built.refused) return []
  return built.value.problems.slice(0, 100).map((problem) => ({ ...problem }))
}

const countsOf = async ({ tx }: QueryContext, row: CertificateBatchRow | undefined) => {
  if (!row) return []
  const groups = countGroups(await snapshotOf(tx, row.organisationId, row.id))
  return groups.map((group) => ({ ...group, levelName: levelWords(group.level) }))
}

const toRevoke = async ({ tx }: QueryContext, { organisationId, batchId }: CertificateBatchRow) => {
  const all = await batchCertificates(tx, organisationId, batchId)
  const grounds = await openGrounds(
    tx,
    organisationId,
    all.map(({ id }) => id),
  )
  return all
    .filter(({ id }) => grounds.some(({ certificateId }) => certificateId === id))
    .map((each) => certificateView(each, grounds))
}

/** What follows from the row alone; a batch without data has none of it. */
const rowView = async (context: QueryContext, batch: BatchFacts, row: CertificateBatchRow | undefined) => {
  const { tx, today, actor } = context
  const standing = { calendar: await loadCalendar(tx), regime: regimeOf(batch), today }
  const reports = row ? await reportsOf(tx, row.organisationId, row.id) : []
  const isIssued = row?.state === 'issued' || row?.state === 'confirmed'
  const returnedOn =
    row?.state === 'returned'
      ? row.returnedOn
      : reports[0]?.state === 'returned'
        ? reports[0].returnedOn
        : null
  return {
    certificateBatchId: row?.id ?? null,
    version: row?.version ?? null,
    state: row?.state ?? null,
    stateTitle: row ? certificateBatchStateTitles[row.state] : '未生成数据',
    hash: row?.snapshotHash ?? null,
    decisionNote: row?.decisionNote ?? null,
    returnedOn,
    correctionDue: returnedOn ? correctionDue(standing, returnedOn) : null,
    issuedOn: row?.issuedOn ?? null,
    reportDue: isIssued && row.issuedOn ? reportDue(standing, row.issuedOn) : null,
    job: row?.jobId ? await jobProgress(tx, row.organisationId, row.jobId) : null,
    handwriting: row
      ? (await handwritingList(tx, row.organisationId, row.batchId)).map((each) => certificateView(each))
      : [],
    toRevoke: row ? await toRevoke(context, row) : [],
    reports: reports.map((report, at) => reportView(report, actor.roles, at === 0)),
  }
}

export const batchDetailHandler: QueryHandler<typeof batchDetail> = async (context, input) => {
  const { tx, actor } = context
  const organisationId = requireReach(actor, input.organisationId)
  const batch = await batchFacts(tx, organisationId, input.batchId)
  const row = await findByBatch(tx, organisationId, batch.id)
  const over = await publicityOver(tx, organisationId, batch.id)
  const passed = (await confirmedPasses(tx, organisationId, batch.id)).length
  const counts = await countsOf(context, row)
  return accept({
    organisationId,
    organisationName: (await organisationFacts(tx, organisationId)).name,
    batchId: batch.id,
    batchName: batch.name,
    issueOn: batch.issueOn,
    publicityOver: over,
    passed,
    count: counts.reduce((sum, { count }) => sum + count, 0),
    counts,
    problems: await problemsOf(context, row),
    ...(await rowView(context, batch, row)),
    availableActions: actions(row, actor.roles, over && passed > 0),
  })
}
