import type { CommandContext } from '#platform/command/context.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { treeClauses } from './bank-law.ts'
import { checkTree, emptyTree, type KnowledgeTree } from './core/tree.ts'
import { abandonedPoints, judgeAbandoned } from './core/tree-difference.ts'
import type { BankRow } from './store/bank.store.ts'
import { itemsByPoint } from './store/holdings.store.ts'
import { type NewTree, type TreeRow, treesOf, updateTree } from './store/tree.store.ts'

/** A tree that contradicts itself, with the first of its problems in the sentence and all in the details. */
export const treeRefused = (
  problems: readonly { readonly sentence: string }[],
  clauses: readonly string[],
): Refusal<'TREE_REFUSED'> => {
  const sentences = problems.map(({ sentence }) => sentence)
  return refuse('TREE_REFUSED', {
    sentence: `细目表有${sentences.length}处错误：${sentences.slice(0, 3).join('')}`,
    remedy: '请按提示改正后再办理。',
    clauses,
    field: 'file',
    details: { problems: sentences },
  })
}

export const draftExists = ({ edition }: TreeRow): Refusal<'DRAFT_EXISTS'> =>
  refuse('DRAFT_EXISTS', {
    sentence: `第${edition}版细目表正在编制，还没有施行。`,
    remedy: '请先施行或放弃这份草稿。',
    clauses: [],
  })

/** The editions of one part of a bank, the newest first. */
export const editionsOf = async (
  { tx }: CommandContext,
  { organisationId, id }: BankRow,
  part: TreeRow['part'],
): Promise<readonly TreeRow[]> => (await treesOf(tx, organisationId, id)).filter((row) => row.part === part)

export const inForceOf = (editions: readonly TreeRow[]): TreeRow | undefined =>
  editions.find(({ state }) => state === 'in-force')

/** The next edition of a part, to be filled in. */
export const nextEdition = (
  bank: BankRow,
  editions: readonly TreeRow[],
  { part, tree, note }: Pick<NewTree, 'part' | 'tree' | 'note'>,
): NewTree => ({
  organisationId: bank.organisationId,
  bankId: bank.id,
  part,
  edition: (editions[0]?.edition ?? 0) + 1,
  standardVersion: bank.standardVersion,
  note,
  tree,
})

/** Refuses a tree that is wrong in itself, or one that leaves items without a point unless somebody said so. */
export const judgeNext = async (
  context: CommandContext,
  bank: BankRow,
  next: {
    readonly before: KnowledgeTree | undefined
    readonly tree: KnowledgeTree
    readonly abandon: readonly string[]
  },
): Promise<Verdict<readonly string[], 'TREE_REFUSED' | 'POINTS_IN_USE'>> => {
  const clauses = await treeClauses(context, bank.organisationId)
  const problems = checkTree(next.tree)
  if (problems.length > 0) return treeRefused(problems, clauses)
  const counts = await itemsByPoint(context.tx, bank.organisationId, bank.name)
  const gone = abandonedPoints({ before: next.before ?? emptyTree, after: next.tree }, counts)
  return judgeAbandoned(gone, { said: next.abandon, clauses }) ?? accept(gone.map(({ code }) => code))
}

/** Puts a draft in force in place of the edition before; both are on record. */
export const putInForce = async (
  context: CommandContext,
  draft: TreeRow,
  { before, abandoned }: { readonly before: TreeRow | undefined; readonly abandoned: readonly string[] },
): Promise<void> => {
  // The old one goes first: at no moment are two in force.
  if (before) {
    await updateTree(context, before, { state: 'superseded' })
    context.record({
      ...{ type: 'tree-superseded', table: 'knowledgeTree', row: before },
      data: { edition: before.edition, by: draft.edition },
    })
  }
  await updateTree(context, draft, { state: 'in-force' })
  context.record({
    ...{ type: 'tree-enforced', table: 'knowledgeTree', row: draft },
    data: { edition: draft.edition, part: draft.part, abandoned: [...abandoned] },
    clauses: ['HN-1.8.3.5-04'],
  })
}
