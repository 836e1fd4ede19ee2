import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { likenessText } from '../../item/core/likeness.ts'
import { pointCodes } from '../../knowledge/core/tree.ts'
import { treeOf } from '../../knowledge/store/bank.store.ts'
import type { Counts } from '../core/staged.rule.ts'
import { changeImport, type ImportRow } from '../store/import.store.ts'
import { countRows, followersOf, readRows, type StagedRow, saveRows } from '../store/staged-row.store.ts'
import { findNear, type RowText } from './find-near.ts'
import { type Judging, judgeRows, type UnjudgedRow, unjudged } from './judge-rows.ts'

export const judgingOf = async (
  { tx }: QueryContext,
  { organisationId, id: importId, bank }: ImportRow,
): Promise<Judging> => ({
  staging: { organisationId, importId },
  bank,
  points: pointCodes(await treeOf(tx, organisationId, bank)),
})

const rowText = ({
  ordinal,
  place,
  content,
}: Pick<UnjudgedRow, 'ordinal' | 'place' | 'content'>): RowText => ({
  ...{ ordinal, place, text: likenessText(content.draft) },
})

const rowsAtOnce = 250

/** The words of the file's other rows, but of those that repeat or follow one of these. */
const otherTexts = async (
  context: QueryContext,
  { staging }: Judging,
  ours: ReadonlySet<number>,
): Promise<readonly RowText[]> => {
  const texts: RowText[] = []
  const states = ['good', 'problem', 'near-duplicate'] as const
  for (let after = 0; ; ) {
    const rows = await readRows(context, staging, { states, after, limit: rowsAtOnce })
    if (rows.length === 0) return texts
    after = rows.at(-1)!.ordinal
    for (const row of rows)
      if (!ours.has(row.ordinal) && !ours.has(row.sameOrdinal ?? 0)) texts.push(rowText(row))
  }
}

/** Asks for the rows of which nobody knows it what they are near. */
const withNear = async (
  context: QueryContext,
  judging: Judging,
  rows: readonly UnjudgedRow[],
): Promise<readonly UnjudgedRow[]> => {
  const unasked = rows.filter(({ excluded, content }) => !excluded && content.near === undefined)
  if (unasked.length === 0) return rows
  const { organisationId } = judging.staging
  const ours = new Set(unasked.map(({ ordinal }) => ordinal))
  const near = await findNear(context, {
    bank: { organisationId, bank: judging.bank },
    fresh: unasked.map(rowText),
    others: await otherTexts(context, judging, ours),
  })
  return rows.map((row) =>
    ours.has(row.ordinal)
      ? { ...row, content: { ...row.content, near: near.get(row.ordinal) ?? null } }
      : row,
  )
}

const judgeAndSave = async (context: QueryContext, judging: Judging, rows: readonly UnjudgedRow[]) => {
  const judged = await judgeRows(context, judging, await withNear(context, judging, rows))
  await saveRows(context, judging.staging, judged)
  return judged
}

/** Judges changed rows, and then those that repeated or were near one of them, and writes both. */
export const rejudge = async (
  context: QueryContext,
  judging: Judging,
  rows: readonly UnjudgedRow[],
): Promise<readonly StagedRow[]> => {
  const judged = await judgeAndSave(context, judging, rows)
  const ordinals = rows.map(({ ordinal }) => ordinal)
  const changed = new Set(ordinals)
  const followers = (await followersOf(context.tx, judging.staging, ordinals)).filter(
    (ordinal) => !changed.has(ordinal),
  )
  if (followers.length === 0) return judged
  // What has been given other words, or left out, is no more what its followers are near.
  const reworded = new Set(
    rows.flatMap(({ ordinal, excluded, content }) =>
      excluded || content.near === undefined ? [ordinal] : [],
    ),
  )
  const stored = await readRows(context, judging.staging, { ordinals: followers, limit: followers.length })
  const anew = stored.map((row) => unjudged(row, { anew: reworded.has(row.sameOrdinal ?? 0) }))
  await judgeAndSave(context, judging, anew)
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
