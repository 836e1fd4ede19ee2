import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { isItemType, itemTypes } from '../../core/item.ts'
import { usesInPapers } from '../../paper/store/paper.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { itemList } from '../contract.ts'
import { listBlueprints, listItems } from '../store/item.store.ts'

const typeName = (type: string) => (isItemType(type) ? itemTypes[type].name : type)

export const itemListHandler: QueryHandler<typeof itemList> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const { total, rows } = await listItems(context.tx, { ...input, organisationId })
  const trees = await listBlueprints(context.tx, organisationId)
  const names = new Map(
    trees.flatMap(({ content }) => content.tree.points.map(({ code, name }) => [code, name])),
  )
  const uses = await usesInPapers(context, { organisationId })
  return accept({
    total,
    rows: rows.map(({ id, type, ...row }) => ({
      ...row,
      itemId: id,
      typeName: typeName(type),
      pointName: names.get(row.pointCode) ?? null,
      inPapers: uses.get(row.code) ?? 0,
    })),
  })
}
