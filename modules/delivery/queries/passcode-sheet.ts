import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { passcodePurpose } from '../build-sittings.ts'
import type { passcodeSheet } from '../contract.ts'
import { ownOrganisation } from '../own-organisation.ts'
import { passcodesGone, requireChief } from '../passcode-access.ts'
import { findSitting } from '../store.ts'

/** The passcodes of one room for its site head to print and hand out; a query, so that no log of commands keeps them. */
export const passcodeSheetHandler: QueryHandler<typeof passcodeSheet> = async (context, { sittingId }) => {
  const row = await findSitting(context.tx, { organisationId: ownOrganisation(context), sittingId })
  requireChief(context, row)
  if (row.passcodes === null) return passcodesGone
  const text = context.services.keyring.decrypt(row.passcodes, passcodePurpose(row.id))
  const clear = JSON.parse(text) as { readonly [dutyId: string]: string }
  const { version, title, siteName, roomName } = row
  return accept({
    ...{ version, title, siteName, roomName },
    startsAt: row.startsAt.toISOString(),
    duties: row.preparation.duties.map(({ id, name, role, custodian }) => ({
      ...{ id, name, role },
      isKeeper: custodian !== null,
      passcode: clear[id] ?? '',
    })),
  })
}
