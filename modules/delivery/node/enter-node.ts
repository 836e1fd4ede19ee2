import { v7 as uuid } from 'uuid'
import { confirmedSites } from '#modules/site/facts.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { cardFingerprint, type NodeCard } from './core/node-card.ts'
import { digest } from './digest.ts'
import { insertNode, nodeByKey } from './store.ts'

const siteUnknown = refuse('SITE_UNKNOWN', {
  sentence: '所选考点不是本机构已确认的考点。',
  remedy: '请先完成考点设置并经所在地确认。',
  clauses: ['SDS-4.1-01'],
  field: 'siteId',
})

export const nodeKnown = refuse('NODE_KNOWN', {
  sentence: '这台考场服务器已经登记过。',
  remedy: '请在列表中核对；更换登记机构的，请由原机构先注销。',
  clauses: ['HN-2.3.1-02'],
  field: 'card',
})

export interface NodeSite {
  readonly organisationId: string
  readonly siteId: string
  readonly siteName: string
}

/** A site where servers may stand. */
export const siteOf = async (
  { tx }: Pick<CommandContext, 'tx'>,
  organisationId: string,
  siteId: string,
): Promise<Verdict<NodeSite, 'SITE_UNKNOWN'>> => {
  const site = (await confirmedSites(tx, organisationId)).find(({ id }) => id === siteId)
  return site ? accept({ organisationId, siteId, siteName: site.name }) : siteUnknown
}

/** HN-2.3.1-02: a server of a site, known by the keys it made itself, entered once. */
export const enterNode = async (
  context: CommandContext,
  { card, name, site }: { readonly card: NodeCard; readonly name: string; readonly site: NodeSite },
): Promise<Verdict<{ readonly nodeId: string; readonly fingerprint: string }, 'NODE_KNOWN'>> => {
  if (await nodeByKey(context.tx, card.signing.kid)) return nodeKnown
  const id = uuid()
  const fingerprint = cardFingerprint(card, digest)
  const { organisationId } = site
  await insertNode(context.tx, {
    ...{ ...site, id, version: 1, name },
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
