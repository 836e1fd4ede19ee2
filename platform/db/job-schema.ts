import { Logger, makeWorkerUtils } from 'graphile-worker'
import pg from 'pg'

/** The queue's own log lines carry payloads; they stay silent. */
export const quietQueue = new Logger(() => () => {})

/** Installs the job queue's own schema, and the one door through which the application role may queue work. */
export const installQueue = async (url: string): Promise<void> => {
  const utils = await makeWorkerUtils({ connectionString: url, logger: quietQueue })
  await utils.migrate()
  await utils.release()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`
    CREATE OR REPLACE FUNCTION enqueue_job(kind text, job_id uuid, organisation uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
      SELECT graphile_worker.add_job(kind, json_build_object('jobId', job_id, 'organisationId', organisation),
        job_key := job_id::text, max_attempts := 5)
    $$;
    REVOKE ALL ON FUNCTION enqueue_job FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION enqueue_job TO jiangheng_app;
  `)
  await client.end()
}
