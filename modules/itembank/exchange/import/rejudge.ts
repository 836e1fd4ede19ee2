import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { pointCodes } from '../../knowledge/core/tree.ts'
import { treeOf } from '../../knowledge/store/bank.store.ts'
import type { Counts } from '../core/staged.rule.ts'
import { changeImport, type ImportRow } from '../store/import.store.ts'
import { countRows, followersOf, readRows, type StagedRow, saveRows } from '../store/staged-row.store.ts'
import { type Judging, judgeRows, type UnjudgedRow, unjudged } from './judge-rows.ts'

export const judgingOf = async (
  { tx }: QueryContext,
  { organisationId, id: importId, bank }: ImportRow,
): Promise<Judging> => ({
  staging: { organisationId, importId },
  bank,
  points: pointCodes(await treeOf(tx, organisationId, bank)),
})

/** Judges changed rows, and then those that repeated one of them, and writes both. */
export const rejudge = async (
  context: QueryContext,
  judging: Judging,
  rows: readonly UnjudgedRow[],
): Promise<readonly StagedRow[]> => {
  const judged = await judgeRows(context, judging, rows)
  await saveRows(context, judging.staging, judged)
  const ordinals = rows.map(({ ordinal }) => ordinal)
  const changed = new Set(ordinals)
  const followers = (await followersOf(context.tx, judging.staging, ordinals)).filter(
    (ordinal) => !changed.has(ordinal),
  )
  if (followers.length > 0) {
    const stored = await readRows(context, judging.staging, {
      ordinals: followers,
      limit: followers.length,
    })
    const anew = stored.map((row) => unjudged(row, {}))
    await saveRows(context, judging.staging, await judgeRows(context, judging, anew))
  }
  return judged
}

/** Counts anew and writes the import's new version. */
export const settleCounts = async (
  { tx }: CommandContext,
  row: ImportRow,
): Promise<{ readonly version: number; readonly counts: Counts }> => {
  const counts = await countRows(tx, { organisationId: row.organisationId, importId: row.id })
  await changeImport(tx, row, { counts, trouble: null })
  return { version: row.version + 1, counts }
}
