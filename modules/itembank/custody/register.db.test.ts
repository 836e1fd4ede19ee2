import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { systemActor } from '#platform/command/context.ts'
import { withReach } from '#platform/jobs/runner.ts'
import { sealedPaperFor } from '../facts.ts'
import { auditFindings, electrician, passphrases, places } from '../itembank.fixture.ts'
import { openRehearsal, paperDetail, sealPaper, sealRehearsal } from '../paper/contract.ts'
import { undertaking } from '../undertaking/core/undertaking.ts'
import { dispatchPaper, paperCustody, recordOpening } from './contract.ts'
import { type CustodyBench, openCustody } from './custody.fixture.ts'
import {
  batchRegisters,
  handOutDocument,
  mediaRegister,
  recordMaterial,
  registerMediumCommand,
  removeMedium,
  takeBackDocument,
  undertakingRegister,
} from './register.contract.ts'

let custody: CustodyBench
before(async () => {
  custody = await openCustody()
})
after(() => custody.bench.close())

const versionNow = async () => {
  const { bench, secrecy, paperId } = custody
  return (await bench.world.done(paperDetail, { paperId }, secrecy)).version
}
const sealing = { threshold: 2, leadMinutes: 0, place: '保密室' }

test('the opening is rehearsed with a package without content: same custodians, recorded as a rehearsal, refused tries too', async () => {
  const { bench, secrecy, chief, paperId } = custody
  const none = await bench.world.run(
    openRehearsal,
    { paperId, place: '101考场', shares: [{ custodianId: paperId, passphrase: 'x' }] },
    secrecy,
  )
  assert.equal(none.refused && none.code, 'REHEARSAL_MISSING')
  await bench.world.done(sealRehearsal, { paperId, version: await versionNow(), threshold: 2 }, secrecy)
  const { custodians } = await bench.world.done(paperDetail, { paperId }, secrecy)
  const share = (at: 0 | 1, passphrase: string = passphrases[at]) => ({
    custodianId: custodians[at]!.custodianId,
    passphrase,
  })
  const alone = await bench.world.done(
    openRehearsal,
    { paperId, place: '101考场', shares: [share(0)] },
    chief,
  )
  const wrong = { paperId, place: '101考场', shares: [share(0), share(1, 'falsches Wort 1')] }
  assert.deepEqual(
    [alone.opened, (await bench.world.done(openRehearsal, wrong, chief)).opened],
    [false, false],
  )
  const both = { ...wrong, shares: [share(0), share(1)] }
  const opened = await bench.world.done(openRehearsal, both, chief)
  assert.deepEqual([opened.opened, opened.words], [true, '演练启封成功。本包不含任何试题。'])
  const { attempts } = await bench.world.done(paperCustody, { paperId }, secrecy)
  assert.deepEqual(
    attempts.map(({ rehearsal, refusal, persons }) => [rehearsal, refusal, persons.length]),
    [
      [true, 'TOO_FEW_SHARES', 1],
      [true, 'WRONG_SHARE', 2],
      [true, null, 2],
    ],
  )
  assert.equal((await bench.world.done(paperDetail, { paperId }, secrecy)).state, 'reviewed')
})

test('HN-2.3.4-04 the electronic package cannot be sealed so that it opens before the start; two persons at least', async () => {
  const { bench, secrecy, paperId } = custody
  const input = { paperId, version: await versionNow(), ...sealing }
  const early = await bench.world.run(sealPaper, { ...input, leadMinutes: 30 }, secrecy)
  assert.ok(early.refused)
  assert.deepEqual([early.code, early.clauses], ['LEAD_TOO_LONG', ['HN-2.3.4-04', 'HN-2.3.4-08']])
  const { earliestOpening } = await bench.world.done(sealPaper, input, secrecy)
  assert.equal(earliestOpening, '2026-12-26T01:00:00.000Z')
})

test('SDS-4.2-08 each sealed package has a media entry with a custodian; SDE-4.5-30 without one it cannot be released', async () => {
  const { bench, secrecy, paperId } = custody
  const { world, organisationId, sessions } = bench
  const { rows } = await world.done(mediaRegister, {}, secrecy)
  const entry = rows[0]!
  assert.deepEqual([entry.place, entry.keeper, entry.number], ['保密室', '保密员甲', 'ZT-2026-0001'])
  const { batchId, sessionId } = sessions[0]!
  const released = () =>
    withReach(world.database.connection, organisationId, (tx) =>
      sealedPaperFor(tx, { organisationId, batchId, sessionId, ...electrician }),
    )
  assert.equal((await released())?.paperId, paperId)
  await world.done(
    removeMedium,
    { mediumId: entry.mediumId, version: entry.version, reason: '介质损坏' },
    secrecy,
  )
  assert.equal(await released(), null)
  const dispatch = { paperId, place: '考务办公室', note: '' }
  const refused = await world.run(dispatchPaper, { ...dispatch, version: await versionNow() }, secrecy)
  assert.ok(refused.refused)
  assert.deepEqual([refused.code, refused.clauses], ['MEDIUM_MISSING', ['SDS-4.2-08', 'SDE-4.5-30']])
  const listed = async () => world.done(mediaRegister, {}, secrecy)
  assert.deepEqual(
    (await listed()).papersWithout.map((one) => one.paperId),
    [paperId],
  )
  const medium = { content: '密封试卷包光盘', place: '保密室2号柜', keeper: '保密员甲', paperId }
  await world.done(registerMediumCommand, { ...medium, number: 'U-7' }, secrecy)
  const twice = await world.run(registerMediumCommand, { ...medium, number: 'U-7' }, secrecy)
  assert.equal(twice.refused && twice.code, 'NUMBER_TAKEN')
  const linked = await listed()
  assert.deepEqual(linked.papersWithout, [])
  const { title } = await world.done(paperDetail, { paperId }, secrecy)
  assert.equal(linked.rows.find(({ number }) => number === 'U-7')?.paperTitle, title)
  const nowhere = '99999999-9999-4999-8999-999999999999'
  const lost = await world.run(registerMediumCommand, { ...medium, number: 'U-8', paperId: nowhere }, secrecy)
  assert.equal(lost.refused && lost.code, 'NOT_FOUND')
  await world.done(dispatchPaper, { ...dispatch, version: await versionNow() }, secrecy)
})

test('SDS-4.2-06 HN-2.3.4-04 early and refused tries of a room are on the paper’s page; the same report twice changes nothing', async () => {
  const { bench, secrecy, paperId } = custody
  const { world, organisationId } = bench
  const tried = { persons: ['监考员甲', '保密员甲'], reason: '试开' }
  const early = {
    seq: 7,
    at: '2026-12-25T00:40:00.000Z',
    ...tried,
    refusal: 'NOT_YET',
    sentence: '尚未到规定的启封时间。',
  }
  const opened = { seq: 9, at: '2026-12-26T01:00:00.000Z', ...tried, refusal: null, sentence: null }
  const report = { organisationId, paperId, sittingId: organisationId, place: '第一考点 101考场' }
  const first = await world.done(recordOpening, { ...report, attempts: [early] }, systemActor)
  assert.equal(first.state, 'dispatched')
  for (let time = 0; time < 2; time++)
    await world.done(recordOpening, { ...report, attempts: [early, opened] }, systemActor)
  const { attempts } = await world.done(paperCustody, { paperId }, secrecy)
  assert.deepEqual(
    attempts
      .filter(({ rehearsal }) => !rehearsal)
      .map(({ at, persons, refusal }) => [at, persons.join(), refusal]),
    [
      [early.at, '监考员甲,保密员甲', 'NOT_YET'],
      [opened.at, '监考员甲,保密员甲', null],
    ],
  )
  assert.equal((await world.done(paperDetail, { paperId }, secrecy)).state, 'opened')
})

test('SDS-5.1-17 handing out and return of the 3 items are logged with person and time; C76 the record by its name in the document', async () => {
  const { bench, secrecy } = custody
  const { world, sessions } = bench
  places.pack = 'shandong-social'
  const { batchId } = sessions[0]!
  const names = (await world.done(batchRegisters, { batchId }, secrecy)).documents
  assert.deepEqual(names, ['试卷', '考场情况记录单', '评卷登记表'])
  const other = await world.run(
    handOutDocument,
    { batchId, item: '考场记录单', quantity: 1, outTo: '登分员甲' },
    secrecy,
  )
  assert.equal(other.refused && other.code, 'ITEM_UNKNOWN')
  for (const item of names)
    await world.done(handOutDocument, { batchId, item, quantity: 30, outTo: '登分员甲' }, secrecy)
  const { loans } = await world.done(batchRegisters, { batchId }, secrecy)
  for (const { loanId, version } of loans)
    await world.done(takeBackDocument, { loanId, version, backBy: '登分员甲', quantity: 30 }, secrecy)
  const again = { loanId: loans[0]!.loanId, version: 2, backBy: '登分员甲', quantity: 30 }
  const twice = await world.run(takeBackDocument, again, secrecy)
  assert.equal(twice.refused && twice.code, 'RETURNED_ALREADY')
  for (const loan of (await world.done(batchRegisters, { batchId }, secrecy)).loans) {
    assert.deepEqual(
      [loan.outBy, loan.outTo, loan.backBy, loan.backTo],
      ['保密员甲', '登分员甲', '登分员甲', '保密员甲'],
    )
    assert.ok(loan.outAt && loan.backAt)
  }
})

test('SDE-4.6-27 a batch with 4 of 5 kinds confirmed stays open; the four steps come in order', async () => {
  const { bench, chief } = custody
  const { world, sessions } = bench
  places.pack = 'shandong-enterprise'
  const { batchId } = sessions[0]!
  const before = await world.done(batchRegisters, { batchId }, chief)
  const kinds = before.materials.map(({ item }) => item)
  assert.deepEqual(kinds, ['试卷', '评分表', '签到表', '考场记录单', '成绩汇总表'])
  const skipped = await world.run(
    recordMaterial,
    { batchId, item: '试卷', quantity: 32, step: 'sealed' },
    chief,
  )
  assert.equal(skipped.refused && skipped.code, 'MATERIAL_ORDER')
  const steps = ['collected', 'confirmed', 'arranged', 'sealed']
  for (const item of kinds.slice(0, 4))
    for (const step of steps) await world.done(recordMaterial, { batchId, item, quantity: 32, step }, chief)
  const { open, materials } = await world.done(batchRegisters, { batchId }, chief)
  assert.deepEqual(open, ['成绩汇总表'])
  assert.deepEqual(
    materials[0]!.stamps.map(({ name, by }) => `${name} ${by}`),
    steps.map((_, at) => `${['回收', '确认', '整理', '封装'][at]} 考点负责人甲`),
  )
  for (const step of steps)
    await world.done(recordMaterial, { batchId, item: '成绩汇总表', quantity: 1, step }, chief)
  assert.deepEqual((await world.done(batchRegisters, { batchId }, chief)).open, [])
})

test('SDS-4.2-07 SDE-4.5-29 who has signed which text of the undertaking is listed, and who has not', async () => {
  const { bench, secrecy } = custody
  const { world, organisationId } = bench
  await world.database.connection.owner
    .insertInto('account')
    .values({
      ...{
        organisationId,
        id: organisationId,
        version: 1,
        login: `late-${organisationId}`,
        displayName: '新来的',
      },
      ...{ roles: ['org-item-writer'], passwordHash: 'x', state: 'active', createdAt: new Date() },
    })
    .execute()
  const { rows } = await world.done(undertakingRegister, {}, secrecy)
  const of = (name: string) => rows.find((row) => row.name === name)
  assert.deepEqual([of('保密员甲')?.textVersion, of('保密员甲')?.isCurrent], [undertaking.version, true])
  assert.deepEqual([of('新来的')?.textVersion, of('新来的')?.isCurrent], [null, false])
  assert.deepEqual(of('新来的')?.duties, ['命题人员'])
})

test('everything in the registers is sealed in the audit chain', async () => {
  const findings = await auditFindings(custody.bench)
  assert.deepEqual(
    findings.filter(({ where }) => !where.startsWith('表 account ')),
    [],
  )
})
