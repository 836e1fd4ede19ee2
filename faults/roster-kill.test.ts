import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as enrolment from '#modules/enrolment/contract.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import { demoFile } from '../e2e/walk.ts'
import { type Killable, openKillable } from './killed.ts'

const truth = JSON.parse(readFileSync(demoFile('roster-electrician-4.truth.json'), 'utf8')) as {
  readonly expected: { readonly acceptedCandidates: number; readonly rejectedCandidates: number }
}
const accepted = truth.expected.acceptedCandidates
const rejected = truth.expected.rejectedCandidates

const held = async ({ connection }: Killable) => {
  const { rows } = await connection.ownerPool.query(`
    SELECT (SELECT count(*)::int FROM application) AS applications,
      (SELECT count(DISTINCT person_id)::int FROM application) AS enrolled,
      (SELECT count(*)::int FROM person) AS people,
      (SELECT count(*)::int FROM fact WHERE type = 'application-imported') AS imported,
      (SELECT count(*)::int FROM fact WHERE type = 'person-registered') AS registered,
      (SELECT count(*)::int FROM fact WHERE type = 'roster-committed') AS commits,
      (SELECT count(*)::int FROM stored_file WHERE name LIKE '%-错误行.xlsx') AS error_files,
      (SELECT count(*)::int FROM roster_issue) AS issues,
      (SELECT state FROM roster_import) AS import,
      (SELECT state FROM job WHERE kind = 'enrolment.commitRoster') AS job`)
  return rows[0]
}

test('SDS-3.2-03 kill -9 of the whole server twice in the middle of the roster commit: after the restart all of it stands, once', async (t) => {
  const server = await openKillable(t, 'published')
  const exam = await server.as('exam')
  const { fileId } = await exam.upload(demoFile('roster-electrician-4.xlsx'))
  const { importId, jobId } = await exam.done(enrolment.dryRunRoster, { batchId: server.batchId, fileId })
  await exam.finished(jobId)
  const { version } = await exam.done(enrolment.rosterImport, { importId })
  const postmaster = server.postmaster()
  const before = await held(server)
  const commit = await exam.done(enrolment.commitRoster, { importId, version, mode: 'skip-bad-rows' })

  for (const done of [20, 60]) {
    const seen = await server.killAt(commit.jobId, done)
    t.diagnostic(`killed at ${seen.done} %`)
    assert.equal(seen.state, 'running')
    // What was acknowledged stands: the commit is ordered. What was under way has left nothing.
    assert.deepEqual(await held(server), { ...before, import: 'committing', job: 'running' })
    await server.restart()
    assert.equal(server.postmaster(), postmaster, 'the database left running is adopted')
  }

  const again = await server.as('exam')
  const result = await again.finished(commit.jobId)
  assert.deepEqual([result.total, result.good, result.bad, result.unchanged], [2000, accepted, rejected, 0])
  assert.deepEqual(await held(server), {
    ...{ applications: accepted, enrolled: accepted, people: accepted },
    ...{ imported: accepted, registered: accepted, commits: 1 },
    // One error workbook of the dry run, one of the commit; the separator row is an issue and no candidate.
    ...{ error_files: 2, issues: rejected + 1, import: 'committed', job: 'done' },
  })
  const { errorFile } = await again.done(enrolment.rosterImport, { importId })
  const bytes = await again.download(errorFile!)
  const { rows } = await server.connection.ownerPool.query('SELECT hash FROM stored_file WHERE id = $1', [
    errorFile!.fileId,
  ])
  assert.equal(createHash('sha256').update(bytes).digest('hex'), rows[0].hash)
  assert.deepEqual((await verifyAudit(server.connection)).findings, [])
})
