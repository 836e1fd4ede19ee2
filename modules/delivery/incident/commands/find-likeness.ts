import { v5 as uuidOf } from 'uuid'
import { paperKey } from '#modules/itembank/facts.ts'
import { batchFacts } from '#modules/plan/facts.ts'
import { regime } from '#modules/policy/core/regime.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { type ScriptFact, scriptsOf } from '../../facts.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import { listSittings } from '../../store.ts'
import type { findLikeness } from '../contract.ts'
import { likePairs } from '../core/likeness.ts'
import { insertFindings } from '../store/likeness.store.ts'

interface At {
  readonly organisationId: string
  readonly batchId: string
}

type Seats = ReadonlyMap<string, { readonly seat: string; readonly row: number; readonly column: number }>

/** Where each application sat, by sitting. */
const seatsOf = async (context: CommandContext, at: At): Promise<Seats> =>
  new Map(
    (await listSittings(context.tx, at)).flatMap(({ id, preparation }) =>
      preparation.roster.map((line) => [`${id}/${line.applicationId}`, line] as const),
    ),
  )

const seatOf = (seats: Seats, { sittingId, applicationId }: ScriptFact) =>
  seats.get(`${sittingId}/${applicationId}`) ?? { seat: '', row: 0, column: 0 }

/** The pairs of one paper as rows. */
const findingsOf = async (
  context: CommandContext,
  at: At,
  of: { readonly paperId: string; readonly scripts: readonly ScriptFact[]; readonly seats: Seats },
) => {
  const { paperId, scripts, seats } = of
  const batch = await batchFacts(context.tx, at.organisationId, at.batchId)
  const threshold = regime(batch.pack, batch.createdOn).delivery.similarity.value
  const { items } = await paperKey(context, at.organisationId, paperId)
  const byId = new Map(scripts.map((script) => [script.applicationId, script]))
  const compared = scripts.map((script) => {
    const { row, column } = seatOf(seats, script)
    return { id: script.applicationId, sittingId: script.sittingId, row, column, answers: script.answers }
  })
  return likePairs(compared, items, threshold).map(({ a, b, ...pair }) => {
    const [one, other] = [byId.get(a)!, byId.get(b)!]
    return {
      ...{ ...at, id: uuidOf(`likeness ${a} ${b}`, at.batchId), version: 1, paperId, state: 'proposed' },
      ...{ applicationA: a, applicationB: b, sittingA: one.sittingId, sittingB: other.sittingId },
      ...{ seatA: seatOf(seats, one).seat, seatB: seatOf(seats, other).seat, foundAt: context.now },
      ...pair,
    }
  })
}

/** HN-2.7-07: every pair of scripts of a paper is compared; who is alike beyond chance waits for an expert. */
export const findLikenessHandler: CommandHandler<typeof findLikeness> = async (context, input) => {
  const isSystem = context.actor.roles.includes('system')
  const organisationId = isSystem && input.organisationId ? input.organisationId : ownOrganisation(context)
  const at = { organisationId, batchId: input.batchId }
  const answered = (await scriptsOf(context.tx, organisationId, input.batchId)).filter(
    ({ outcome }) => outcome === 'handed-in' || outcome === 'collected' || outcome === 'expelled',
  )
  const seats = await seatsOf(context, at)
  const ids: string[] = []
  for (const [paperId, scripts] of Map.groupBy(answered, (script) => script.paperId)) {
    if (scripts.length < 2) continue
    ids.push(
      ...(await insertFindings(context.tx, await findingsOf(context, at, { paperId, scripts, seats }))),
    )
  }
  if (ids.length > 0)
    context.recordAll({
      ...{ type: 'likeness-found', table: 'likenessFinding', organisationId, ids },
      clauses: ['HN-2.7-07'],
    })
  return accept({ compared: answered.length, found: ids.length })
}
