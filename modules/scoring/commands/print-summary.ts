import { fileURLToPath } from 'node:url'
import { organisationFacts } from '#modules/party/facts.ts'
import { inWords } from '#platform/clock/day.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { storeFile } from '#platform/files/files.ts'
import type { printSummary } from '../contract.ts'
import { type Summary, summaryData, summaryWorkbook } from '../documents/summary.ts'
import { candidatesOf, ownOrganisation, sceneOf } from '../scene.ts'
import { scoreEntryOf } from '../store/entry.store.ts'
import { resultsOf } from '../store/result.store.ts'

const template = fileURLToPath(new URL('../documents/summary.typ', import.meta.url))
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const audience = ['org-exam', 'org-head', 'org-archive', 'supervisor', 'city', 'province']

/** SDS-5.1-15, SDS-5.1-16: the summary bears who entered, who checked and who is responsible. */
export const printSummaryHandler: CommandHandler<typeof printSummary> = async (context, { batchId }) => {
  const { tx, actor, today, services } = context
  const scene = await sceneOf(tx, ownOrganisation(actor), batchId)
  const { organisationId } = scene
  const entry = await scoreEntryOf(tx, { organisationId, batchId })
  if (entry?.state !== 'verified') {
    return refuse('NOT_VERIFIED', {
      sentence: '成绩没有复核，不能生成成绩汇总表。',
      remedy: '请先完成登分复核。',
      clauses: ['SDS-5.1-15'],
    })
  }
  const rows = new Map((await resultsOf(tx, organisationId, batchId)).map((row) => [row.applicationId, row]))
  const summary: Summary = {
    organisation: (await organisationFacts(tx, organisationId)).name,
    scene,
    entry,
    people: (await candidatesOf(tx, organisationId, batchId)).flatMap((candidate) => {
      const row = rows.get(candidate.id)
      return row ? [{ candidate, row }] : []
    }),
  }
  const title = `成绩汇总表 ${scene.batch.name}`
  const data = summaryData(summary, inWords(today))
  const printable = services.press.printable(data, ['serif'])
  if (printable.refused) return printable
  const named = { organisationId, audience }
  const pdf = await storeFile(context, {
    ...named,
    name: `${title}.pdf`,
    mediaType: 'application/pdf',
    bytes: await services.press.render(
      { template: { path: template }, data },
      { date: today, title, archival: true },
    ),
  })
  const workbook = await storeFile(context, {
    ...named,
    name: `${title}.xlsx`,
    mediaType: workbookType,
    bytes: await summaryWorkbook(summary, title),
  })
  context.record({
    type: 'score-summary-printed',
    table: 'scoreEntry',
    row: entry,
    data: { pdf: pdf.fileId, workbook: workbook.fileId },
    clauses: ['SDS-5.1-15', 'SDS-5.1-16'],
  })
  return accept({ pdf, workbook })
}
