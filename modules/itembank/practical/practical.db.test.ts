import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { auditFindings, type Bench, base64, openBench, signAll } from '../itembank.fixture.ts'
import {
  bringPracticalIntoForce,
  exportPractical,
  importPractical,
  practicalDetail,
  practicalList,
  retirePractical,
  reviewPractical,
  savePractical,
  sendBackPractical,
  succeedPractical,
  viewPractical,
} from './contract.ts'
import { demoPractical } from './practical.fixture.ts'

let bench: Bench
before(async () => {
  bench = await openBench()
})
after(() => bench.close())

let practicalId = ''
const codeOf = (outcome: { readonly refused: boolean; readonly code?: string }) =>
  outcome.refused ? outcome.code : 'done'
const versionOf = async (id: string) =>
  (await bench.world.done(practicalDetail, { practicalId: id }, bench.author)).version
const shown = async (id = practicalId) => ({ practicalId: id, version: await versionOf(id) })

test('SDS-4.2-07 without undertaking a practical paper is neither listed nor read nor imported', async () => {
  const { world, author } = bench
  const file = base64('practical-electrician-4.json')
  for (const outcome of [
    await world.run(importPractical, { file }, author),
    await world.run(practicalList, { page: 1, pageSize: 10 }, author),
    await world.run(viewPractical, { practicalId: bench.organisationId }, author),
  ])
    assert.equal(codeOf(outcome), 'UNDERTAKING_MISSING')
  await signAll(bench, [bench.author, bench.reviewer, ...bench.keepers])
})

test('HN-1.8.3.7-03 JSON and workbook give one paper; the same file again changes nothing; exports read the same', async () => {
  const { world, author } = bench
  const first = await world.done(importPractical, { file: base64('practical-electrician-4.json') }, author)
  assert.deepEqual([first.written, first.edition, first.problems, first.unheld], ['new', 1, [], []])
  practicalId = first.practicalId
  for (const name of ['practical-electrician-4.json', 'practical-electrician-4.xlsx']) {
    const again = await world.done(importPractical, { file: base64(name) }, author)
    assert.deepEqual([again.written, again.practicalId], ['same', practicalId], name)
  }
  for (const format of ['json', 'xlsx'] as const) {
    const file = await world.done(exportPractical, { practicalId, format }, author)
    const back = await world.done(importPractical, { file: file.base64 }, author)
    assert.equal(back.written, 'same', format)
  }
  assert.equal((await world.done(practicalList, { page: 1, pageSize: 10 }, author)).total, 1)
})

test('SDS-5.1-03 a practical paper lies nowhere in clear; each look at it is on record', async () => {
  const { world, author } = bench
  const { paper, problems } = await world.done(viewPractical, { practicalId }, author)
  assert.deepEqual([paper, problems], [demoPractical, []])
  const { owner } = world.database.connection
  for (const table of ['practical_paper', 'command_log', 'fact']) {
    const { rows } = await sql<{ text: string }>`
      SELECT to_jsonb(t)::text AS text FROM ${sql.table(table)} t`.execute(owner)
    const stored = rows.map(({ text }) => text).join('\n')
    for (const secret of ['继电控制电路装调', '擅自合闸']) {
      assert.ok(!stored.includes(secret), `${table}: ${secret}`)
      assert.ok(!stored.includes(Buffer.from(secret).toString('hex')), `${table}: ${secret}`)
    }
  }
  const looks = await owner
    .selectFrom('fact')
    .select('actorName')
    .where('type', '=', 'practical-viewed')
    .execute()
  assert.deepEqual(looks, [{ actorName: author.name }])
})

test('HN-1.8.3.5-04 SDE-4.5-26 an unsound paper is not reviewed, nor by anyone whose hand is in it', async () => {
  const { world, author, reviewer } = bench
  const broken = structuredClone(demoPractical) as never as Parameters<
    typeof world.done<typeof savePractical>
  >[1]['paper']
  broken.modules[0]!.maxScore = 41
  const saved = await world.done(savePractical, { ...(await shown()), paper: broken }, author)
  assert.ok(saved.problems.length >= 2)
  assert.equal(codeOf(await world.run(reviewPractical, await shown(), reviewer)), 'PAPER_UNSOUND')
  const paper = structuredClone(demoPractical) as never
  await world.done(savePractical, { ...(await shown()), paper }, author)
  assert.equal(codeOf(await world.run(reviewPractical, await shown(), author)), 'OWN_REVIEW')
  const { availableActions } = await world.done(practicalDetail, { practicalId }, author)
  assert.deepEqual(
    availableActions.map(({ title, enabled }) => [title, enabled]),
    [
      ['修改', true],
      ['审核', false],
    ],
  )
  await world.done(reviewPractical, await shown(), reviewer)
  await world.done(sendBackPractical, { ...(await shown()), reason: '补充图纸' }, reviewer)
  await world.done(reviewPractical, await shown(), reviewer)
})

test('HN-1.8.3.5-03 what was used is never changed: it gets a successor, which takes its place', async () => {
  const { world, author, reviewer } = bench
  await world.done(bringPracticalIntoForce, await shown(), author)
  const paper = structuredClone({ ...demoPractical, timeRule: '到时即停' }) as never
  assert.equal(codeOf(await world.run(savePractical, { ...(await shown()), paper }, author)), 'WRONG_STATE')
  const next = await world.done(succeedPractical, await shown(), reviewer)
  assert.equal(next.edition, 2)
  assert.equal(codeOf(await world.run(succeedPractical, await shown(), reviewer)), 'DRAFT_OPEN')
  await world.done(savePractical, { ...(await shown(next.practicalId)), paper }, reviewer)
  await world.done(reviewPractical, await shown(next.practicalId), author)
  await world.done(bringPracticalIntoForce, await shown(next.practicalId), author)
  const { editions } = await world.done(practicalDetail, { practicalId }, author)
  assert.deepEqual(
    editions.map(({ edition, stateName }) => [edition, stateName]),
    [
      [1, '停用'],
      [2, '启用'],
    ],
  )
  const old = await world.done(viewPractical, { practicalId }, author)
  assert.equal(old.paper.timeRule, demoPractical.timeRule)
  const imported = await world.done(importPractical, { file: base64('practical-electrician-4.json') }, author)
  assert.deepEqual([imported.written, imported.edition], ['successor', 3])
  await world.done(retirePractical, { ...(await shown(next.practicalId)), reason: '题目公开' }, author)
})

test('a number of another paper is not taken; a stale editor is told', async () => {
  const { world, author } = bench
  const other = { ...structuredClone(demoPractical), paperNo: 'DG4-2026-B01' }
  const file = Buffer.from(JSON.stringify(other)).toString('base64')
  const { practicalId: id } = await world.done(importPractical, { file }, author)
  const paper = structuredClone(demoPractical) as never
  assert.equal(
    codeOf(await world.run(savePractical, { ...(await shown(id)), paper }, author)),
    'PAPER_NUMBER_TAKEN',
  )
  const stale = { practicalId: id, version: 9, paper }
  assert.equal(codeOf(await world.run(savePractical, stale, author)), 'VERSION_CONFLICT')
  assert.deepEqual(await auditFindings(bench), [])
})
