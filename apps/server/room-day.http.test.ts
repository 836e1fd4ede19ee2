import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { dutyDesk, granted } from '#apps/exam-room/testing/room-client.ts'
import { preparationDue } from '#modules/delivery/checklist.ts'
import {
  checklist,
  passcodeSheet,
  prepareSittings,
  printRecord,
  sittingDetail,
  sittingList,
  takeIn,
  tickItem,
} from '#modules/delivery/contract.ts'
import { numberDigest } from '#modules/delivery/core/document-digest.ts'
import { recordForm } from '#modules/delivery/core/record-form.ts'
import { roomRecord } from '#modules/delivery/core/room-record.ts'
import { regime } from '#modules/policy/core/regime.ts'
import { sm3 } from '#platform/audit/chain.ts'
import { day } from '#platform/clock/day.ts'
import { type Exam, type ExamChoice, examFixture } from './testing/exam.fixture.ts'
import { openHostedRooms } from './testing/hosted-rooms.ts'

// What the centre and a Henan room do on the day and after it; the tests run in their order.
const hosted = await openHostedRooms('2026-12-25')
after(() => hosted.close())
const { world, send, node } = hosted
const morning: ExamChoice = {
  people: 4,
  startsAt: new Date('2026-12-26T09:00:00+08:00'),
  endsAt: new Date('2026-12-26T10:30:00+08:00'),
  rooms: [[2, 3]],
  items: 8,
}
const under = async (pack: string, createdOn?: string): Promise<Exam> => {
  const made = await examFixture(world, morning)
  await world.database.connection.owner
    .updateTable('batch')
    .set({ pack, ...(createdOn && { createdOn }) })
    .where('id', '=', made.batchId)
    .execute()
  return made
}
const people = (exam: Exam) => ({
  office: world.actor('org-exam', exam.organisationId),
  chief: world.actor('site-chief', exam.organisationId, { accountId: exam.chiefAccountId }),
  supervisor: world.actor('supervisor', exam.organisationId),
})
const prepareInput = ({ batchId, sessionId }: Exam) => ({ batchId, sessionIds: [sessionId] })
const minute = (time: string) => new Date(`2026-12-26T${time}:00+08:00`)

test('SDP-4.2-01 five ticks are needed for the release of a session to its rooms', async () => {
  const exam = await under('shandong-social', '2021-05-01')
  const { office, chief } = people(exam)
  const { sessionId, batchId } = exam
  const { places } = await world.done(checklist, { sessionId, batchId }, chief)
  const items = places.flatMap((place) => place.items).filter(({ phase }) => phase === 'release')
  assert.deepEqual(
    items.map(({ item }) => item),
    ['场地', '设施设备', '原材料', '试题试卷', '考务人员'],
  )
  for (const { item } of items) {
    const early = await world.run(prepareSittings, prepareInput(exam), office)
    assert.ok(early.refused && early.code === 'PREPARATION_INCOMPLETE', early.refused ? early.sentence : '')
    assert.ok(early.clauses.includes('SDP-4.2-01') && early.sentence.includes(item))
    await world.done(tickItem, { sessionId, placeId: sessionId, item, finding: '' }, chief)
  }
  assert.equal((await world.done(prepareSittings, prepareInput(exam), office)).prepared, 1)
})

const exam = await under('henan-social')
const { sessionId, batchId, organisationId } = exam
const { office, chief, supervisor } = people(exam)

test('HN-1.8.4-08 exam on 2022-05-20: open preparations are due 2022-05-13 and overdue on the 14th', async () => {
  const henan = regime('henan-social', day('2022-04-01'))
  assert.equal(preparationDue(henan, day('2022-05-20')), '2022-05-13')
  const { places } = await world.done(checklist, { sessionId, batchId }, chief)
  const items = places.flatMap((place) => place.items)
  assert.ok(items.length > 0 && items.every(({ dueOn, isOverdue }) => dueOn === '2026-12-19' && isOverdue))
  world.at('2026-12-19')
  const inTime = await world.done(checklist, { sessionId, batchId }, chief)
  assert.ok(inTime.places.flatMap((place) => place.items).every(({ isOverdue }) => !isOverdue))
  world.at('2026-12-25')
})

test('HN-1.8.4-13 HN-2.3.1-02 room, software and environment, and what was installed, are three ticks each with person and time', async () => {
  const { places } = await world.done(checklist, { sessionId, batchId }, chief)
  for (const clause of ['HN-1.8.4-13', 'HN-2.3.1-02'])
    assert.equal(places.flatMap((place) => place.items).filter((one) => one.clause === clause).length, 3)
  for (const { item } of places.flatMap((place) => place.items))
    await world.done(tickItem, { sessionId, placeId: sessionId, item, finding: '' }, chief)
  const done = await world.done(checklist, { sessionId, batchId }, chief)
  assert.equal(done.ticked, 6)
  assert.ok(
    done.places
      .flatMap((place) => place.items)
      .every(({ tickedAt, tickedBy, isOverdue }) => tickedAt && tickedBy && !isOverdue),
  )
})

let sittingId = ''

test('HN-3.1.4-02 the room gets digests of the document numbers and never the numbers', async () => {
  await world.done(prepareSittings, prepareInput(exam), office)
  await hosted.runJob(organisationId, 'delivery.fillRoom')
  sittingId = (await world.done(sittingList, { batchId }, office)).rows[0]!.sittingId
  const row = await world.database.connection.owner
    .selectFrom('sitting')
    .select('preparation')
    .where('id', '=', sittingId)
    .executeTakeFirstOrThrow()
  const preparation = row.preparation as unknown as {
    readonly documentSalt: string
    readonly roster: readonly { readonly personId: string; readonly document: { readonly number: string } }[]
  }
  const [line] = preparation.roster
  const person = await world.database.connection.owner
    .selectFrom('person')
    .select('documentNumber')
    .where('id', '=', line!.personId)
    .executeTakeFirstOrThrow()
  const number = world.services.keyring.decrypt(person.documentNumber, `person.document:${line!.personId}`)
  const digest = (text: string) => sm3(text).toString('hex')
  assert.equal(line?.document.number, numberDigest(digest, preparation.documentSalt, number))
  assert.ok(!JSON.stringify(row.preparation).includes(number))
})

const passcodes: { readonly [id: string]: string } = {}

const asDuty = (person: string) => dutyDesk(send, { sittingId, person, passcode: passcodes[person]! })

/** The morning at the desk up to the end: three sit down, one of them cheats, one never comes. */
const holdSitting = async () => {
  const { duties } = await world.done(passcodeSheet, { sittingId }, chief)
  Object.assign(passcodes, Object.fromEntries(duties.map(({ id, passcode }) => [id, passcode])))
  world.clock.set(minute('08:41'))
  const desk = await asDuty('j1')
  granted(await desk.order({ type: 'open-check-in', checked: [] }))
  const papers = { identity: true, articles: true, ticket: true, document: '居民身份证' } as const
  for (const seat of ['1', '2', '3']) granted(await desk.order({ type: 'sign-in', seat, ...papers }))
  granted(await desk.order({ type: 'read-rules' }))
  const keeper = exam.keepers[1]!.login
  const [one, two] = exam.keepers.map(({ passphrase }) => passphrase) as [string, string]
  const openers = [
    { person: 'z1', passcode: passcodes.z1!, share: one },
    { person: keeper, passcode: passcodes[keeper]!, share: two },
  ]
  granted(await desk.order({ type: 'open-paper', openers, reason: '按时启封' }))
  world.clock.set(minute('09:00'))
  granted(await desk.order({ type: 'start', reason: '' }))
  world.clock.set(minute('09:31'))
  await node.tick()
  const violation = { category: 'violation', text: '夹带纸条', reportedTo: '督导人员', rule: '' } as const
  granted(await desk.order({ type: 'note', seat: '2', ...violation }))
  return desk
}

test('HN-3.3.4-06 HN-2.6-06 ticket check and room record are before the centre’s supervisor while the sitting runs, both groups with numbers', async () => {
  await holdSitting()
  const { record, notes, signIns } = await world.done(sittingDetail, { sittingId }, supervisor)
  assert.deepEqual(
    notes.map(({ text }) => text),
    ['夹带纸条'],
  )
  assert.equal(signIns.filter(({ document }) => document === '居民身份证').length, 3)
  assert.deepEqual(
    record?.absentees.map(({ seat, ticketNumber }) => [seat, ticketNumber.length > 5]),
    [['4', true]],
  )
  assert.deepEqual(
    record?.offenders.map(({ seat }) => seat),
    ['2'],
  )
})

test('HN-3.1.1-19 the room closes with its record signed; taken in, record and sign-in sheet are printed', async () => {
  const early = await world.run(printRecord, { sittingId, form: 'record' }, chief)
  assert.ok(early.refused && early.code === 'NOT_TAKEN_IN')
  world.clock.set(minute('10:31'))
  await node.tick()
  const desk = await asDuty('j1')
  const unsigned = await desk.order({ type: 'seal', reason: '未上传' })
  assert.ok(unsigned.refused && unsigned.code === 'record-unsigned', JSON.stringify(unsigned))
  for (const person of ['j1', 'j2', 'd1'])
    granted(await desk.order({ type: 'sign-record', person, passcode: passcodes[person]! }))
  granted(await desk.order({ type: 'seal', reason: '未上传' }))
  await hosted.follow()
  await world.done(takeIn, { sittingId }, chief)
  const sizes = []
  for (const form of ['record', 'sign-in'] as const) {
    const { fileId } = await world.done(printRecord, { sittingId, form }, chief)
    const file = await world.database.connection.owner
      .selectFrom('storedFile')
      .select(['name', 'size', 'mediaType'])
      .where('id', '=', fileId)
      .executeTakeFirstOrThrow()
    assert.equal(file.mediaType, 'application/pdf')
    sizes.push(Number(file.size))
  }
  assert.ok(
    sizes.every((size) => size > 5000),
    sizes.join(),
  )
})

test('SDS-4.4-18 SDE-4.6-08 the sheet lists its persons in seat order with what is carried in; SDE-4.6-14 a quiet sitting has its record too', async () => {
  const row = await world.database.connection.owner
    .selectFrom('sitting')
    .select('preparation')
    .where('id', '=', sittingId)
    .executeTakeFirstOrThrow()
  const preparation = row.preparation as unknown as Parameters<typeof roomRecord>[1]
  const entries = node.journal(sittingId)!
  const sheet = recordForm(roomRecord(entries, preparation, 0), preparation, 'sign-in')
  assert.deepEqual(
    sheet.people.map(({ seat }) => seat),
    ['1', '2', '3', '4'],
  )
  assert.deepEqual(sheet.items, ['□试卷', '□考生签到表', '□草稿纸', '□装订工具'])
  const quiet = entries.slice(
    0,
    entries.findIndex(({ kind }) => kind === 'noted'),
  )
  const record = recordForm(roomRecord(quiet, preparation, 0), preparation, 'record')
  assert.deepEqual([record.notes, record.title], [[], '考场情况记录表'])
  assert.ok(record.facts.some(({ term }) => term === '缺考考生'))
})

test('HN-1.8.4-19 a violation that is decided upon links to its line of the room record', async () => {
  const found = await world.database.connection.owner
    .selectFrom('disciplineCase')
    .select(['links', 'description', 'occurredAt'])
    .where('sittingId', '=', sittingId)
    .executeTakeFirstOrThrow()
  const [link] = found.links as unknown as readonly { readonly kind: string; readonly id: string }[]
  assert.equal(link?.kind, 'room-record')
  const line = node.journal(sittingId)!.find(({ seq }) => String(seq) === link?.id)
  assert.ok(line?.kind === 'noted' && line.body.text === '夹带纸条' && found.description === '夹带纸条')
})
