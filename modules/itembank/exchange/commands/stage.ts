import { itemExchangeRules } from '#modules/policy/core/item-exchange.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { reporterOf } from '#platform/jobs/progress.ts'
import { linkablePoints, pointCodes } from '../../knowledge/core/tree.ts'
import { bankNamed, treeOf } from '../../knowledge/store/bank.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type * as contract from '../contract.ts'
import { importMachine } from '../core/import.machine.ts'
import type { Format } from '../core/parsed.ts'
import { noCounts } from '../core/staged.rule.ts'
import { takeFile } from '../import/take-file.ts'
import {
  changeImport,
  type ImportRow,
  insertImport,
  lockImport,
  sealFindings,
} from '../store/import.store.ts'
import { countRows, deletePictures, deleteRows } from '../store/staged-row.store.ts'
import {
  findUpload,
  insertUpload,
  markRead,
  openUpload,
  sealUpload,
  type Upload,
} from '../store/upload.store.ts'

type StageInput = InputOf<typeof contract.stageImport>

const bankMissing = (bank: string) =>
  refuse('BANK_MISSING', {
    sentence: `还没有“${bank}”这个题库。`,
    remedy: '请先导入该题库的鉴定要素细目表。',
    clauses: ['HN-1.8.3.5-04'],
    field: 'bank',
  })

const fileMissing = refuse('FILE_MISSING', {
  sentence: '没有收到文件，或文件已经清除。',
  remedy: '请重新上传文件，或粘贴试题文字。',
  clauses: [],
  field: 'file',
})

const tooLong = refuse('TEXT_TOO_LONG', {
  sentence: '粘贴的文字过长。',
  remedy: '请存为文件后上传。',
  clauses: [],
  field: 'text',
})

/** Pasted text is kept as a file would be: sealed, and for the job alone. */
const keepText = async (context: CommandContext, text: string): Promise<Upload | undefined> => {
  const place = { ...ownPlace(context), name: '粘贴的文字' }
  const sealed = await sealUpload(context.services, new TextEncoder().encode(text))
  await insertUpload(context, place, sealed)
  return findUpload(context.tx, place.organisationId, sealed.uploadId)
}

const uploadOf = async (
  context: CommandContext,
  { itemUploadId, text }: StageInput,
): Promise<Verdict<Upload, 'FILE_MISSING' | 'TEXT_TOO_LONG'>> => {
  if (text && text.length > itemExchangeRules.pastedCharacters) return tooLong
  const { organisationId, accountId } = ownPlace(context)
  const found = itemUploadId
    ? await findUpload(context.tx, organisationId, itemUploadId)
    : text && (await keepText(context, text))
  return found && found.accountId === accountId ? accept(found) : fileMissing
}

/** Starts the reading of a file for a bank. What somebody uploaded is his alone to stage. */
export const stageImportHandler: CommandHandler<typeof contract.stageImport> = async (context, input) => {
  const { organisationId, accountId } = ownPlace(context)
  const { bank, format } = input
  if (!(await bankNamed(context.tx, organisationId, bank))) return bankMissing(bank)
  const linkable = linkablePoints(await treeOf(context.tx, organisationId, bank))
  if (linkable.refused) return linkable
  const upload = await uploadOf(context, input)
  if (upload.refused) return upload
  const { id: uploadId, name, digest } = upload.value
  const row = await insertImport(context, {
    ...{ organisationId, bank, name, uploadId, digest, accountId },
    wantedFormat: format ?? null,
  })
  const jobId = await context.startJob({
    kind: 'itembank.readImport',
    title: `读取试题文件“${name}”`,
    organisationId,
    payload: { itemImportId: row.id, uploadId },
    total: 100,
  })
  await context.tx
    .updateTable('itemImport')
    .set({ jobId })
    .where('organisationId', '=', organisationId)
    .where('id', '=', row.id)
    .execute()
  context.record({
    type: 'item-file-staged',
    table: 'itemImport',
    row,
    clauses: ['HN-1.8.3.5-05', 'HN-1.8.3.7-03', 'SDS-5.1-03'],
  })
  return accept({ itemImportId: row.id, jobId })
}

const gone: Refusal<'FILE_UNREADABLE'> = refuse('FILE_UNREADABLE', {
  sentence: '上传的文件已经清除。',
  remedy: '请重新上传。',
  clauses: [],
})

const take = async (context: CommandContext, row: ImportRow, jobId: string) => {
  const { organisationId, id: importId, bank } = row
  const upload = await findUpload(context.tx, organisationId, row.uploadId)
  const bytes = upload && (await openUpload(context, upload))
  if (!bytes) return gone
  const tree = await treeOf(context.tx, organisationId, bank)
  return takeFile(context, {
    bytes,
    wanted: row.wantedFormat as Format | null,
    judging: { staging: { organisationId, importId }, bank, points: pointCodes(tree) },
    tree,
    onShare: (share) => reporterOf(jobId)(share),
  })
}

const fail = async (
  context: CommandContext,
  row: ImportRow,
  { sentence, remedy }: Pick<Refusal, 'sentence' | 'remedy'>,
) => {
  const staging = { organisationId: row.organisationId, importId: row.id }
  await deleteRows(context.tx, staging)
  await deletePictures(context.tx, staging)
  const state = importMachine.next(row.state, 'itembank.failImport')!
  await changeImport(context.tx, row, { state, trouble: { sentence, remedy } })
  context.record({ type: 'item-file-unreadable', table: 'itemImport', row })
  return accept({ state, counts: noCounts })
}

/**
 * Reads the file. One that cannot be read is a state of the import and no refusal: the person finds it with its
 * reason. Either way the upload has served and is removed.
 */
export const readImportHandler: CommandHandler<typeof contract.readImport> = async (
  context,
  { itemImportId: importId, jobId },
) => {
  const { organisationId } = ownPlace(context)
  const row = await lockImport(context.tx, organisationId, { importId })
  const state = importMachine.next(row.state, 'itembank.readImport')
  if (!state) return accept({ state: row.state, counts: row.counts ?? noCounts })
  const taken = await take(context, row, jobId)
  await markRead(context, organisationId, row.uploadId)
  if (taken.refused) return fail(context, row, taken)
  const { format, findings } = taken.value
  const counts = await countRows(context.tx, { organisationId, importId })
  await changeImport(context.tx, row, {
    ...{ state, format, counts },
    findings: sealFindings(context, importId, findings),
  })
  context.record({
    type: 'item-file-read',
    table: 'itemImport',
    row,
    data: { ...counts, format },
    clauses: ['HN-1.8.3.7-03'],
  })
  return accept({ state, counts })
}
