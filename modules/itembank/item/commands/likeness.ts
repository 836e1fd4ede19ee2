import type { CommandContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import { decisionNames } from '../core/decision.ts'
import { decideMove, stateNames } from '../core/item.machine.ts'
import { doublesOf, likenessText } from '../core/likeness.ts'
import { lockVisible, viewerOf, visibleItems } from '../store/access.store.ts'
import { comparableItems, decidePair, lockPair, savePairs } from '../store/likeness.store.ts'
import { moveRows, stateOf } from '../store/move.store.ts'
import type { decideLikeness, findLikeness, keepLikeness, similarItems } from '../upkeep.contract.ts'
import { makeEnemies } from './enemies.ts'

export const findLikenessHandler: CommandHandler<typeof findLikeness> = async (context, { bank }) => {
  const { organisationId } = ownPlace(context)
  const jobId = await context.startJob({
    ...{ kind: 'itembank.likeness', title: `查找相似试题：${bank}`, organisationId },
    ...{ payload: { bank }, total: 1 },
  })
  return accept({ jobId })
}

export const keepLikenessHandler: CommandHandler<typeof keepLikeness> = async (context, input) => {
  const { organisationId, bank, pairs } = input
  const ids = await savePairs(context, { organisationId, bank }, pairs)
  context.recordAll({ type: 'likeness-found', table: 'itemLikeness', organisationId, ids })
  return accept({ found: ids.length })
}

/** Takes one of a pair out of the bank, by the rules of items. */
const retireOne = async (context: CommandContext, itemId: string) => {
  const viewer = viewerOf(context)
  const [row] = await lockVisible(context.tx, viewer, [itemId])
  const state = stateOf(row?.state ?? 'retired')
  const reason = '与其他试题相似'
  const verdict = decideMove(
    { state, authorId: row?.authorId ?? null, firstReviewerId: row?.firstReviewerId ?? null },
    { action: 'retire', by: viewer, reason },
  )
  if (!row || verdict.refused) {
    return refuse('ITEM_NOT_RETIRABLE', {
      sentence: `该试题现为“${stateNames[state]}”，不能退出题库。`,
      remedy: '请待审题结束后再处理。',
      clauses: [],
    })
  }
  const { organisationId } = viewer
  await moveRows(
    context.tx,
    { organisationId, ids: [itemId] },
    { state: verdict.value.to, stateReason: reason },
  )
  const data = { from: verdict.value.from, to: verdict.value.to, reason }
  context.record({ type: 'item-retired', table: 'item', row, data, clauses: ['HN-1.8.7-04'] })
  return undefined
}

type Decision = InputOf<typeof decideLikeness>['decision']
type Pair = Awaited<ReturnType<typeof lockPair>>

const carryOutDecision = async (context: CommandContext, pair: Pair, decision: Decision) => {
  if (decision === 'retire-first') return retireOne(context, pair.firstItemId)
  if (decision === 'retire-second') return retireOne(context, pair.secondItemId)
  if (decision === 'enemies') {
    const rows = await lockVisible(context.tx, viewerOf(context), [pair.firstItemId, pair.secondItemId])
    await makeEnemies(context, pair.bank, { codes: rows.map(({ code }) => code), reason: '题目相似' })
  }
  return undefined
}

export const decideLikenessHandler: CommandHandler<typeof decideLikeness> = async (context, input) => {
  const { organisationId, accountId } = ownPlace(context)
  const { decision } = input
  const pair = await lockPair(context.tx, organisationId, input)
  const refusal = await carryOutDecision(context, pair, decision)
  if (refusal) return refusal
  await decidePair(context, pair, { decision, decidedBy: accountId })
  context.record({ type: 'likeness-decided', table: 'itemLikeness', row: pair, data: { decision } })
  return accept({ decisionName: decisionNames[decision] ?? '' })
}

const mostShown = 10

/** What stands in the bank that asks nearly what a draft asks; the content of others' items is not shown. */
export const similarItemsHandler: CommandHandler<typeof similarItems> = async (context, input) => {
  const viewer = viewerOf(context)
  const { bank, itemId, draft } = input
  const items = await comparableItems(context, { organisationId: viewer.organisationId, bank })
  const own = items.find(({ id }) => id === itemId)
  const others = items.filter(({ code }) => code !== own?.code)
  const [found] = doublesOf([{ id: 'draft', text: likenessText(draft) }], others)
  const like = [...(found?.exact.map((id) => ({ id, similarity: 1 })) ?? []), ...(found?.near ?? [])]
  const shown = like.slice(0, mostShown)
  const visible = await visibleAmong(
    context,
    shown.map(({ id }) => id),
  )
  const byId = new Map(others.map((item) => [item.id, item]))
  return accept({
    items: shown.map(({ id, similarity }) => ({
      ...{ itemId: id, similarity, code: byId.get(id)!.code, isVisible: visible.has(id) },
      stateName: stateNames[stateOf(byId.get(id)!.state)],
    })),
  })
}

const visibleAmong = async (
  context: CommandContext,
  ids: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows = await visibleItems(context.tx, viewerOf(context))
    .select('id')
    .where((e) => e('id', '=', e.fn.any(e.val([...ids]))))
    .execute()
  return new Set(rows.map(({ id }) => id))
}
