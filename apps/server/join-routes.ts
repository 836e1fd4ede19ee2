import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { Value } from 'typebox/value'
import { requestText } from '#apps/exam-room/program/centre-link.ts'
import { answeredParts, type JoinAnswer, type JoinRequest } from '#modules/delivery/joining/core/joining.ts'
import { askToJoinEntry } from '#modules/delivery/joining/register.ts'
import { type JoiningRow, joiningByOffer, joiningOfKey } from '#modules/delivery/joining/store.ts'
import { centreKeys } from '#modules/delivery/node/centre-keys.ts'
import { readCard } from '#modules/delivery/node/core/node-card.ts'
import { nodeKnown } from '#modules/delivery/node/enter-node.ts'
import { organisationFacts } from '#modules/party/facts.ts'
import { roomNodeRules } from '#modules/policy/core/room-node.ts'
import { systemActor } from '#platform/command/context.ts'
import { carryOut, type Pipeline } from '#platform/command/pipeline.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { macOver } from '#platform/crypto/one-use-code.ts'
import type { Connection } from '#platform/db/connect.ts'
import { sendOutcome } from '#platform/http/routes.ts'
import { withReach } from '#platform/jobs/runner.ts'
import { verifierOf } from '#platform/seal/signer.ts'

interface JoinRouteParts {
  readonly pipeline: Pipeline
  readonly connection: Connection
}

const Asked = Type.Object({
  offer: Type.String({ maxLength: 10 }),
  card: Type.String({ maxLength: 4000 }),
  mac: Type.String({ maxLength: 100 }),
})

const codeWrong = refuse('JOIN_CODE_WRONG', {
  sentence: '接入码不正确、已用过或已失效。',
  remedy: `请核对后重新输入；接入码只能用一次，${roomNodeRules.codeMinutes} 分钟内有效，连续输错 ${roomNodeRules.codeFailures} 次即作废，失效的请中心重新显示。`,
  clauses: ['HN-2.3.1-02'],
  field: 'code',
})

const ask = async ({ pipeline, connection }: JoinRouteParts, body: unknown): Promise<Verdict<JoinAnswer>> => {
  if (!Value.Check(Asked, body)) return codeWrong
  const request: JoinRequest = body
  const now = pipeline.services.clock.now()
  // Nothing is written for a name that no code has: whoever tries names fills no record.
  const row = await withReach(connection, 'all', (tx) => joiningByOffer(tx, request.offer, now))
  if (!row) return codeWrong
  const { organisationId, id: joiningId } = row
  const { card, mac } = request
  const input = { organisationId, joiningId, card, mac }
  const told = await carryOut(pipeline, { entry: askToJoinEntry, actor: systemActor, input })
  if (told.refused) return told
  const { outcome } = told.value as { readonly outcome: 'asked' | 'wrong' | 'known' }
  if (outcome !== 'asked') return outcome === 'known' ? nodeKnown : codeWrong
  const { name } = await withReach(connection, organisationId, (tx) => organisationFacts(tx, organisationId))
  const centre = centreKeys(pipeline.services, name)
  const key = Buffer.from(row.secret, 'base64url')
  return accept({ centre, mac: macOver(key, answeredParts(card, centre)) })
}

/** How a joining stands, for the server alone whose card it holds. */
const standing = (
  { pipeline }: JoinRouteParts,
  row: JoiningRow | undefined,
  signed: { readonly message: Uint8Array; readonly signature: Uint8Array },
): Verdict<{ readonly state: string }> => {
  const read = row?.card ? readCard(row.card) : undefined
  if (!row || !read || read.refused) return codeWrong
  if (!verifierOf(read.value.signing).verify(signed.message, signed.signature)) return codeWrong
  const isOver = row.state === 'asked' && row.openUntil <= pipeline.services.clock.now()
  return accept({ state: isOver ? 'closed' : row.state })
}

/** For servers that nobody has registered yet: each question proves a code that a person carried across. */
export const joinRoutes = (server: FastifyInstance, parts: JoinRouteParts): void => {
  const limited = { config: { rateLimit: { max: roomNodeRules.codesPerMinute, timeWindow: '1 minute' } } }
  server.post('/api/room-nodes/joinings', limited, async ({ body }, reply) =>
    sendOutcome(reply, await ask(parts, body)),
  )
  server.get('/api/room-nodes/joinings', async (request, reply) => {
    const keyId = String(request.headers['x-node-key'] ?? '')
    const message = requestText({ method: 'GET', address: request.url, body: new Uint8Array() })
    const signature = Buffer.from(String(request.headers['x-node-signature'] ?? ''), 'base64url')
    const row = await withReach(parts.connection, 'all', (tx) => joiningOfKey(tx, keyId))
    return sendOutcome(reply, standing(parts, row, { message, signature }))
  })
}
