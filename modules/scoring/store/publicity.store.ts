import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Day } from '#platform/clock/day.ts'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'

type Tx = QueryContext['tx']
interface At {
  readonly organisationId: string
  readonly batchId: string
}

export interface PublicityRow extends At {
  readonly id: string
  readonly version: number
  readonly state: 'prepared' | 'publicised' | 'confirmed'
  readonly startsOn: Day
  readonly endsOn: Day
  readonly publishedAt: Date | null
  readonly closedAt: Date | null
}

const publicities = (tx: Tx) => tx.selectFrom('publicity').selectAll()

export const publicityOf = async (tx: Tx, at: At): Promise<PublicityRow | undefined> =>
  (await publicities(tx)
    .where('organisationId', '=', at.organisationId)
    .where('batchId', '=', at.batchId)
    .executeTakeFirst()) as PublicityRow | undefined

/** A publicity by its id, as the public sees it. Throws MissingRow. */
export const publicityById = async (tx: Tx, id: string): Promise<PublicityRow> => {
  const row = await publicities(tx)
    .where('id', '=', id)
    .where('publishedAt', 'is not', null)
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return row as PublicityRow
}

/** Throws MissingRow, and StaleRow when it is not the version shown. */
export const lockPublicity = async (
  tx: Tx,
  at: At & { readonly version?: number },
): Promise<PublicityRow> => {
  const row = await publicities(tx)
    .where('organisationId', '=', at.organisationId)
    .where('batchId', '=', at.batchId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (at.version !== undefined && row.version !== at.version) throw new StaleRow()
  return row as PublicityRow
}

/** Throws StaleRow when the batch has a publicity already. */
export const insertPublicity = async (
  tx: Tx,
  row: At & Pick<PublicityRow, 'startsOn' | 'endsOn' | 'publishedAt'>,
) => {
  const id = uuid()
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('publicity')
    .values({ ...row, id, version: 1, state: 'publicised', closedAt: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) throw new StaleRow()
  return { id, organisationId: row.organisationId }
}

export const closePublicity = (tx: Tx, row: PublicityRow, closedAt: Date) =>
  tx
    .updateTable('publicity')
    .set({ state: 'confirmed', closedAt, version: row.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()

/** A display with later entries ends not before those have been shown for their days. */
export const lengthenPublicity = (tx: Tx, row: PublicityRow, endsOn: Day) =>
  tx
    .updateTable('publicity')
    .set({ endsOn, version: row.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()

/** The number that the next entry of a publicity gets; its row is locked. */
export const nextEntryNumber = async (tx: Tx, row: PublicityRow): Promise<number> => {
  const { last } = await tx
    .selectFrom('publicityEntry')
    .select((select) => select.fn.max('number').as('last'))
    .where('organisationId', '=', row.organisationId)
    .where('publicityId', '=', row.id)
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

export interface NewPublicityEntry {
  readonly resultId: string
  readonly number: number
  readonly nameMasked: string
  readonly documentMasked: string
  readonly occupation: string
  readonly level: number
  readonly theory: number | null
  readonly practical: number | null
  readonly review: number | null
  readonly passed: boolean
}

/** The masked rows of a publicity in one statement; returns their ids. */
export const insertPublicityEntries = async (
  tx: Tx,
  at: At & { readonly publicityId: string },
  entries: readonly NewPublicityEntry[],
): Promise<readonly string[]> => {
  const rows = entries.map((entry) => ({ ...entry, id: uuid() }))
  await sql`
    INSERT INTO publicity_entry (organisation_id, id, version, publicity_id, batch_id, result_id, number, name_masked,
      document_masked, occupation, level, theory, practical, review, passed)
    SELECT ${at.organisationId}::uuid, x.id, 1, ${at.publicityId}::uuid, ${at.batchId}::uuid, x."resultId", x.number,
      x."nameMasked", x."documentMasked", x.occupation, x.level, x.theory, x.practical, x.review, x.passed
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x(id uuid, "resultId" uuid, number integer,
      "nameMasked" text, "documentMasked" text, occupation text, level integer, theory numeric(5, 1),
      practical numeric(5, 1), review numeric(5, 1), passed boolean)
  `.execute(tx)
  return rows.map(({ id }) => id)
}

/** Shows a corrected score on the public page; undefined when the result is not on display. */
export const correctEntry = async (
  tx: Tx,
  at: { readonly organisationId: string; readonly resultId: string },
  change: {
    readonly theory: number | null
    readonly practical: number | null
    readonly review: number | null
    readonly passed: boolean
    readonly correction: string
  },
): Promise<string | undefined> => {
  const row = await tx
    .updateTable('publicityEntry')
    .set((set) => ({ ...change, version: set('version', '+', 1) }))
    .where('organisationId', '=', at.organisationId)
    .where('resultId', '=', at.resultId)
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

export type ObjectionState = 'received' | 'investigated' | 'upheld' | 'dismissed'

export interface ObjectionRow extends At {
  readonly id: string
  readonly version: number
  readonly number: number
  readonly resultId: string | null
  readonly personId: string | null
  readonly state: ObjectionState
  readonly contact: Buffer | null
  readonly contactMasked: string
  readonly statement: string
  readonly investigation: string | null
  readonly investigatedBy: string | null
  readonly investigatorName: string | null
  readonly decision: string | null
  readonly decidedBy: string | null
  readonly deciderName: string | null
  readonly needsCorrection: boolean
  readonly decidedAt: Date | null
  readonly createdAt: Date
}

const contactPurpose = (id: string) => `objection.contact:${id}`

/** Name and way to reach the objector in clear; the caller answers for recording why. */
export const contactOf = (
  { services }: QueryContext,
  row: Pick<ObjectionRow, 'id' | 'contact'>,
): { readonly name: string; readonly contact: string } | null =>
  row.contact === null
    ? null
    : (JSON.parse(services.keyring.decrypt(row.contact, contactPurpose(row.id))) as {
        name: string
        contact: string
      })

/**
 * From here on the transaction reaches the organisation to which the objection goes: the public writes one row there
 * and its trail, and reads nothing back but its own number.
 */
export const reachAddressee = (tx: Tx, organisationId: string) =>
  sql`SELECT set_config('app.reach', ${organisationId}, true)`.execute(tx)

/** The next number of the batch is safe because the caller holds the publicity's row. */
export const insertObjection = async (
  { tx, services, now }: CommandContext,
  given: At & {
    readonly resultId: string | null
    readonly personId: string | null
    readonly contact: { readonly name: string; readonly contact: string }
    readonly contactMasked: string
    readonly statement: string
  },
) => {
  const { contact, ...rest } = given
  const id = uuid()
  const { count } = await tx
    .selectFrom('objection')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('organisationId', '=', given.organisationId)
    .where('batchId', '=', given.batchId)
    .executeTakeFirstOrThrow()
  const number = count + 1
  await tx
    .insertInto('objection')
    .values({
      ...rest,
      id,
      version: 1,
      number,
      state: 'received',
      contact: Buffer.from(services.keyring.encrypt(JSON.stringify(contact), contactPurpose(id))),
      createdAt: now,
    })
    .execute()
  return { id, organisationId: given.organisationId, number }
}

export const objectionsOf = async (tx: Tx, at: At): Promise<ObjectionRow[]> =>
  (await tx
    .selectFrom('objection')
    .selectAll()
    .where('organisationId', '=', at.organisationId)
    .where('batchId', '=', at.batchId)
    .orderBy('number')
    .execute()) as ObjectionRow[]

/** Throws MissingRow, and StaleRow when it is not the version shown. */
export const lockObjection = async (
  tx: Tx,
  at: { readonly organisationId: string; readonly id: string; readonly version?: number },
): Promise<ObjectionRow> => {
  const row = await tx
    .selectFrom('objection')
    .selectAll()
    .where('organisationId', '=', at.organisationId)
    .where('id', '=', at.id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (at.version !== undefined && row.version !== at.version) throw new StaleRow()
  return row as ObjectionRow
}

export const updateObjection = (tx: Tx, row: ObjectionRow, change: Partial<ObjectionRow>) =>
  tx
    .updateTable('objection')
    .set({ ...change, version: row.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()

/** The entry of a publicity under a number, as the public sees it. */
export const entryByNumber = async (tx: Tx, publicityId: string, number: number) =>
  tx
    .selectFrom('publicityEntry')
    .select(['resultId', 'nameMasked'])
    .where('publicityId', '=', publicityId)
    .where('number', '=', number)
    .executeTakeFirst()

/** The person's own result within a batch, when it is on display. */
export const ownResult = async (tx: Tx, at: At, personId: string) =>
  tx
    .selectFrom('result')
    .select('id')
    .where('organisationId', '=', at.organisationId)
    .where('batchId', '=', at.batchId)
    .where('personId', '=', personId)
    .executeTakeFirst()

/** Publicities that have begun, open ones first, then the latest; the public sees these. */
export const publishedPublicities = (tx: Tx) =>
  tx
    .selectFrom('publicity')
    .innerJoin('batch', (join) =>
      join
        .onRef('batch.organisationId', '=', 'publicity.organisationId')
        .onRef('batch.id', '=', 'publicity.batchId'),
    )
    .innerJoin('organisation', 'organisation.organisationId', 'publicity.organisationId')
    .select([
      'publicity.id as publicityId',
      'organisation.name as organisationName',
      'batch.name as batchName',
      'publicity.startsOn',
      'publicity.endsOn',
      'publicity.state',
    ])
    .where('publicity.publishedAt', 'is not', null)
    .orderBy('publicity.state', 'desc')
    .orderBy('publicity.startsOn', 'desc')
    .limit(200)
    .execute()

/** A page of the masked rows; `find` is a number of the list, or part of a masked name or document. */
export const publicEntries = async (
  tx: Tx,
  publicityId: string,
  of: { readonly page: number; readonly pageSize: number; readonly find?: string | undefined },
) => {
  const all = tx.selectFrom('publicityEntry').where('publicityId', '=', publicityId)
  const find = of.find?.trim() ?? ''
  const found =
    find === ''
      ? all
      : all.where((where) =>
          where.or([
            sql<boolean>`number::text = ${find}`,
            sql<boolean>`strpos(name_masked, ${find}) > 0`,
            sql<boolean>`strpos(document_masked, ${find}) > 0`,
          ]),
        )
  const { total, passed } = await found
    .select((select) => [
      select.fn.countAll<number>().as('total'),
      select.fn.countAll<number>().filterWhere('passed', '=', true).as('passed'),
    ])
    .executeTakeFirstOrThrow()
  const rows = await found
    .select([
      'number',
      'nameMasked',
      'documentMasked',
      'occupation',
      'level',
      'theory',
      'practical',
      'review',
      'passed',
      'correction',
    ])
    .orderBy('number')
    .limit(of.pageSize)
    .offset((of.page - 1) * of.pageSize)
    .execute()
  return { total, passed, rows }
}

/** A person's own objections, latest first. */
export const objectionsOfPerson = (tx: Tx, personId: string) =>
  tx
    .selectFrom('objection')
    .select(['id', 'number', 'statement', 'state', 'createdAt', 'decision'])
    .where('personId', '=', personId)
    .orderBy('createdAt', 'desc')
    .execute()
