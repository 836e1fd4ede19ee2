import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Refusal, refuse } from '#platform/contract/verdict.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { discardTree, draftTree, enforceTree, saveTree } from '../contract.ts'
import { treeMachine, treeStateWords } from '../core/tree.machine.ts'
import { emptyTree } from '../core/tree.ts'
import { lockBank } from '../store/bank.store.ts'
import { insertDraft, lockTree, type TreeRow, treeById, updateTree } from '../store/tree.store.ts'
import { draftExists, editionsOf, inForceOf, judgeNext, nextEdition, putInForce } from '../tree-steps.ts'

type Step = 'itembank.saveTree' | 'itembank.enforceTree' | 'itembank.discardTree'

/** Refuses a step that the edition's state does not have. */
const judgeStep = ({ state, edition }: TreeRow, step: Step): Refusal<'TREE_STATE'> | undefined =>
  treeMachine.next(state, step)
    ? undefined
    : refuse('TREE_STATE', {
        sentence: `第${edition}版细目表${treeStateWords[state]}，不能再改动。`,
        remedy: '请刷新页面；需要改动的，请编制新版。',
        clauses: [],
      })

export const draftTreeHandler: CommandHandler<typeof draftTree> = async (context, { bankId, part }) => {
  const { organisationId } = ownPlace(context)
  const bank = await lockBank(context.tx, organisationId, bankId)
  const editions = await editionsOf(context, bank, part)
  const open = editions.find(({ state }) => state === 'draft')
  if (open) return draftExists(open)
  const tree = inForceOf(editions)?.tree ?? emptyTree
  const row = await insertDraft(context, nextEdition(bank, editions, { part, tree, note: '' }))
  context.record({
    ...{ type: 'tree-drafted', table: 'knowledgeTree', row },
    data: { edition: row.edition, part },
  })
  return accept({ treeId: row.id, edition: row.edition })
}

/** The edition under its bank's lock. */
const locked = async (context: CommandContext, seen: { treeId: string; version: number }) => {
  const { organisationId } = ownPlace(context)
  const { bankId } = await treeById(context.tx, organisationId, seen.treeId)
  const bank = await lockBank(context.tx, organisationId, bankId)
  return { bank, row: await lockTree(context.tx, organisationId, seen) }
}

/** A draft may be wrong in itself: it is work in progress. */
export const saveTreeHandler: CommandHandler<typeof saveTree> = async (context, input) => {
  const { treeId, version, ranges, points, standardVersion, note } = input
  const { row } = await locked(context, { treeId, version })
  const refusal = judgeStep(row, 'itembank.saveTree')
  if (refusal) return refusal
  await updateTree(context, row, {
    ...{ standardVersion: standardVersion.trim(), note: note.trim() },
    tree: { ranges, points },
  })
  context.record({
    ...{ type: 'tree-saved', table: 'knowledgeTree', row },
    data: { edition: row.edition, points: points.length },
  })
  return accept({ version: row.version + 1 })
}

export const enforceTreeHandler: CommandHandler<typeof enforceTree> = async (context, input) => {
  const { abandon, ...seen } = input
  const { bank, row } = await locked(context, seen)
  const refusal = judgeStep(row, 'itembank.enforceTree')
  if (refusal) return refusal
  const before = inForceOf(await editionsOf(context, bank, row.part))
  const judged = await judgeNext(context, bank, { before: before?.tree, tree: row.tree, abandon })
  if (judged.refused) return judged
  await putInForce(context, row, { before, abandoned: judged.value })
  return accept({ edition: row.edition })
}

export const discardTreeHandler: CommandHandler<typeof discardTree> = async (context, seen) => {
  const { row } = await locked(context, seen)
  const refusal = judgeStep(row, 'itembank.discardTree')
  if (refusal) return refusal
  await updateTree(context, row, { state: 'discarded' })
  context.record({
    ...{ type: 'tree-discarded', table: 'knowledgeTree', row },
    data: { edition: row.edition },
  })
  return accept({ edition: row.edition })
}
