import { organisationFacts } from '#modules/party/facts.ts'
import { roomNodeRules } from '#modules/policy/core/room-node.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { isSameText, macOver } from '#platform/crypto/one-use-code.ts'
import { centreKeys } from '../../node/centre-keys.ts'
import { readCard } from '../../node/core/node-card.ts'
import { digest } from '../../node/digest.ts'
import { nodeByKey } from '../../node/store.ts'
import type { askToJoin } from '../contract.ts'
import { askedParts, checkCode } from '../core/joining.ts'
import { type JoiningRow, lockJoining, updateJoining } from '../store.ts'

const clauses = ['HN-2.3.1-02']
const longestName = 60

/** Counts a wrong guess; after a few the code is closed and has to be shown anew. */
const wrong = async (context: CommandContext, row: JoiningRow) => {
  if (row.state === 'open') {
    const failures = row.failures + 1
    const state = failures >= roomNodeRules.codeFailures ? 'closed' : 'open'
    await updateJoining(context.tx, row, { failures, state })
    context.record({ type: 'node-join-code-wrong', table: 'nodeJoining', row, data: { failures }, clauses })
  }
  return accept({ outcome: 'wrong' as const })
}

/** A server has the code: from now on people compare. The same server asking again changes nothing, another is too late. */
export const askToJoinHandler: CommandHandler<typeof askToJoin> = async (context, input) => {
  const row = await lockJoining(context.tx, input)
  const isOpen = (row.state === 'open' || row.state === 'asked') && row.openUntil > context.now
  if (!isOpen) return accept({ outcome: 'wrong' as const })
  const key = Buffer.from(row.secret, 'base64url')
  const proof = macOver(key, askedParts({ offer: row.offer, card: input.card }))
  const read = readCard(input.card)
  if (!isSameText(proof, input.mac) || read.refused) return wrong(context, row)
  if (row.state === 'asked')
    return accept({ outcome: row.card === input.card ? ('asked' as const) : ('wrong' as const) })
  const card = read.value
  if (await nodeByKey(context.tx, card.signing.kid)) return accept({ outcome: 'known' as const })
  const { name } = await organisationFacts(context.tx, row.organisationId)
  const code = checkCode(card, centreKeys(context.services, name), digest)
  await updateJoining(context.tx, row, {
    ...{ state: 'asked', card: input.card, signingKeyId: card.signing.kid, checkCode: code },
    nodeName: card.name.trim().slice(0, longestName),
    openUntil: new Date(context.now.getTime() + roomNodeRules.codeMinutes * 60_000),
  })
  context.record({
    type: 'node-asked-to-join',
    table: 'nodeJoining',
    row,
    data: { name: card.name, checkCode: code },
    clauses,
  })
  return accept({ outcome: 'asked' as const })
}
