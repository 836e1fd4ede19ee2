import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { canonicalJson, sm3 } from '#platform/audit/chain.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { Medium } from '../core/medium.rule.ts'
import { type Paper, type PaperState, paperStates } from '../core/paper.machine.ts'
import type { KeyEntry, SeatPaper } from '../core/paper-content.ts'

type Tx = QueryContext['tx']

const paperPurpose = (id: string) => `paper.content:${id}`
const keyPurpose = (id: string) => `paper.key:${id}`

/** The bytes that are sealed, and whose digest the paper carries. */
export const paperText = (paper: SeatPaper): string => canonicalJson(JSON.parse(JSON.stringify(paper)))

/** SM3 of `paper.json`, in hexadecimal. */
export const paperHash = (text: string): string => Buffer.from(sm3(text)).toString('hex')

const columns = [
  'organisationId',
  'id',
  'version',
  'bank',
  'occupationCode',
  'level',
  'title',
  'state',
  'seed',
  'minutes',
  'totalPoints',
  'contentHash',
  'assembledBy',
  'reviewedBy',
  'batchId',
  'sessionId',
  'sealedFileId',
  'earliestOpening',
  'forms',
  'rehearsalFileId',
  'assemblyId',
  'medium',
  'attachmentType',
] as const

const stateOf = (text: string): PaperState => {
  const state = paperStates.find((one) => one === text)
  if (!state) throw new Error(`a paper is in the unknown state ${text}`)
  return state
}

/** Papers kept before the medium was recorded are for the screen. */
const withState = <R extends { readonly state: string; readonly medium: string | null }>(row: R) => ({
  ...row,
  state: stateOf(row.state),
  medium: (row.medium === 'print' ? 'print' : 'screen') satisfies Medium as Medium,
})

const selectPaper = (tx: Tx, organisationId: string, id: string) =>
  tx
    .selectFrom('paper')
    .select([...columns])
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)

export type PaperRow = Awaited<ReturnType<typeof getPaper>>

/** Throws MissingRow. */
export const getPaper = async (tx: Tx, organisationId: string, id: string) => {
  const row = await selectPaper(tx, organisationId, id).executeTakeFirst()
  if (!row) throw new MissingRow()
  return withState(row)
}

/** Locks the paper. Throws MissingRow, and StaleRow when `version` is given and has passed. */
export const lockPaper = async (
  tx: Tx,
  organisationId: string,
  { paperId, version }: { readonly paperId: string; readonly version?: number },
) => {
  const row = await selectPaper(tx, organisationId, paperId).forUpdate().executeTakeFirst()
  if (!row) throw new MissingRow()
  if (version !== undefined && row.version !== version) throw new StaleRow()
  return withState(row)
}

/** The paper named, or those of the session, not marked as exposed yet; locked. */
export const exposedPapers = async (
  tx: Tx,
  of: {
    readonly organisationId: string
    readonly paperId: string | null
    readonly sessionId: string | null
  },
) => {
  const all = tx
    .selectFrom('paper')
    .select([...columns])
    .where('organisationId', '=', of.organisationId)
    .where('exposedReason', 'is', null)
    .where('state', '<>', 'voided')
  if (of.paperId === null && of.sessionId === null) return []
  const named =
    of.paperId === null ? all.where('sessionId', '=', of.sessionId) : all.where('id', '=', of.paperId)
  return (await named.forUpdate().execute()).map(withState)
}

/** A row as the rules of papers see it. */
export const asPaper = ({ batchId, sessionId, ...row }: PaperRow): Paper => ({
  ...row,
  binding: batchId !== null && sessionId !== null ? { batchId, sessionId } : null,
})

export interface PaperChanges {
  readonly state?: PaperState
  readonly reviewedBy?: string
  readonly batchId?: string
  readonly sessionId?: string
  readonly sealedFileId?: string
  readonly rehearsalFileId?: string
  readonly earliestOpening?: Date
  /** The case by which it became known beforehand. */
  readonly exposedReason?: string
}

/** Writes a locked paper, its version one up. */
export const updatePaper = async (tx: Tx, paper: PaperRow, changes: PaperChanges) => {
  await tx
    .updateTable('paper')
    .set({ ...changes, version: paper.version + 1 })
    .where('organisationId', '=', paper.organisationId)
    .where('id', '=', paper.id)
    .execute()
  return { organisationId: paper.organisationId, id: paper.id }
}

export interface NewPaperRow {
  readonly organisationId: string
  readonly bank: string
  readonly occupationCode: string
  readonly level: number
  readonly title: string
  readonly seed: string
  readonly minutes: number
  readonly totalPoints: number
  readonly assembledBy: string
  /** How many forms it holds. */
  readonly forms: number
  readonly assembledAt: Date
  readonly medium: Medium
  /** The draw it comes from; none for a paper from outside the bank. */
  readonly assemblyId?: string
  readonly outside?: OutsidePaper
}

/** A paper that was made elsewhere. */
export interface OutsidePaper {
  readonly source: string
  readonly author: string
  readonly checker: string
  readonly reason: string
  readonly fileName: string
  readonly mediaType: string
  readonly file: Uint8Array
}

const attachmentPurpose = (id: string) => `paper.attachment:${id}`

const outsideColumns = (
  { keyring }: QueryContext['services'],
  id: string,
  outside: OutsidePaper | undefined,
) =>
  outside && {
    outsideSource: outside.source,
    outsideAuthor: outside.author,
    outsideChecker: outside.checker,
    outsideReason: outside.reason,
    attachmentName: outside.fileName,
    attachmentType: outside.mediaType,
    attachment: Buffer.from(
      keyring.encrypt(Buffer.from(outside.file).toString('base64'), attachmentPurpose(id)),
    ),
  }

/** Inserts a paper with content and key encrypted apart; `write` gets the id that the content carries. */
export const insertPaper = async (
  context: QueryContext,
  { outside, ...row }: NewPaperRow,
  write: (paperId: string) => { readonly paper: SeatPaper; readonly key: readonly KeyEntry[] },
) => {
  const { keyring } = context.services
  const id = uuid()
  const { paper, key } = write(id)
  const text = paperText(paper)
  await context.tx
    .insertInto('paper')
    .values({
      ...row,
      id,
      version: 1,
      subject: 'theory',
      state: 'assembled',
      content: Buffer.from(keyring.encrypt(text, paperPurpose(id))),
      answerKey: Buffer.from(keyring.encrypt(JSON.stringify(key), keyPurpose(id))),
      contentHash: paperHash(text),
      ...outsideColumns(context.services, id, outside),
    })
    .execute()
  return { organisationId: row.organisationId, id }
}

/** `paper.json` in clear. Throws MissingRow. */
export const readPaperText = async (context: QueryContext, organisationId: string, id: string) => {
  const row = await context.tx
    .selectFrom('paper')
    .select('content')
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return context.services.keyring.decrypt(row.content, paperPurpose(id))
}

/** The key in clear; the caller answers for recording why. Throws MissingRow. */
export const readKey = async (
  context: QueryContext,
  organisationId: string,
  id: string,
): Promise<readonly KeyEntry[]> => {
  const row = await context.tx
    .selectFrom('paper')
    .select('answerKey')
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return JSON.parse(context.services.keyring.decrypt(row.answerKey, keyPurpose(id)))
}

/** What is known of a paper from outside the bank; undefined for the bank's own. Throws MissingRow. */
export const outsideOf = async (tx: Tx, organisationId: string, id: string) => {
  const row = await tx
    .selectFrom('paper')
    .select(['outsideSource', 'outsideAuthor', 'outsideChecker', 'outsideReason', 'attachmentName'])
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  const { outsideSource: source, outsideAuthor: author, outsideChecker: checker } = row
  if (source === null || author === null || checker === null) return undefined
  return { source, author, checker, reason: row.outsideReason ?? '', fileName: row.attachmentName ?? '' }
}

/** The attached file in clear; the caller answers for recording who looked. Throws MissingRow. */
export const readAttachment = async (context: QueryContext, organisationId: string, id: string) => {
  const row = await context.tx
    .selectFrom('paper')
    .select(['attachment', 'attachmentName', 'attachmentType'])
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row?.attachment) throw new MissingRow()
  return {
    fileName: row.attachmentName ?? '',
    mediaType: row.attachmentType ?? '',
    file: context.services.keyring.decrypt(row.attachment, attachmentPurpose(id)),
  }
}

const mostCompared = 500

/** The bank's papers that are not voided, newest first. */
export const papersOfBank = async (tx: Tx, organisationId: string, bank: string) => {
  const rows = await tx
    .selectFrom('paper')
    .select(['id', 'title', 'state', 'medium'])
    .where('organisationId', '=', organisationId)
    .where('bank', '=', bank)
    .where('state', '<>', 'voided')
    .orderBy('id', 'desc')
    .limit(mostCompared)
    .execute()
  return rows.map(withState)
}

export const countPapers = async (tx: Tx, organisationId: string, bank: string): Promise<number> => {
  const { count } = await tx
    .selectFrom('paper')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('organisationId', '=', organisationId)
    .where('bank', '=', bank)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export const listPapers = async (
  tx: Tx,
  filter: {
    readonly organisationId: string
    readonly page: number
    readonly pageSize: number
    readonly state?: string
  },
) => {
  const all = tx.selectFrom('paper').where('organisationId', '=', filter.organisationId)
  const found = filter.state ? all.where('state', '=', filter.state) : all
  const { total } = await found.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .select([...columns])
    .orderBy('id', 'desc')
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
    .execute()
  return { total: Number(total), rows: rows.map(withState) }
}

/** The living paper of a session for one occupation and level, if there is one. */
export const paperOfSession = async (
  tx: Tx,
  place: {
    readonly organisationId: string
    readonly batchId: string
    readonly sessionId: string
    readonly occupationCode: string
    readonly level: number
  },
) => {
  const row = await tx
    .selectFrom('paper')
    .select([...columns])
    .where('organisationId', '=', place.organisationId)
    .where('batchId', '=', place.batchId)
    .where('sessionId', '=', place.sessionId)
    .where('occupationCode', '=', place.occupationCode)
    .where('level', '=', place.level)
    .where('state', '<>', 'voided')
    .executeTakeFirst()
  return row && withState(row)
}

/** Sessions that have a living paper, as `session/occupation/level`. */
export const servedSessions = async (tx: Tx, organisationId: string): Promise<ReadonlySet<string>> => {
  const rows = await tx
    .selectFrom('paper')
    .select(sql<string>`session_id || '/' || occupation_code || '/' || level`.as('place'))
    .where('organisationId', '=', organisationId)
    .where('sessionId', 'is not', null)
    .where('state', '<>', 'voided')
    .execute()
  return new Set(rows.map(({ place }) => place))
}
