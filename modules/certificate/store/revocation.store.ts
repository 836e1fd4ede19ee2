import { v7 as uuid } from 'uuid'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

export interface RevocationGround {
  readonly id: string
  readonly organisationId: string
  readonly version: number
  readonly certificateId: string
  readonly caseNumber: string
  readonly reason: string
  readonly state: 'open' | 'revoked' | 'withdrawn'
}

const columns = ['id', 'organisationId', 'version', 'certificateId', 'caseNumber', 'reason', 'state'] as const

export const groundsOfCase = async (
  tx: Tx,
  organisationId: string,
  caseId: string,
): Promise<readonly RevocationGround[]> =>
  (await tx
    .selectFrom('revocationGround')
    .select(columns)
    .where('organisationId', '=', organisationId)
    .where('caseId', '=', caseId)
    .forUpdate()
    .execute()) as RevocationGround[]

/** Requests that wait, by certificate. */
export const openGrounds = async (
  tx: Tx,
  organisationId: string,
  certificateIds: readonly string[],
): Promise<readonly RevocationGround[]> =>
  certificateIds.length === 0
    ? []
    : ((await tx
        .selectFrom('revocationGround')
        .select(columns)
        .where('organisationId', '=', organisationId)
        .where('certificateId', 'in', [...certificateIds])
        .where('state', '=', 'open')
        .orderBy('raisedAt')
        .execute()) as RevocationGround[])

export const insertGround = async (
  { tx, now }: CommandContext,
  ground: {
    readonly organisationId: string
    readonly certificateId: string
    readonly caseId: string
    readonly caseNumber: string
    readonly reason: string
    readonly clauses: readonly string[]
  },
) => {
  const row = { ...ground, id: uuid(), clauses: [...ground.clauses] }
  await tx
    .insertInto('revocationGround')
    .values({ ...row, version: 1, state: 'open', raisedAt: now })
    .execute()
  return { organisationId: row.organisationId, id: row.id }
}

export const settleGround = async (
  { tx, now, actor }: CommandContext,
  row: RevocationGround,
  state: RevocationGround['state'],
): Promise<void> => {
  const settled =
    state === 'open' ? { settledAt: null, settledBy: null } : { settledAt: now, settledBy: actor.name }
  await tx
    .updateTable('revocationGround')
    .set({ ...settled, state, version: row.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
}
