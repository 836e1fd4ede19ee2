import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openStage } from './harness.ts'
import {
  breakDownAtDesk,
  closeBreakDown,
  moveCodeAtDesk,
  openAtDesk,
  refuseLate,
  restOfRoom,
  signAndSeal,
  startAtDesk,
  toldBeforeEnd,
} from './journey/08-exam.ts'
import {
  answerByKeyboard,
  checkReceipt,
  cutAndCatchUp,
  enterSeat,
  handInForReceipt,
  moveToOtherMachine,
  startedBy,
} from './journey/08-seat.ts'
import { certify, publicity, queryPublicly, score, takeIn, trace } from './journey/09-results.ts'
import { revokeByCase } from './journey/10-revocation.ts'
import { takeSteps } from './journey/steps.ts'
import { openWalk } from './journey/walk.ts'
import { readySmallBatch } from './small-batch.ts'
import { startWalk } from './walk.ts'

const people = 12

test('one room of a small batch in the browser: from the examination to the certificate', async (t) => {
  const stage = await openStage()
  const walk = openWalk(stage)
  const chain = await startWalk(stage.server, stage.accounts)
  let room: Page
  let seat: Page
  let code: string
  const steps: readonly (readonly [string, () => Promise<void>])[] = [
    [
      'a small batch stands ready, its paper sealed and its staff drawn',
      () => readySmallBatch(chain, people),
    ],
    [
      'SDS-4.4-40 every file that the seat is to keep against a broken network is served',
      async () => {
        const read = (file: string) => fetch(`${stage.address}${file}`)
        const worker = await (await read('/room/seat/worker.js')).text()
        const files = worker.match(/"\/[^"]+"/g) ?? []
        assert.ok(files.length > 5, worker)
        for (const file of files) assert.equal((await read(JSON.parse(file))).status, 200, file)
      },
    ],
    [
      'SDS-4.4-16 SDS-4.4-32 SDS-4.4-33 SDS-4.2-09 pre-flight, two ticks at the door; the paper not ahead of its time, then by its two keepers',
      async () => {
        room = await openAtDesk(stage, chain)
      },
    ],
    [
      'SDS-4.4-35 SDS-4.4-27 what is to be said is said; the start is a broadcast that opens the sealed form',
      async () => {
        seat = await enterSeat(stage, chain)
        await startedBy(seat, () => startAtDesk(chain, room, seat))
      },
    ],
    ['SDS-4.4-36 answers are saved and survive a reload', () => answerByKeyboard(seat)],
    [
      'SDS-4.4-40 one seat is cut off, answers on over a reload and catches up',
      () => cutAndCatchUp(chain, seat),
    ],
    ['SDS-4.4-27 the desk follows those who answer', () => restOfRoom(chain, room)],
    [
      'SDS-4.4-30 SDS-4.4-40 a machine breaks down: its procedure, a code for another machine, the same answers there',
      async () => {
        await breakDownAtDesk(chain, room)
        const there = { before: seat, code: () => moveCodeAtDesk(chain, room) }
        seat = await moveToOtherMachine(stage, chain, there)
        await closeBreakDown(chain, room)
      },
    ],
    [
      'SDS-4.4-25 SDS-4.4-34 who comes after thirty minutes is absent by then and let in nowhere',
      () => refuseLate(stage, chain, room),
    ],
    [
      'SDS-4.4-26 handed in at the seat in the last minutes, with a receipt that agrees with nothing before the script is in',
      async () => {
        await toldBeforeEnd(chain, seat)
        code = await handInForReceipt(seat)
        await checkReceipt(stage, chain, { code, found: false })
      },
    ],
    [
      'SDS-4.4-34 SDS-4.4-44 the time collects; absentees on the record, signed by each, then the room sealed',
      () => signAndSeal(chain, room),
    ],
    [
      'SDS-5.1-02 taken in, its record printed, and the receipt agrees on the public page',
      async () => {
        await takeIn(walk, chain)
        await checkReceipt(stage, chain, { code, found: true })
      },
    ],
    ['SDS-5.1-01 theory by machine, practical by the panel', () => score(walk, chain)],
    [
      'SDS-5.2-02 publicity with an objection; not confirmed before its days have passed',
      () => publicity(walk, stage, chain),
    ],
    ['SDS-6.1-01 approved and numbered by the city, issued, reported', () => certify(walk, chain)],
    ['SDS-6.3-01 anyone finds the certificate', () => queryPublicly(stage)],
    ['one person on one screen', () => trace(walk)],
    [
      'HN-3.1.5-27 HN-3.1.5-28 a case decided after the issue asks for its certificate, which the head revokes',
      () => revokeByCase(walk, stage, chain),
    ],
  ]
  try {
    await takeSteps(t, steps)
  } finally {
    await stage.close()
  }
})
