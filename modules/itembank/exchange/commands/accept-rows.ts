import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type * as contract from '../contract.ts'
import type { Acceptance } from '../core/staged.rule.ts'
import { unjudged } from '../import/judge-rows.ts'
import { judgingOf, rejudge, settleCounts } from '../import/rejudge.ts'
import { readRows, type StagedRow } from '../store/staged-row.store.ts'
import { openImport } from './amend.ts'

/** What may be said of a row as it stands: a near one is another question, a changed one the next edition. */
export const acceptableAs = ({
  state,
  content: { problems, sameAs, accepted = [] },
}: StagedRow): Acceptance | null => {
  if (state === 'near-duplicate' || accepted.includes('near')) return 'near'
  if (problems.some(({ code }) => code === 'CODE_TAKEN') && sameAs?.where === 'bank') return 'edition'
  return accepted.includes('edition') ? 'edition' : null
}

const rowsAtOnce = 1000
const openRows = { near: { states: ['near-duplicate'] }, edition: { problem: 'CODE_TAKEN' } } as const

const clauses = {
  near: ['HN-1.8.3.7-03'],
  edition: ['HN-1.8.3.5-03', 'SDS-5.1-05'],
} as const

/** Takes the person's word: nothing near is dropped in silence, and nothing of the bank followed without it. */
export const acceptImportRowsHandler: CommandHandler<typeof contract.acceptImportRows> = async (
  context,
  { itemImportId: importId, as, ordinals, accepted },
) => {
  const open = await openImport(context, { importId }, 'itembank.acceptImportRows')
  if (open.refused) return open
  const judging = await judgingOf(context, open.value)
  const wanted = ordinals ? { ordinals } : openRows[as]
  const said: number[] = []
  for (let after = 0; ; ) {
    const rows = await readRows(context, judging.staging, { ...wanted, after, limit: rowsAtOnce })
    if (rows.length === 0) break
    after = rows.at(-1)!.ordinal
    const meant = rows.filter((row) => acceptableAs(row) === as)
    said.push(...meant.map(({ ordinal }) => ordinal))
    await rejudge(
      context,
      judging,
      meant.map((row) => unjudged(row, { accepted: accepted ? [as] : [] })),
    )
  }
  context.record({
    type: 'import-rows-accepted',
    table: 'itemImport',
    row: open.value,
    data: { as, accepted, rows: said.length, ...(ordinals ? { ordinals: said } : {}) },
    clauses: [...clauses[as]],
  })
  return accept({ ...(await settleCounts(context, open.value)), rows: said.length })
}
