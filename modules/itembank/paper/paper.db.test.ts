import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { dayOf } from '#platform/clock/day.ts'
import { systemActor } from '#platform/command/context.ts'
import { readFile } from '#platform/files/files.ts'
import { withReach } from '#platform/jobs/runner.ts'
import { assemble } from '../assembly/contract.ts'
import { textOf } from '../core/rich.ts'
import { dispatchPaper, packageDetail, paperCustody, recordOpening } from '../custody/contract.ts'
import { paperKey, sealedPaperFor } from '../facts.ts'
import {
  assembleSome,
  auditFindings,
  type Bench,
  electrician,
  makeReady,
  openBench,
  passphrases,
  rulesInStock,
  signAll,
  stock,
} from '../itembank.fixture.ts'
import {
  bindPaper,
  comparePapers,
  paperDetail,
  paperList,
  previewPaper,
  reviewPaper,
  sealPaper,
  takeCustody,
  voidPaper,
} from './contract.ts'
import type { SeatPaper } from './core/paper-content.ts'
import { openSealedPaper } from './open-paper.ts'
import { paperHash, paperText } from './store/paper.store.ts'

let bench: Bench
before(async () => {
  bench = await openBench()
})
after(() => bench.close())

const sealing = { threshold: 2, leadMinutes: 30, place: '保密室' }
const rowText = async (table: string) => {
  const { rows } = await sql<{ text: string }>`
    SELECT to_jsonb(t)::text AS text FROM ${sql.table(table)} t`.execute(
    bench.world.database.connection.owner,
  )
  return rows.map(({ text }) => text).join('\n')
}

let papers: readonly string[] = []

test('two parallel papers of 100 points share no item as long as the bank has others, each with its own seed', async () => {
  await stock(bench)
  papers = await assembleSome(bench, 2)
  const [one, two] = [
    await bench.world.done(paperDetail, { paperId: papers[0]! }, bench.author),
    await bench.world.done(paperDetail, { paperId: papers[1]! }, bench.author),
  ]
  assert.deepEqual([one.totalPoints, one.minutes, one.state], [100, 90, 'assembled'])
  assert.notEqual(one.seed, two.seed)
  assert.equal(one.sharedItems, two.sharedItems)
  assert.ok(one.sharedItems <= 10, `${one.sharedItems} items in both papers`)
  for (const { distribution } of [one, two])
    for (const { asked, drawn, rangeCode } of distribution) assert.equal(drawn, asked, rangeCode)
})

test('any two papers of a bank stand beside each other: shared items, difficulty and coverage, by no word of an item', async () => {
  const { world, author } = bench
  const [first, second] = papers as [string, string]
  const [third] = await assembleSome(bench, 1)
  const { others, comparison: none } = await world.done(comparePapers, { paperId: first }, author)
  assert.deepEqual([others.map(({ paperId }) => paperId), none], [[third, second], null])
  const { comparison } = await world.done(comparePapers, { paperId: first, otherId: second }, author)
  assert.ok(comparison)
  const [one, other] = comparison.figures as [(typeof comparison.figures)[0], (typeof comparison.figures)[0]]
  assert.deepEqual([comparison.shared, one.items, other.items], [0, 100, 100])
  assert.ok(
    Math.abs(one.meanDifficulty! - other.meanDifficulty!) <= 0.05,
    'parallel papers are about equally hard',
  )
  assert.ok(comparison.ranges.every(({ counts: [own, their] }) => own === their))
  const later = await world.done(comparePapers, { paperId: first, otherId: third! }, author)
  const detail = await world.done(paperDetail, { paperId: first }, author)
  assert.equal(later.comparison!.shared, detail.sharedItems)
  const foreign = await world.run(comparePapers, { paperId: first, otherId: randomUUID() }, author)
  assert.equal(foreign.refused && foreign.code, 'NOT_FOUND')
})

test('SDS-4.2-07 without undertaking papers are refused; SDS-5.1-03 nothing of a paper lies in clear', async () => {
  const unsigned = bench.world.actor('org-itembank', bench.organisationId, { name: '新来的' })
  for (const outcome of [
    await bench.world.run(paperList, { page: 1, pageSize: 10 }, unsigned),
    await bench.world.run(paperDetail, { paperId: papers[0]! }, unsigned),
    await bench.world.run(previewPaper, { paperId: papers[0]!, form: 0 }, unsigned),
    await bench.world.run(reviewPaper, { paperId: papers[0]!, version: 1 }, unsigned),
  ])
    assert.equal(outcome.refused && outcome.code, 'UNDERTAKING_MISSING')
  const shown = await bench.world.done(previewPaper, { paperId: papers[0]!, form: 0 }, bench.reviewer)
  assert.equal(shown.items.length, 100)
  const stored = (await rowText('paper')) + (await rowText('command_log')) + (await rowText('fact'))
  for (const { stem: rich, answer } of shown.items) {
    const stem = textOf(rich)
    assert.ok(!stored.includes(stem) && !stored.includes(Buffer.from(stem).toString('hex')), stem)
    assert.ok(answer.length > 0)
  }
  assert.ok(!stored.includes('"answer"') && !stored.includes(Buffer.from('"answer"').toString('hex')))
  const { owner } = bench.world.database.connection
  const looks = await owner
    .selectFrom('fact')
    .select('actorName')
    .where('type', '=', 'paper-previewed')
    .execute()
  assert.deepEqual(looks, [{ actorName: bench.reviewer.name }])
})

test('who assembled a paper does not review it; the buttons say so; another person does', async () => {
  const { world, author, reviewer } = bench
  const paperId = papers[1]!
  const own = await world.run(reviewPaper, { paperId, version: 1 }, author)
  assert.equal(own.refused && own.code, 'OWN_REVIEW')
  const offered = await world.done(paperDetail, { paperId }, author)
  const review = offered.availableActions.find(({ action }) => action === 'itembank.reviewPaper')
  assert.equal(review?.enabled, false)
  assert.match(review?.refusal ?? '', /不能审核自己/)
  await world.done(reviewPaper, { paperId, version: 1 }, reviewer)
  const again = await world.run(reviewPaper, { paperId, version: 2 }, reviewer)
  assert.equal(again.refused && again.code, 'WRONG_STATE')
  const stale = await world.run(voidPaper, { paperId, version: 1, reason: '重复' }, author)
  assert.equal(stale.refused && stale.code, 'VERSION_CONFLICT')
})

test('SDS-4.2-03 a paper keeps its one batch and time; a session has one paper; another level is refused', async () => {
  const { world, author, sessions } = bench
  const [morning, afternoon, otherBatch, otherLevel] = sessions.map(({ sessionId }) => sessionId)
  const [paperId, second] = [papers[0]!, papers[1]!]
  const level = await world.run(bindPaper, { paperId, version: 1, sessionId: otherLevel! }, author)
  assert.equal(level.refused && level.code, 'SESSION_OF_OTHER_LEVEL')
  await world.done(bindPaper, { paperId, version: 1, sessionId: morning! }, author)
  for (const sessionId of [afternoon!, otherBatch!]) {
    const outcome = await world.run(bindPaper, { paperId, version: 2, sessionId }, author)
    assert.ok(outcome.refused)
    assert.deepEqual([outcome.code, outcome.clauses], ['ALREADY_BOUND', ['SDS-4.2-03']])
  }
  const taken = await world.run(bindPaper, { paperId: second, version: 2, sessionId: morning! }, author)
  assert.ok(taken.refused)
  assert.deepEqual([taken.code, taken.clauses], ['SESSION_TAKEN', ['SDS-4.2-03']])
  const { openSessions } = await world.done(paperDetail, { paperId: second }, author)
  assert.deepEqual(
    openSessions.map(({ sessionId }) => sessionId),
    [afternoon, otherBatch],
  )
})

test('SDS-4.2-03 the database itself refuses a second living paper of one session', async () => {
  const { owner } = bench.world.database.connection
  const first = await owner
    .selectFrom('paper')
    .select(['batchId', 'sessionId'])
    .where('id', '=', papers[0]!)
    .executeTakeFirstOrThrow()
  await assert.rejects(
    owner.updateTable('paper').set(first).where('id', '=', papers[1]!).execute(),
    /paper_once/,
  )
})

test('a seal needs two custodians with strong passphrases of their own; the passphrases are gone afterwards', async () => {
  const { world, reviewer, keepers } = bench
  const [secrecy, chief] = keepers
  const paperId = papers[0]!
  const early = await world.run(takeCustody, { paperId, passphrase: passphrases[0] }, secrecy)
  assert.equal(early.refused && early.code, 'WRONG_STATE')
  await world.done(reviewPaper, { paperId, version: 2 }, reviewer)
  for (const passphrase of ['Kurz-1', 'aaaaaaaaaaaa1', 'onlyletterslower']) {
    const weak = await world.run(takeCustody, { paperId, passphrase }, secrecy)
    assert.equal(weak.refused && weak.code, 'PASSPHRASE_WEAK', passphrase)
  }
  await world.done(takeCustody, { paperId, passphrase: passphrases[0] }, secrecy)
  const alone = await world.run(sealPaper, { paperId, version: 3, ...sealing }, secrecy)
  assert.ok(alone.refused)
  assert.deepEqual([alone.code, alone.details], ['CUSTODIANS_TOO_FEW', { present: 1, needed: 2 }])
  await world.done(takeCustody, { paperId, passphrase: passphrases[1] }, chief)
  const stored = await rowText('paper_custodian')
  for (const passphrase of passphrases) assert.ok(!stored.includes(Buffer.from(passphrase).toString('hex')))
  const { earliestOpening } = await world.done(sealPaper, { paperId, version: 3, ...sealing }, secrecy)
  assert.equal(earliestOpening, '2026-12-26T00:30:00.000Z')
  const { owner } = world.database.connection
  const left = await owner.selectFrom('paperCustodian').select('passphrase').execute()
  assert.deepEqual(left, [{ passphrase: null }, { passphrase: null }])
})

const sealedNow = () => {
  const { organisationId, world, sessions } = bench
  const { batchId, sessionId } = sessions[0]!
  return withReach(world.database.connection, organisationId, async (tx) => {
    const sealed = await sealedPaperFor(tx, { organisationId, batchId, sessionId, ...electrician })
    assert.ok(sealed)
    const now = world.services.clock.now()
    const context = { tx, actor: bench.keepers[0], now, today: dayOf(now), services: world.services }
    const { bytes } = await readFile(context, organisationId, sealed.sealedFileId)
    return { sealed, bytes }
  })
}
const share = (at: 0 | 1, passphrase: string = passphrases[at]) => ({
  custodian: bench.keepers[at].accountId!,
  share: Buffer.from(passphrase),
})
const onTime = new Date('2026-12-26T00:30:00Z')

test('SDS-4.2-09 the package gives no item text away: not too early, not to one person, not with a wrong word, not when changed', async () => {
  const { bytes } = await sealedNow()
  const open = openSealedPaper({ verifiers: bench.world.services.sealing.verifiers, serverVersion: '0.1.0' })
  const refusals = [
    await open(bytes, [share(0), share(1)], new Date(onTime.getTime() - 1000)),
    await open(bytes, [share(0), share(0)], onTime),
    await open(bytes, [share(0), share(1, passphrases[0])], onTime),
    await open(bytes.with(bytes.length - 200, bytes.at(-200)! ^ 1), [share(0), share(1)], onTime),
  ]
  assert.deepEqual(
    refusals.map((outcome) => outcome.refused && [outcome.code, outcome.clauses]),
    [
      ['NOT_YET', ['SDS-4.2-09']],
      ['TOO_FEW_SHARES', ['SDS-4.2-06', 'SDS-4.2-07']],
      ['WRONG_SHARE', ['SDS-4.2-06']],
      ['TAMPERED', ['SDS-4.2-09']],
    ],
  )
  const shown = await bench.world.done(previewPaper, { paperId: papers[0]!, form: 0 }, bench.reviewer)
  const package_ = Buffer.from(bytes)
  for (const { stem } of shown.items) assert.ok(!package_.includes(Buffer.from(textOf(stem))))
})

test('SDS-4.2-09 at its time two custodians open exactly what was assembled, and the key is not in it', async () => {
  const { sealed, bytes } = await sealedNow()
  const open = openSealedPaper({ verifiers: bench.world.services.sealing.verifiers, serverVersion: '0.1.0' })
  const opened = await open(bytes, [share(0), share(1)], onTime)
  assert.ok(!opened.refused)
  const paper: SeatPaper = opened.value
  assert.equal(paperHash(paperText(paper)), sealed.contentHash)
  const shown = await bench.world.done(previewPaper, { paperId: papers[0]!, form: 0 }, bench.reviewer)
  assert.deepEqual(
    paper.items.map(({ id, stem, options, points }) => ({ id, stem, options, points })),
    shown.items.map(({ id, stem, options, points }) => ({ id, stem, options, points })),
  )
  assert.deepEqual([sealed.paperId, sealed.minutes, paper.subject], [papers[0], 90, '理论知识'])
  assert.doesNotMatch(JSON.stringify(paper), /answer|explanation|B-A-A/)
  for (const item of paper.items) {
    assert.deepEqual(Object.keys(item).sort(), ['id', 'options', 'points', 'section', 'stem', 'type'])
    assert.ok(['single', 'judge'].includes(item.type) && item.options.length >= 2)
  }
})

test('SDS-5.1-03 the key is read for scoring, answers every item by its id, and the reading is on record', async () => {
  const { world, organisationId } = bench
  const recorded: string[] = []
  const { items } = await withReach(world.database.connection, organisationId, (tx) => {
    const now = world.services.clock.now()
    const base = { tx, actor: systemActor, now, today: dayOf(now), services: world.services }
    const none = async (): Promise<never> => assert.fail('nothing is sent')
    const record = ({ type }: { readonly type: string }) => void recorded.push(type)
    const context = {
      ...base,
      commandId: organisationId,
      record,
      recordAll: record,
      publish: none,
      startJob: none,
    }
    return paperKey(context, organisationId, papers[0]!)
  })
  assert.deepEqual(recorded, ['paper-key-read'])
  const shown = await world.done(previewPaper, { paperId: papers[0]!, form: 0 }, bench.reviewer)
  assert.deepEqual(
    items.map(({ id, answer, points }) => ({ id, answer, points })),
    shown.items.map(({ id, answer, points }) => ({ id, answer, points })),
  )
  assert.ok(items.filter(({ type }) => type === 'judge').every(({ answer }) => /^[AB]$/.test(answer.join())))
})

test('SDS-4.2-06 the electronic package has its chain from the sealing on; an opening without its keeper is a gap', async () => {
  const { world, keepers } = bench
  const [secrecy] = keepers
  const paperId = papers[0]!
  const { version } = await world.done(paperDetail, { paperId }, secrecy)
  await world.done(dispatchPaper, { paperId, version, place: '考务办公室', note: '' }, secrecy)
  world.at('2026-12-26', '08:40')
  const at = '2026-12-26T00:40:00.000Z'
  const report = (place: string, persons: string[]) => ({
    ...{ organisationId: bench.organisationId, paperId, place, sittingId: randomUUID() },
    attempts: [{ seq: 9, at, persons, reason: '按时启封', refusal: null, sentence: null }],
  })
  await world.done(recordOpening, report('101考场', ['监考员甲', secrecy.name]), systemActor)
  assert.equal((await world.done(paperDetail, { paperId }, secrecy)).state, 'opened')
  const [sealed] = (await world.done(paperCustody, { paperId }, secrecy)).packages
  const chainNow = async () =>
    (await world.done(packageDetail, { packageId: sealed!.packageId }, secrecy)).chain
  assert.deepEqual(
    (await chainNow()).map(({ title, place, quantity, gaps }) => [title, place, quantity, gaps.length]),
    [
      ['制作', '保密室', 1, 0],
      ['封装', '保密室', 1, 0],
      ['下发考场', '考务办公室', 1, 0],
      ['启封', '101考场', 1, 0],
    ],
  )
  await world.done(recordOpening, report('102考场', ['监考员乙', '监考员丙']), systemActor)
  const broken = (await chainNow()).at(-1)!
  assert.match(broken.gaps[0]!.sentence, /没有交给监考员乙的交接记录/)
  assert.deepEqual(broken.gaps[0]!.clauses, ['SDS-4.2-06'])
})

test('SDS-4.2-06 what a room reports as a rehearsal is kept as one and opens nothing', async () => {
  const { world, keepers, organisationId } = bench
  const paperId = papers[0]!
  const before = (await world.done(paperDetail, { paperId }, keepers[0])).version
  const attempt = { seq: 3, at: '2026-12-26T00:20:00.000Z', persons: ['监考员甲', keepers[0].name] }
  const outcome = { reason: '演练', refusal: 'REHEARSAL', sentence: '演练启封成功。' }
  const report = { organisationId, paperId, place: '103考场', sittingId: randomUUID() }
  await world.done(recordOpening, { ...report, attempts: [{ ...attempt, ...outcome }] }, systemActor)
  const { attempts } = await world.done(paperCustody, { paperId }, keepers[0])
  const kept = attempts.find(({ place }) => place === '103考场')
  assert.deepEqual([kept?.rehearsal, kept?.refusal], [true, null])
  assert.equal((await world.done(paperDetail, { paperId }, keepers[0])).version, before)
})

test('a sealed paper is voided with a reason, and its session is free again', async () => {
  const { world, author, keepers } = bench
  world.at('2026-12-20')
  const [spare] = await assembleSome(bench, 1)
  await makeReady(bench, spare!, bench.sessions[1]!.sessionId)
  await world.done(sealPaper, { paperId: spare!, version: 3, ...sealing }, keepers[0])
  const { version } = await world.done(paperDetail, { paperId: spare! }, author)
  const blank = await world.run(voidPaper, { paperId: spare!, version, reason: '  ' }, author)
  assert.equal(blank.refused && blank.code, 'REASON_MISSING')
  await world.done(voidPaper, { paperId: spare!, version, reason: '密封破损' }, author)
  const { openSessions } = await world.done(paperDetail, { paperId: papers[1]! }, author)
  assert.ok(openSessions.some(({ sessionId }) => sessionId === bench.sessions[1]!.sessionId))
})

test('a session that has begun gets no sealed paper any more', async () => {
  const { world, keepers } = bench
  world.at('2026-12-20')
  const [late] = await assembleSome(bench, 1)
  const version = await makeReady(bench, late!, bench.sessions[1]!.sessionId)
  world.at('2026-12-26', '14:00')
  const outcome = await world.run(sealPaper, { paperId: late!, version, ...sealing }, keepers[0])
  assert.equal(outcome.refused && outcome.code, 'SESSION_STARTED')
})

test('SDS-4.2-01 another organisation sees no paper, and no step of it is found', async () => {
  const { world } = bench
  const elsewhere = await world.organisation()
  const stranger = world.actor('org-itembank', elsewhere, { name: '外单位甲' })
  const keeper = world.actor('org-secrecy', elsewhere, { name: '外单位乙' })
  await signAll(bench, [stranger, keeper])
  assert.equal((await world.done(paperList, { page: 1, pageSize: 10 }, stranger)).total, 0)
  const paperId = papers[1]!
  const shown = { paperId, version: 2 }
  for (const outcome of [
    await world.run(paperDetail, { paperId }, stranger),
    await world.run(previewPaper, { paperId, form: 0 }, stranger),
    await world.run(reviewPaper, shown, stranger),
    await world.run(bindPaper, { ...shown, sessionId: bench.sessions[1]!.sessionId }, stranger),
    await world.run(takeCustody, { paperId, passphrase: passphrases[0] }, keeper),
    await world.run(sealPaper, { ...shown, ...sealing }, keeper),
    await world.run(voidPaper, { ...shown, reason: '不要' }, stranger),
  ])
    assert.equal(outcome.refused && outcome.code, 'NOT_FOUND')
  const ruleSetId = await rulesInStock(bench)
  const outcome = await world.run(assemble, { ruleSetId, mode: 'fixed', forms: 1 }, stranger)
  assert.equal(outcome.refused && outcome.code, 'NOT_FOUND')
})

test('everything that happened to the papers is sealed in the audit chain', async () => {
  assert.deepEqual(await auditFindings(bench), [])
})
