import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { pages } from '#apps/pages.ts'
import { readConfig } from '#apps/server/config.ts'
import { type RunningServer, startServer } from '#apps/server/main.ts'
import { seedDemo } from '#apps/server/seed/seed.ts'
import { resultRows, overview as scoringOverview } from '#modules/scoring/contract.ts'
import { findPerson, trace } from '#modules/supervision/contract.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import { silentLogger } from '#platform/log/log.ts'
import * as start from './walk.ts'
import { walkForeign } from './walk-access.ts'
import { arrange, staffSessions } from './walk-arrange.ts'
import * as certificates from './walk-certificates.ts'
import { enrolOneself, selfEnrolled, smallRoster } from './walk-enrol.ts'
import { sealOnePaper } from './walk-papers.ts'
import * as results from './walk-results.ts'
import * as room from './walk-room.ts'

// One batch from the filing to the certificate over HTTP, on a fresh server; the tests are its days in their order.
const rosterPeople = 14
let server: RunningServer
let walk: start.Walk
let folder: string

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'jiangheng-chain-'))
  const config = readConfig({ JIANGHENG_DATA: folder, PORT: '0' }, 'demo')
  server = await startServer(config, silentLogger)
  walk = await start.startWalk(server, await seedDemo(server, config))
})
after(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const refusedFor = (outcome: Verdict<unknown>, code: string, clause: string) => {
  assert.ok(outcome.refused, 'accepted')
  assert.equal(outcome.code, code)
  assert.ok(outcome.clauses.includes(clause), outcome.clauses.join())
}

test('SDS-1.0-03 the city grants code and scope; the site is confirmed; the item bank is filled', async () => {
  await start.grantScope(walk)
  await start.confirmSite(walk)
  await start.fillItemBank(walk)
  assert.ok(walk.found.siteId)
})

test('SDS-3.1-01 SDS-3.1-02 notice and batch are confirmed by the city and published', async () => {
  await start.publishPlan(walk)
  assert.ok(walk.found.batchId)
})

test('SDS-3.2-01 SDS-3.2-07 the roster is taken in whole; a candidate registers, uploads, signs and submits alone', async () => {
  assert.equal(await start.enrolRoster(walk, await smallRoster(rosterPeople)), rosterPeople)
  await enrolOneself(walk)
})

test('SDS-3.3-09 everyone is reviewed, paid, admitted and forwarded', async () => {
  assert.equal(await start.reviewAll(walk), rosterPeople + 1)
})

test('SDS-4.1-18 SDS-4.4-02 everyone is seated and gets a ticket', async () => {
  assert.equal(await arrange(walk), rosterPeople + 1)
})

test('SDS-4.2-03 SDS-4.2-07 the paper is reviewed by a second person, bound to its session, kept by two and sealed', async () => {
  assert.equal(await sealOnePaper(walk), 'sealed')
})

test('SDS-4.3-04 SDS-4.3-13 SDS-4.4-13 heads, supervisors and draws of the day; everyone on duty gets an account', async () => {
  const staffed = await staffSessions(walk)
  // Head, supervisor, two invigilators of the one room and a panel of at least three.
  assert.ok(staffed >= 7, String(staffed))
})

test('SDS-4.2-06 SDS-4.4-02 the room gets its sitting; two keepers open the paper, not before its time', async () => {
  const opened = await room.openRoom(walk)
  assert.equal(opened.seats.length, rosterPeople + 1)
  refusedFor(await room.openPaper(walk), 'too-early-to-open', 'SDS-4.2-06')
})

test('SDS-4.4-25 SDS-4.4-26 who comes after 30 minutes stays out; handing in waits for the last 30', async () => {
  const { late, early } = await room.sitTheory(walk)
  refusedFor(late, 'entry-closed', 'SDS-4.4-25')
  refusedFor(early, 'hand-in-too-early', 'SDS-4.4-26')
})

test('SDS-4.4-44 the sealed room is taken in: a script for everybody, the absent among them', async () => {
  const taken = await room.collectAndSeal(walk)
  const present = room.shares.length
  assert.deepEqual(
    [taken.scripts, taken.absent, taken.violations],
    [rosterPeople + 1, rosterPeople + 1 - present, 0],
  )
})

test('SDS-5.1-01 theory is scored by machine as soon as it is taken in, and agrees with the answers given', async () => {
  assert.equal(await results.theoryScored(walk), rosterPeople + 1)
  assert.equal(await results.confirmTheory(walk), rosterPeople + 1)
  const { rows } = await (await walk.as('exam')).done(resultRows, {
    batchId: walk.found.batchId!,
    page: 1,
    pageSize: 50,
  })
  const points = walk.found
    .room!.seats.slice(0, room.shares.length)
    .map(({ name }) => rows.find((row) => row.name === name)!.theory)
  assert.deepEqual(
    points,
    room.shares.map((share) => share * 100),
  )
})

test('HN-1.8.7-04 what was answered stands with the items of the bank', async () => {
  const recorded = await results.itemsRecorded(walk)
  // Every item of the paper was answered by those who came, and the shares of right answers are theirs.
  assert.equal(recorded.length, 100)
  assert.ok(recorded.every(({ answered }) => answered === room.shares.length))
  const right = recorded.reduce((sum, { correct }) => sum + correct, 0)
  assert.equal(right, Math.round(room.shares.reduce((sum, share) => sum + share * 100, 0)))
})

test('SDS-4.3-11 SDS-4.4-39 every examiner of the panel locks a sheet; the leader signs, the supervisor countersigns', async () => {
  assert.equal(await results.examinePractically(walk), 'countersigned')
})

test('SDS-5.1-15 SDS-5.1-16 the named person enters, somebody else verifies', async () => {
  const { byOneself, verified } = await results.enterAndVerify(walk)
  refusedFor(byOneself, 'SAME_PERSON', 'SDS-5.1-15')
  assert.equal(verified, rosterPeople + 1)
  const { standing } = await (await walk.as('exam')).done(scoringOverview, { batchId: walk.found.batchId! })
  assert.deepEqual([standing.passed, standing.failed], [2, rosterPeople - 1])
})

test('SDS-5.2-01 SDS-5.2-02 results are on display five working days, masked; they cannot be confirmed before', async () => {
  const { startsOn, endsOn, entries, page } = await results.publicise(walk)
  assert.deepEqual([startsOn, endsOn, entries], ['2026-12-29', '2027-01-05', rosterPeople + 1])
  for (const { name } of walk.found.room!.seats) assert.equal(JSON.stringify(page).includes(name), false)
  refusedFor(await results.confirmResults(walk), 'PUBLICITY_RUNNING', 'SDS-5.2-02')
})

test('SDS-5.2-03 an objection is upheld; the correction is proposed by one and decided by another', async () => {
  const { before: earlier, state } = await results.correctByObjection(walk)
  assert.equal(state, 'applied')
  const { rows } = await (await walk.as('head')).done(resultRows, {
    batchId: walk.found.batchId!,
    page: 1,
    pageSize: 50,
  })
  assert.equal(rows.find(({ name }) => name === walk.found.room!.seats[1]!.name)!.theory, earlier + 1)
})

test('SDS-5.2-03 after the display the head confirms the results', async () => {
  walk.at('2027-01-06')
  const outcome = await results.confirmResults(walk)
  assert.deepEqual(!outcome.refused && outcome.value, { confirmed: rosterPeople + 1, passed: 2 })
})

const nextDates = { enrolmentFrom: '2027-03-01', examFrom: '2027-03-27', examTo: '2027-03-28' }

test('SDS-3.1-08 while the first batch is open a second one is refused', async () => {
  await start.publishNotice(walk, 2027)
  refusedFor(await start.askForBatch(walk, nextDates), 'BATCH_STILL_OPEN', 'SDS-3.1-08')
})

test('SDS-6.1-01 SDS-6.2-01 the city approves and numbers; certificates are made on their day and confirmed', async () => {
  const { count, first, last, issuedOn } = await certificates.approveCertificates(walk)
  assert.deepEqual([count, first, last], [2, 'S000037000012274000001', 'S000037000012274000002'])
  assert.equal(await certificates.issueCertificates(walk, issuedOn), 'confirmed')
})

test('SDS-3.1-08 the confirmed issue closes the batch, and the second one is accepted', async () => {
  assert.equal(await certificates.batchClosed(walk), 'closed')
  const outcome = await start.askForBatch(walk, nextDates)
  assert.equal(outcome.refused, false, JSON.stringify(outcome))
})

test('SDS-7.1-01 the certificates are reported and the report accepted', async () => {
  assert.equal(await certificates.reportCertificates(walk), 'accepted')
})

test('SDS-6.1-02 SDS-6.1-03 anyone finds the certificate, masked, and its code verifies with the published key', async () => {
  const { name, documentNumber } = selfEnrolled
  const outcome = await certificates.askPublicly(walk, { name, documentNumber })
  assert.ok(!outcome.refused)
  const [found] = outcome.value.certificates
  assert.deepEqual(
    [found!.name, found!.documentMasked, found!.state],
    ['林*例', '140202********9500', 'issued'],
  )
  assert.equal(JSON.stringify(outcome).includes(documentNumber), false)
  const { token } = await server.connection.owner
    .selectFrom('certificate')
    .select('token')
    .where('number', '=', found!.number)
    .executeTakeFirstOrThrow()
  const said = await certificates.verifyPublished(walk, token!)
  assert.ok(!said.refused)
  assert.deepEqual([said.value.n, said.value.p], [found!.number, name])
  const other = await certificates.verifyPublished(walk, `${token!.slice(0, -6)}AAAAAA`)
  assert.equal(other.refused, true)
})

/** One fact of each stage of the chain. */
const stages = [
  'batch-published',
  'application-submitted',
  'application-qualified',
  'fee-paid-by-group',
  'batch-forwarded',
  'ticket-issued',
  'paper-sealed',
  'staff-drawn',
  'script-taken-in',
  'theory-scored',
  'practical-sheet-locked',
  'panel-countersigned',
  'result-verified',
  'publicity-entry-shown',
  'result-confirmed',
  'certificate-numbered',
  'certificate-issued',
  'certificate-data-accepted',
  'batch-closed',
]

test('SDS-7.2-06 the trace of the person holds every stage, from plan to closed batch', async () => {
  const head = await walk.as('head')
  const { people } = await head.done(findPerson, { name: selfEnrolled.name })
  const { facts } = await head.done(trace, { personId: people[0]!.personId })
  const types = new Set(facts.map(({ type }) => type))
  assert.deepEqual(
    stages.filter((type) => !types.has(type)),
    [],
  )
  assert.ok(facts.every(({ chainSeq }) => chainSeq !== null))
})

const audited = async () => (await verifyAudit(server.connection)).findings

test('nothing of the walk fails the audit', async () => {
  const { findings, rows, facts } = await verifyAudit(server.connection)
  assert.deepEqual(findings, [])
  assert.ok(rows > 500 && facts > 500, `${rows} rows, ${facts} facts`)
})

/** A row of the table altered as somebody with the database could, and what brings it back. */
const alterations = [
  ['result', 'theory', sql`theory + 1`],
  ['certificate', 'name', sql`overlay(name placing '琳' from 1)`],
  ['application', 'employer', sql`employer || ' '`],
  ['placement', 'subject', sql`'review'`],
] as const

for (const [table, column, changed] of alterations)
  test(`a change of one ${table} row past the product is found and named, and gone when undone`, async () => {
    const { owner } = server.connection
    const { rows } = await sql<{ id: string; value: unknown }>`
      SELECT id, ${sql.ref(column)} AS value FROM ${sql.table(table)} ORDER BY id LIMIT 1`.execute(owner)
    const { id, value } = rows[0]!
    await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${changed} WHERE id = ${id}`.execute(owner)
    const found = await audited()
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ['row-altered'],
    )
    assert.match(found[0]!.where, new RegExp(`表 ${table} 记录 ${id}`, 'u'))
    await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${value} WHERE id = ${id}`.execute(owner)
    assert.deepEqual(await audited(), [])
  })

/** What is served besides the registry. */
const fixedRoutes = [
  '/api/session',
  '/api/session/login',
  '/api/session/logout',
  '/api/files',
  '/api/files/{organisationId}/{fileId}',
  '/api/item-files',
  '/api/item-exports/{itemExportId}',
  '/api/demo/accounts',
  '/api/demo/clock',
  '/healthz',
  '/readyz',
  '/metrics',
  '/openapi.json',
  '/.well-known/jiangheng-keys.json',
  '/assets/*',
  '/staff/pad-worker.js',
  '/room/seat/enter',
  '/room/seat/profile',
  '/room/seat/confirm',
  '/room/seat/heartbeat',
  '/room/seat/paper',
  '/room/seat/events',
  '/room/seat/hand-in',
  '/room/seat/photo',
  '/room/duty/sittings',
  '/room/duty/sign-in',
  '/room/duty/room',
  '/room/duty/seats/{seat}',
  '/room/duty/orders',
  '/room/duty/stream',
  '/room/duty/take-over',
  '/room/duty/photo/{seat}',
  '/room/duty/recognise',
  '/room/duty/console',
  '/room/duty/console/orders',
  '/room/duty/console/stream',
  '/room/seat/here',
  '/room/seat/form',
  '/room/seat/shown',
  '/room/seat/stream',
  // The page that a machine installs, and the settings of its browser: nothing of a sitting's content.
  '/room/seat/worker.js',
  '/room/seat/manifest.webmanifest',
  '/room/seat/icon.svg',
  '/room/browser/{sittingId}/exam.seb',
  '/room/browser/{sittingId}/kiosk.txt',
  // What a page of the second node asks before it calls, and what the two nodes say to each other, encrypted.
  '/room/{*}',
  '/room/peer/pair',
  '/room/peer/message',
  // Signed by a registered room server; a result may also come as a file from a person who is logged in.
  '/api/room-nodes/reports',
  '/api/room-nodes/packages/{sittingId}',
  '/api/room-nodes/uploads/{fileHash}',
  '/api/room-nodes/uploads/{fileHash}/end',
  // By a code that a person carried across; confirmed by a person before it counts.
  '/api/room-nodes/joinings',
  '/api/room-results',
  '/api/room-results/{arrivalId}/file',
]

test('the server has no route besides the registry, the fixed list and the pages', () => {
  const { paths = {} } = server.app.swagger() as { paths?: Record<string, object> }
  const registered = new Set(server.entries.map(({ spec }) => `/api/${spec.name.replace('.', '/')}`))
  const shown = pages.flatMap(({ address }) => [address, address.slice(0, -1), `${address}*`])
  const known = new Set([...registered, ...fixedRoutes, ...shown])
  // The description writes a wildcard as a parameter of any name.
  const others = Object.keys(paths).filter(
    (url) => !known.has(url) && !known.has(url.replace(/\{(\*|wildcard)\}$/, '*')),
  )
  assert.deepEqual(others, [])
  assert.equal(registered.size, server.entries.length)
  for (const url of registered) assert.ok(url in paths, url)
})

test('nobody else reads or writes here: every command and query by everyone of elsewhere', async (t) => {
  const found = await walkForeign(walk)
  t.diagnostic(
    `${found.asked} asked; ${found.wellFormed} of ${found.generated} inputs well-formed; insiders were shown candidates ${found.shownToInsiders} times`,
  )
  const { audience, written, shown, faults } = found
  assert.deepEqual({ audience, written, shown, faults }, { audience: [], written: [], shown: [], faults: [] })
  assert.ok(found.wellFormed >= 0.8 * found.generated, found.malformed.join('\n'))
  assert.ok(found.shownToInsiders >= 20, 'the inputs do not reach the rows that they are to protect')
  assert.deepEqual(await audited(), [])
})

test('a stored file of the organisation is not read from elsewhere', async () => {
  const files = await server.connection.owner
    .selectFrom('storedFile')
    .select(['id', 'name'])
    .where('organisationId', '=', walk.organisationId)
    .execute()
  const foreigner = await walk.as('college-exam')
  assert.ok(files.length > 10)
  for (const { id, name } of files)
    await assert.rejects(
      foreigner.download({ organisationId: walk.organisationId, fileId: id }),
      /download: 404/,
      name,
    )
})
