import { v7 as uuid } from 'uuid'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { ReissueState } from '../core/reissue.machine.ts'

type Tx = QueryContext['tx']

export interface StoredMaterial {
  readonly kind: string
  readonly name: string
  readonly fileId: string
}

export interface ReissueRecord {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly batchId: string
  readonly certificateId: string
  readonly personId: string
  readonly state: ReissueState
  readonly reason: string
  readonly materials: readonly StoredMaterial[]
  readonly submittedAt: Date
  readonly decidedAt: Date | null
  readonly decisionNote: string | null
}

const selection = (tx: Tx) => tx.selectFrom('reissueRequest').selectAll('reissueRequest')

type Selected = Awaited<ReturnType<ReturnType<typeof selection>['executeTakeFirstOrThrow']>>

const asRecord = (row: Selected): ReissueRecord => ({
  ...row,
  state: row.state as ReissueState,
  materials: row.materials as unknown as readonly StoredMaterial[],
})

export const hasOpenRequest = async (
  tx: Tx,
  organisationId: string,
  certificateId: string,
): Promise<boolean> => {
  const row = await tx
    .selectFrom('reissueRequest')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where('certificateId', '=', certificateId)
    .where('state', 'in', ['submitted', 'approved'])
    .executeTakeFirst()
  return row !== undefined
}

export type NewRequest = Pick<
  ReissueRecord,
  | 'organisationId'
  | 'batchId'
  | 'certificateId'
  | 'personId'
  | 'state'
  | 'reason'
  | 'materials'
  | 'submittedAt'
>

export const insertRequest = async (tx: Tx, request: NewRequest) => {
  const { materials, ...rest } = request
  const row = { ...rest, id: uuid(), version: 1 }
  await tx
    .insertInto('reissueRequest')
    .values({ ...row, materials: JSON.stringify(materials) })
    .execute()
  return row
}

export const lockRequest = async (
  tx: Tx,
  organisationId: string,
  key: { readonly requestId: string; readonly version: number },
): Promise<ReissueRecord> => {
  const row = await selection(tx)
    .where('organisationId', '=', organisationId)
    .where('id', '=', key.requestId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== key.version) throw new StaleRow()
  return asRecord(row)
}

export const changeRequest = async (
  tx: Tx,
  row: ReissueRecord,
  change: { readonly state: ReissueState; readonly decidedAt?: Date; readonly decisionNote?: string },
): Promise<number> => {
  const version = row.version + 1
  await tx
    .updateTable('reissueRequest')
    .set({ ...change, version })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
  return version
}

/** Requests of an organisation with the certificate they are about, the latest first. */
export const requestsOf = async (tx: Tx, organisationId: string) => {
  const rows = await selection(tx)
    .innerJoin('certificate', (join) =>
      join
        .onRef('certificate.organisationId', '=', 'reissueRequest.organisationId')
        .onRef('certificate.id', '=', 'reissueRequest.certificateId'),
    )
    .select(['certificate.number', 'certificate.name'])
    .where('reissueRequest.organisationId', '=', organisationId)
    .orderBy('submittedAt', 'desc')
    .limit(500)
    .execute()
  return rows.map(({ number, name, ...row }) => ({ ...asRecord(row), number, name }))
}

export const requestsOfPerson = async (tx: Tx, personId: string): Promise<readonly ReissueRecord[]> =>
  (await selection(tx).where('personId', '=', personId).orderBy('submittedAt', 'desc').execute()).map(
    asRecord,
  )
