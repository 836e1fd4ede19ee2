import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openStage } from './harness.ts'
import { answerAtSeat, finishSitting, openAtDesk } from './journey/08-exam.ts'
import { certify, publicity, queryPublicly, score, trace } from './journey/09-results.ts'
import { obstacles, openWalk } from './journey/walk.ts'
import {
  confirmSite,
  enrolRoster,
  fillItemBank,
  grantScope,
  publishPlan,
  reviewAll,
  startWalk,
} from './walk.ts'
import { arrange, staffSessions } from './walk-arrange.ts'
import { enrolOneself, smallRoster } from './walk-enrol.ts'
import { sealOnePaper } from './walk-papers.ts'

const people = 12

test('one room of a small batch in the browser: from the examination to the certificate', async (t) => {
  const stage = await openStage()
  const walk = openWalk(stage)
  const chain = await startWalk(stage.server, stage.accounts)
  let room: Page
  const steps: readonly (readonly [string, () => Promise<void>])[] = [
    [
      'a small batch stands ready, its paper sealed and its staff drawn',
      async () => {
        await grantScope(chain)
        await confirmSite(chain)
        await fillItemBank(chain)
        await publishPlan(chain)
        await enrolOneself(chain)
        await enrolRoster(chain, await smallRoster(people))
        await reviewAll(chain)
        await arrange(chain)
        await sealOnePaper(chain)
        await staffSessions(chain)
      },
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
      'SDS-4.4-16 SDS-4.2-09 the paper is not opened ahead of its time, then by its two keepers',
      async () => {
        room = await openAtDesk(stage, chain)
      },
    ],
    ['SDS-4.4-36 answers are saved and survive a reload', () => answerAtSeat(stage, chain, room)],
    [
      'SDS-4.4-33 who comes after thirty minutes is refused; the time collects',
      () => finishSitting(chain, room),
    ],
    ['SDS-5.1-01 theory by machine, practical by the panel', () => score(walk, chain)],
    [
      'SDS-5.2-02 publicity with an objection; not confirmed before its days have passed',
      () => publicity(walk, stage, chain),
    ],
    ['SDS-6.1-01 approved and numbered by the city, issued, reported', () => certify(walk, chain)],
    ['SDS-6.3-01 anyone finds the certificate', () => queryPublicly(stage)],
    ['one person on one screen', () => trace(walk)],
  ]
  try {
    let stopped = false
    for (const [title, step] of steps)
      await t.test(title, { skip: stopped && 'an earlier step failed' }, async () => {
        stopped = true
        await step()
        stopped = false
      })
    await t.test('axe finds nothing on any page that was shown', () => assert.deepEqual(obstacles, []))
  } finally {
    await stage.close()
  }
})
