import { roomNodeRules } from '#modules/policy/core/room-node.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import type { joiningList } from '../contract.ts'
import { listJoinings } from '../store.ts'

/** Codes and servers of the last minutes; what is older is in the record, not here. */
export const joiningListHandler: QueryHandler<typeof joiningList> = async (context) => {
  const organisationId = ownOrganisation(context)
  const since = new Date(context.now.getTime() - 3 * roomNodeRules.codeMinutes * 60_000)
  const rows = await listJoinings(context.tx, { organisationId, since })
  return accept({
    joinings: rows.map((row) => ({
      ...{ joiningId: row.id, version: row.version, siteName: row.siteName, state: row.state },
      openUntil: row.openUntil.toISOString(),
      isOver: (row.state === 'open' || row.state === 'asked') && row.openUntil <= context.now,
      ...{ shownBy: row.shownBy, nodeName: row.nodeName, checkCode: row.checkCode },
    })),
  })
}
