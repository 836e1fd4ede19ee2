import Type from 'typebox'
import type { CommandContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import { command, type InputOf } from '#platform/contract/contract.ts'
import { type CommandHandler, type Entry, handles, type QueryHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { Uuid } from '../../core/shapes.ts'
import { registerMedium } from '../../custody/media.ts'
import { lockTarget } from '../../item/commands/move-items.ts'
import { viewerOf } from '../../item/store/access.store.ts'
import { itemsByCode } from '../../item/store/item.store.ts'
import { picturesOfItems } from '../../item/store/picture.store.ts'
import { treeOf } from '../../knowledge/store/bank.store.ts'
import { afterUndertaking, ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type * as contract from '../contract.ts'
import { formatNames } from '../core/formats.ts'
import { formats } from '../core/parsed.ts'
import { writers } from '../export/writers.ts'
import {
  changeExport,
  codesOf,
  type ExportRow,
  insertExport,
  listExports,
  lockExport,
  openExport,
  sealExport,
} from '../store/export.store.ts'

const clauses = ['SDS-4.2-07', 'SDS-4.2-08', 'SDS-5.1-03']

const nothing = refuse('NOTHING_TO_EXPORT', {
  sentence: '没有符合条件的试题。',
  remedy: '请放宽条件。',
  clauses: [],
})

/** Codes of what is chosen in the list of items, as far as it is of this bank and within the person's duty. */
const codesChosen = async (
  context: CommandContext,
  bank: string,
  of: NonNullable<InputOf<typeof contract.exportItems>['of']>,
): Promise<readonly string[]> => {
  const rows = await lockTarget(context, viewerOf(context), of)
  return rows.flatMap((row) => (row.bank === bank ? [row.code] : []))
}

/** Starts the writing of a file that only the asking person may take. */
export const exportItemsHandler: CommandHandler<typeof contract.exportItems> = async (
  context,
  { bank, format, of, ...parts },
) => {
  const { organisationId, accountId } = ownPlace(context)
  if (!writers[format]) {
    return refuse('FORMAT_NOT_WRITTEN', {
      sentence: `还不能导出为“${formatNames[format]}”。`,
      remedy: '请改选其他格式。',
      clauses: [],
      field: 'format',
    })
  }
  const filter = { ...parts, ...(of ? { codes: await codesChosen(context, bank, of) } : {}) }
  const codes = await codesOf(context.tx, { organisationId, bank }, filter)
  if (codes.length === 0) return nothing
  const row = await insertExport(context, { organisationId, bank, format, filter, accountId })
  const jobId = await context.startJob({
    kind: 'itembank.writeExport',
    title: `导出试题：${bank}，${codes.length}道`,
    organisationId,
    payload: { itemExportId: row.id },
    total: 1,
  })
  await context.tx
    .updateTable('itemExport')
    .set({ jobId })
    .where('organisationId', '=', organisationId)
    .where('id', '=', row.id)
    .execute()
  context.record({
    ...{ type: 'items-export-ordered', table: 'itemExport', row, clauses },
    data: { bank, format, items: codes.length },
  })
  return accept({ itemExportId: row.id, jobId })
}

const codesAtOnce = 2000

const contentOf = async (context: CommandContext, { organisationId, bank, filter }: ExportRow) => {
  const codes = await codesOf(context.tx, { organisationId, bank }, filter)
  const items = []
  for (let at = 0; at < codes.length; at += codesAtOnce) {
    const part = codes.slice(at, at + codesAtOnce)
    const found = await itemsByCode(context, { organisationId, bank }, part)
    items.push(...part.flatMap((code) => found.get(code) ?? []))
  }
  return items
}

/** Writes and seals the file, and enters it as a medium with the person as its keeper (SDS-4.2-08). */
export const writeExportHandler: CommandHandler<typeof contract.writeExport> = async (
  context,
  { itemExportId },
) => {
  const { organisationId } = ownPlace(context)
  const row = await lockExport(context.tx, organisationId, itemExportId)
  if (row.state !== 'writing') return accept({ items: row.items ?? 0 })
  const items = await contentOf(context, row)
  const write = writers[row.format]
  if (!write) throw new Error(`no writer of ${row.format}`)
  const tree = await treeOf(context.tx, organisationId, row.bank)
  const named = [...(tree?.ranges ?? []), ...(tree?.points ?? [])]
  const { bytes, extension, losses } = await write({
    ...{ bank: row.bank, items, pictures: await picturesOfItems(context, organisationId, items) },
    names: new Map(named.map(({ code, name }) => [code, name])),
  })
  const name = `${row.bank}-${formatNames[row.format]}${extension}`
  const blob = await sealExport(context, row.id, bytes)
  await changeExport(context.tx, row, { state: 'ready', name, items: items.length, losses, blob })
  await registerMedium(context, organisationId, {
    content: `试题导出文件：${name}，${items.length}道`,
    place: '系统内加密存放，由保管人领取',
    keeper: row.personName,
  })
  context.record({
    ...{ type: 'items-exported', table: 'itemExport', row, clauses },
    data: { items: items.length },
  })
  return accept({ items: items.length })
}

export interface TakenExport {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * Hands the file to the person who asked for it, once. No command that a client can name: its answer is bytes, and the
 * server's own route sends them.
 */
export const takeExport: Entry = handles(
  command({
    name: 'itembank.takeExport',
    title: '领取试题导出文件',
    input: Type.Object({ itemExportId: Uuid }),
    reply: Type.Unsafe<TakenExport>(Type.Unknown()),
    refusals: ['UNDERTAKING_MISSING'],
    roles: ['org-itembank'],
    secretReply: true,
  }),
  afterUndertaking(async (context: CommandContext, { itemExportId }: { readonly itemExportId: string }) => {
    const { organisationId, accountId } = ownPlace(context)
    const row = await lockExport(context.tx, organisationId, itemExportId)
    if (row.accountId !== accountId || row.state !== 'ready') throw new MissingRow()
    const bytes = await openExport(context, row)
    if (!bytes) throw new MissingRow()
    await changeExport(context.tx, row, { state: 'taken', takenAt: context.now })
    context.record({ type: 'items-export-taken', table: 'itemExport', row, clauses })
    return accept({ name: row.name ?? '', bytes })
  }),
)

/** The file has been removed: it was taken, or its days have passed. */
export const expireExportHandler: CommandHandler<typeof contract.expireExport> = async (
  context,
  { organisationId, id },
) => {
  const row = await lockExport(context.tx, organisationId, id)
  await changeExport(context.tx, row, { blob: null, ...(row.state === 'taken' ? {} : { state: 'expired' }) })
  context.record({ type: 'items-export-expired', table: 'itemExport', row, clauses: ['SDS-5.1-03'] })
  return accept({})
}

const stateWords: { readonly [S in ExportRow['state']]: string } = {
  writing: '正在生成',
  ready: '待领取',
  taken: '已领取',
  expired: '已到期清除',
}

export const exportListHandler: QueryHandler<typeof contract.exportList> = async (context, input) => {
  const { organisationId, accountId } = ownPlace(context)
  const { total, rows } = await listExports(context.tx, organisationId, input)
  return accept({
    formats: formats.flatMap((format) => (writers[format] ? [{ format, name: formatNames[format] }] : [])),
    total,
    rows: rows.map(({ id, bank, format, state, items, losses, personName, jobId, ...row }) => ({
      ...{ itemExportId: id, bank, state, items, personName, jobId },
      formatName: formatNames[format],
      stateWord: stateWords[state],
      losses: [...(losses ?? [])],
      createdAt: row.createdAt.toISOString(),
      takenAt: row.takenAt?.toISOString() ?? null,
      canTake: state === 'ready' && row.accountId === accountId,
    })),
  })
}
