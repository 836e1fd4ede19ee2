import type { CommandContext } from '#platform/command/context.ts'
import { correctEntry } from './store/publicity.store.ts'
import type { ResultRow } from './store/result.store.ts'

/** Shows corrected results on the public page, where they are on display, with words that say so. */
export const showCorrected = async (
  context: CommandContext,
  rows: readonly ResultRow[],
  correction: string,
): Promise<void> => {
  for (const row of rows) {
    if (row.state !== 'publicised' || row.passed === null) continue
    const { organisationId, theory, practical, review, passed } = row
    const id = await correctEntry(
      context.tx,
      { organisationId, resultId: row.id },
      { theory, practical, review, passed, correction },
    )
    if (id !== undefined) {
      context.record({
        type: 'publicity-corrected',
        table: 'publicityEntry',
        row: { organisationId, id },
        clauses: ['SDS-5.2-03'],
      })
    }
  }
}
