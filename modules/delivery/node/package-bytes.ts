import type { QueryContext } from '#platform/command/context.ts'
import { bytesOfFile } from '#platform/files/files.ts'
import { isHeldBy } from './reports.ts'
import { lockAssignment } from './store.ts'

/** The package of a sitting for the server that holds it; undefined for any other, and before it is made. */
export const packageBytes = async (
  context: Pick<QueryContext, 'tx' | 'services'>,
  of: { readonly organisationId: string; readonly nodeId: string; readonly sittingId: string },
): Promise<Uint8Array | undefined> => {
  const { organisationId, nodeId, sittingId } = of
  if (!/^[0-9a-f-]{36}$/.test(sittingId)) return undefined
  const held = await lockAssignment(context.tx, { organisationId, sittingId })
  if (!held?.packageFileId || !isHeldBy(held, nodeId)) return undefined
  return bytesOfFile(context, { organisationId, fileId: held.packageFileId })
}
