import { StaleRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { putAwayPasscodes } from '../contract.ts'
import { ownOrganisation } from '../own-organisation.ts'
import { passcodesGone, requireChief } from '../passcode-access.ts'
import { lockSitting, updateSitting } from '../store.ts'

/** The site head has the sheet on paper: from here on nobody can show it again. */
export const putAwayPasscodesHandler: CommandHandler<typeof putAwayPasscodes> = async (
  context,
  { sittingId, version },
) => {
  const row = await lockSitting(context.tx, { sittingId, organisationId: ownOrganisation(context) })
  requireChief(context, row)
  if (row.passcodes === null) return passcodesGone
  if (row.version !== version) throw new StaleRow()
  const next = await updateSitting(context.tx, row, { passcodes: null })
  context.record({
    type: 'passcodes-printed',
    table: 'sitting',
    row,
    clauses: ['SDS-4.4-13', 'SDS-4.2-07'],
  })
  return accept({ version: next })
}
