import { StaleRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { readCard } from '../../node/core/node-card.ts'
import { enterNode } from '../../node/enter-node.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import type { decideJoining } from '../contract.ts'
import { lockJoining, updateJoining } from '../store.ts'

const clauses = ['HN-2.3.1-02']

const over = refuse('JOINING_OVER', {
  sentence: '这次接入已经过期或已有结论，没有登记。',
  remedy: '请重新显示接入码，在考场服务器的管理页再次输入。',
  clauses,
})

/** The server is registered when somebody says that both screens show the same check code, and not otherwise. */
export const decideJoiningHandler: CommandHandler<typeof decideJoining> = async (
  context,
  { joiningId, version, isSame },
) => {
  const organisationId = ownOrganisation(context)
  const row = await lockJoining(context.tx, { organisationId, joiningId })
  if (row.state === 'registered' && isSame) return accept({ nodeId: row.nodeId })
  if (row.state === 'refused' && !isSame) return accept({ nodeId: null })
  if (row.state !== 'asked' || row.card === null || row.openUntil <= context.now) return over
  if (row.version !== version) throw new StaleRow()
  if (!isSame) {
    await updateJoining(context.tx, row, { state: 'refused' })
    context.record({ type: 'node-joining-refused', table: 'nodeJoining', row, clauses })
    return accept({ nodeId: null })
  }
  const read = readCard(row.card)
  if (read.refused) throw new Error(`the card of joining ${joiningId} is unreadable`)
  const { siteId, siteName } = row
  const site = { organisationId, siteId, siteName }
  const entered = await enterNode(context, { card: read.value, name: row.nodeName ?? read.value.name, site })
  if (entered.refused) return entered
  const { nodeId } = entered.value
  await updateJoining(context.tx, row, { state: 'registered', nodeId })
  context.record({ type: 'node-joined', table: 'nodeJoining', row, data: { nodeId }, clauses })
  return accept({ nodeId })
}
