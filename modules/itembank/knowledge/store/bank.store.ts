import { v7 as uuid } from 'uuid'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { NamedSource, StandardKind } from '../core/bank.rule.ts'
import type { KnowledgeTree } from '../core/tree.ts'

type Tx = QueryContext['tx']

/** A bank is the items of one occupation and level under one name, unique within its organisation. */
export interface Bank {
  readonly name: string
  readonly occupationCode: string
  readonly level: number
}

/** What of a bank can change: the name, by which items and papers call it, cannot. */
export interface BankBasis {
  readonly trade: string
  readonly standardKind: StandardKind
  readonly standardTitle: string
  readonly standardVersion: string
  readonly sources: readonly NamedSource[]
}

export interface BankRow extends Bank, BankBasis {
  readonly organisationId: string
  readonly id: string
  readonly version: number
}

const columns = [
  'organisationId',
  'id',
  'version',
  'name',
  'occupationCode',
  'trade',
  'level',
  'standardKind',
  'standardTitle',
  'standardVersion',
  'sources',
] as const

const selectBanks = (tx: Tx, organisationId: string) =>
  tx
    .selectFrom('itemBank')
    .select([...columns])
    .where('organisationId', '=', organisationId)

type Selected = Awaited<ReturnType<ReturnType<typeof selectBanks>['executeTakeFirstOrThrow']>>

const bankOf = ({ standardKind, sources, ...row }: Selected): BankRow => ({
  ...row,
  standardKind: standardKind as StandardKind,
  sources: sources as unknown as readonly NamedSource[],
})

export const bankNamed = async (
  tx: Tx,
  organisationId: string,
  name: string,
): Promise<BankRow | undefined> => {
  const row = await selectBanks(tx, organisationId).where('name', '=', name).executeTakeFirst()
  return row && bankOf(row)
}

/** Throws MissingRow. */
export const bankById = async (tx: Tx, organisationId: string, id: string): Promise<BankRow> => {
  const row = await selectBanks(tx, organisationId).where('id', '=', id).executeTakeFirst()
  if (!row) throw new MissingRow()
  return bankOf(row)
}

/** Locks a bank, whose trees are changed under its lock. Throws MissingRow. */
export const lockBank = async (tx: Tx, organisationId: string, id: string): Promise<BankRow> => {
  const row = await selectBanks(tx, organisationId).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new MissingRow()
  return bankOf(row)
}

/** Locks a bank as the person saw it. Throws MissingRow, StaleRow. */
export const lockBankAt = async (
  tx: Tx,
  organisationId: string,
  seen: { readonly bankId: string; readonly version: number },
): Promise<BankRow> => {
  const row = await lockBank(tx, organisationId, seen.bankId)
  if (row.version !== seen.version) throw new StaleRow()
  return row
}

export const registeredBanks = async (tx: Tx, organisationId: string): Promise<readonly BankRow[]> =>
  (await selectBanks(tx, organisationId).orderBy('name').execute()).map(bankOf)

/** Inserts a bank; undefined when the name is taken. */
export const insertBank = async (
  { tx, now }: Pick<QueryContext, 'tx' | 'now'>,
  bank: Bank & BankBasis & { readonly organisationId: string },
): Promise<BankRow | undefined> => {
  const row = await tx
    .insertInto('itemBank')
    .values({ ...bank, id: uuid(), version: 1, sources: JSON.stringify(bank.sources), createdAt: now })
    .onConflict((conflict) => conflict.columns(['organisationId', 'name']).doNothing())
    .returning([...columns])
    .executeTakeFirst()
  return row && bankOf(row)
}

export const updateBank = async (tx: Tx, row: BankRow, basis: BankBasis): Promise<void> => {
  await tx
    .updateTable('itemBank')
    .set({ ...basis, sources: JSON.stringify(basis.sources), version: row.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
}

/** The theory tree in force for a bank; undefined while there is none. */
export const treeOf = async (
  tx: Tx,
  organisationId: string,
  bank: string,
): Promise<KnowledgeTree | undefined> => {
  const row = await tx
    .selectFrom('knowledgeTree as tree')
    .innerJoin('itemBank as bank', (join) =>
      join.onRef('bank.organisationId', '=', 'tree.organisationId').onRef('bank.id', '=', 'tree.bankId'),
    )
    .select('tree.content')
    .where('tree.organisationId', '=', organisationId)
    .where('bank.name', '=', bank)
    .where('tree.part', '=', 'theory')
    .where('tree.state', '=', 'in-force')
    .executeTakeFirst()
  return row && (row.content as unknown as KnowledgeTree)
}
