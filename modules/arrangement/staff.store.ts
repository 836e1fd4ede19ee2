import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { StaffRecord } from './core/examiner.rule.ts'
import type { DutyRole } from './core/roster.rule.ts'

type Tx = QueryContext['tx']

export interface StaffRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly staffNumber: string
  readonly name: string
  readonly employer: string
  readonly documentMasked: string
  /** Hexadecimal. */
  readonly documentIndex: string
  readonly roles: readonly string[]
  readonly record: StaffRecord
  readonly accountId: string | null
}

export type NewStaff = Omit<StaffRow, 'organisationId' | 'id' | 'version' | 'accountId'>

export const listStaff = async (tx: Tx, organisationId: string): Promise<StaffRow[]> => {
  const rows = await tx
    .selectFrom('staffMember')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .orderBy('staffNumber')
    .execute()
  return rows.map((row) => ({
    ...row,
    documentIndex: row.documentIndex.toString('hex'),
    record: row.record as unknown as StaffRecord,
  }))
}

export const insertStaff = async (
  tx: Tx,
  organisationId: string,
  staff: readonly NewStaff[],
): Promise<string[]> => {
  const rows = staff.map((each) => ({
    ...each,
    organisationId,
    id: uuid(),
    version: 1,
    roles: [...each.roles],
    documentIndex: Buffer.from(each.documentIndex, 'hex'),
    record: JSON.stringify(each.record),
  }))
  if (rows.length > 0) await tx.insertInto('staffMember').values(rows).execute()
  return rows.map(({ id }) => id)
}

export const updateStaff = (
  tx: Tx,
  row: StaffRow,
  values: Partial<NewStaff> & { readonly accountId?: string },
) =>
  tx
    .updateTable('staffMember')
    .set({
      ...values,
      roles: values.roles && [...values.roles],
      documentIndex:
        values.documentIndex === undefined ? undefined : Buffer.from(values.documentIndex, 'hex'),
      record: values.record && JSON.stringify(values.record),
      version: row.version + 1,
    })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()

export interface RelationRow {
  readonly staffId: string
  readonly documentIndex: string
  readonly kind: string
  readonly reason: string
}

/** The declared relations as the latest roster has them. */
export const replaceRelations = async (tx: Tx, organisationId: string, relations: readonly RelationRow[]) => {
  await tx.deleteFrom('staffRelation').where('organisationId', '=', organisationId).execute()
  await sql`
    INSERT INTO staff_relation (organisation_id, staff_id, document_index, kind, reason)
    SELECT ${organisationId}::uuid, r.staff_id, decode(r.document_index, 'hex'), r.kind, r.reason
    FROM unnest(${relations.map((each) => each.staffId)}::uuid[], ${relations.map((each) => each.documentIndex)}::text[],
      ${relations.map((each) => each.kind)}::text[], ${relations.map((each) => each.reason)}::text[])
      AS r (staff_id, document_index, kind, reason)
    ON CONFLICT DO NOTHING`.execute(tx)
}

export const relationsOf = async (tx: Tx, organisationId: string): Promise<RelationRow[]> => {
  const rows = await tx
    .selectFrom('staffRelation')
    .select(['staffId', 'documentIndex', 'kind', 'reason'])
    .where('organisationId', '=', organisationId)
    .execute()
  return rows.map((row) => ({ ...row, documentIndex: row.documentIndex.toString('hex') }))
}

export interface DutyRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly batchId: string
  readonly sessionId: string
  readonly roomId: string | null
  readonly siteId: string | null
  readonly role: DutyRole
  readonly staffId: string
  readonly staffName: string
  readonly isLeader: boolean
  readonly drawId: string | null
  readonly reason: string | null
  readonly state: 'active' | 'removed'
}

export const activeDuties = async (
  tx: Tx,
  organisationId: string,
  of: { readonly batchId: string; readonly sessionIds?: readonly string[] },
): Promise<DutyRow[]> => {
  let found = tx
    .selectFrom('duty')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', of.batchId)
    .where('state', '=', 'active')
  if (of.sessionIds) found = found.where('sessionId', 'in', [organisationId, ...of.sessionIds])
  return (await found.orderBy('role').orderBy('staffName').execute()) as DutyRow[]
}

export type NewDuty = Omit<DutyRow, 'id' | 'version' | 'state'>

export const insertDuties = async (tx: Tx, duties: readonly NewDuty[]): Promise<string[]> => {
  const rows = duties.map((duty) => ({ ...duty, id: uuid(), version: 1, state: 'active' }))
  if (rows.length > 0) await tx.insertInto('duty').values(rows).execute()
  return rows.map(({ id }) => id)
}

export const lockDuty = async (
  tx: Tx,
  organisationId: string,
  shown: { dutyId: string; version: number },
): Promise<DutyRow> => {
  const row = await tx
    .selectFrom('duty')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', shown.dutyId)
    .where('state', '=', 'active')
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== shown.version) throw new StaleRow()
  return row as DutyRow
}

export const removeDuties = async (tx: Tx, duties: readonly DutyRow[], reason: string): Promise<void> => {
  for (const duty of duties) {
    await tx
      .updateTable('duty')
      .set({ state: 'removed', reason, version: duty.version + 1 })
      .where('organisationId', '=', duty.organisationId)
      .where('id', '=', duty.id)
      .execute()
  }
}

export interface DrawResult {
  /** Staff numbers in the order of their lots. */
  readonly order: readonly string[]
  readonly rooms: readonly { readonly roomId: string; readonly staffNumbers: readonly string[] }[]
}

export interface DrawRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly batchId: string
  readonly sessionId: string
  readonly siteId: string
  readonly role: '监考人员' | '考评人员'
  readonly number: number
  readonly state: 'announced' | 'drawn' | 'superseded'
  readonly label: string
  readonly commitment: string
  readonly announcedAt: Date
  readonly seedSealed: Buffer
  readonly seed: string | null
  readonly pool: readonly string[]
  readonly result: DrawResult | null
  readonly drawnAt: Date | null
  readonly ledBy: string | null
  readonly reason: string | null
}

export const drawsOfSession = async (tx: Tx, organisationId: string, sessionId: string): Promise<DrawRow[]> =>
  (await tx
    .selectFrom('staffDraw')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('sessionId', '=', sessionId)
    .orderBy('announcedAt')
    .execute()) as unknown as DrawRow[]

export const insertDraw = (
  tx: Tx,
  row: Omit<DrawRow, 'version' | 'seed' | 'result' | 'drawnAt' | 'ledBy' | 'state'>,
) =>
  tx
    .insertInto('staffDraw')
    .values({ ...row, pool: [...row.pool], version: 1, state: 'announced', result: null })
    .execute()

export const lockDraw = async (
  tx: Tx,
  organisationId: string,
  shown: { drawId: string; version: number },
): Promise<DrawRow> => {
  const row = await tx
    .selectFrom('staffDraw')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', shown.drawId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== shown.version) throw new StaleRow()
  return row as unknown as DrawRow
}

export const updateDraw = async (
  tx: Tx,
  row: DrawRow,
  values: Partial<Pick<DrawRow, 'state' | 'seed' | 'result' | 'drawnAt' | 'ledBy'>>,
): Promise<number> => {
  const { result, ...plain } = values
  const version = row.version + 1
  await tx
    .updateTable('staffDraw')
    .set({ ...plain, ...(result && { result: JSON.stringify(result) }), version })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
  return version
}

/** One more relation, found otherwise than by the roster's own declaration. */
export const addRelation = async (tx: Tx, organisationId: string, relation: RelationRow): Promise<void> => {
  await tx
    .insertInto('staffRelation')
    .values({ ...relation, organisationId, documentIndex: Buffer.from(relation.documentIndex, 'hex') })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Duties in sessions that are not over yet, with the account of whoever serves. */
export const dutiesAhead = async (
  tx: Tx,
  organisationId: string,
  now: Date,
): Promise<(DutyRow & { readonly accountId: string | null; readonly startsAt: Date })[]> =>
  (await tx
    .selectFrom('duty')
    .innerJoin('examSession', (join) =>
      join
        .onRef('examSession.organisationId', '=', 'duty.organisationId')
        .onRef('examSession.id', '=', 'duty.sessionId'),
    )
    .innerJoin('staffMember', (join) =>
      join
        .onRef('staffMember.organisationId', '=', 'duty.organisationId')
        .onRef('staffMember.id', '=', 'duty.staffId'),
    )
    .selectAll('duty')
    .select(['staffMember.accountId', 'examSession.startsAt'])
    .where('duty.organisationId', '=', organisationId)
    .where('duty.state', '=', 'active')
    .where('examSession.endsAt', '>', now)
    .execute()) as unknown as (DutyRow & { accountId: string | null; startsAt: Date })[]
