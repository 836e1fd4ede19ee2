import { clausesOfPack } from '#modules/policy/core/own-clauses.ts'
import { packIds } from '#modules/policy/core/regime.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { subjectTitles } from '../core/seating-input.ts'
import { lineTitle, loadScene } from '../scene.ts'
import { findArrangement, ownOrganisation, publishedSessions } from '../store.ts'
import type { resitGroup } from './contract.ts'
import { listResits } from './store.ts'

const office = ['org-exam', 'org-head']
/** What each document says of those who could not finish through no fault of theirs. */
const basis = ['SDS-4.4-40', 'SDE-4.6-23', 'HN-3.1.6-08']

/** SDS-4.4-40: who sits again, waiting or put into a session. */
export const resitGroupHandler: QueryHandler<typeof resitGroup> = async (context, { batchId }) => {
  const of = { organisationId: ownOrganisation(context), batchId }
  const { tx, actor } = context
  const found = await listResits(tx, of)
  if (found.length === 0) return accept({ mayArrange: false, clauses: [], rows: [] })
  const { people, batch } = await loadScene(tx, of)
  const persons = new Map(people.map((person) => [person.id, person]))
  const lines = new Map(batch.lines.map((line) => [line.id, lineTitle(line)]))
  const sessions = new Map((await publishedSessions(tx, of)).map((session) => [session.id, session]))
  const arrangement = await findArrangement(tx, of)
  return accept({
    mayArrange:
      arrangement?.state === 'confirmed' &&
      found.some(({ sessionId }) => sessionId === null) &&
      office.some((role) => actor.roles.includes(role)),
    clauses: packIds.flatMap((pack) => (pack === batch.pack ? clausesOfPack(pack, basis) : [])),
    rows: found.map((row) => {
      const person = persons.get(row.applicationId)
      const session = sessions.get(row.sessionId ?? '')
      return {
        ...{ resitId: row.id, name: person?.name ?? '', documentMasked: person?.documentMasked ?? '' },
        lineTitle: lines.get(person?.lineId ?? '') ?? '',
        subjectTitle: subjectTitles[row.subject as keyof typeof subjectTitles],
        ...{ reason: row.reason, listedAt: row.listedAt.toISOString() },
        session: session ? { number: session.number, startsAt: session.startsAt.toISOString() } : null,
      }
    }),
  })
}
