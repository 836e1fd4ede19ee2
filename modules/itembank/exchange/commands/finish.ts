import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type * as contract from '../contract.ts'
import { importMachine } from '../core/import.machine.ts'
import { formats } from '../core/parsed.ts'
import { errorWorkbook, picturesOfRows } from '../export/refused-rows.ts'
import { changeImport, getImport, type ImportRow, lockImport } from '../store/import.store.ts'
import { deletePictures, deleteRows, readRows, stagedPictures } from '../store/staged-row.store.ts'
import { forgetUploadRow, markRead } from '../store/upload.store.ts'
import { openImport } from './amend.ts'

const clear = async (context: CommandContext, { organisationId, id: importId, uploadId }: ImportRow) => {
  await deleteRows(context.tx, { organisationId, importId })
  await deletePictures(context.tx, { organisationId, importId })
  // A file that nobody has read is to be removed all the same.
  await markRead(context, organisationId, uploadId)
}

/** Gives an import up: its questions are gone at once, that it was there stays on record. */
export const discardImportHandler: CommandHandler<typeof contract.discardImport> = async (
  context,
  { itemImportId: importId },
) => {
  const { organisationId } = ownPlace(context)
  const standing = await lockImport(context.tx, organisationId, { importId })
  if (standing.state === 'discarded') return accept({ state: standing.state })
  const open = await openImport(context, { importId }, 'itembank.discardImport')
  if (open.refused) return open
  const state = importMachine.next(standing.state, 'itembank.discardImport')!
  await clear(context, standing)
  await changeImport(context.tx, standing, { state, finishedAt: context.now })
  context.record({ type: 'item-import-discarded', table: 'itemImport', row: standing })
  return accept({ state })
}

/** Days have passed: the questions go; a finished import keeps its numbers. */
export const expireImportHandler: CommandHandler<typeof contract.expireImport> = async (
  context,
  { organisationId, id: importId },
) => {
  const row = await lockImport(context.tx, organisationId, { importId })
  await clear(context, row)
  const state = importMachine.next(row.state, 'itembank.expireImport')
  if (state) await changeImport(context.tx, row, { state, finishedAt: context.now })
  context.record({ type: 'item-import-expired', table: 'itemImport', row, clauses: ['SDS-5.1-03'] })
  return accept({})
}

export const forgetUploadHandler: CommandHandler<typeof contract.forgetUpload> = async (
  context,
  { organisationId, id },
) => {
  await forgetUploadRow(context.tx, organisationId, id)
  return accept({})
}

/** The most rows that one workbook gives back. */
const mostRows = 100_000

/** Gives back what was not imported, with the reasons; it holds questions and goes to the person alone. */
export const importErrorsHandler: CommandHandler<typeof contract.importErrors> = async (
  context,
  { itemImportId: importId },
) => {
  const { organisationId } = ownPlace(context)
  const row = await getImport(context.tx, organisationId, importId)
  const states = ['problem', 'duplicate', 'near-duplicate', 'excluded'] as const
  const rows = await readRows(context, { organisationId, importId }, { states, limit: mostRows })
  const pictures = await stagedPictures(context, { organisationId, importId }, picturesOfRows(rows))
  const format = formats.find((one) => one === row.format) ?? 'word-plain'
  const bytes = await errorWorkbook({ format, bank: row.bank, pictures }, rows)
  context.record({
    ...{ type: 'import-errors-taken', table: 'itemImport', row, data: { rows: rows.length } },
    clauses: ['SDS-4.2-07', 'HN-1.8.3.7-03'],
  })
  const name = `${row.name.replace(/\.[^.]*$/u, '')}-未导入的试题.xlsx`
  return accept({ name, file: Buffer.from(bytes).toString('base64') })
}
