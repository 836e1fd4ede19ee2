import { v7 as uuid } from 'uuid'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import { type Finding, type IncidentKind, incidentTitles } from '../core/count.rule.ts'

type Tx = QueryContext['tx']

interface Subject {
  readonly organisationId: string
  readonly packageId: string | null
  readonly batchId: string | null
  /** What it is about, in the words of people. */
  readonly subject: string
}

/** Opens an incident for each finding, in the name of its rule. */
export const openIncidents = async (
  context: CommandContext,
  { organisationId, ...subject }: Subject,
  findings: readonly Finding[],
): Promise<void> => {
  for (const { kind, expected, found, clauses } of findings) {
    const row = { organisationId, id: uuid() }
    await context.tx
      .insertInto('custodyIncident')
      .values({
        ...{ ...row, ...subject, version: 1, kind, clauses: [...clauses], expected, found },
        ...{ openedAt: context.now, openedBy: context.actor.name },
      })
      .execute()
    const data = { kind, expected, found }
    context.record({ type: 'custody-incident-opened', table: 'custodyIncident', row, data, clauses })
  }
}

const columns = [
  ...(['id', 'version', 'packageId', 'batchId', 'subject', 'kind', 'clauses', 'expected', 'found'] as const),
  ...(['openedAt', 'openedBy', 'explanation', 'closedBy', 'closedAt'] as const),
]

const kindOf = (text: string): IncidentKind => {
  if (text in incidentTitles) return text as IncidentKind
  throw new Error(`custody incident of the unknown kind ${text}`)
}

export type IncidentRow = Awaited<ReturnType<typeof incidentsOf>>[number]

/** Open ones first, the latest first. */
export const incidentsOf = async (
  tx: Tx,
  filter: {
    readonly organisationId: string
    readonly packageIds?: readonly string[]
    readonly open?: boolean
    readonly limit: number
  },
) => {
  let found = tx
    .selectFrom('custodyIncident')
    .select(columns)
    .where('organisationId', '=', filter.organisationId)
  if (filter.packageIds) {
    if (filter.packageIds.length === 0) return []
    found = found.where('packageId', 'in', [...filter.packageIds])
  }
  if (filter.open) found = found.where('closedAt', 'is', null)
  const rows = await found
    .orderBy((e) => e('closedAt', 'is', null), 'desc')
    .orderBy('openedAt', 'desc')
    .limit(filter.limit)
    .execute()
  return rows.map((row) => ({ ...row, kind: kindOf(row.kind) }))
}

/** Throws MissingRow and StaleRow. */
export const lockIncident = async (
  tx: Tx,
  organisationId: string,
  { incidentId, version }: { readonly incidentId: string; readonly version: number },
) => {
  const row = await tx
    .selectFrom('custodyIncident')
    .select(columns)
    .where('organisationId', '=', organisationId)
    .where('id', '=', incidentId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== version) throw new StaleRow()
  return row
}

export const closeIncidentRow = async (
  context: CommandContext,
  place: { readonly organisationId: string; readonly id: string; readonly version: number },
  explanation: string,
): Promise<void> => {
  await context.tx
    .updateTable('custodyIncident')
    .set({
      ...{ explanation, closedBy: context.actor.name, closedAt: context.now },
      version: place.version + 1,
    })
    .where('organisationId', '=', place.organisationId)
    .where('id', '=', place.id)
    .execute()
}
