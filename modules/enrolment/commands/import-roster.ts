import { type BatchFacts, batchFacts } from '#modules/plan/facts.ts'
import { regime } from '#modules/policy/core/regime.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Refusal, refuse } from '#platform/contract/verdict.ts'
import { readFile, storeFile } from '#platform/files/files.ts'
import { reporterOf } from '#platform/jobs/progress.ts'
import type * as contract from '../contract.ts'
import { enrolmentOpen, enrolmentWindowLength } from '../core/window.rule.ts'
import { type RosterOutcome, takeRoster } from '../import/take-roster.ts'
import { errorWorkbook, rosterTemplateWorkbook } from '../import/workbooks.ts'
import {
  changeImport,
  clearIssues,
  countsOf,
  type ImportRow,
  insertImport,
  insertIssues,
  lockImport,
} from '../roster-store.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const readers = ['org-exam', 'org-review', 'org-head']

/** An empty roster for one batch, with its choices explained. */
export const rosterTemplateHandler: CommandHandler<typeof contract.rosterTemplate> = async (
  context,
  { batchId },
) => {
  const organisationId = context.actor.organisationId!
  const batch = await batchFacts(context.tx, organisationId, batchId)
  const bytes = await rosterTemplateWorkbook({
    regime: regime(batch.pack, batch.createdOn),
    lines: batch.lines,
    on: batch.enrolmentTo,
  })
  return accept(
    await storeFile(context, {
      organisationId,
      audience: readers,
      name: `${batch.name}报名表.xlsx`,
      mediaType: xlsx,
      bytes,
    }),
  )
}

/** Takes the uploaded file in and has it read by a job; nothing is enrolled yet. */
export const dryRunRosterHandler: CommandHandler<typeof contract.dryRunRoster> = async (
  context,
  { batchId, fileId },
) => {
  const organisationId = context.actor.organisationId!
  const batch = await batchFacts(context.tx, organisationId, batchId)
  const open = enrolmentOpen(batch, context.today)
  if (open.refused) return open
  const length = enrolmentWindowLength(batch, regime(batch.pack, batch.createdOn))
  if (length.refused) return length
  const file = await readFile(context, organisationId, fileId)
  const row = await insertImport(context, {
    organisationId,
    batchId,
    fileId,
    fileHash: file.hash,
    fileName: file.name,
  })
  const jobId = await context.startJob({
    kind: 'enrolment.dryRunRoster',
    title: `试读报名表“${file.name}”`,
    organisationId,
    payload: { importId: row.id },
    total: 100,
  })
  await context.tx.updateTable('rosterImport').set({ jobId }).where('id', '=', row.id).execute()
  context.record({
    type: 'roster-uploaded',
    table: 'rosterImport',
    row,
    data: { fileHash: file.hash },
    clauses: ['SDS-3.2-03'],
  })
  return accept({ importId: row.id, jobId })
}

/** Starts writing what the dry run found good; all-or-nothing is refused while any row is bad. */
export const commitRosterHandler: CommandHandler<typeof contract.commitRoster> = async (
  context,
  { importId, version, mode },
) => {
  const row = await lockImport(context.tx, importId, version)
  if (row.state !== 'checked') return notReady(row)
  const batch = await batchFacts(context.tx, row.organisationId, row.batchId)
  const open = enrolmentOpen(batch, context.today)
  if (open.refused) return open
  if (mode === 'all-or-nothing' && countsOf(row).bad > 0) return hasErrors(countsOf(row).bad)
  const jobId = await context.startJob({
    kind: 'enrolment.commitRoster',
    title: `导入报名表“${row.fileName}”`,
    organisationId: row.organisationId,
    payload: { importId },
    total: 100,
  })
  await changeImport(context.tx, row, { state: 'committing', mode, jobId, trouble: null })
  context.record({
    type: 'roster-commit-started',
    table: 'rosterImport',
    row,
    data: { mode },
    clauses: ['SDS-3.2-03'],
  })
  return accept({ jobId })
}

const notReady = (row: ImportRow) =>
  refuse('IMPORT_NOT_READY', {
    sentence: row.state === 'committed' ? '该文件已经导入。' : '该文件尚未试读完毕，或不能读取。',
    remedy: '请等试读完成后再导入，或重新上传文件。',
    clauses: ['SDS-3.2-03'],
  })

const hasErrors = (bad: number) =>
  refuse('ROSTER_HAS_ERRORS', {
    sentence: `文件中有${bad}行不能导入，按“全部成功才导入”的方式，一行也没有写入。`,
    remedy: '请下载错误表改正后重新上传，或选择“跳过错误行”。',
    clauses: ['SDS-3.2-03'],
    details: { bad },
  })

const unreadable = ({ sentence, remedy, clauses, details }: Refusal) =>
  refuse('ROSTER_UNREADABLE', { sentence, remedy, clauses, details })

/** About this many bytes of a packed workbook hold one row: good enough for a progress bar. */
const bytesPerRow = 160

const read = async (
  context: CommandContext,
  step: { row: ImportRow; batch: BatchFacts; jobId: string; write: boolean },
) => {
  const { row, batch, jobId, write } = step
  const { bytes } = await readFile(context, row.organisationId, row.fileId)
  const expected = countsOf(row).total || bytes.length / bytesPerRow
  const report = reporterOf(jobId)
  return takeRoster(context, {
    bytes,
    batch,
    write,
    onRows: (rows) => report(Math.min(0.99, rows / expected)),
  })
}

/** Puts the findings in place of those of an earlier reading. */
const keepFindings = async (
  context: CommandContext,
  row: ImportRow,
  { issues, refused }: RosterOutcome,
): Promise<string | null> => {
  await clearIssues(context.tx, row)
  for (let at = 0; at < issues.length; at += 1000)
    await insertIssues(context.tx, row, issues.slice(at, at + 1000))
  if (refused.length === 0) return null
  const file = await storeFile(context, {
    organisationId: row.organisationId,
    audience: readers,
    name: `${row.fileName.replace(/\.xlsx$/iu, '')}-错误行.xlsx`,
    mediaType: xlsx,
    bytes: await errorWorkbook(refused),
  })
  return file.fileId
}

/** The dry run itself: reads, judges, writes down what it found. */
export const checkRosterHandler: CommandHandler<typeof contract.checkRoster> = async (
  context,
  { importId, jobId },
) => {
  const row = await lockImport(context.tx, importId)
  if (row.state !== 'checking') return accept(countsOf(row))
  const batch = await batchFacts(context.tx, row.organisationId, row.batchId)
  const outcome = await read(context, { row, batch, jobId, write: false })
  if (outcome.refused) return unreadable(outcome)
  const errorFileId = await keepFindings(context, row, outcome.value)
  const { counts } = outcome.value
  await changeImport(context.tx, row, { state: 'checked', counts, errorFileId })
  context.record({
    type: 'roster-checked',
    table: 'rosterImport',
    row,
    data: { total: counts.total, bad: counts.bad },
  })
  return accept(counts)
}

/** Writes the roster: one transaction, so either all of it stands or none. */
export const applyRosterHandler: CommandHandler<typeof contract.applyRoster> = async (
  context,
  { importId, jobId },
) => {
  const row = await lockImport(context.tx, importId)
  if (row.state !== 'committing') return notReady(row)
  const batch = await batchFacts(context.tx, row.organisationId, row.batchId)
  const outcome = await read(context, { row, batch, jobId, write: true })
  if (outcome.refused) return unreadable(outcome)
  const { counts } = outcome.value
  if (row.mode === 'all-or-nothing' && counts.bad > 0) return hasErrors(counts.bad)
  const errorFileId = await keepFindings(context, row, outcome.value)
  await changeImport(context.tx, row, { state: 'committed', counts, errorFileId })
  context.record({
    type: 'roster-committed',
    table: 'rosterImport',
    row,
    data: {
      total: counts.total,
      written: counts.good - counts.unchanged,
      unchanged: counts.unchanged,
      bad: counts.bad,
    },
    clauses: ['SDS-3.2-03'],
  })
  return accept(counts)
}

/** Writes down why a file could not be read or committed; a file that failed to commit may be tried again. */
export const settleRosterHandler: CommandHandler<typeof contract.settleRoster> = async (
  context,
  { importId, ...trouble },
) => {
  const row = await lockImport(context.tx, importId)
  const state = row.state === 'committing' && trouble.code === 'ROSTER_HAS_ERRORS' ? 'checked' : 'unreadable'
  await changeImport(context.tx, row, { state, trouble })
  context.record({
    type: 'roster-refused',
    table: 'rosterImport',
    row,
    data: { code: trouble.code },
    clauses: trouble.clauses,
  })
  return accept({})
}
