import { itemExchangeRules } from '#modules/policy/core/item-exchange.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { isItemType, itemTypes } from '../../core/item.ts'
import { treeOf } from '../../knowledge/store/bank.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type * as contract from '../contract.ts'
import { formatNames } from '../core/formats.ts'
import { importMachine, importStateWords } from '../core/import.machine.ts'
import { formats } from '../core/parsed.ts'
import { reportOf } from '../core/staged.rule.ts'
import { getImport, type ImportRow, listImports, sameFileBefore } from '../store/import.store.ts'
import { listRows, nextRow, problemKinds } from '../store/staged-row.store.ts'

const formatName = (format: string | null): string | null => {
  const known = formats.find((one) => one === format)
  return known ? formatNames[known] : null
}

const shown = ({ actor }: QueryContext, row: ImportRow) => {
  const { id, version, bank, name, format, state, counts, trouble, personName, jobId } = row
  return {
    ...{ itemImportId: id, version, bank, name, format, state, counts, trouble, personName, jobId },
    formatName: formatName(format),
    stateWord: importStateWords[state],
    report: state === 'committed' && counts ? reportOf(counts) : null,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    availableActions: importMachine.available(state, actor.roles).map(({ action }) => action),
  }
}

export const importListHandler: QueryHandler<typeof contract.importList> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const { total, rows } = await listImports(context.tx, organisationId, input)
  return accept({ total, rows: rows.map((row) => shown(context, row)) })
}

const day = 86_400_000

export const importDetailHandler: QueryHandler<typeof contract.importDetail> = async (
  context,
  { itemImportId: importId },
) => {
  const { organisationId } = ownPlace(context)
  const row = await getImport(context.tx, organisationId, importId)
  const before = await sameFileBefore(context, row)
  const tree = await treeOf(context.tx, organisationId, row.bank)
  return accept({
    ...shown(context, row),
    problemKinds: await problemKinds(context.tx, { organisationId, importId }),
    sameFile: before
      ? {
          at: before.createdAt.toISOString(),
          bank: before.bank,
          personName: before.personName,
          stateWord: importStateWords[before.state],
        }
      : null,
    keptUntil: new Date(row.createdAt.getTime() + itemExchangeRules.keptDays * day).toISOString(),
    points: (tree?.points ?? []).map(({ code, name }) => ({ code, name })),
  })
}

export const importRowsHandler: QueryHandler<typeof contract.importRows> = async (
  context,
  { itemImportId: importId, ...asked },
) => {
  const { organisationId } = ownPlace(context)
  await getImport(context.tx, organisationId, importId)
  const { total, rows } = await listRows(context.tx, { organisationId, importId }, asked)
  return accept({
    total,
    rows: rows.map(({ type, code: _code, ...row }) => ({
      ...row,
      typeName: type !== null && isItemType(type) ? itemTypes[type].name : null,
    })),
  })
}

export const nextImportRowHandler: QueryHandler<typeof contract.nextImportRow> = async (
  context,
  { itemImportId: importId, ...asked },
) => {
  const { organisationId } = ownPlace(context)
  return accept({ ordinal: await nextRow(context.tx, { organisationId, importId }, asked) })
}
