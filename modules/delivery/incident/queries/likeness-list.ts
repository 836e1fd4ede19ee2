import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import { listSittings, ofBatch } from '../../store.ts'
import type { likenessList } from '../contract.ts'
import { listFindings } from '../store/likeness.store.ts'

/** The pairs found, the least likely first, with what an expert made of them. */
export const likenessListHandler: QueryHandler<typeof likenessList> = async (context, { batchId }) => {
  const { tx, actor } = context
  const organisationId = ownOrganisation(context)
  const names = new Map(
    (await listSittings(tx, ofBatch(organisationId, batchId))).flatMap(({ preparation }) =>
      preparation.roster.map((line) => [line.applicationId, line.name] as const),
    ),
  )
  const decides = actor.roles.includes('supervisor') || actor.roles.includes('org-head')
  const rows = (await listFindings(tx, organisationId, batchId)).map((row) => ({
    ...{ findingId: row.id, version: row.version, seatA: row.seatA, seatB: row.seatB },
    ...{ nameA: names.get(row.applicationA) ?? '', nameB: names.get(row.applicationB) ?? '' },
    ...{ adjacent: row.adjacent, equalWrong: row.equalWrong, bothWrong: row.bothWrong, items: row.items },
    ...{ chance: row.chance, state: row.state, expert: row.expert, opinion: row.opinion },
    ...{ decidedBy: row.decidedBy, decidedAt: row.decidedAt?.toISOString() ?? null },
    mayDecide: decides && row.state === 'proposed',
  }))
  return accept({ rows })
}
