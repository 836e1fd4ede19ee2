import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import * as arrangement from '#modules/arrangement/contract.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import { type Killable, openKillable } from './killed.ts'

const held = async ({ connection }: Killable) => {
  const { rows } = await connection.ownerPool.query(`
    SELECT (SELECT count(DISTINCT number)::int FROM ticket) AS tickets,
      (SELECT count(*)::int FROM disclosure WHERE reason = '批量打印准考证') AS disclosures,
      (SELECT count(*)::int FROM fact WHERE type = 'tickets-print-started') AS orders,
      (SELECT count(*)::int FROM fact WHERE type = 'tickets-printed') AS printed,
      (SELECT count(*)::int FROM stored_file WHERE name LIKE '%准考证.pdf') AS files,
      (SELECT state FROM job WHERE kind = 'arrangement.printTickets') AS job`)
  return rows[0]
}

test('SDS-4.1-19 kill -9 of the whole server twice in the middle of printing all tickets: after the restart there is one file of all', async (t) => {
  const server = await openKillable(t, 'arranged', '300')
  const exam = await server.as('exam')
  const postmaster = server.postmaster()
  const { jobId, tickets } = await exam.done(arrangement.printTickets, { batchId: server.batchId })
  assert.ok(tickets > 250, `${tickets} tickets`)

  const unfinished = { tickets, disclosures: tickets, orders: 1, printed: 0, files: 0, job: 'running' }
  for (const done of [1, 40]) {
    const seen = await server.killAt(jobId, done)
    t.diagnostic(`killed at ${seen.done} %`)
    assert.equal(seen.state, 'running')
    assert.deepEqual(await held(server), unfinished)
    await server.restart()
    assert.equal(server.postmaster(), postmaster, 'the database left running is adopted')
  }

  const again = await server.as('exam')
  const result = await again.finished(jobId)
  assert.equal(result.tickets, tickets, JSON.stringify(result))
  assert.deepEqual(await held(server), { ...unfinished, printed: 1, files: 1, job: 'done' })
  const bytes = await again.download({
    organisationId: String(result.organisationId),
    fileId: String(result.fileId),
  })
  assert.equal(Buffer.from(bytes.subarray(0, 5)).toString(), '%PDF-')
  assert.equal(createHash('sha256').update(bytes).digest('hex'), result.hash)
  assert.deepEqual((await verifyAudit(server.connection)).findings, [])
})
