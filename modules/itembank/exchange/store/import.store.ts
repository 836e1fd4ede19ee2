import { v7 as uuid } from 'uuid'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { ImportState } from '../core/import.machine.ts'
import type { Format } from '../core/parsed.ts'
import type { Counts } from '../core/staged.rule.ts'

type Tx = QueryContext['tx']

export interface Trouble {
  readonly sentence: string
  readonly remedy: string
}

export type ImportMode = 'all-or-nothing' | 'skip-bad-rows'

export interface ImportRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly bank: string
  readonly name: string
  readonly uploadId: string
  readonly digest: string
  readonly wantedFormat: string | null
  readonly format: string | null
  readonly state: ImportState
  readonly counts: Counts | null
  readonly trouble: Trouble | null
  readonly mode: ImportMode | null
  readonly accountId: string
  readonly personName: string
  readonly jobId: string | null
  readonly createdAt: Date
  readonly finishedAt: Date | null
}

const columns = [
  ...(['organisationId', 'id', 'version', 'bank', 'name', 'uploadId', 'digest', 'wantedFormat'] as const),
  ...(['format', 'state', 'counts', 'trouble', 'mode', 'accountId', 'personName', 'jobId'] as const),
  ...(['createdAt', 'finishedAt'] as const),
] as const

const selected = (tx: Tx, organisationId: string) =>
  tx
    .selectFrom('itemImport')
    .select([...columns])
    .where('organisationId', '=', organisationId)
    .$castTo<ImportRow>()

export const insertImport = async (
  context: QueryContext,
  values: Pick<
    ImportRow,
    'organisationId' | 'bank' | 'name' | 'uploadId' | 'digest' | 'wantedFormat' | 'accountId'
  >,
): Promise<{ readonly organisationId: string; readonly id: string; readonly version: number }> => {
  const row = { organisationId: values.organisationId, id: uuid(), version: 1 }
  const { actor, now } = context
  await context.tx
    .insertInto('itemImport')
    .values({ ...values, ...row, state: 'reading', personName: actor.name, createdAt: now })
    .execute()
  return row
}

/** Throws MissingRow, and StaleRow when the person saw an older version. */
export const lockImport = async (
  tx: Tx,
  organisationId: string,
  { importId, version }: { readonly importId: string; readonly version?: number },
): Promise<ImportRow> => {
  const row = await selected(tx, organisationId).where('id', '=', importId).forUpdate().executeTakeFirst()
  if (!row) throw new MissingRow()
  if (version !== undefined && row.version !== version) throw new StaleRow()
  return row
}

/** Throws MissingRow. */
export const getImport = async (tx: Tx, organisationId: string, importId: string): Promise<ImportRow> => {
  const row = await selected(tx, organisationId).where('id', '=', importId).executeTakeFirst()
  if (!row) throw new MissingRow()
  return row
}

export interface ImportChange {
  readonly state?: ImportState
  readonly format?: Format
  readonly counts?: Counts
  readonly trouble?: Trouble | null
  readonly findings?: Buffer
  readonly mode?: ImportMode
  readonly jobId?: string
  readonly finishedAt?: Date
}

export const changeImport = async (
  tx: Tx,
  { organisationId, id, version }: Pick<ImportRow, 'organisationId' | 'id' | 'version'>,
  { counts, trouble, ...plain }: ImportChange,
): Promise<void> => {
  await tx
    .updateTable('itemImport')
    .set({
      ...plain,
      ...(counts ? { counts: JSON.stringify(counts) } : {}),
      ...(trouble === undefined ? {} : { trouble: trouble && JSON.stringify(trouble) }),
      version: version + 1,
    })
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .execute()
}

export const listImports = async (
  tx: Tx,
  organisationId: string,
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
) => {
  const { total } = await tx
    .selectFrom('itemImport')
    .select((e) => e.fn.countAll<number>().as('total'))
    .where('organisationId', '=', organisationId)
    .executeTakeFirstOrThrow()
  const rows = await selected(tx, organisationId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  return { total: Number(total), rows }
}

/** The latest import of the same bytes that was not given up, if there was one. */
export const sameFileBefore = ({ tx }: QueryContext, { organisationId, digest, id }: ImportRow) =>
  selected(tx, organisationId)
    .where('digest', '=', digest)
    .where('id', '<', id)
    .where('state', 'in', ['ready', 'committing', 'committed'])
    .orderBy('id', 'desc')
    .executeTakeFirst()

/** Imports whose rows nobody has needed since `before`, of every organisation in reach. */
export const importsToExpire = (tx: Tx, before: Date) =>
  tx
    .selectFrom('itemImport')
    .select(['organisationId', 'id'])
    .where('createdAt', '<', before)
    .where('state', 'in', ['reading', 'ready', 'failed', 'committed', 'discarded'])
    .where((e) =>
      e.or([
        e('state', 'in', ['reading', 'ready', 'failed']),
        e.exists(
          e
            .selectFrom('itemImportRow')
            .select('ordinal')
            .whereRef('itemImportRow.organisationId', '=', 'itemImport.organisationId')
            .whereRef('itemImportRow.importId', '=', 'itemImport.id'),
        ),
      ]),
    )
    .limit(200)
    .execute()

export interface LossExample {
  /** Empty for what belongs to no single question. */
  readonly place: string
  readonly sample: string
}

/** What the whole file says beside its questions. */
export interface Findings {
  /** The bank's name in the file, or empty. */
  readonly bank: string
  readonly losses: readonly {
    readonly what: string
    readonly count: number
    readonly examples: readonly LossExample[]
  }[]
  /** Knowledge named in the file: its keyed digest, the path, and how many questions name it. */
  readonly knowledge: readonly {
    readonly key: string
    readonly path: readonly string[]
    readonly count: number
  }[]
}

const findingsPurpose = (id: string) => `item.import:${id}`

export const sealFindings = ({ services }: QueryContext, id: string, findings: Findings): Buffer =>
  Buffer.from(services.keyring.encrypt(JSON.stringify(findings), findingsPurpose(id)))

export const readFindings = async (
  { tx, services }: QueryContext,
  { organisationId, id }: Pick<ImportRow, 'organisationId' | 'id'>,
): Promise<Findings> => {
  const { findings } = await tx
    .selectFrom('itemImport')
    .select('findings')
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (!findings) return { bank: '', losses: [], knowledge: [] }
  return JSON.parse(services.keyring.decrypt(findings, findingsPurpose(id))) as Findings
}
