import { staffNames } from '#modules/party/facts.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { isItemType, itemTypes } from '../../core/item.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import { decisionNames } from '../core/decision.ts'
import { stateNames } from '../core/item.machine.ts'
import { listEnemies } from '../store/enemy.store.ts'
import { listPairs } from '../store/likeness.store.ts'
import { stateOf } from '../store/move.store.ts'
import type { enemyList, likenessList } from '../upkeep.contract.ts'

interface Side {
  readonly itemId: string
  readonly code: string
  readonly type: string
  readonly pointCode: string
  readonly state: string
}

const sideOf = ({ type, state, ...side }: Side) => ({
  ...side,
  typeName: isItemType(type) ? itemTypes[type].name : type,
  stateName: stateNames[stateOf(state)],
})

export const likenessListHandler: QueryHandler<typeof likenessList> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const { total, rows } = await listPairs(context.tx, { ...input, organisationId })
  const names = await staffNames(context.tx, organisationId)
  return accept({
    total,
    rows: rows.map((row) => ({
      ...{ likenessId: row.id, version: row.version, bank: row.bank, similarity: Number(row.similarity) },
      first: sideOf({
        ...{ itemId: row.firstId, code: row.firstCode, type: row.firstType },
        ...{ pointCode: row.firstPoint, state: row.firstState },
      }),
      second: sideOf({
        ...{ itemId: row.secondId, code: row.secondCode, type: row.secondType },
        ...{ pointCode: row.secondPoint, state: row.secondState },
      }),
      decisionName: row.decision === null ? null : (decisionNames[row.decision] ?? '—'),
      decidedByName: row.decidedBy === null ? null : (names.get(row.decidedBy) ?? '—'),
    })),
  })
}

export const enemyListHandler: QueryHandler<typeof enemyList> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const { total, rows } = await listEnemies(context.tx, { ...input, organisationId })
  const names = await staffNames(context.tx, organisationId)
  return accept({
    total,
    rows: rows.map(({ id, bank, firstCode, secondCode, reason, addedBy, addedAt }) => ({
      ...{ enemyId: id, bank, firstCode, secondCode, reason },
      addedByName: names.get(addedBy) ?? '—',
      addedAt: addedAt.toISOString(),
    })),
  })
}
