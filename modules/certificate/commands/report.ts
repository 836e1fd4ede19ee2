import { batchFacts } from '#modules/plan/facts.ts'
import { sm3 } from '#platform/audit/chain.ts'
import { inWords } from '#platform/clock/day.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { storeFile } from '#platform/files/files.ts'
import type { reportCertificates } from '../contract.ts'
import { certificateBatchStateTitles } from '../core/batch.machine.ts'
import { requireSoundData } from '../core/data.rule.ts'
import { reportMachine, reportStateTitles } from '../core/report.machine.ts'
import { noTradeOf } from '../documents/sheet.ts'
import { reportWorkbook } from '../export/report-workbook.ts'
import { issuedData, regimeOf } from '../sources.ts'
import { changeCertificateBatch, lockCertificateBatch } from '../store/batch.store.ts'
import { batchCertificates } from '../store/certificate.store.ts'
import { insertReport, reportsOf } from '../store/report.store.ts'
import { reportAudience, workbookType } from './check-report.ts'
import { wrongState } from './wrong-state.ts'

/** Hands the issued certificates' data to the authority; any bad row refuses the whole file (SDS-7.1-03). */
export const reportHandler: CommandHandler<typeof reportCertificates> = async (context, input) => {
  const { tx, actor, today } = context
  const row = await lockCertificateBatch(tx, actor.organisationId!, input)
  const { organisationId, batchId } = row
  if (row.state !== 'issued' && row.state !== 'confirmed') {
    return wrongState('证书数据', certificateBatchStateTitles[row.state], '报送')
  }
  const [latest] = await reportsOf(tx, organisationId, row.id)
  if (latest && latest.state !== 'returned') return alreadyReported(reportStateTitles[latest.state])
  const batch = await batchFacts(tx, organisationId, batchId)
  const checked = await issuedData(context, batch, await batchCertificates(tx, organisationId, batchId))
  if (checked.refused) return checked
  const { rows, problems } = checked.value
  const sound = requireSoundData(problems)
  if (sound.refused) return sound

  const edition = (latest?.edition ?? 0) + 1
  const issuer = rows[0]?.issuerName ?? ''
  // The clearing number of the file: whose, which issue day and which edition; unique within the organisation.
  const batchNumber = `${rows[0]?.number.slice(0, 13) ?? ''}-${(row.issuedOn ?? today).replaceAll('-', '')}-${edition}`
  const cover = { organisationName: issuer, batchName: batch.name, batchNumber, reportedOn: inWords(today) }
  const bytes = await reportWorkbook(cover, rows, noTradeOf(regimeOf(batch)))
  const name = `职业技能等级证书数据 ${batch.name} 第${edition}次.xlsx`
  const file = await storeFile(context, {
    organisationId,
    audience: reportAudience,
    name,
    mediaType: workbookType,
    bytes,
  })
  const report = await insertReport(tx, {
    organisationId,
    batchId,
    certificateBatchId: row.id,
    edition,
    state: reportMachine.initial,
    rowCount: rows.length,
    contentHash: sm3(bytes).toString('hex'),
    fileId: file.fileId,
    reportedOn: today,
  })
  await changeCertificateBatch(tx, row, { reportedAt: context.now })
  const clauses = ['SDS-7.1-01', 'SDS-7.1-03']
  const data = { edition, rows: rows.length, batchNumber, dueOn: row.reportDueOn }
  context.record({
    type: 'certificate-data-reported',
    table: 'certificateReport',
    row: report,
    data,
    clauses,
  })
  context.record({ type: 'certificate-data-reported', table: 'certificateBatch', row, data, clauses })
  return accept({ reportId: report.id, edition, file })
}

const alreadyReported = (state: string) =>
  refuse('ALREADY_REPORTED', {
    sentence: `该批次的证书数据已报送，目前“${state}”。`,
    remedy: '数据被退回后才需要更正并重新报送。',
    clauses: ['SDS-7.1-01', 'SDS-7.1-04'],
  })
