import { makeWorkerUtils, type Runner, run } from 'graphile-worker'
import { sql, type Transaction } from 'kysely'
import type { Database } from '#db/schema/database.ts'
import type { Json } from '../contract/verdict.ts'
import type { Connection } from '../db/connect.ts'
import { quietQueue } from '../db/job-schema.ts'
import type { Logger } from '../log/log.ts'

export interface JobToDo {
  readonly id: string
  readonly organisationId: string
  readonly payload: { readonly [key: string]: Json }
  readonly accountId: string | null
  /** Steps that an earlier, interrupted run has finished; a task goes on from there. */
  readonly done: number
  progress(done: number): Promise<void>
}

/** Does one kind of work and returns what the job's page shows; throws to be tried again. */
export type Task = (job: JobToDo) => Promise<{ readonly [key: string]: Json }>

/** Runs `work` as the application role with the reach of one organisation. */
export const withReach = <T>(
  connection: Connection,
  organisationId: string,
  work: (tx: Transaction<Database>) => Promise<T>,
): Promise<T> =>
  connection.app.transaction().execute(async (tx) => {
    await sql`SELECT set_config('app.reach', ${organisationId}, true)`.execute(tx)
    return work(tx)
  })

const carry = async (connection: Connection, task: Task, key: { jobId: string; organisationId: string }) => {
  const inReach = <T>(work: (tx: Transaction<Database>) => Promise<T>) =>
    withReach(connection, key.organisationId, work)
  const change = (values: object) =>
    inReach((tx) =>
      tx
        .updateTable('job')
        .set(values)
        .where('organisationId', '=', key.organisationId)
        .where('id', '=', key.jobId)
        .execute(),
    )
  const row = await inReach((tx) =>
    tx
      .selectFrom('job')
      .selectAll()
      .where('organisationId', '=', key.organisationId)
      .where('id', '=', key.jobId)
      .executeTakeFirstOrThrow(),
  )
  if (row.state === 'done') return
  await change({ state: 'running', error: null })
  try {
    const result = await task({
      id: row.id,
      organisationId: row.organisationId,
      payload: row.payload as { [key: string]: Json },
      accountId: row.accountId,
      done: row.done,
      progress: (done) => change({ done }).then(() => {}),
    })
    await change({ state: 'done', done: row.total, result: JSON.stringify(result), finishedAt: new Date() })
  } catch (error) {
    await change({ state: 'failed', error: error instanceof Error ? error.message : String(error) })
    throw error
  }
}

/** Work that a killed process held is given back to the queue, instead of waiting hours for its lock to age. */
const releaseAbandoned = async (connection: Connection) => {
  const { rows } = await connection.ownerPool.query<{ locked_by: string }>(
    'SELECT DISTINCT locked_by FROM graphile_worker.jobs WHERE locked_by IS NOT NULL',
  )
  if (rows.length === 0) return
  const utils = await makeWorkerUtils({ pgPool: connection.ownerPool, logger: quietQueue })
  await utils.forceUnlockWorkers(rows.map(({ locked_by }) => locked_by))
  await utils.release()
}

/**
 * Carries out queued jobs in this process. `alone`: no other server shares the database, so locks found at
 * start belong to a dead process.
 */
export const startJobs = async (
  connection: Connection,
  tasks: { readonly [kind: string]: Task },
  options: { readonly log: Logger; readonly alone: boolean },
): Promise<Runner> => {
  if (options.alone) await releaseAbandoned(connection)
  const taskList = Object.fromEntries(
    Object.entries(tasks).map(([kind, task]) => [
      kind,
      async (payload: unknown) => {
        const key = payload as { jobId: string; organisationId: string }
        try {
          await carry(connection, task, key)
        } catch (error) {
          options.log.error({ kind, jobId: key.jobId, error: String(error) }, 'job failed')
          throw error
        }
      },
    ]),
  )
  return run({
    pgPool: connection.ownerPool,
    taskList,
    concurrency: 2,
    pollInterval: 1000,
    logger: quietQueue,
    noHandleSignals: true,
  })
}
