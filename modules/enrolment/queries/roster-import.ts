import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type * as contract from '../contract.ts'
import { countsOf, getImport, importsOfBatch, issuesOf } from '../roster-store.ts'

/** The screen shows this many; the error workbook has them all. */
const pageSize = 500

/** One import with a page of its refused rows. */
export const rosterImportHandler: QueryHandler<typeof contract.rosterImport> = async (
  { tx },
  { importId, page = 1 },
) => {
  const row = await getImport(tx, importId)
  const { total, issues } = await issuesOf(tx, row, { limit: pageSize, offset: (page - 1) * pageSize })
  return accept({
    importId,
    version: row.version,
    batchId: row.batchId,
    fileName: row.fileName,
    state: row.state,
    mode: row.mode,
    jobId: row.jobId,
    counts: { ...countsOf(row), unknownColumns: [...countsOf(row).unknownColumns] },
    errorFile: row.errorFileId ? { organisationId: row.organisationId, fileId: row.errorFileId } : null,
    trouble: row.trouble ? { ...row.trouble, clauses: [...row.trouble.clauses] } : null,
    issueTotal: total,
    issues: issues.map(({ rowNumber, name, documentMasked, problems }) => ({
      row: rowNumber,
      name,
      documentMasked,
      problems: problems.map(({ clauses, ...problem }) => ({ ...problem, clauses: [...clauses] })),
    })),
  })
}

/** The files of one batch, latest first. */
export const rosterImportsHandler: QueryHandler<typeof contract.rosterImports> = async (
  { tx, actor },
  { batchId },
) => {
  const rows = await importsOfBatch(tx, actor.organisationId!, batchId)
  return accept({
    imports: rows.map((row) => ({
      importId: row.id,
      fileName: row.fileName,
      state: row.state,
      good: countsOf(row).good,
      bad: countsOf(row).bad,
      createdAt: row.createdAt.toISOString(),
    })),
  })
}
