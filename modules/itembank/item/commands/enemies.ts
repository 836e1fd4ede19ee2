import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import { type EnemyPair, endEnemy, insertEnemies, knownCodes } from '../store/enemy.store.ts'
import type { addEnemies, removeEnemy } from '../upkeep.contract.ts'

/** Every pair of these codes, the lesser first. */
const pairsOf = (codes: readonly string[]): readonly EnemyPair[] => {
  const sorted = [...new Set(codes)].sort()
  return sorted.flatMap((first, at) => sorted.slice(at + 1).map((second) => ({ first, second })))
}

/** Writes pairs of a bank that may not stand in one paper, and their fact. */
export const makeEnemies = async (
  context: CommandContext,
  bank: string,
  { codes, reason }: { readonly codes: readonly string[]; readonly reason: string },
): Promise<number> => {
  const { organisationId, accountId } = ownPlace(context)
  const ids = await insertEnemies(
    context,
    { organisationId, bank, accountId },
    { pairs: pairsOf(codes), reason },
  )
  context.recordAll({ type: 'enemies-added', table: 'itemEnemy', organisationId, ids, data: { reason } })
  return ids.length
}

export const addEnemiesHandler: CommandHandler<typeof addEnemies> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const codes = [...new Set(input.codes.map((code) => code.trim()))]
  if (codes.length < 2) {
    return refuse('ENEMIES_TOO_FEW', {
      sentence: '互斥至少需要两道不同的试题。',
      remedy: '请再选一道试题。',
      clauses: [],
      field: 'codes',
    })
  }
  const known = await knownCodes(context.tx, { organisationId, bank: input.bank }, codes)
  const unknown = codes.filter((code) => !known.has(code))
  if (unknown.length > 0) {
    return refuse('ENEMY_UNKNOWN', {
      sentence: `题库中没有编号为${unknown.join('、')}的试题。`,
      remedy: '请改正编号。',
      clauses: [],
      field: 'codes',
    })
  }
  return accept({ added: await makeEnemies(context, input.bank, { codes, reason: input.reason.trim() }) })
}

export const removeEnemyHandler: CommandHandler<typeof removeEnemy> = async (context, { enemyId }) => {
  const row = { organisationId: ownPlace(context).organisationId, id: enemyId }
  const removed = await endEnemy(context, row)
  if (removed) context.record({ type: 'enemies-removed', table: 'itemEnemy', row })
  return accept({ removed })
}
