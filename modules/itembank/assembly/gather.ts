import type { QueryContext } from '#platform/command/context.ts'
import { enemiesOf } from '../item/store/enemy.store.ts'
import { bankItems } from '../item/store/item.store.ts'
import { usageOf } from '../item/store/paper-item.store.ts'
import { treeOf } from '../knowledge/store/bank.store.ts'
import type { Pool } from './core/pool.ts'
import type { RuleSet } from './core/rules.ts'
import type { Wording } from './core/words.ts'

interface Place {
  readonly organisationId: string
  readonly bank: string
}

/** A bank as it stands: its items, the points' importance, and where each item has been. No content is decrypted. */
export const gatherPool = async (context: QueryContext, { organisationId, bank }: Place): Promise<Pool> => {
  const tree = await treeOf(context.tx, organisationId, bank)
  const pairs = await enemiesOf(context.tx, organisationId, bank)
  return {
    organisationId,
    items: await bankItems(context.tx, organisationId, bank),
    importance: new Map(tree?.points.map(({ code, importance }) => [code, importance])),
    usage: await usageOf(context, { organisationId, bank }),
    enemies: pairs.map(({ first, second }) => [first, second]),
  }
}

export const wordingOf = async (
  { tx }: Pick<QueryContext, 'tx'>,
  { organisationId, bank }: Place,
  rules: RuleSet,
): Promise<Wording> => {
  const tree = await treeOf(tx, organisationId, bank)
  return { rules, rangeNames: new Map(tree?.ranges.map(({ code, name }) => [code, name])) }
}
