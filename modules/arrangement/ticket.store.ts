import { sql } from 'kysely'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { OfBatch } from './store.ts'
import type { TicketContent } from './ticket-content.ts'

type Tx = QueryContext['tx']

export interface TicketRow extends OfBatch {
  readonly id: string
  readonly version: number
  readonly applicationId: string
  readonly personId: string
  readonly number: string
  readonly token: string
  readonly content: TicketContent
  readonly fileId: string | null
  readonly firstPrintedAt: Date | null
}

export interface NewTicket {
  readonly applicationId: string
  readonly personId: string
  readonly number: string
  readonly token: string
  readonly content: TicketContent
}

export const insertTickets = async (
  tx: Tx,
  { organisationId, batchId }: OfBatch,
  tickets: readonly NewTicket[],
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO ticket (organisation_id, id, version, batch_id, application_id, person_id, number, token, content)
    SELECT ${organisationId}::uuid, gen_random_uuid(), 1, ${batchId}::uuid, t.*
    FROM unnest(${tickets.map((ticket) => ticket.applicationId)}::uuid[], ${tickets.map((ticket) => ticket.personId)}::uuid[],
      ${tickets.map((ticket) => ticket.number)}::text[], ${tickets.map((ticket) => ticket.token)}::text[],
      ${tickets.map((ticket) => JSON.stringify(ticket.content))}::jsonb[]) AS t
    RETURNING id`.execute(tx)
  return rows.map(({ id }) => id)
}

const tickets = (tx: Tx) => tx.selectFrom('ticket').selectAll()

/** In the order of their numbers. */
export const ticketsOf = async (tx: Tx, { organisationId, batchId }: OfBatch): Promise<TicketRow[]> =>
  (await tickets(tx)
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .orderBy('number')
    .execute()) as unknown as TicketRow[]

export const ticketsOfPerson = async (tx: Tx, personId: string): Promise<TicketRow[]> =>
  (await tickets(tx)
    .where('personId', '=', personId)
    .orderBy('number', 'desc')
    .execute()) as unknown as TicketRow[]

/** A person's own ticket; someone else's is not found. Throws MissingRow. */
export const lockOwnTicket = async (
  tx: Tx,
  personId: string,
  { organisationId, ticketId }: { readonly organisationId: string; readonly ticketId: string },
): Promise<TicketRow> => {
  const row = await tickets(tx)
    .where('organisationId', '=', organisationId)
    .where('id', '=', ticketId)
    .where('personId', '=', personId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return row as unknown as TicketRow
}

export const updateTicket = (
  tx: Tx,
  row: TicketRow,
  values: {
    readonly fileId?: string | null
    readonly firstPrintedAt?: Date
    readonly content?: TicketContent
  },
) => {
  const { content, ...plain } = values
  return tx
    .updateTable('ticket')
    .set({ ...plain, ...(content && { content: JSON.stringify(content) }), version: row.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
}
