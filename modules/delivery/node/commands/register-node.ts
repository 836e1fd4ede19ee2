import type { CommandHandler } from '#platform/contract/registry.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import type { registerNode } from '../contract.ts'
import { readCard } from '../core/node-card.ts'
import { enterNode, siteOf } from '../enter-node.ts'

/** For a server without network: the office pastes the code that the server's own page shows. */
export const registerNodeHandler: CommandHandler<typeof registerNode> = async (context, input) => {
  const read = readCard(input.card)
  if (read.refused) return read
  const site = await siteOf(context, ownOrganisation(context), input.siteId)
  if (site.refused) return site
  return enterNode(context, { card: read.value, name: input.name.trim(), site: site.value })
}
