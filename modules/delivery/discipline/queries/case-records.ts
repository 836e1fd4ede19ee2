import { placementsOf, sessionsOf } from '#modules/arrangement/facts.ts'
import { admittedApplications } from '#modules/enrolment/facts.ts'
import { custodyRecords } from '#modules/itembank/facts.ts'
import { roomFacts } from '#modules/site/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { incidentsOf } from '../../incident/facts.ts'
import { type LinkKind, subjectTitles } from '../core/titles.ts'
import { factsToLink } from '../evidence.store.ts'
import { tablesOfLink } from '../links.ts'
import type { caseRecords } from '../queries.contract.ts'
import { organisationOf } from '../scene.ts'
import { findCase } from '../store.ts'
import { timeOf } from './case-choices.ts'

interface Of {
  readonly organisationId: string
  readonly batchId: string
}

interface Linkable {
  readonly id: string
  readonly type: string | null
  readonly title: string
  readonly by: string
  readonly at: string | null
}

const named = (id: string, title: string): Linkable => ({ id, title, type: null, by: '', at: null })

const applications = async ({ tx }: QueryContext, { organisationId, batchId }: Of): Promise<Linkable[]> =>
  (await admittedApplications(tx, organisationId, batchId)).map(({ id, name, documentMasked }) =>
    named(id, `${name} ${documentMasked}`),
  )

/** HN-3.1.5-25: the rooms of the batch's sessions, whose equipment the case is about. */
const equipment = async ({ tx }: QueryContext, { organisationId, batchId }: Of): Promise<Linkable[]> => {
  const places = await placementsOf(tx, organisationId, { batchId })
  const rooms = await roomFacts(tx, organisationId, [...new Set(places.map(({ roomId }) => roomId))])
  return rooms.map(({ id, siteName, code, name }) => named(id, `${siteName} ${code} ${name}`))
}

const sessions = async ({ tx }: QueryContext, { organisationId, batchId }: Of): Promise<Linkable[]> =>
  (await sessionsOf(tx, organisationId, batchId)).map(({ id, subject, startsAt }) =>
    named(id, `${timeOf.format(startsAt)} ${subjectTitles[subject]}`),
  )

const incidents = async ({ tx }: QueryContext, { organisationId, batchId }: Of): Promise<Linkable[]> =>
  (await incidentsOf(tx, organisationId, batchId)).map(({ id, number, place, text, occurredAt }) => ({
    ...named(id, `${place} 第${number}号 ${text}`.slice(0, 150)),
    at: occurredAt.toISOString(),
  }))

/** Entries of the evidence on rows of the batch; a score's entry says whose it is. */
const evidence = async (context: QueryContext, of: Of, kind: LinkKind): Promise<Linkable[]> => {
  const tables = tablesOfLink[kind] ?? []
  if (tables.length === 0) return []
  const found = await factsToLink(context.tx, { ...of, tables })
  const people = await admittedApplications(context.tx, of.organisationId, of.batchId)
  const names = new Map(people.map(({ personId, name }) => [personId, name]))
  return found.map(({ id, type, subjectId, actorName, at, personId }) => ({
    // A paper is withdrawn by its own id; elsewhere the entry itself is meant.
    ...{ id: kind === 'paper' ? subjectId : id, type, title: names.get(personId ?? '') ?? '' },
    ...{ by: actorName, at: at.toISOString() },
  }))
}

const onePerPaper = (rows: readonly Linkable[]): Linkable[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
]

/** HN-3.3.9-03: the links of the chain first, then what was sealed, missed or registered beside them. */
const custody = async (context: QueryContext, of: Of): Promise<Linkable[]> => [
  ...(await custodyRecords(context.tx, of)).map(({ id, title, by, at }) => ({
    ...{ id, title, by, type: null, at: at.toISOString() },
  })),
  ...(await evidence(context, of, 'custody')),
]

const linkable = async (context: QueryContext, of: Of, kind: LinkKind): Promise<Linkable[]> => {
  switch (kind) {
    case 'application':
      return applications(context, of)
    case 'equipment':
      return equipment(context, of)
    case 'session':
      return sessions(context, of)
    case 'incident':
      return incidents(context, of)
    case 'custody':
      return custody(context, of)
    case 'paper':
      return onePerPaper(await evidence(context, of, kind))
    default:
      return evidence(context, of, kind)
  }
}

export const caseRecordsHandler: QueryHandler<typeof caseRecords> = async (context, { caseId, kind }) => {
  const organisationId = organisationOf(context, undefined)
  const { batchId } = await findCase(context.tx, organisationId, caseId)
  return accept({ rows: batchId === null ? [] : await linkable(context, { organisationId, batchId }, kind) })
}
