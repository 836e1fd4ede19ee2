import { v7 as uuid } from 'uuid'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { AssemblyMode, AssemblyState } from '../core/assembly.machine.ts'
import type { Drawn } from '../core/draw.ts'
import type { Explanation, Report } from '../core/report.ts'

type Tx = QueryContext['tx']

/** What is kept in clear: nothing of it tells an item. */
export interface Findings {
  readonly report?: Report
  readonly explanation?: Explanation
  readonly trouble?: string
}

const purposeOf = (id: string) => `assembly.content:${id}`

const columns = [
  'organisationId',
  'id',
  'version',
  'bank',
  'ruleSetId',
  'mode',
  'forms',
  'seed',
  'state',
  'report',
  'jobId',
  'assembledBy',
  'assembledByName',
  'startedAt',
] as const

const typed = <R extends { readonly mode: string; readonly state: string; readonly report: unknown }>({
  mode,
  state,
  report,
  ...row
}: R) => ({
  ...row,
  mode: mode as AssemblyMode,
  state: state as AssemblyState,
  findings: (report ?? {}) as Findings,
})

const select = (tx: Tx, organisationId: string) =>
  tx
    .selectFrom('assembly')
    .select([...columns])
    .where('organisationId', '=', organisationId)

export type AssemblyRow = Awaited<ReturnType<typeof getAssembly>>

/** Throws MissingRow. */
export const getAssembly = async (tx: Tx, organisationId: string, id: string) => {
  const row = await select(tx, organisationId).where('id', '=', id).executeTakeFirst()
  if (!row) throw new MissingRow()
  return typed(row)
}

/** Throws MissingRow. */
export const lockAssembly = async (tx: Tx, organisationId: string, id: string) => {
  const row = await select(tx, organisationId).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new MissingRow()
  return typed(row)
}

const mostListed = 50

export const recentAssemblies = async (tx: Tx, organisationId: string) => {
  const rows = await select(tx, organisationId).orderBy('id', 'desc').limit(mostListed).execute()
  return rows.map(typed)
}

export interface NewAssembly {
  readonly organisationId: string
  readonly bank: string
  readonly ruleSetId: string
  readonly mode: AssemblyMode
  readonly forms: number
  readonly seed: string
  readonly state: AssemblyState
  readonly assembledBy: string
}

export const insertAssembly = async (context: QueryContext, row: NewAssembly) => {
  const id = uuid()
  await context.tx
    .insertInto('assembly')
    .values({ ...row, id, version: 1, assembledByName: context.actor.name, startedAt: context.now })
    .execute()
  return { organisationId: row.organisationId, id }
}

export interface AssemblyChanges {
  readonly state?: AssemblyState
  readonly findings?: Findings
  readonly drawn?: Drawn
  readonly jobId?: string
}

/** Writes a locked assembly, its version one up; what was drawn is encrypted. */
export const updateAssembly = async (
  context: QueryContext,
  { organisationId, id, version }: Pick<AssemblyRow, 'organisationId' | 'id' | 'version'>,
  { state, findings, drawn, jobId }: AssemblyChanges,
) => {
  const secret = (value: Drawn) =>
    Buffer.from(context.services.keyring.encrypt(JSON.stringify(value), purposeOf(id)))
  await context.tx
    .updateTable('assembly')
    .set({
      version: version + 1,
      ...(state && { state }),
      ...(jobId && { jobId }),
      ...(findings && { report: JSON.stringify(findings) }),
      ...(drawn && { content: secret(drawn) }),
    })
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .execute()
  return { organisationId, id }
}

/** Items and forms in clear. Throws MissingRow where nothing was drawn. */
export const readDrawn = async (
  context: QueryContext,
  organisationId: string,
  id: string,
): Promise<Drawn> => {
  const row = await context.tx
    .selectFrom('assembly')
    .select('content')
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row?.content) throw new MissingRow()
  return JSON.parse(context.services.keyring.decrypt(row.content, purposeOf(id)))
}
