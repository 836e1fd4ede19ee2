import { batchFacts } from '#modules/plan/facts.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { storeFile } from '#platform/files/files.ts'
import type { checkReport } from '../contract.ts'
import { certificateBatchStateTitles } from '../core/batch.machine.ts'
import { noTradeOf } from '../documents/sheet.ts'
import { errorWorkbook } from '../export/report-workbook.ts'
import { issuedData, regimeOf } from '../sources.ts'
import { getCertificateBatch } from '../store/batch.store.ts'
import { batchCertificates } from '../store/certificate.store.ts'
import { wrongState } from './wrong-state.ts'

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const reportAudience = ['org-exam', 'org-head', 'city', 'province']

/** Tries the report without sending it; the bad rows come back as a workbook with their reasons. */
export const checkReportHandler: CommandHandler<typeof checkReport> = async (
  context,
  { certificateBatchId },
) => {
  const { tx, actor } = context
  const row = await getCertificateBatch(tx, actor.organisationId!, certificateBatchId)
  if (row.state !== 'issued' && row.state !== 'confirmed') {
    return wrongState('证书数据', certificateBatchStateTitles[row.state], '核验报送数据')
  }
  const batch = await batchFacts(tx, row.organisationId, row.batchId)
  const certificates = await batchCertificates(tx, row.organisationId, row.batchId)
  const checked = await issuedData(context, batch, certificates)
  if (checked.refused) return checked
  const { rows, problems } = checked.value
  const errorFile =
    problems.length === 0
      ? null
      : await storeFile(context, {
          organisationId: row.organisationId,
          audience: reportAudience,
          name: `证书数据错误清单 ${batch.name}.xlsx`,
          mediaType: workbookType,
          bytes: await errorWorkbook(rows, problems, noTradeOf(regimeOf(batch))),
        })
  context.record({
    type: 'certificate-data-checked',
    table: 'certificateBatch',
    row,
    data: { rows: rows.length, problems: problems.length },
    clauses: ['SDS-7.1-03'],
  })
  return accept({
    rowCount: rows.length,
    problems: problems.slice(0, 200).map((each) => ({ ...each })),
    errorFile,
  })
}
