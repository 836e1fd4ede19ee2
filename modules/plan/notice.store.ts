import { v7 as uuid } from 'uuid'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { NoticeState } from './core/notice.machine.ts'
import type { NoticeLine } from './core/notice.rule.ts'
import type { Address } from './store.ts'

type Tx = QueryContext['tx']

export interface NoticeForm {
  readonly contactName: string
  readonly contactPhone: string
  readonly enrolmentProcedure: string
  readonly amendmentReason: string
  readonly lines: readonly NoticeLine[]
}

export interface NoticeRow extends NoticeForm, Address {
  readonly version: number
  readonly year: number
  readonly edition: number
  readonly state: NoticeState
  readonly decisionNote: string | null
  readonly publishedAt: Date | null
}

const noticeOf = (row: object): NoticeRow => row as NoticeRow

export const findNotice = async (tx: Tx, { organisationId, id }: Address): Promise<NoticeRow> => {
  const row = await tx
    .selectFrom('annualNotice')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return noticeOf(row)
}

/** Throws MissingRow when there is none, StaleRow when it is not the version shown. */
export const lockNotice = async (
  tx: Tx,
  { organisationId, id }: Address,
  version: number,
): Promise<NoticeRow> => {
  const row = await tx
    .selectFrom('annualNotice')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== version) throw new StaleRow()
  return noticeOf(row)
}

/**
 * All editions of an organisation, locked: whoever makes a plan or an edition waits here for whoever is doing the
 * same, so two plans made at once cannot both find no other open (SDS-3.1-08).
 */
export const lockNotices = async (tx: Tx, organisationId: string): Promise<NoticeRow[]> =>
  (
    await tx
      .selectFrom('annualNotice')
      .selectAll()
      .where('organisationId', '=', organisationId)
      .orderBy('year')
      .orderBy('edition')
      .forUpdate()
      .execute()
  ).map(noticeOf)

/** The published notices in force, one a year at most (SDS-2.2-05). */
export const noticesInForce = async (tx: Tx, organisationId: string): Promise<NoticeRow[]> =>
  (
    await tx
      .selectFrom('annualNotice')
      .selectAll()
      .where('organisationId', '=', organisationId)
      .where('state', '=', 'published')
      .orderBy('year')
      .execute()
  ).map(noticeOf)

export const insertNotice = async (
  tx: Tx,
  notice: NoticeForm & { readonly organisationId: string; readonly year: number; readonly edition: number },
): Promise<Address> => {
  const { organisationId } = notice
  const id = uuid()
  await tx
    .insertInto('annualNotice')
    .values({ ...notice, lines: JSON.stringify(notice.lines), id, version: 1, state: 'draft' })
    .execute()
  return { organisationId, id }
}

interface NoticeChange {
  readonly state?: NoticeState
  readonly decisionNote?: string | null
  readonly publishedAt?: Date
  readonly form?: NoticeForm
}

/** Writes a change of a locked notice as its next version. */
export const updateNotice = async (tx: Tx, notice: NoticeRow, change: NoticeChange): Promise<number> => {
  const { form, ...plain } = change
  const version = notice.version + 1
  await tx
    .updateTable('annualNotice')
    .set({ ...plain, ...(form && { ...form, lines: JSON.stringify(form.lines) }), version })
    .where('organisationId', '=', notice.organisationId)
    .where('id', '=', notice.id)
    .execute()
  return version
}
