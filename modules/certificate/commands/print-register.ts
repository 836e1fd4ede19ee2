import { fileURLToPath } from 'node:url'
import { readIdentities } from '#modules/party/facts.ts'
import { batchFacts } from '#modules/plan/facts.ts'
import { inWords } from '#platform/clock/day.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { storeFile } from '#platform/files/files.ts'
import type { printRegister } from '../contract.ts'
import { certificateBatchStateTitles } from '../core/batch.machine.ts'
import { publicStates } from '../core/certificate.machine.ts'
import { noTradeOf } from '../documents/sheet.ts'
import { registerCells, registerTitles, registerWorkbook } from '../export/register-workbook.ts'
import { regimeOf } from '../sources.ts'
import { getCertificateBatch } from '../store/batch.store.ts'
import { batchCertificates } from '../store/certificate.store.ts'
import { wrongState } from './wrong-state.ts'

const template = fileURLToPath(new URL('../documents/register.typ', import.meta.url))
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const audience = ['org-exam', 'org-head', 'org-archive', 'city', 'province']

/** The issue register (发证名册) of a batch as PDF and workbook, numbers in clear: it goes into the archive. */
export const printRegisterHandler: CommandHandler<typeof printRegister> = async (
  context,
  { certificateBatchId },
) => {
  const { tx, actor, today, services } = context
  const row = await getCertificateBatch(tx, actor.organisationId!, certificateBatchId)
  const { organisationId } = row
  const all = await batchCertificates(tx, organisationId, row.batchId)
  const certificates = all.filter(({ state }) => publicStates.includes(state))
  const [first] = certificates
  if (!first) return wrongState('证书数据', certificateBatchStateTitles[row.state], '生成发证名册')
  const batch = await batchFacts(tx, organisationId, row.batchId)
  const identities = await readIdentities(
    context,
    certificates.map(({ personId }) => personId),
  )
  const rows = certificates.map((each) => ({ ...each, ...identities.get(each.personId)! }))
  const noTrade = noTradeOf(regimeOf(batch))
  const title = `职业技能等级证书发证名册 ${batch.name}`
  const data = {
    organisation: first.issuerName,
    batch: batch.name,
    issuedOn: inWords(first.issuedOn),
    titles: registerTitles,
    rows: rows.map((each, at) => registerCells(each, at, noTrade)),
  }
  const pdfBytes = await services.press.render(
    { template: { path: template }, data },
    { date: today, title, archival: true },
  )
  const named = { organisationId, audience }
  const pdf = await storeFile(context, {
    ...named,
    name: `${title}.pdf`,
    mediaType: 'application/pdf',
    bytes: pdfBytes,
  })
  const bytes = await registerWorkbook(title, rows, noTrade)
  const workbook = await storeFile(context, {
    ...named,
    name: `${title}.xlsx`,
    mediaType: workbookType,
    bytes,
  })
  // The row itself does not change; the fact keeps who had the register made, with the clear numbers in it.
  context.record({
    type: 'certificate-register-printed',
    table: 'certificateBatch',
    row,
    data: { count: rows.length, pdf: pdf.fileId, workbook: workbook.fileId },
    clauses: ['SDS-7.2-03', 'SDS-6.2-01'],
  })
  return accept({ pdf, workbook })
}
