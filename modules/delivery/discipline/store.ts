import { type Selectable, sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Database } from '#db/schema/database.ts'
import type { BanRule, Severity } from '#modules/policy/core/discipline-parameters.ts'
import type { Subject } from '#modules/policy/core/parameters.ts'
import type { Day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import { type CaseState, isCaseState } from './core/case.machine.ts'
import type { LinkKind, Origin } from './core/titles.ts'

type Tx = QueryContext['tx']
type Columns = Selectable<Database['disciplineCase']>

export interface Reminder {
  readonly at: string
  readonly words: string
  readonly by: string
}
export interface Link {
  readonly kind: LinkKind
  readonly id: string
  readonly title: string
}
export interface Evidence {
  readonly fileId: string
  readonly name: string
  readonly by: string
  readonly at: string
}
export interface Police {
  readonly station: string
  readonly on: string
  readonly receipt: string
}
export interface Handover {
  readonly department: string
  readonly on: string
  readonly documentNumber: string
  readonly by: string
}

interface Kept {
  readonly about: 'candidate' | 'staff' | 'site'
  readonly origin: Origin
  readonly subject: Subject | null
  readonly state: CaseState
  readonly severity: Severity | null
  readonly reminder: Reminder | null
  readonly links: readonly Link[]
  readonly evidence: readonly Evidence[]
  readonly police: Police | null
  readonly handover: Handover | null
  readonly ban: BanRule | null
  readonly banUntil: Day | null
  readonly reviewOutcome: 'upheld' | 'changed' | null
  readonly invigilators: readonly string[]
  readonly commitments: readonly number[]
}

export type CaseRow = Omit<Columns, keyof Kept> & Kept

export interface PartyRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly caseId: string
  readonly part: 'candidate' | 'impersonator' | 'staff' | 'site'
  readonly applicationId: string | null
  readonly personId: string | null
  readonly accountId: string | null
  readonly staffId: string | null
  readonly siteId: string | null
  readonly name: string
  readonly documentMasked: string
  /** Hexadecimal. */
  readonly documentIndex: string | null
  readonly role: string | null
  readonly statement: string | null
  readonly statementAt: Date | null
  readonly statementBy: string | null
}

const asCase = (row: Columns): CaseRow => {
  if (!isCaseState(row.state)) throw new Error(`case of the unknown state ${row.state}`)
  return row as unknown as CaseRow
}

const asParty = (row: Selectable<Database['disciplineParty']>): PartyRow => ({
  ...row,
  part: row.part as PartyRow['part'],
  documentIndex: row.documentIndex?.toString('hex') ?? null,
})

/** The next number of the organisation's year; taken one after the other, as long as the command lasts. */
const nextNumber = async (tx: Tx, organisationId: string, year: number): Promise<string> => {
  await sql`SELECT pg_advisory_xact_lock(hashtext(${`discipline ${organisationId}`}))`.execute(tx)
  const { rows } = await sql<{ last: string | null }>`
    SELECT max(number) AS last FROM discipline_case
    WHERE organisation_id = ${organisationId}::uuid AND number LIKE ${`WJ${year}%`}`.execute(tx)
  const last = Number(rows[0]?.last?.slice(6) ?? 0)
  return `WJ${year}${String(last + 1).padStart(4, '0')}`
}

export type NewCase = Pick<
  CaseRow,
  'organisationId' | 'about' | 'origin' | 'occurredAt' | 'recordedAt' | 'recordedBy' | 'description'
> &
  Partial<
    Pick<
      CaseRow,
      | ('id' | 'batchId' | 'sittingId' | 'sessionId' | 'subject' | 'place' | 'seat' | 'invigilators')
      | ('roomRule' | 'proposal' | 'typeCode' | 'links' | 'afterClosing' | 'suspectedUse')
    >
  > & { readonly year: number }

export type NewParty = Pick<PartyRow, 'part' | 'name'> &
  Partial<Omit<PartyRow, 'organisationId' | 'id' | 'version' | 'caseId' | 'part' | 'name'>>

const indexOf = (hex: string | null | undefined) => (hex ? Buffer.from(hex, 'hex') : null)

/** Opens a case with those it is about. */
export const insertCase = async (
  tx: Tx,
  { year, links = [], invigilators = [], id = uuid(), ...row }: NewCase,
  parties: readonly NewParty[],
) => {
  const { organisationId } = row
  const number = await nextNumber(tx, organisationId, year)
  await tx
    .insertInto('disciplineCase')
    .values({
      ...row,
      ...{ id, number, version: 1, state: 'recorded', invigilators: [...invigilators] },
      links: JSON.stringify(links),
    })
    .execute()
  const people = parties.map((party) => ({
    ...party,
    ...{ organisationId, id: uuid(), version: 1, caseId: id },
    documentIndex: indexOf(party.documentIndex),
  }))
  await tx.insertInto('disciplineParty').values(people).execute()
  return { organisationId, id, number, partyIds: people.map((one) => one.id) }
}

/** Whether a case of that id is there: what a room recorded is taken in once. */
export const hasCase = async (tx: Tx, organisationId: string, id: string): Promise<boolean> =>
  (await tx
    .selectFrom('disciplineCase')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst()) !== undefined

/** The cases that rest on one of these incidents, by incident. */
export const casesOfIncidents = async (
  tx: Tx,
  organisationId: string,
  sittingIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (sittingIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('disciplineCase')
    .select(['id', 'links'])
    .where('organisationId', '=', organisationId)
    .where('sittingId', 'in', sittingIds)
    .execute()
  return new Map(
    rows.flatMap(({ id, links }) =>
      (links as unknown as readonly Link[])
        .filter(({ kind }) => kind === 'incident')
        .map((link) => [link.id, id] as const),
    ),
  )
}

export const findCase = async (tx: Tx, organisationId: string, caseId: string): Promise<CaseRow> => {
  const row = await tx
    .selectFrom('disciplineCase')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', caseId)
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return asCase(row)
}

/** Throws MissingRow, and StaleRow when it is no longer the version shown. */
export const lockCase = async (
  tx: Tx,
  organisationId: string,
  { caseId, version }: { readonly caseId: string; readonly version: number },
): Promise<CaseRow> => {
  const row = await tx
    .selectFrom('disciplineCase')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', caseId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== version) throw new StaleRow()
  return asCase(row)
}

const json = (value: unknown) => (value === null ? null : JSON.stringify(value))

const jsonColumns = ['reminder', 'links', 'evidence', 'police', 'handover', 'ban', 'firstDecision'] as const

/** Changes a locked case; answers its new version. */
export const updateCase = async (
  tx: Tx,
  row: CaseRow,
  change: Partial<Omit<CaseRow, 'organisationId' | 'id' | 'version' | 'number'>>,
): Promise<number> => {
  const version = row.version + 1
  const written = Object.fromEntries(
    Object.entries(change).map(([key, value]) => [
      key,
      jsonColumns.some((column) => column === key) ? json(value) : value,
    ]),
  )
  await tx
    .updateTable('disciplineCase')
    .set({ ...written, version })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
  return version
}

export interface CaseFilter {
  /** Left out by the authority, which sees all within its reach. */
  readonly organisationId?: string
  readonly about?: string
  readonly batchId?: string
  readonly sittingId?: string
  readonly state?: CaseState
}

/** The latest first. */
export const listCases = async (tx: Tx, filter: CaseFilter): Promise<CaseRow[]> => {
  let found = tx.selectFrom('disciplineCase').selectAll()
  for (const key of ['organisationId', 'about', 'batchId', 'sittingId', 'state'] as const) {
    const wanted = filter[key]
    if (wanted !== undefined) found = found.where(key, '=', wanted)
  }
  return (await found.orderBy('occurredAt', 'desc').orderBy('number', 'desc').execute()).map(asCase)
}

/** The cases of the acting candidate, whatever the organisation. */
export const casesOfPerson = async (tx: Tx, personId: string): Promise<CaseRow[]> => {
  const rows = await tx
    .selectFrom('disciplineCase')
    .selectAll()
    .where('id', 'in', (from) =>
      from.selectFrom('disciplineParty').select('caseId').where('personId', '=', personId),
    )
    .orderBy('occurredAt', 'desc')
    .execute()
  return rows.map(asCase)
}

export const partiesOf = async (
  tx: Tx,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PartyRow[]>> => {
  if (caseIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('disciplineParty')
    .selectAll()
    .where('caseId', 'in', [...caseIds])
    .orderBy('part')
    .orderBy('name')
    .orderBy('id')
    .execute()
  return Map.groupBy(rows.map(asParty), ({ caseId }) => caseId)
}

export const partiesOfCase = async (tx: Tx, caseId: string): Promise<readonly PartyRow[]> =>
  (await partiesOf(tx, [caseId])).get(caseId) ?? []

export const saveStatement = async (
  tx: Tx,
  party: PartyRow,
  said: { readonly statement: string; readonly statementAt: Date; readonly statementBy: string },
): Promise<number> => {
  const version = party.version + 1
  const { numUpdatedRows } = await tx
    .updateTable('disciplineParty')
    .set({ ...said, version })
    .where('organisationId', '=', party.organisationId)
    .where('id', '=', party.id)
    .where('version', '=', party.version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new StaleRow()
  return version
}
