import { MissingRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { revealNumber } from '../contract.ts'
import { clearIdentity, insertDisclosure, isPersonInReach } from '../store.ts'

/** Shows one person's number and phone in clear, and keeps who looked, when and why. */
export const revealNumberHandler: CommandHandler<typeof revealNumber> = async (
  context,
  { personId, reason },
) => {
  if (!(await isPersonInReach(context.tx, personId))) throw new MissingRow()
  const { documentNumber, phone } = await clearIdentity(context, personId)
  const organisationId = context.actor.organisationId!
  await insertDisclosure(context, { organisationId, personId, field: 'documentNumber', reason })
  return accept({ documentNumber, phone })
}
