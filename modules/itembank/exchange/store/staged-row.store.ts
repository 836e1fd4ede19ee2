import { sql } from 'kysely'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { ItemDraft } from '../../item/core/item.rule.ts'
import type { NewPicture } from '../../item/store/picture.store.ts'
import type { Loss, ReadingProblem } from '../core/parsed.ts'
import {
  type Acceptance,
  type Counts,
  type NearFound,
  noCounts,
  type RowProblem,
  type RowState,
  type SameAs,
} from '../core/staged.rule.ts'

type Tx = QueryContext['tx']

export interface Staging {
  readonly organisationId: string
  readonly importId: string
}

/** What of a staged row is encrypted: all that tells the question or its answer. */
export interface StagedContent {
  readonly source: string
  readonly draft: ItemDraft
  readonly knowledge: readonly string[]
  readonly losses: readonly Loss[]
  readonly reading: readonly ReadingProblem[]
  readonly problems: readonly RowProblem[]
  readonly sameAs: SameAs | null
  /** Null when nothing is near; left out while nobody has looked. */
  readonly near?: NearFound | null | undefined
  /** What the person has said of it. */
  readonly accepted?: readonly Acceptance[] | undefined
}

export interface StagedRow {
  readonly ordinal: number
  readonly place: string
  readonly state: RowState
  readonly type: string | null
  readonly pointCode: string | null
  readonly code: string | null
  readonly contentHash: string | null
  readonly knowledge: string | null
  readonly sameOrdinal: number | null
  readonly content: StagedContent
}

const purposeOf = ({ importId }: Staging, ordinal: number) => `item.import-row:${importId}:${ordinal}`

const bytea = (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}`

const tableRow = (context: QueryContext, staging: Staging, row: StagedRow) => ({
  organisation_id: staging.organisationId,
  import_id: staging.importId,
  ordinal: row.ordinal,
  place: row.place,
  state: row.state,
  problems: [...new Set(row.content.problems.map(({ code }) => code))],
  type: row.type,
  point_code: row.pointCode,
  code: row.code,
  content_hash: row.contentHash,
  knowledge: row.knowledge,
  lossy: row.content.losses.length > 0,
  same_ordinal: row.sameOrdinal,
  content: bytea(
    context.services.keyring.encrypt(JSON.stringify(row.content), purposeOf(staging, row.ordinal)),
  ),
})

/** Writes rows, in place of those of the same ordinals. */
export const saveRows = async (
  context: QueryContext,
  staging: Staging,
  rows: readonly StagedRow[],
): Promise<void> => {
  if (rows.length === 0) return
  const json = Buffer.from(JSON.stringify(rows.map((row) => tableRow(context, staging, row))))
  await sql`
    INSERT INTO item_import_row SELECT * FROM json_populate_recordset(NULL::item_import_row, ${json}::json)
    ON CONFLICT (organisation_id, import_id, ordinal) DO UPDATE SET
      state = EXCLUDED.state, problems = EXCLUDED.problems, type = EXCLUDED.type,
      point_code = EXCLUDED.point_code, code = EXCLUDED.code, content_hash = EXCLUDED.content_hash,
      lossy = EXCLUDED.lossy, same_ordinal = EXCLUDED.same_ordinal, content = EXCLUDED.content
  `.execute(context.tx)
}

const rowsOf = (tx: Tx, { organisationId, importId }: Staging) =>
  tx.selectFrom('itemImportRow').where('organisationId', '=', organisationId).where('importId', '=', importId)

const columns = [
  ...(['ordinal', 'place', 'state', 'type', 'pointCode', 'code', 'contentHash', 'knowledge'] as const),
  ...(['sameOrdinal', 'content'] as const),
] as const

interface Wanted {
  readonly ordinals?: readonly number[]
  readonly states?: readonly RowState[]
  readonly problem?: string
  /** Rows after this one; the first rows when left out. */
  readonly after?: number
  readonly limit: number
}

/** Rows in the order of the file, in clear. */
export const readRows = async (
  context: QueryContext,
  staging: Staging,
  wanted: Wanted,
): Promise<StagedRow[]> => {
  if (wanted.ordinals?.length === 0 || wanted.states?.length === 0) return []
  let query = rowsOf(context.tx, staging).select([...columns])
  if (wanted.ordinals) query = query.where('ordinal', 'in', [...wanted.ordinals])
  if (wanted.states) query = query.where('state', 'in', [...wanted.states])
  if (wanted.problem) query = query.where(sql<boolean>`${wanted.problem} = ANY(problems)`)
  const rows = await query
    .where('ordinal', '>', wanted.after ?? 0)
    .orderBy('ordinal')
    .limit(wanted.limit)
    .execute()
  return rows.map(({ content, state, ...row }) => ({
    ...row,
    state: state as RowState,
    content: JSON.parse(
      context.services.keyring.decrypt(content, purposeOf(staging, row.ordinal)),
    ) as StagedContent,
  }))
}

/** Throws MissingRow. */
export const readRow = async (context: QueryContext, staging: Staging, ordinal: number) => {
  const [row] = await readRows(context, staging, { ordinals: [ordinal], limit: 1 })
  if (!row) throw new MissingRow()
  return row
}

/** Ordinals of rows that repeat one of these. */
export const followersOf = async (tx: Tx, staging: Staging, ordinals: readonly number[]) => {
  if (ordinals.length === 0) return []
  const rows = await rowsOf(tx, staging)
    .select('ordinal')
    .where('sameOrdinal', 'in', [...ordinals])
    .execute()
  return rows.map(({ ordinal }) => ordinal)
}

export interface Twin {
  readonly ordinal: number
  readonly place: string
  readonly code: string | null
  readonly contentHash: string | null
}

/** Rows that are to be imported and have one of these codes or contents. */
export const twinsInFile = (
  tx: Tx,
  staging: Staging,
  { codes, hashes }: { readonly codes: readonly string[]; readonly hashes: readonly string[] },
): Promise<Twin[]> =>
  rowsOf(tx, staging)
    .select(['ordinal', 'place', 'code', 'contentHash'])
    .where('state', 'in', ['good', 'near-duplicate'])
    .where(sql<boolean>`(code = ANY(${[...codes]}::text[]) OR content_hash = ANY(${[...hashes]}::text[]))`)
    .execute()

const countNames: { readonly [S in RowState]: keyof Counts } = {
  good: 'good',
  problem: 'problem',
  duplicate: 'duplicate',
  'near-duplicate': 'near',
  excluded: 'excluded',
}

export const countRows = async (tx: Tx, staging: Staging): Promise<Counts> => {
  const rows = await rowsOf(tx, staging)
    .select((e) => ['state', e.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  const counts = { ...noCounts }
  for (const { state, count } of rows) {
    counts[countNames[state as RowState]] += Number(count)
    counts.found += Number(count)
  }
  return counts
}

export interface RowFilter {
  readonly states?: readonly RowState[]
  readonly problem?: string
}

const filtered = (tx: Tx, staging: Staging, { states, problem }: RowFilter) => {
  let query = rowsOf(tx, staging)
  if (states && states.length > 0) query = query.where('state', 'in', [...states])
  if (problem) query = query.where(sql<boolean>`${problem} = ANY(problems)`)
  return query
}

/** What rows are about, without their content. */
export const listRows = async (
  tx: Tx,
  staging: Staging,
  { page, pageSize, ...filter }: RowFilter & { readonly page: number; readonly pageSize: number },
) => {
  const { total } = await filtered(tx, staging, filter)
    .select((e) => e.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await filtered(tx, staging, filter)
    .select(['ordinal', 'place', 'state', 'problems', 'type', 'pointCode', 'code', 'lossy'])
    .orderBy('ordinal')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  return { total: Number(total), rows: rows.map((row) => ({ ...row, state: row.state as RowState })) }
}

/** How many rows have each kind of problem. */
export const problemKinds = async (tx: Tx, staging: Staging) => {
  const { rows } = await sql<{ code: string; count: number }>`
    SELECT kind AS code, count(*)::int AS count FROM item_import_row, unnest(problems) AS kind
    WHERE organisation_id = ${staging.organisationId} AND import_id = ${staging.importId} AND state = 'problem'
    GROUP BY kind ORDER BY count DESC, kind`.execute(tx)
  return rows
}

/** The next row of these states after a place, from the top again after the last; null when there is none. */
export const nextRow = async (
  tx: Tx,
  staging: Staging,
  { after, ...filter }: RowFilter & { readonly after: number },
): Promise<number | null> => {
  const first = (from: number) =>
    filtered(tx, staging, filter)
      .select('ordinal')
      .where('ordinal', '>', from)
      .orderBy('ordinal')
      .limit(1)
      .executeTakeFirst()
  return ((await first(after)) ?? (await first(0)))?.ordinal ?? null
}

export const deleteRows = async (
  tx: Tx,
  { organisationId, importId }: Staging,
  states?: readonly RowState[],
): Promise<void> => {
  let rows = tx
    .deleteFrom('itemImportRow')
    .where('organisationId', '=', organisationId)
    .where('importId', '=', importId)
  if (states) rows = rows.where('state', 'in', [...states])
  await rows.execute()
}

const picturePurpose = ({ importId }: Staging, digest: string) => `item.import-picture:${importId}:${digest}`

export const stagePicture = async (
  { tx, services }: QueryContext,
  staging: Staging,
  { bytes, ...about }: NewPicture,
): Promise<void> => {
  const clear = Buffer.from(bytes).toString('base64')
  const content = Buffer.from(services.keyring.encrypt(clear, picturePurpose(staging, about.digest)))
  await tx
    .insertInto('itemImportPicture')
    .values({ ...staging, ...about, content })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Staged pictures of these digests, in clear. */
export const stagedPictures = async (
  { tx, services }: QueryContext,
  staging: Staging,
  digests: readonly string[],
): Promise<NewPicture[]> => {
  if (digests.length === 0) return []
  const rows = await tx
    .selectFrom('itemImportPicture')
    .select(['digest', 'mediaType', 'width', 'height', 'content'])
    .where('organisationId', '=', staging.organisationId)
    .where('importId', '=', staging.importId)
    .where('digest', 'in', [...digests])
    .execute()
  return rows.map(({ content, mediaType, ...about }) => ({
    ...about,
    mediaType: mediaType as NewPicture['mediaType'],
    bytes: Buffer.from(services.keyring.decrypt(content, picturePurpose(staging, about.digest)), 'base64'),
  }))
}

export const deletePictures = async (tx: Tx, { organisationId, importId }: Staging): Promise<void> => {
  await tx
    .deleteFrom('itemImportPicture')
    .where('organisationId', '=', organisationId)
    .where('importId', '=', importId)
    .execute()
}

/** For each knowledge key: how many rows have a point, and which when it is one and the same. */
export const knowledgePlaced = async (tx: Tx, staging: Staging) => {
  const rows = await rowsOf(tx, staging)
    .select((e) => [
      'knowledge',
      e.fn.count<number>('pointCode').as('placed'),
      e.fn.min('pointCode').as('lowest'),
      e.fn.max('pointCode').as('highest'),
    ])
    .where('knowledge', 'is not', null)
    .groupBy('knowledge')
    .execute()
  return new Map(
    rows.map(({ knowledge, placed, lowest, highest }) => [
      knowledge ?? '',
      { placed: Number(placed), pointCode: lowest === highest ? lowest : null },
    ]),
  )
}
