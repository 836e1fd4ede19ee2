import { v7 as uuid } from 'uuid'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { Part, TreeState } from '../core/tree.machine.ts'
import type { KnowledgeTree } from '../core/tree.ts'
import { registeredBanks } from './bank.store.ts'

type Tx = QueryContext['tx']

export interface TreeRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly bankId: string
  readonly part: Part
  readonly edition: number
  readonly state: TreeState
  readonly standardVersion: string
  readonly note: string
  readonly tree: KnowledgeTree
  readonly draftedName: string
  readonly draftedAt: Date
  readonly enforcedName: string | null
  readonly enforcedAt: Date | null
  readonly supersededAt: Date | null
}

const columns = [
  'organisationId',
  'id',
  'version',
  'bankId',
  'part',
  'edition',
  'state',
  'standardVersion',
  'note',
  'content',
  'draftedName',
  'draftedAt',
  'enforcedName',
  'enforcedAt',
  'supersededAt',
] as const

const selectTrees = (tx: Tx, organisationId: string) =>
  tx
    .selectFrom('knowledgeTree')
    .select([...columns])
    .where('organisationId', '=', organisationId)

type Selected = Awaited<ReturnType<ReturnType<typeof selectTrees>['executeTakeFirstOrThrow']>>

const treeRowOf = ({ part, state, content, ...row }: Selected): TreeRow => ({
  ...row,
  part: part as Part,
  state: state as TreeState,
  tree: content as unknown as KnowledgeTree,
})

/** Every edition of the trees of a bank, the newest first. */
export const treesOf = async (
  tx: Tx,
  organisationId: string,
  bankId: string,
): Promise<readonly TreeRow[]> => {
  const rows = await selectTrees(tx, organisationId)
    .where('bankId', '=', bankId)
    .orderBy('part')
    .orderBy('edition', 'desc')
    .execute()
  return rows.map(treeRowOf)
}

/** The trees in force of all banks of an organisation. */
export const treesInForce = async (tx: Tx, organisationId: string): Promise<readonly TreeRow[]> =>
  (await selectTrees(tx, organisationId).where('state', '=', 'in-force').execute()).map(treeRowOf)

/** Throws MissingRow. */
export const treeById = async (tx: Tx, organisationId: string, id: string): Promise<TreeRow> => {
  const row = await selectTrees(tx, organisationId).where('id', '=', id).executeTakeFirst()
  if (!row) throw new MissingRow()
  return treeRowOf(row)
}

/** Locks an edition as the person saw it. Throws MissingRow, StaleRow. */
export const lockTree = async (
  tx: Tx,
  organisationId: string,
  seen: { readonly treeId: string; readonly version: number },
): Promise<TreeRow> => {
  const row = await selectTrees(tx, organisationId)
    .where('id', '=', seen.treeId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== seen.version) throw new StaleRow()
  return treeRowOf(row)
}

export interface NewTree {
  readonly organisationId: string
  readonly bankId: string
  readonly part: Part
  readonly edition: number
  readonly standardVersion: string
  readonly note: string
  readonly tree: KnowledgeTree
}

/** Inserts a draft by the acting person. */
export const insertDraft = async (context: QueryContext, { tree, ...draft }: NewTree): Promise<TreeRow> => {
  const { tx, now, actor } = context
  if (actor.accountId === null) throw new MissingRow()
  const row = await tx
    .insertInto('knowledgeTree')
    .values({
      ...{ ...draft, id: uuid(), version: 1, state: 'draft', content: JSON.stringify(tree) },
      ...{ draftedBy: actor.accountId, draftedName: actor.name, draftedAt: now },
    })
    .returning([...columns])
    .executeTakeFirstOrThrow()
  return treeRowOf(row)
}

export interface TreeChanges {
  readonly state?: TreeState
  readonly standardVersion?: string
  readonly note?: string
  readonly tree?: KnowledgeTree
}

const whenAndWho = ({ now, actor }: QueryContext, state: TreeState | undefined) => {
  if (state === 'in-force') return { enforcedBy: actor.accountId, enforcedName: actor.name, enforcedAt: now }
  return state === 'superseded' ? { supersededAt: now } : {}
}

/** Writes changes to an edition and, with a new state, who brought it there and when. */
export const updateTree = async (
  context: QueryContext,
  row: TreeRow,
  { tree, ...changes }: TreeChanges,
): Promise<void> => {
  await context.tx
    .updateTable('knowledgeTree')
    .set({
      ...changes,
      ...(tree && { content: JSON.stringify(tree) }),
      ...whenAndWho(context, changes.state),
      version: row.version + 1,
    })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
}

export interface BankWithTree {
  readonly bank: string
  readonly occupationCode: string
  readonly level: number
  readonly tree: KnowledgeTree
}

/** The banks that have a theory tree in force, with it; only they take items. */
export const banksWithTree = async (tx: Tx, organisationId: string): Promise<readonly BankWithTree[]> => {
  const trees = await treesInForce(tx, organisationId)
  return (await registeredBanks(tx, organisationId)).flatMap(({ id, name, occupationCode, level }) => {
    const found = trees.find(({ bankId, part }) => bankId === id && part === 'theory')
    return found ? [{ bank: name, occupationCode, level, tree: found.tree }] : []
  })
}
