import { v7 as uuid } from 'uuid'
import { type CommandContext, platformOrganisation, type QueryContext } from '#platform/command/context.ts'
import { StaleRow } from '#platform/command/pipeline.ts'
import type { CalendarException } from './core/calendar-year.rule.ts'

type Tx = QueryContext['tx']

export interface CalendarYearRow {
  readonly id: string
  readonly organisationId: string
  readonly version: number
  readonly year: number
  readonly source: string
  readonly exceptions: readonly CalendarException[]
}

const columns = ['id', 'organisationId', 'version', 'year', 'source', 'exceptions'] as const

export const calendarYears = async (tx: Tx): Promise<CalendarYearRow[]> => {
  const rows = await tx.selectFrom('calendarYear').select(columns).orderBy('year').execute()
  return rows.map((row) => ({ ...row, exceptions: row.exceptions as unknown as CalendarException[] }))
}

/** Enters a year, or replaces it when `version` is the one last read. Throws StaleRow otherwise. */
export const saveCalendarYear = async (
  { tx }: CommandContext,
  entered: Pick<CalendarYearRow, 'year' | 'source' | 'exceptions'> & { readonly version: number },
): Promise<{ id: string; organisationId: string }> => {
  const exceptions = JSON.stringify(entered.exceptions)
  const { year, source, version } = entered
  if (version === 0) {
    const row = { id: uuid(), organisationId: platformOrganisation }
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('calendarYear')
      .values({ ...row, version: 1, year, source, exceptions })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows !== 1n) throw new StaleRow()
    return row
  }
  const row = await tx
    .updateTable('calendarYear')
    .set({ source, exceptions, version: version + 1 })
    .where('year', '=', year)
    .where('version', '=', version)
    .returning(['id', 'organisationId'])
    .executeTakeFirst()
  if (!row) throw new StaleRow()
  return row
}
