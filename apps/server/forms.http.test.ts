import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { dutyDesk, granted, openCheckIn, seatMachine } from '#apps/exam-room/testing/room-client.ts'
import { passcodeSheet, prepareSittings, sittingList, takeIn } from '#modules/delivery/contract.ts'
import { inlinesOf, textOf } from '#modules/itembank/core/rich.ts'
import { scoreTheory } from '#modules/scoring/contract.ts'
import { scoringEntries } from '#modules/scoring/register.ts'
import { examFixture } from './testing/exam.fixture.ts'
import { digest, material, pictureUri, writtenForms } from './testing/forms.fixture.ts'
import { openHostedRooms } from './testing/hosted-rooms.ts'

const hosted = await openHostedRooms('2026-12-25', scoringEntries)
after(() => hosted.close())
const { world, send, node } = hosted
const { owner } = world.database.connection
const { key, content } = writtenForms()

const exam = await examFixture(world, {
  ...{ people: 2, rooms: [[2, 3]], content },
  startsAt: new Date('2026-12-26T09:00:00+08:00'),
  endsAt: new Date('2026-12-26T10:30:00+08:00'),
})
const { organisationId, batchId, sessionId, paperId } = exam
const office = world.actor('org-exam', organisationId)
const chief = world.actor('site-chief', organisationId, { accountId: exam.chiefAccountId })

/** The bank keeps the same paper with its key, as it does for every paper that it seals. */
const keepInBank = () => {
  const { keyring } = world.services
  return owner
    .updateTable('paper')
    .set({
      forms: 2,
      content: Buffer.from(keyring.encrypt(content, `paper.content:${paperId}`)),
      answerKey: Buffer.from(keyring.encrypt(JSON.stringify(key), `paper.key:${paperId}`)),
    })
    .where('id', '=', paperId)
    .execute()
}
await keepInBank()
await world.done(prepareSittings, { batchId, sessionIds: [sessionId] }, office)
await hosted.runJob(organisationId, 'delivery.fillRoom')
const { sittingId } = (await world.done(sittingList, { batchId }, chief)).rows[0]!
const sheet = await world.done(passcodeSheet, { sittingId }, chief)
const passcodes = new Map(sheet.duties.map(({ id, passcode }) => [id, passcode ?? '']))
const invigilator = await dutyDesk(send, { sittingId, person: 'j1', passcode: passcodes.get('j1')! })
const machines = [1, 2].map((number) => seatMachine(send, `machine-of-seat-${number}`))

const sitDown = async (at: 0 | 1) => {
  const seat = String(at + 1)
  const machine = machines[at]!
  granted(await invigilator.order({ type: 'sign-in', seat, identity: true, articles: true }))
  granted(await machine.enter(`202612260100${at === 0 ? '01' : '02'}`, seat))
  granted(await machine.confirm())
  return granted(await machine.paper()).paper
}

test('SDS-4.2-09 a paper of two forms with a composite and a picture is closed until its keepers open it', async () => {
  for (const file of readdirSync(hosted.directory))
    for (const secret of ['转速偏低', pictureUri])
      assert.equal(readFileSync(path.join(hosted.directory, file)).includes(secret), false, file)
  world.at('2026-12-26', '08:35')
  granted(await invigilator.order(openCheckIn))
  granted(await invigilator.order({ type: 'read-rules' }))
  const [first, second] = exam.keepers
  granted(
    await invigilator.order({
      ...{ type: 'open-paper' as const, reason: '按时启封' },
      openers: [
        { person: 'z1', passcode: passcodes.get('z1')!, share: first!.passphrase },
        { person: second!.login, passcode: passcodes.get(second!.login)!, share: second!.passphrase },
      ],
    }),
  )
  world.at('2026-12-26', '09:00')
  granted(await invigilator.order({ type: 'start', reason: '' }))
})

test('SDS-5.1-03 neighbours get different forms, each its own items and pictures, and no key with them', async () => {
  const [one, two] = [await sitDown(0), await sitDown(1)]
  const papers = [one, two].toSorted((a, b) => a.items.length - b.items.length)
  assert.deepEqual(
    papers.map(({ items }) => items.map(({ id }) => id)),
    [
      ['q001', 'q003-1', 'q003-2'],
      ['q003-1', 'q003-2', 'q002', 'q004'],
    ],
  )
  for (const { items } of papers)
    for (const { id, material: common } of items)
      assert.equal(common ? textOf(common) : '', id.startsWith('q003') ? material : '', id)
  assert.deepEqual(
    papers.map(({ pictures }) => pictures),
    [{}, { [digest]: pictureUri }],
  )
  const shown = papers[1]!.items.find(({ id }) => id === 'q002')!
  assert.ok(inlinesOf(shown.stem).some((inline) => inline.kind === 'picture' && inline.digest === digest))
  assert.doesNotMatch(JSON.stringify(papers), /"answer"|解析|A-A-A/)
})

test('SDS-5.1-01 each is scored over his own form: a composite by its questions, the rest not held against him', async () => {
  const right = { q001: ['A'], 'q003-1': ['B'], 'q003-2': ['C'], q002: ['A'], q004: ['C'] } as const
  const forms = [granted(await machines[0]!.paper()).paper, granted(await machines[1]!.paper()).paper]
  for (const [at, machine] of machines.entries())
    for (const { id } of forms[at]!.items) {
      // One question of the composite is answered wrongly by the one who has the longer form.
      const wrong = forms[at]!.items.length === 4 && id === 'q003-2'
      const choice = wrong ? ['A'] : right[id as keyof typeof right]
      granted(await machine.send([machine.nextAnswer(id, choice, world.clock.now())]))
    }
  world.at('2026-12-26', '10:31')
  await node.tick()
  granted(await invigilator.order({ type: 'seal', reason: '' }))
  await hosted.follow()
  await world.done(takeIn, { sittingId }, chief)
  const outcome = await world.done(scoreTheory, { organisationId, batchId }, office)
  assert.deepEqual([outcome.scripts, outcome.scored], [2, 2])
  const rows = await owner
    .selectFrom('result')
    .select(['personId', 'theory'])
    .where('batchId', '=', batchId)
    .execute()
  const points = exam.personIds.map((id) => Number(rows.find(({ personId }) => personId === id)?.theory))
  // 甲: 1 and the composite's 4; 乙: half of the composite, 2 and 4.
  assert.deepEqual(
    points,
    forms.map(({ items }) => (items.length === 3 ? 5 : 8)),
  )
})
