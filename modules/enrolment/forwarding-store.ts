import { v7 as uuid } from 'uuid'
import type { Day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

/** Annex 4 as signed, and the forwarding of the batch that it goes with. */
export interface CommitmentRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly batchId: string
  readonly fileId: string
  readonly signatory: string
  readonly signedOn: Day
  readonly sealed: boolean
  readonly forwardedAt: Date | null
  readonly admitted: number | null
}

export const findCommitment = (
  tx: Tx,
  organisationId: string,
  batchId: string,
): Promise<CommitmentRow | undefined> =>
  tx
    .selectFrom('reviewCommitment')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .$castTo<CommitmentRow>()
    .executeTakeFirst()

/** Records the signed commitment, or puts a better scan in the place of an earlier one. */
export const putCommitment = async (
  tx: Tx,
  values: Pick<CommitmentRow, 'organisationId' | 'batchId' | 'fileId' | 'signatory' | 'signedOn' | 'sealed'>,
): Promise<{ id: string; organisationId: string; version: number }> =>
  tx
    .insertInto('reviewCommitment')
    .values({ ...values, id: uuid(), version: 1 })
    .onConflict((conflict) =>
      conflict.columns(['organisationId', 'batchId']).doUpdateSet((is) => ({
        fileId: values.fileId,
        signatory: values.signatory,
        signedOn: values.signedOn,
        sealed: values.sealed,
        version: is('reviewCommitment.version', '+', 1),
      })),
    )
    .returning(['id', 'organisationId', 'version'])
    .executeTakeFirstOrThrow()

export const markForwarded = async (
  tx: Tx,
  row: CommitmentRow,
  forwarded: { readonly at: Date; readonly admitted: number },
): Promise<void> => {
  await tx
    .updateTable('reviewCommitment')
    .set({ forwardedAt: forwarded.at, admitted: forwarded.admitted, version: row.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
}

/** How many applications of a batch stand in each state. */
export const statesOfBatch = async (
  tx: Tx,
  organisationId: string,
  batchId: string,
): Promise<Readonly<Record<string, number>>> => {
  const rows = await tx
    .selectFrom('application')
    .select((count) => ['state', count.fn.countAll<number>().as('count')])
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}
