import type { QueryContext } from '#platform/command/context.ts'
import { findBlueprint } from '../../item/store/item.store.ts'
import type { KnowledgeTree } from '../core/blueprint.ts'

type Tx = QueryContext['tx']

/** A bank is the items of one occupation and level under one name, unique within its organisation. */
export interface Bank {
  readonly name: string
  readonly occupationCode: string
  readonly level: number
}

export const bankNamed = async (tx: Tx, organisationId: string, name: string): Promise<Bank | undefined> => {
  const row = await findBlueprint(tx, organisationId, name)
  return row && { name: row.bank, occupationCode: row.occupationCode, level: row.level }
}

/** The knowledge tree in force for a bank; undefined while there is none. */
export const treeOf = async (
  tx: Tx,
  organisationId: string,
  bank: string,
): Promise<KnowledgeTree | undefined> => (await findBlueprint(tx, organisationId, bank))?.content.tree
