import { staffNames } from '#modules/party/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { isItemType, itemTypes } from '../../core/item.ts'
import { banksWithTree } from '../../knowledge/store/tree.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { itemList, itemPlaces } from '../contract.ts'
import { openMoves, stateNames } from '../core/item.machine.ts'
import { originNames } from '../core/origin.ts'
import { viewerOf } from '../store/access.store.ts'
import { stateOf } from '../store/move.store.ts'
import { listItems } from '../store/search.store.ts'

const typeName = (type: string) => (isItemType(type) ? itemTypes[type].name : type)

/** Names of the points of an organisation's trees, by bank and code. */
const pointNames = async (tx: QueryContext['tx'], organisationId: string) =>
  new Map(
    (await banksWithTree(tx, organisationId)).flatMap(({ bank, tree }) =>
      tree.points.map(({ code, name }) => [`${bank}/${code}`, name] as const),
    ),
  )

type Row = Awaited<ReturnType<typeof listItems>>['rows'][number]

const rowOf = (row: Row, names: ReadonlyMap<string, string>) => ({
  ...{ itemId: row.id, bank: row.bank, code: row.code, edition: row.edition ?? 1 },
  ...{ type: row.type, typeName: typeName(row.type), pointCode: row.pointCode },
  ...{ difficulty: row.difficulty, consistency: row.consistency, state: row.state },
  stateName: stateNames[stateOf(row.state)],
  authorName: row.authorId === null ? null : (names.get(row.authorId) ?? '—'),
  originName: originNames[row.origin ?? 'own'] ?? '—',
  hasPicture: row.hasPicture ?? false,
  hasFormula: row.hasFormula ?? false,
  changedAt: row.changedAt?.toISOString() ?? null,
  inPapers: row.uses,
  right: row.right,
  discrimination: row.discrimination,
})

export const itemListHandler: QueryHandler<typeof itemList> = async (context, input) => {
  const viewer = viewerOf(context)
  const { total, rows } = await listItems(context, viewer, input)
  const points = await pointNames(context.tx, viewer.organisationId)
  const names = await staffNames(context.tx, viewer.organisationId)
  return accept({
    total,
    rows: rows.map((row) => ({
      ...rowOf(row, names),
      pointName: points.get(`${row.bank}/${row.pointCode}`) ?? null,
      availableActions: [...openMoves({ ...row, state: stateOf(row.state) }, viewer)],
    })),
  })
}

/** The banks that items can be written for: a bank without a tree has no points to write for. */
export const itemPlacesHandler: QueryHandler<typeof itemPlaces> = async (context) => {
  const { organisationId } = ownPlace(context)
  const banks = await banksWithTree(context.tx, organisationId)
  return accept({
    banks: banks.map(({ bank, occupationCode, level, tree }) => ({
      ...{ bank, occupationCode, level },
      ranges: tree.ranges.map(({ code, name }) => ({ code, name })),
      points: tree.points.map(({ code, name }) => ({ code, name })),
    })),
  })
}
