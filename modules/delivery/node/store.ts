import type { Selectable } from 'kysely'
import type { Database } from '#db/schema/database.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { Json } from '#platform/contract/verdict.ts'
import type { PublicJwk } from '#platform/seal/signer.ts'

type Tx = QueryContext['tx']

export interface NodeRow extends Omit<Selectable<Database['roomNode']>, 'signingKey'> {
  readonly signingKey: PublicJwk
}
export type SittingNodeRow = Selectable<Database['sittingNode']>

interface OfOrganisation {
  readonly organisationId: string
}

export const insertNode = (tx: Tx, { signingKey, ...row }: NodeRow) =>
  tx
    .insertInto('roomNode')
    .values({ ...row, signingKey: JSON.stringify(signingKey) })
    .execute()

const asNode = (row: Selectable<Database['roomNode']>): NodeRow => row as unknown as NodeRow

export const listNodes = async (tx: Tx, { organisationId }: OfOrganisation): Promise<NodeRow[]> => {
  const rows = await tx
    .selectFrom('roomNode')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .orderBy('registeredAt')
    .execute()
  return rows.map(asNode)
}

/** The registered server with this key, of whichever organisation within reach. */
export const nodeByKey = async (tx: Tx, signingKeyId: string): Promise<NodeRow | undefined> => {
  const row = await tx
    .selectFrom('roomNode')
    .selectAll()
    .where('signingKeyId', '=', signingKeyId)
    .where('state', '=', 'registered')
    .executeTakeFirst()
  return row && asNode(row)
}

/** Throws MissingRow. */
export const lockNode = async (
  tx: Tx,
  { organisationId, nodeId }: OfOrganisation & { readonly nodeId: string },
): Promise<NodeRow> => {
  const row = await tx
    .selectFrom('roomNode')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', nodeId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return asNode(row)
}

/** Throws StaleRow. */
export const withdrawRow = async (tx: Tx, row: NodeRow, version: number): Promise<number> => {
  if (row.version !== version) throw new StaleRow()
  await tx
    .updateTable('roomNode')
    .set({ state: 'withdrawn', version: version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
  return version + 1
}

export const saveReport = (
  tx: Tx,
  report: {
    readonly organisationId: string
    readonly nodeId: string
    readonly heardAt: Date
    readonly build: string
  },
) =>
  tx
    .insertInto('roomNodeReport')
    .values(report)
    .onConflict((conflict) =>
      conflict
        .columns(['organisationId', 'nodeId'])
        .doUpdateSet({ heardAt: report.heardAt, build: report.build }),
    )
    .execute()

export const listReports = (tx: Tx, { organisationId }: OfOrganisation) =>
  tx.selectFrom('roomNodeReport').selectAll().where('organisationId', '=', organisationId).execute()

/** Locked; undefined while the centre's own room holds the sitting. */
export const lockAssignment = (
  tx: Tx,
  { organisationId, sittingId }: OfOrganisation & { readonly sittingId: string },
): Promise<SittingNodeRow | undefined> =>
  tx
    .selectFrom('sittingNode')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('sittingId', '=', sittingId)
    .forUpdate()
    .executeTakeFirst()

export const listAssignments = (tx: Tx, { organisationId }: OfOrganisation): Promise<SittingNodeRow[]> =>
  tx.selectFrom('sittingNode').selectAll().where('organisationId', '=', organisationId).execute()

/** Sittings that a server of their own holds, so that the centre's room leaves them alone. */
export const heldElsewhere = async (
  tx: Tx,
  organisationId: string,
  sittingIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (sittingIds.length === 0) return new Set()
  const rows = await tx
    .selectFrom('sittingNode')
    .select('sittingId')
    .where('organisationId', '=', organisationId)
    .where('nodeId', 'is not', null)
    .where('sittingId', 'in', [...sittingIds])
    .execute()
  return new Set(rows.map(({ sittingId }) => sittingId))
}

export interface AssignmentChange {
  readonly nodeId?: string | null
  readonly standbyNodeId?: string | null
  readonly assignment?: number
  readonly reason?: string
  readonly assignedBy?: string
  readonly assignedAt?: Date
  readonly build?: string | null
  readonly rulesHash?: string | null
  readonly packageFileId?: string | null
  readonly packageBytes?: number | null
  readonly packedAt?: Date | null
  readonly installedAt?: Date | null
  readonly preflight?: Json
}

export const insertAssignment = (
  tx: Tx,
  row: Pick<
    SittingNodeRow,
    'organisationId' | 'id' | 'sittingId' | 'nodeId' | 'reason' | 'assignedBy' | 'assignedAt'
  >,
) =>
  tx
    .insertInto('sittingNode')
    .values({ ...row, version: 1, assignment: 1 })
    .execute()

export const updateAssignment = (tx: Tx, row: SittingNodeRow, { preflight, ...change }: AssignmentChange) =>
  tx
    .updateTable('sittingNode')
    .set({
      ...change,
      ...(preflight !== undefined && { preflight: JSON.stringify(preflight) }),
      version: row.version + 1,
    })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
