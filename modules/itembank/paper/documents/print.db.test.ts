import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { textOf } from '#modules/itembank/core/rich.ts'
import {
  assembleSome,
  auditFindings,
  type Bench,
  base64,
  makeReady,
  openBench,
  stock,
} from '../../itembank.fixture.ts'
import {
  bringPracticalIntoForce,
  importPractical,
  practicalDetail,
  reviewPractical,
} from '../../practical/contract.ts'
import { bindPaper, paperDetail, previewPaper, reviewPaper } from '../contract.ts'
import type { TheorySession } from '../sessions.port.ts'
import {
  deletePrint,
  expirePrint,
  fetchPrint,
  filePaper,
  orderPrint,
  paperOrigin,
  printDesk,
  recordOrigin,
  tracePrint,
} from './contract.ts'
import { printsToExpire } from './store/print.store.ts'

let bench: Bench
let papers: readonly string[] = []
let practicalId = ''
before(async () => {
  bench = await openBench()
  await stock(bench)
  papers = await assembleSome(bench, 2)
  const { world, author, reviewer } = bench
  const file = base64('practical-electrician-4.json')
  practicalId = (await world.done(importPractical, { file }, author)).practicalId
  const shown = async () => ({
    practicalId,
    version: (await world.done(practicalDetail, { practicalId }, author)).version,
  })
  await world.done(reviewPractical, await shown(), reviewer)
  await world.done(bringPracticalIntoForce, await shown(), author)
})
after(() => bench.close())

const codeOf = (outcome: { readonly refused: boolean; readonly code?: string }) =>
  outcome.refused ? outcome.code : 'done'

type Wish = Omit<Parameters<typeof bench.world.done<typeof orderPrint>>[1], 'copies'> & { copies?: number }

/** Orders, lets the job run, and answers the desk's row of the run. */
const printed = async (wish: Wish) => {
  const { world, keepers } = bench
  const order = await world.done(orderPrint, { copies: 1, ...wish }, keepers[0])
  await bench.runJob(order.jobId)
  const { subject, paperId } = wish
  const { prints } = await world.done(printDesk, { subject, paperId }, keepers[0])
  return prints.find(({ printId }) => printId === order.printId)!
}
const wordsOf = async (printId: string, part = 1): Promise<string | null> => {
  const { base64: content } = await bench.world.done(fetchPrint, { printId, part }, bench.keepers[0])
  const file = path.join(tmpdir(), `print-${process.pid}.pdf`)
  writeFileSync(file, Buffer.from(content, 'base64'))
  const { status, stdout } = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  return status === 0 ? stdout.replaceAll(/\s+/g, '') : null
}

test('a paper is printed only after its review, and by the keepers of secrets alone', async () => {
  const { world, author, keepers } = bench
  const order = {
    subject: 'theory',
    paperId: papers[0]!,
    document: 'paper',
    format: 'pdf',
    copies: 2,
  } as const
  assert.equal(codeOf(await world.run(orderPrint, order, keepers[0])), 'WRONG_STATE')
  assert.equal(codeOf(await world.run(orderPrint, order, author)), 'ROLE_MISSING')
  const sheets = await world.run(orderPrint, { ...order, document: 'answer-sheet' }, keepers[0])
  assert.equal(codeOf(sheets), 'WRONG_STATE')
  await makeReady(bench, papers[0]!, bench.sessions[0]!.sessionId)
  const word = await world.run(orderPrint, { ...order, document: 'answer-sheet', format: 'docx' }, keepers[0])
  assert.equal(codeOf(word), 'PRINT_UNAVAILABLE')
  const { forms } = await world.done(printDesk, { subject: 'theory', paperId: papers[0]! }, keepers[0])
  assert.deepEqual(forms, [''])
  const second = await world.run(orderPrint, { ...order, forms: [1] }, keepers[0])
  assert.equal(codeOf(second), 'PRINT_UNAVAILABLE')
})

test('SDS-4.2-06 SDE-4.5-28 copies are numbered and traced; who printed, how many and until when is on record', async () => {
  const { world, keepers, author } = bench
  const run = await printed({
    subject: 'theory',
    paperId: papers[0]!,
    document: 'paper',
    format: 'pdf',
    copies: 27,
  })
  assert.deepEqual([run.state, run.copies, run.parts.length], ['ready', 27, 2])
  assert.equal(run.deleteAfter, bench.sessions[0]!.endsAt.toISOString())
  const words = await wordsOf(run.printId, 2)
  if (words) assert.ok(words.includes('№0026') && words.includes('№0027') && words.includes(run.code))
  const { items } = await world.done(previewPaper, { paperId: papers[0]!, form: 0 }, author)
  if (words)
    for (const { stem } of items.slice(0, 5))
      assert.ok(words.includes(textOf(stem).replaceAll(/\s+/g, '').slice(0, 12)), textOf(stem))
  const { found } = await world.done(tracePrint, { code: `${run.code.replace('-', '')}-0027` }, keepers[0])
  assert.deepEqual(
    [found?.number, found?.copies, found?.orderedByName, found?.documentTitle],
    [27, 27, keepers[0].name, '理论知识试卷'],
  )
  assert.equal((await world.done(tracePrint, { code: 'ZZZZ-ZZZZ' }, keepers[0])).found, null)
  const facts = await world.database.connection.owner
    .selectFrom('fact')
    .select(['type', 'actorName'])
    .where('type', 'in', ['print-ordered', 'print-fetched'])
    .execute()
  assert.ok(facts.some(({ type }) => type === 'print-ordered'))
  assert.ok(facts.every(({ actorName }) => actorName === keepers[0].name))
})

test('SDS-4.2-09 files of a run lie encrypted and go when they were fetched or the session is over', async () => {
  const { world, keepers } = bench
  const { owner, app } = world.database.connection
  const run = await printed({ subject: 'theory', paperId: papers[0]!, document: 'answer-key', format: 'pdf' })
  const { blobHash } = await owner
    .selectFrom('paperPrintPart')
    .select('blobHash')
    .where('printId', '=', run.printId)
    .executeTakeFirstOrThrow()
  const stored = await world.services.blobs.get(blobHash)
  assert.ok(stored && !Buffer.from(stored).includes('%PDF'))
  const words = await wordsOf(run.printId)
  if (words) assert.ok(words.includes('标准答案及评分标准'))
  const due = (at: Date) =>
    app.transaction().execute(async (tx) => {
      await sql`SELECT set_config('app.reach', 'all', true)`.execute(tx)
      return (await printsToExpire(tx, at)).some(({ id }) => id === run.printId)
    })
  const now = world.clock.now()
  assert.equal(await due(now), false)
  assert.equal(await due(new Date(now.getTime() + 31 * 60_000)), true)
  const early = await world.done(
    expirePrint,
    { organisationId: bench.organisationId, printId: run.printId },
    { ...keepers[0], roles: ['system'] },
  )
  assert.equal(early.parts, 0)
  assert.equal((await world.done(deletePrint, { printId: run.printId }, keepers[0])).parts, 1)
  assert.equal((await world.done(deletePrint, { printId: run.printId }, keepers[0])).parts, 0)
  assert.equal(await world.services.blobs.get(blobHash), undefined)
  const again = await world.run(fetchPrint, { printId: run.printId, part: 1 }, keepers[0])
  assert.equal(codeOf(again), 'PRINT_DELETED')
})

test('a job that is run again after a crash sets no part twice', async () => {
  const { world, keepers } = bench
  const wish = {
    subject: 'theory',
    paperId: papers[0]!,
    document: 'paper',
    format: 'pdf',
    copies: 26,
  } as const
  const order = await world.done(orderPrint, wish, keepers[0])
  await bench.runJob(order.jobId)
  await bench.runJob(order.jobId)
  const { prints } = await world.done(printDesk, { subject: 'theory', paperId: papers[0]! }, keepers[0])
  assert.equal(prints.find(({ printId }) => printId === order.printId)?.parts.length, 2)
})

test('HN-3.1.4-08 answer sheets are printed room by room in the order of seats, with the seven fields filled in', async () => {
  const run = await printed({
    ...{ subject: 'theory', paperId: papers[0]!, document: 'answer-sheet', format: 'pdf' },
    subjectCode: '01',
  })
  assert.deepEqual([run.copies, run.parts.length], [3, 2])
  const words = await wordsOf(run.printId)
  if (!words) return
  for (const field of ['科目代码', '级别', '职业', '地区', '姓名', '身份证号', '准考证号'])
    assert.ok(words.includes(field), field)
  for (const value of [
    'A101第一考场',
    '考生1',
    '考生2',
    '261201001',
    '370102200001010011',
    '澜川市',
    '四级/中级工',
  ])
    assert.ok(words.includes(value), value)
  assert.ok(words.indexOf('考生1') < words.indexOf('考生2') && !words.includes('考生3'))
})

test('SDE-4.5-26 SPC-A1.4-01 a paper shows author, checker, experts and the standard’s version, and prints them to be signed', async () => {
  const { world, author, reviewer } = bench
  const at = { subject: 'theory', paperId: papers[0]! } as const
  const expert = { name: '王工程师', employer: '澜川电力公司', title: '高级工程师' }
  const basis = { standard: '电工国家职业技能标准', standardVersion: '2018年版', experts: [expert] }
  await world.done(recordOrigin, { ...at, ...basis }, author)
  const shown = await world.done(paperOrigin, at, author)
  const { assembledByName, reviewedByName } = await world.done(paperDetail, { paperId: at.paperId }, author)
  assert.deepEqual(
    [shown.basis, shown.authorNames, shown.checkerName],
    [basis, assembledByName, reviewedByName],
  )
  assert.equal(author.accountId === reviewer.accountId, false)
  const run = await printed({ ...at, document: 'approval', format: 'pdf' })
  const words = await wordsOf(run.printId)
  if (!words) return
  for (const value of [
    '试卷审批表',
    '2018年版',
    '王工程师',
    '澜川电力公司',
    '审核人签名',
    '（盖章）负责人签名',
    '单选题',
  ])
    assert.ok(words.includes(value), value)
})

test('HN-1.8.3.5-04 a practical paper gives notice, paper and score sheet, as PDF and for Word', async () => {
  const at = { subject: 'practical', paperId: practicalId } as const
  const expected = {
    preparation: ['准备通知单（考场）', '准备通知单（考生）', '三相笼型异步电动机', '绘图铅笔'],
    task: ['操作技能考核试卷', '考核须知', '运料小车', '255', '否决项'],
    'score-sheet': ['评分记录表', 'M1-01', '扣完为止', '考评组长签名', 'V-05', '开始时间'],
  } as const
  for (const [document, values] of Object.entries(expected)) {
    const run = await printed({ ...at, document, format: 'pdf', copies: 2 })
    const words = await wordsOf(run.printId)
    if (words)
      for (const value of [...values, '№0002']) assert.ok(words.includes(value), `${document}: ${value}`)
    const word = await printed({ ...at, document, format: 'docx' })
    assert.match(word.parts[0]!.name, /\.docx$/)
  }
  const { documents } = await bench.world.done(printDesk, at, bench.author)
  assert.deepEqual(
    documents.map(({ title }) => title),
    ['准备通知单', '操作技能试卷', '评分记录表', '试卷审批表'],
  )
})

test('SPC-A1.4-02 under the special pack binding an unfiled paper to a session is refused; once filed it is bound', async () => {
  const { world, author, reviewer, sessions } = bench
  const special = sessions as TheorySession[]
  special[1] = { ...special[1]!, pack: 'shandong-special' }
  const paperId = papers[1]!
  await world.done(reviewPaper, { paperId, version: 1 }, reviewer)
  const bind = { paperId, version: 2, sessionId: special[1].sessionId }
  const refused = await world.run(bindPaper, bind, author)
  assert.ok(refused.refused)
  assert.deepEqual([refused.code, refused.clauses], ['PAPER_UNFILED', ['SPC-A1.4-02']])
  const filing = {
    subject: 'theory',
    paperId,
    filingNumber: '鲁职鉴备2026-17',
    filedOn: '2026-11-19',
  } as const
  const future = await world.run(filePaper, { ...filing, filedOn: '2027-01-01' }, author)
  assert.equal(codeOf(future), 'DAY_IN_FUTURE')
  await world.done(filePaper, filing, author)
  assert.equal(codeOf(await world.run(filePaper, filing, author)), 'ALREADY_FILED')
  await world.done(bindPaper, bind, author)
  const { filing: shown } = await world.done(paperOrigin, { subject: 'theory', paperId }, author)
  assert.deepEqual([shown?.filingNumber, shown?.filedOn], ['鲁职鉴备2026-17', '2026-11-19'])
})

test('what a run holds lies in no row, fact or reply in clear, and the audit finds nothing', async () => {
  const { world, author } = bench
  const { items } = await world.done(previewPaper, { paperId: papers[0]!, form: 0 }, author)
  const { owner } = world.database.connection
  for (const table of ['paper_print', 'paper_print_part', 'command_log', 'fact', 'job']) {
    const { rows } = await sql<{ text: string }>`
      SELECT to_jsonb(t)::text AS text FROM ${sql.table(table)} t`.execute(owner)
    const stored = rows.map(({ text }) => text).join('\n')
    for (const { stem } of items) assert.ok(!stored.includes(textOf(stem)), table)
    assert.ok(!stored.includes('370102200001010011'), table)
  }
  assert.deepEqual(await auditFindings(bench), [])
})
