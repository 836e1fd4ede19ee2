import { v7 as uuid } from 'uuid'
import { roomNodeRules } from '#modules/policy/core/room-node.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { namedCode, newOneUseCode } from '#platform/crypto/one-use-code.ts'
import { siteOf } from '../../node/enter-node.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import type { showJoinCode } from '../contract.ts'
import { joiningPurpose } from '../core/joining.ts'
import { insertJoining, lockOpenOfSite, updateJoining } from '../store.ts'

const clauses = ['HN-2.3.1-02']

/** Shows a code that one server may use within minutes; of a site only the newest counts. */
export const showJoinCodeHandler: CommandHandler<typeof showJoinCode> = async (context, input) => {
  const organisationId = ownOrganisation(context)
  const site = await siteOf(context, organisationId, input.siteId)
  if (site.refused) return site
  for (const row of await lockOpenOfSite(context.tx, site.value)) {
    await updateJoining(context.tx, row, { state: 'closed' })
    context.record({ type: 'node-join-code-closed', table: 'nodeJoining', row, clauses })
  }
  const code = newOneUseCode()
  const { offer, secret } = await namedCode(code, joiningPurpose)
  const id = uuid()
  const openUntil = new Date(context.now.getTime() + roomNodeRules.codeMinutes * 60_000)
  await insertJoining(context.tx, {
    ...{ ...site.value, id, version: 1, offer, secret: secret.toString('base64url') },
    ...{ state: 'open', failures: 0, openUntil, shownBy: context.actor.name, shownAt: context.now },
    ...{ card: null, signingKeyId: null, nodeName: null, checkCode: null, nodeId: null },
  })
  const row = { organisationId, id }
  context.record({ type: 'node-join-code-shown', table: 'nodeJoining', row, clauses })
  return accept({ joiningId: id, code, openUntil: openUntil.toISOString() })
}
