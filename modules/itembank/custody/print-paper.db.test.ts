import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readFile } from '#platform/files/files.ts'
import { withReach } from '#platform/jobs/runner.ts'
import { bringOutsidePaper } from '../assembly/making.contract.ts'
import {
  auditFindings,
  type Bench,
  bank,
  openBench,
  passphrases,
  places,
  stock,
} from '../itembank.fixture.ts'
import { fileUnder } from '../knowledge/knowledge.fixture.ts'
import { bindPaper, paperDetail, reviewPaper, sealPaper, takeCustody } from '../paper/contract.ts'
import { fetchPrint, orderPrint, printDesk } from '../paper/documents/contract.ts'
import { openSealedPaper } from '../paper/open-paper.ts'
import { dispatchPaper, incidentList, makePackages, openPrintPaper, paperCustody } from './contract.ts'

const words = '%PDF-1.7 外部试卷：第一题，什么是欧姆定律？'
const attached = Buffer.from(words).toString('base64')
const roomId = '11111111-1111-4111-8111-111111111111'
let bench: Bench
let paperId = ''
let custodians: readonly { readonly custodianId: string }[] = []

before(async () => {
  places.pack = 'shandong-enterprise'
  places.rooms = [{ roomId, roomName: '101考场', siteName: '第一考点', candidates: 30 }]
  bench = await openBench()
  await stock(bench)
  await fileUnder(bench, 'shandong-enterprise')
  const { world, author, sessions } = bench
  // The second session of the batch is planned on paper.
  Object.assign(sessions[1]!, { medium: 'print' })
  const made = { source: '省级题库', author: '张三', checker: '李四', reason: '本单位无此职业题目' }
  const paper = { bank, title: '外部试卷', minutes: 90, totalPoints: 100, fileName: '第一题欧姆.pdf' }
  paperId = (await world.done(bringOutsidePaper, { ...made, ...paper, file: attached }, author)).paperId
})
after(() => bench.close())

const now = () => bench.world.done(paperDetail, { paperId }, bench.keepers[0])
const shownPaper = async () => ({ paperId, version: (await now()).version })
const share = (at: 0 | 1) => ({ custodianId: custodians[at]!.custodianId, passphrase: passphrases[at] })
const openWith = async (shares: ReturnType<typeof share>[]) =>
  bench.world.done(
    openPrintPaper,
    { ...(await shownPaper()), place: '印刷室', reason: '考前印制试卷', shares },
    bench.keepers[0],
  )
const offered = async () => (await now()).availableActions.map(({ action }) => action as string)
const order = { subject: 'theory', document: 'paper', format: 'pdf', copies: 32 } as const

test('SDS-4.2-04 C37 a print paper is bound to no session on screen, and offered none', async () => {
  const { world, author, sessions } = bench
  const [onScreen, byHand] = sessions.map(({ sessionId }) => sessionId)
  const outcome = await world.run(bindPaper, { paperId, version: 1, sessionId: onScreen! }, author)
  assert.ok(outcome.refused)
  assert.equal(outcome.code, 'PRINT_PAPER_ON_SCREEN')
  assert.ok(outcome.clauses.includes('SDS-4.2-04'), outcome.clauses.join())
  const detail = await now()
  assert.equal(detail.inPrint, true)
  assert.deepEqual(
    detail.openSessions.map(({ sessionId }) => sessionId),
    [byHand],
  )
  await world.done(bindPaper, { paperId, version: 1, sessionId: byHand! }, author)
})

test('SDS-4.2-09 the attachment is sealed with the paper: nothing of it lies in the package in clear, and no room opens it', async () => {
  const { world, reviewer, keepers, organisationId } = bench
  await world.done(reviewPaper, await shownPaper(), reviewer)
  for (const [at, keeper] of keepers.entries())
    await world.done(takeCustody, { paperId, passphrase: passphrases[at]! }, keeper)
  custodians = (await now()).custodians
  const lead = { threshold: 2, leadMinutes: 2 * 1440, place: '保密室' }
  const { fileId } = await world.done(sealPaper, { ...(await shownPaper()), ...lead }, keepers[0])
  const bytes = await withReach(world.database.connection, organisationId, async (tx) => {
    const at = world.services.clock.now()
    const actor = keepers[0]
    const context = { tx, actor, now: at, today: '2026-11-20' as never, services: world.services }
    return (await readFile(context, organisationId, fileId)).bytes
  })
  for (const secret of ['外部试卷：第一题', '欧姆', attached.slice(0, 20)])
    assert.ok(!Buffer.from(bytes).includes(secret), secret)
  const reader = { verifiers: world.services.sealing.verifiers, serverVersion: '0.1.0' }
  const shares = keepers.map(({ accountId }, at) => ({
    custodian: accountId!,
    share: Buffer.from(passphrases[at]!),
  }))
  const inRoom = await openSealedPaper(reader)(bytes, shares, new Date('2026-12-26T06:00:00Z'))
  assert.ok(inRoom.refused)
  assert.deepEqual([inRoom.code, inRoom.clauses], ['FORMAT', ['SDS-4.2-04']])
})

test('SDS-4.2-06 a sealed print paper goes to no room and is not printed; its two keepers open it for the print run', async () => {
  const { world, keepers } = bench
  const offer = await offered()
  assert.ok(offer.includes('itembank.openPrintPaper') && !offer.includes('itembank.dispatchPaper'))
  const dispatch = { ...(await shownPaper()), place: '考务办公室', note: '' }
  const sent = await world.run(dispatchPaper, dispatch, keepers[0])
  assert.ok(sent.refused)
  assert.deepEqual([sent.code, sent.clauses], ['WRONG_STATE', ['SDS-4.2-04']])
  const printed = await world.run(orderPrint, { ...order, paperId }, keepers[0])
  assert.ok(printed.refused)
  assert.match(printed.sentence, /须由保管人到场启封/)
})

test('SDS-4.2-09 HN-2.3.4-04 before its time it opens for nobody; one alone is refused; each try is recorded', async () => {
  const { world, keepers } = bench
  const early = await openWith([share(0), share(1)])
  assert.deepEqual([early.opened, early.sentence], [false, '尚未到规定的启封时间。'])
  world.at('2026-12-24', '16:00')
  assert.equal((await openWith([share(0)])).opened, false)
  assert.equal((await now()).state, 'sealed')
  const swap = async (file: string) => {
    const { owner } = world.database.connection
    const attachment = Buffer.from(world.services.keyring.encrypt(file, `paper.attachment:${paperId}`))
    await owner.updateTable('paper').set({ attachment }).where('id', '=', paperId).execute()
  }
  const { attachment } = await world.database.connection.owner
    .selectFrom('paper')
    .select('attachment')
    .where('id', '=', paperId)
    .executeTakeFirstOrThrow()
  await swap(Buffer.from('%PDF-1.7 另一份').toString('base64'))
  assert.match((await openWith([share(0), share(1)])).sentence ?? '', /与密封时不一致/)
  await world.database.connection.owner
    .updateTable('paper')
    .set({ attachment })
    .where('id', '=', paperId)
    .execute()
  assert.equal((await openWith([share(0), share(1)])).opened, true)
  assert.equal((await now()).state, 'opened')
  const { attempts } = await world.done(paperCustody, { paperId }, keepers[0])
  assert.deepEqual(
    attempts.map(({ refusal, reason, persons }) => [refusal, reason, persons.length]),
    [
      ['NOT_YET', '考前印制试卷', 2],
      ['TOO_FEW_SHARES', '考前印制试卷', 1],
      ['CONTENT_DIFFERS', '考前印制试卷', 2],
      [null, '考前印制试卷', 2],
    ],
  )
  assert.deepEqual((await world.done(incidentList, { open: true }, keepers[0])).rows, [])
})

test('SDE-4.5-28 the print run hands out the attachment as it is, on record; HN-2.3.4-26 envelopes are made of it in the office', async () => {
  const { world, keepers } = bench
  const desk = await world.done(printDesk, { subject: 'theory', paperId }, keepers[0])
  assert.deepEqual(
    desk.documents
      .filter(({ document }) => document === 'paper' || document === 'answer-key')
      .map(({ document, formats, enabled }) => [document, formats, enabled]),
    [
      ['paper', ['pdf'], true],
      ['answer-key', ['pdf', 'docx'], false],
    ],
  )
  const wrong = await world.run(orderPrint, { ...order, format: 'docx', paperId }, keepers[0])
  assert.equal(wrong.refused && wrong.code, 'PRINT_UNAVAILABLE')
  const { printId, jobId, parts } = await world.done(orderPrint, { ...order, paperId }, keepers[0])
  assert.equal(parts, 1)
  await bench.runJob(jobId)
  const { base64, mediaType } = await world.done(fetchPrint, { printId, part: 1 }, keepers[0])
  assert.deepEqual([base64, mediaType], [attached, 'application/pdf'])
  const ordered = await world.database.connection.owner
    .selectFrom('fact')
    .select('data')
    .where('type', '=', 'print-ordered')
    .execute()
  assert.deepEqual(
    ordered.map(({ data }) => (data as { copies: number }).copies),
    [32],
  )
  const making = { ...(await shownPaper()), place: '考务办公室', spares: 2 }
  const { packages, papers } = await world.done(makePackages, making, keepers[0])
  assert.deepEqual([packages, papers], [1, 32])
})

test('everything that happened to the print paper stands in the audit chain', async () => {
  // The filing itself was put there by the test.
  const found = await auditFindings(bench)
  assert.deepEqual(
    found.filter(({ where }) => !where.startsWith('表 filing ')),
    [],
  )
})
