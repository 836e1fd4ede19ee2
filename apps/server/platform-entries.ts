import Type from 'typebox'
import { roleNames } from '#modules/party/core/role.ts'
import { allClauses, isClauseId } from '#modules/policy/library/clauses.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import { query } from '#platform/contract/contract.ts'
import { answers, type Entry } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'

const everyone = roleNames.filter((role) => role !== 'system')
const Nullable = (schema: Type.TSchema) => Type.Union([schema, Type.Null()])

const clauseDetail = query({
  name: 'clause.detail',
  title: '政策依据',
  input: Type.Object({ id: Type.String({ maxLength: 20 }) }),
  reply: Type.Object({
    id: Type.String(),
    document: Type.String(),
    locator: Type.String(),
    sentence: Type.String(),
    parameters: Type.Array(Type.Object({ key: Type.String(), value: Type.String() })),
  }),
  roles: 'anyone',
})

const Job = Type.Object({
  jobId: Type.String(),
  title: Type.String(),
  state: Type.String(),
  done: Type.Integer(),
  total: Type.Integer(),
  result: Type.Unknown(),
  error: Nullable(Type.String()),
  createdAt: Type.String(),
})

const jobProgress = query({
  name: 'job.progress',
  title: '任务进度',
  input: Type.Object({ jobId: Type.String({ format: 'uuid' }) }),
  reply: Job,
  roles: everyone,
})

const jobList = query({
  name: 'job.list',
  title: '我的任务',
  input: Type.Object({}),
  reply: Type.Object({ jobs: Type.Array(Job) }),
  roles: everyone,
})

/** Work of every organisation that is not done, and what has lately been done: the operator sees what stands still. */
const jobsEverywhere = query({
  name: 'job.everywhere',
  title: '后台任务',
  input: Type.Object({ state: Type.Optional(Type.String({ maxLength: 10 })) }),
  reply: Type.Object({
    jobs: Type.Array(
      Type.Object({
        jobId: Type.String(),
        organisationName: Type.String(),
        title: Type.String(),
        state: Type.String(),
        done: Type.Integer(),
        total: Type.Integer(),
        error: Nullable(Type.String()),
        createdAt: Type.String(),
        finishedAt: Nullable(Type.String()),
      }),
    ),
  }),
  roles: ['operator'],
})

interface JobRow {
  id: string
  title: string
  state: string
  done: number
  total: number
  result: unknown
  error: string | null
  createdAt: Date
}

const jobView = ({ id, title, state, done, total, result, error, createdAt }: JobRow) => ({
  jobId: id,
  title,
  state,
  done,
  total,
  result,
  error,
  createdAt: createdAt.toISOString(),
})

/** Queries that belong to no module: the regulation library and long work. */
export const platformEntries: readonly Entry[] = [
  answers(clauseDetail, async (_context, { id }) => {
    const found = isClauseId(id) ? allClauses().get(id) : undefined
    if (!found) throw new MissingRow()
    return accept({
      id: found.id,
      document: `${found.document.shortName} ${found.document.title}`,
      locator: found.locator,
      sentence: found.sentence,
      parameters: Object.entries(found.parameters).map(([key, value]) => ({ key, value })),
    })
  }),
  answers(jobProgress, async ({ tx, actor }, { jobId }) => {
    const row = await tx
      .selectFrom('job')
      .select(['id', 'title', 'state', 'done', 'total', 'result', 'error', 'createdAt'])
      .where('id', '=', jobId)
      .where('accountId', '=', actor.accountId)
      .executeTakeFirst()
    if (!row) throw new MissingRow()
    return accept(jobView(row))
  }),
  answers(jobList, async ({ tx, actor }) => {
    const rows = await tx
      .selectFrom('job')
      .select(['id', 'title', 'state', 'done', 'total', 'result', 'error', 'createdAt'])
      .where('accountId', '=', actor.accountId)
      .orderBy('createdAt', 'desc')
      .limit(50)
      .execute()
    return accept({ jobs: rows.map(jobView) })
  }),
  answers(jobsEverywhere, async ({ tx }, { state }) => {
    const all = tx
      .selectFrom('job')
      .leftJoin('organisation', 'organisation.organisationId', 'job.organisationId')
      .select([
        'job.id',
        'organisation.name',
        'title',
        'state',
        'done',
        'total',
        'error',
        'createdAt',
        'finishedAt',
      ])
      .orderBy('createdAt', 'desc')
      .limit(200)
    const rows = await (state ? all.where('state', '=', state) : all).execute()
    return accept({
      jobs: rows.map(({ id, name, createdAt, finishedAt, ...row }) => ({
        ...row,
        jobId: id,
        organisationName: name ?? '平台',
        createdAt: createdAt.toISOString(),
        finishedAt: finishedAt?.toISOString() ?? null,
      })),
    })
  }),
]
