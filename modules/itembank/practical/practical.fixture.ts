import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { QueryContext } from '#platform/command/context.ts'
import type { World } from '#platform/command/testing.ts'
import type { PracticalPaper } from './core/practical.ts'
import { getPractical, insertPractical, updatePractical } from './store/practical.store.ts'

export const demoPractical = JSON.parse(
  readFileSync(new URL('../../../demo/data/practical-electrician-4.json', import.meta.url), 'utf8'),
) as PracticalPaper

/** A practical paper in force, put there as the owner; returns its id. */
export const practicalInForce = (
  { database, services }: World,
  organisationId: string,
  paper: PracticalPaper = demoPractical,
): Promise<string> =>
  database.connection.owner.transaction().execute(async (tx) => {
    const context = { tx, services } as unknown as QueryContext
    const { id } = await insertPractical(context, { organisationId, author: randomUUID() }, paper)
    const row = await getPractical(tx, organisationId, id)
    await updatePractical(context, row, { state: 'in-force', reviewedBy: randomUUID() })
    return id
  })
