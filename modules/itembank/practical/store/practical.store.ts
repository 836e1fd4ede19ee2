import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { parseLevel } from '#modules/policy/core/level.ts'
import { canonicalJson, sm3 } from '#platform/audit/chain.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { Json } from '#platform/contract/verdict.ts'
import { type PracticalState, practicalStates } from '../core/practical.machine.ts'
import { practicalProblems } from '../core/practical.rule.ts'
import type { PracticalPaper } from '../core/practical.ts'

type Tx = QueryContext['tx']

const contentPurpose = (id: string) => `practical-paper.content:${id}`

const columns = [
  'organisationId',
  'id',
  'version',
  'seriesId',
  'edition',
  'state',
  'paperNo',
  'title',
  'occupationCode',
  'occupationName',
  'level',
  'totalScore',
  'totalMinutes',
  'modules',
  'problems',
  'contentHash',
  'authors',
  'reviewedBy',
] as const

const stateOf = (text: string): PracticalState => {
  const state = practicalStates.find((one) => one === text)
  if (!state) throw new Error(`a practical paper is in the unknown state ${text}`)
  return state
}

const typed = <R extends { readonly state: string; readonly totalScore: string | number }>(row: R) => ({
  ...row,
  state: stateOf(row.state),
  totalScore: Number(row.totalScore),
})

const selected = (tx: Tx, organisationId: string) =>
  tx
    .selectFrom('practicalPaper')
    .select([...columns])
    .where('organisationId', '=', organisationId)

export type PracticalRow = Awaited<ReturnType<typeof getPractical>>

/** Throws MissingRow. */
export const getPractical = async (tx: Tx, organisationId: string, id: string) => {
  const row = await selected(tx, organisationId).where('id', '=', id).executeTakeFirst()
  if (!row) throw new MissingRow()
  return typed(row)
}

/** Locks the edition. Throws MissingRow, and StaleRow when `version` has passed. */
export const lockPractical = async (
  tx: Tx,
  organisationId: string,
  { practicalId, version }: { readonly practicalId: string; readonly version: number },
): Promise<PracticalRow> => {
  const row = await selected(tx, organisationId).where('id', '=', practicalId).forUpdate().executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== version) throw new StaleRow()
  return typed(row)
}

/** The latest edition of the paper with this number, locked; its series includes renamed drafts. */
export const lockLatestNumbered = async (
  tx: Tx,
  organisationId: string,
  paperNo: string,
): Promise<PracticalRow | null> => {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`practical ${organisationId} ${paperNo}`}, 0))`.execute(
    tx,
  )
  const row = await selected(tx, organisationId)
    .where('paperNo', '=', paperNo)
    .orderBy('edition', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
  return row ? typed(row) : null
}

export const editionsOf = async (
  tx: Tx,
  organisationId: string,
  seriesId: string,
): Promise<readonly PracticalRow[]> =>
  (await selected(tx, organisationId).where('seriesId', '=', seriesId).orderBy('edition').execute()).map(
    typed,
  )

export const listPracticals = async (
  tx: Tx,
  filter: {
    readonly organisationId: string
    readonly page: number
    readonly pageSize: number
    readonly state?: string
    readonly level?: number
  },
) => {
  let found = tx.selectFrom('practicalPaper').where('organisationId', '=', filter.organisationId)
  if (filter.state) found = found.where('state', '=', filter.state)
  if (filter.level !== undefined) found = found.where('level', '=', filter.level)
  const { total } = await found.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .select([...columns])
    .orderBy('paperNo')
    .orderBy('edition', 'desc')
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
    .execute()
  return { total: Number(total), rows: rows.map(typed) }
}

/** Editions in force for an occupation and level. */
export const inForceFor = async (
  tx: Tx,
  organisationId: string,
  of: { readonly occupationCode: string; readonly level: number },
): Promise<readonly PracticalRow[]> =>
  (
    await selected(tx, organisationId)
      .where('occupationCode', '=', of.occupationCode)
      .where('level', '=', of.level)
      .where('state', '=', 'in-force')
      .orderBy('paperNo')
      .execute()
  ).map(typed)

export const practicalHash = (paper: PracticalPaper): string =>
  sm3(canonicalJson(paper as unknown as Json)).toString('hex')

const contentColumns = (context: QueryContext, id: string, paper: PracticalPaper) => ({
  paperNo: paper.paperNo,
  title: paper.title,
  occupationCode: paper.occupationCode,
  occupationName: paper.occupation,
  level: parseLevel(paper.level) ?? 0,
  totalScore: paper.totalScore,
  totalMinutes: paper.totalMinutes,
  modules: paper.modules.length,
  problems: practicalProblems(paper).length,
  content: Buffer.from(context.services.keyring.encrypt(JSON.stringify(paper), contentPurpose(id))),
  contentHash: practicalHash(paper),
})

/** A draft: of a new series, or the next edition of the one given. */
export const insertPractical = async (
  context: QueryContext,
  at: {
    readonly organisationId: string
    readonly author: string
    readonly after?: { readonly seriesId: string; readonly edition: number }
  },
  paper: PracticalPaper,
) => {
  const id = uuid()
  const edition = (at.after?.edition ?? 0) + 1
  await context.tx
    .insertInto('practicalPaper')
    .values({
      ...contentColumns(context, id, paper),
      ...{ organisationId: at.organisationId, id, version: 1, edition, state: 'draft' },
      seriesId: at.after?.seriesId ?? id,
      authors: [at.author],
    })
    .execute()
  return { organisationId: at.organisationId, id, edition }
}

/** Writes a locked edition, its version one up; `paper` replaces its content. */
export const updatePractical = async (
  context: QueryContext,
  row: PracticalRow,
  changes: {
    readonly state?: PracticalState
    readonly reviewedBy?: string | null
    readonly content?: { readonly paper: PracticalPaper; readonly by: string }
  },
) => {
  const { content, ...plain } = changes
  const { organisationId, id, version, authors } = row
  await context.tx
    .updateTable('practicalPaper')
    .set({
      ...plain,
      ...(content && contentColumns(context, id, content.paper)),
      ...(content && { authors: [...new Set([...authors, content.by])] }),
      version: version + 1,
    })
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .execute()
  return { organisationId, id, version: version + 1 }
}

/** The paper in clear; the caller answers for recording why. Throws MissingRow. */
export const readPractical = async (
  context: QueryContext,
  organisationId: string,
  id: string,
): Promise<PracticalPaper> => {
  const row = await context.tx
    .selectFrom('practicalPaper')
    .select('content')
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return JSON.parse(context.services.keyring.decrypt(row.content, contentPurpose(id))) as PracticalPaper
}
