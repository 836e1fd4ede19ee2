import type { CommandContext } from '#platform/command/context.ts'
import { takeInViolations } from '../discipline/from-room.ts'
import { takeInIncidents } from '../incident/register-incidents.ts'
import { keepReceipts } from '../receipt/keep-receipts.ts'
import { dropReceipts } from '../receipt/store.ts'
import { replaceScripts, type SittingRow } from '../store.ts'
import { keepBundle, type ProvenBundle, scriptsIn } from './take-in.ts'

/**
 * Another result of the sitting takes the place of the one taken in. Scripts and receipts are the new one's; what the
 * first had brought of violations and incidents stays on record, for people to close.
 */
export const replaceBundle = async (
  context: CommandContext,
  row: SittingRow,
  proven: ProvenBundle,
): Promise<void> => {
  const { organisationId } = row
  const scripts = scriptsIn(row, proven.bundle)
  await dropReceipts(
    context.tx,
    organisationId,
    scripts.map(({ id }) => id),
  )
  await replaceScripts(context.tx, scripts)
  await keepReceipts(context, row, scripts)
  context.recordAll({
    type: 'script-replaced',
    table: 'script',
    organisationId,
    ids: scripts.map(({ id }) => id),
    clauses: ['SDS-5.1-02'],
  })
  await takeInViolations(context, row, proven.bundle)
  await takeInIncidents(context, row, proven.bundle.events)
  await keepBundle(context, row, proven)
}
