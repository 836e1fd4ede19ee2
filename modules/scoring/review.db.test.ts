import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import * as defence from '#modules/delivery/panel/contract.ts'
import { panelEntries } from '#modules/delivery/panel/register.ts'
import { openWorld } from '#platform/command/testing.ts'
import { readFile } from '#platform/files/files.ts'
import { type ExaminedBatch, examinedBatch, signature } from './batch.fixture.ts'
import { codeOf, rowsOf } from './flow.fixture.ts'
import { arbitrate } from './panel.contract.ts'
import { panelList } from './practical.contract.ts'
import { underPack } from './practical-day.fixture.ts'
import { scoringEntries } from './register.ts'
import { reviewPad, scoreReview, signReview } from './review.contract.ts'

const world = await openWorld({ entries: [...panelEntries, ...scoringEntries], at: '2026-11-29' })
after(() => world.close())

/** A batch of a level with review: the practical session becomes that of the review. */
const reviewed = async (people: number, pack = 'shandong-enterprise'): Promise<ExaminedBatch> => {
  const batch = await examinedBatch(
    world,
    Array.from({ length: people }, () => ({})),
  )
  await underPack(batch, world, pack)
  const { owner } = world.database.connection
  const subjects = ['theory', 'practical', 'review']
  const line = { level: 2, subjects, reviewMode: '口头答辩' }
  await owner.updateTable('batchLine').set(line).where('id', '=', batch.lineId).execute()
  await owner.updateTable('application').set({ subjects }).where('batchId', '=', batch.batchId).execute()
  const subject = { subject: 'review' }
  await owner.updateTable('examSession').set(subject).where('id', '=', batch.sessionId).execute()
  await owner.updateTable('placement').set(subject).where('sessionId', '=', batch.sessionId).execute()
  return batch
}

const contents = [
  { name: '职业能力', weight: 40, focus: ['执行操作规程', '安全生产'] },
  { name: '工作业绩', weight: 30, focus: ['完成工作任务'] },
  { name: '职业道德', weight: 15, focus: [] },
  { name: '工匠精神', weight: 15, focus: [] },
]
const points = (ability: number) => ({ 职业能力: ability, 工作业绩: 25, 职业道德: 10, 工匠精神: 10 })

const placeOf = ({ batchId, sessionId, roomId }: ExaminedBatch) => ({ batchId, sessionId, roomId })

const scheduled = async (batch: ExaminedBatch) => {
  const { batchId, lineId, exam, sessionId, roomId, people } = batch
  await world.done(defence.saveReviewScheme, { batchId, lineId, contents }, exam)
  const materials = people.map(({ applicationId }) => ({ applicationId, titles: ['技术总结', '业绩证明'] }))
  const input = { sessionId, roomId, minutesEach: 20, clerk: '统分人甲', materials }
  return world.done(defence.scheduleDefence, input, exam)
}

test('SDS-4.1-16 the review room form is incomplete with any of three ticks missing', async () => {
  const batch = await reviewed(1, 'shandong-social')
  await scheduled(batch)
  const { sessionId, roomId, exam, examiners, people } = batch
  const room = { sessionId, roomId }
  const all = (await world.done(defence.defence, room, exam)).roomChecks.map(({ item }) => item)
  assert.deepEqual(all, ['安静', '整洁', '符合评审要求'])
  const ask = {
    ...room,
    applicationId: people[0]!.applicationId,
    question: '如何排除故障？',
    answer: '先断电',
  }
  const two = await world.done(defence.checkReviewRoom, { ...room, items: all.slice(1) }, exam)
  assert.equal(two.open, 1)
  assert.equal(codeOf(await world.run(defence.recordQuestion, ask, examiners[0]!)), 'ROOM_UNCHECKED')
  assert.equal((await world.done(defence.checkReviewRoom, { ...room, items: all }, exam)).open, 0)
  await world.done(defence.recordQuestion, ask, examiners[0]!)
})

test('HN-2.4-06 a defence room has five ticks', async () => {
  const batch = await reviewed(1, 'henan-social')
  const { sessionId, roomId, exam, batchId } = batch
  const all = (await world.done(defence.defence, { sessionId, roomId }, exam)).roomChecks.map(
    ({ item }) => item,
  )
  assert.deepEqual(all, ['面积适中', '光线充足', '考官席', '答辩席', '记录席'])
  const { open } = await world.done(defence.checkReviewRoom, { sessionId, roomId, items: all.slice(1) }, exam)
  assert.equal(open, 1)
  const { rooms } = await world.done(defence.defences, { batchId }, exam)
  assert.equal(rooms[0]!.openChecks, 1)
})

test('SDE-4.3-03 members score blind by the contents of the scheme; the leader decides and signs', async () => {
  const batch = await reviewed(1)
  const { exam, examiners, people, supervisor, batchId } = batch
  const [leader, second, third] = examiners
  const place = placeOf(batch)
  const { applicationId } = people[0]!
  const sheet = { ...place, applicationId, version: 0, points: points(10), signature }
  assert.equal(codeOf(await world.run(scoreReview, sheet, leader!)), 'SCHEME_MISSING')
  await scheduled(batch)
  await world.done(defence.confirmMaterials, { sessionId: place.sessionId, roomId: place.roomId }, leader!)
  const over = { ...sheet, points: { ...points(10), 职业能力: 41 } }
  assert.equal(codeOf(await world.run(scoreReview, over, leader!)), 'POINT_OUT_OF_RANGE')
  const part = { ...sheet, points: { 职业能力: 10 } }
  assert.equal(codeOf(await world.run(scoreReview, part, leader!)), 'POINT_MISSING')
  assert.equal((await world.done(scoreReview, sheet, leader!)).total, 55)
  await world.done(scoreReview, { ...sheet, points: points(38) }, second!)
  const [blind] = (await world.done(reviewPad, place, leader!)).candidates
  assert.deepEqual([blind!.totals, blind!.lockedCount, blind!.mySheet!.total], [null, 2, 55])
  // As a number of its own: an id may hold these digits by chance.
  assert.doesNotMatch(JSON.stringify(blind), /\b83\b/)
  await world.done(scoreReview, { ...sheet, points: points(35) }, third!)
  const sign = { ...place, signature }
  assert.equal(codeOf(await world.run(signReview, sign, leader!)), 'ARBITRATION_OPEN')
  const decision = { ...place, applicationId, score: 78, reason: '复核提问记录，采信两份' }
  await world.done(arbitrate, decision, leader!)
  assert.equal((await world.done(signReview, sign, leader!)).scored, 1)
  const { results } = await world.database.connection.owner
    .selectFrom('result')
    .select((eb) => eb.fn.max('review').as('results'))
    .where('batchId', '=', batchId)
    .executeTakeFirstOrThrow()
  assert.equal(Number(results), 78)
  assert.equal((await rowsOf(world, batch)).length, 1)
  const { panels } = await world.done(panelList, { batchId }, supervisor)
  assert.deepEqual([panels[0]!.state, panels[0]!.scores[0]!.score], ['signed', 78])
  assert.ok(exam)
})

const textOf = (bytes: Uint8Array): string | null => {
  const folder = mkdtempSync(path.join(tmpdir(), 'review-'))
  try {
    const file = path.join(folder, 'a.pdf')
    writeFileSync(file, bytes)
    const { status, stdout } = spawnSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' })
    return status === 0 ? stdout.replaceAll(/\s/gu, '') : null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('SDE-A4-02 each room line of the table names review leader, reviewers and score clerk; the minutes print', async (t) => {
  const batch = await reviewed(2)
  await scheduled(batch)
  const { organisationId, batchId, sessionId, roomId, exam, examiners, people } = batch
  const room = { sessionId, roomId }
  const { items } = { items: ['安静'] }
  assert.equal(codeOf(await world.run(defence.checkReviewRoom, { ...room, items }, exam)), 'ITEM_UNKNOWN')
  const turn = { ...room, applicationId: people[0]!.applicationId }
  await world.done(
    defence.recordQuestion,
    { ...turn, question: '如何排除故障？', answer: '先断电' },
    examiners[1]!,
  )
  await world.done(defence.saveMinutes, { ...turn, minutes: '回答完整，业绩属实。' }, examiners[0]!)
  const begun = await world.run(defence.saveReviewScheme, { batchId, lineId: batch.lineId, contents }, exam)
  assert.equal(codeOf(begun), 'DEFENCE_BEGUN')
  const read = (fileId: string) =>
    world.database.connection.owner.transaction().execute(async (tx) => {
      const context = { tx, services: world.services, actor: exam } as never
      return textOf((await readFile(context, organisationId, fileId)).bytes)
    })
  const table = await read((await world.done(defence.printDefences, { batchId }, exam)).fileId)
  const minutes = await read((await world.done(defence.printMinutes, room, examiners[0]!)).fileId)
  if (table === null || minutes === null) return t.skip('no poppler on this machine')
  for (const words of [
    '综合评审考场安排表',
    '评审组长',
    '考评员甲',
    '考评员乙',
    '考评员丙',
    '统分人甲',
    '09:00-09:40',
  ])
    assert.ok(table.includes(words), words)
  for (const words of ['如何排除故障？', '先断电', '回答完整，业绩属实。', '评审组长签字'])
    assert.ok(minutes.includes(words), words)
})
