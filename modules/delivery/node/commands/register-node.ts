import { v7 as uuid } from 'uuid'
import { confirmedSites } from '#modules/site/facts.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import type { registerNode } from '../contract.ts'
import { cardFingerprint, readCard } from '../core/node-card.ts'
import { digest } from '../digest.ts'
import { insertNode, nodeByKey } from '../store.ts'

const siteUnknown = refuse('SITE_UNKNOWN', {
  sentence: '所选考点不是本机构已确认的考点。',
  remedy: '请先完成考点设置并经所在地确认。',
  clauses: ['SDS-4.1-01'],
  field: 'siteId',
})

const nodeKnown = refuse('NODE_KNOWN', {
  sentence: '这台考场服务器已经登记过。',
  remedy: '请在列表中核对；更换登记机构的，请由原机构先注销。',
  clauses: ['HN-2.3.1-02'],
  field: 'card',
})

/** HN-2.3.1-02: a server of a site, known by the keys it made itself. */
export const registerNodeHandler: CommandHandler<typeof registerNode> = async (context, input) => {
  const organisationId = ownOrganisation(context)
  const read = readCard(input.card)
  if (read.refused) return read
  const sites = await confirmedSites(context.tx, organisationId)
  const site = sites.find(({ id }) => id === input.siteId)
  if (!site) return siteUnknown
  const card = read.value
  if (await nodeByKey(context.tx, card.signing.kid)) return nodeKnown
  const id = uuid()
  const fingerprint = cardFingerprint(card, digest)
  await insertNode(context.tx, {
    ...{ organisationId, id, version: 1, name: input.name.trim(), siteId: site.id, siteName: site.name },
    ...{ signingKey: card.signing, signingKeyId: card.signing.kid, exchangeKey: card.exchange, fingerprint },
    ...{ state: 'registered', registeredBy: context.actor.name, registeredAt: context.now },
  })
  context.record({
    type: 'room-node-registered',
    table: 'roomNode',
    row: { organisationId, id },
    data: { fingerprint },
    clauses: ['HN-2.3.1-02'],
  })
  return accept({ nodeId: id, fingerprint })
}
