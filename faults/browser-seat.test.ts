// Real browsers at a real node: both are killed, and what the pages showed as saved is compared with the bundle.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { buildPages, picture } from '#apps/exam-room/testing/browser-room.ts'
import { BrowserSeat } from './browser-seat.ts'
import { recorder } from './disk/recorder.ts'
import { checkSealed, sealRoom, sittingOf } from './room/exam.ts'
import { Scene } from './room/scene.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'browser-seat-'))
const web = path.join(folder, 'web')
await buildPages(web, ['seat'])
const made = await sittingOf(3)
// A browser says that it lives less often than the harness's own seats do.
const sitting = { ...made, rules: { ...made.rules, heartbeatSilenceSeconds: 15 } }
const scene = new Scene({ seed: 'browser', sitting })
const seats = sitting.roster.map((place) => new BrowserSeat(place, scene.ledger, folder))
after(async () => {
  await Promise.all(seats.map((seat) => seat.close()))
  await scene.clear()
  await rm(folder, { recursive: true, force: true })
})
const [one, two, three] = seats as [BrowserSeat, BrowserSeat, BrowserSeat]

const all = (act: (seat: BrowserSeat, at: number) => Promise<unknown>): Promise<unknown> =>
  Promise.all(seats.map(act))
const answerAll = (round: number) => all((seat, at) => seat.answer((round + at) % 2 ? 'A' : 'B'))
const allSaved = () => all((seat) => seat.seesSaved())

let broken = false
const step = (name: string, act: () => Promise<void>): void => {
  test(name, { timeout: 180_000 }, async (t) => {
    if (broken) return t.skip('an earlier step failed')
    broken = true
    await act()
    broken = false
  })
}

step(
  'SDS-4.4-40 a peer without autosave: three browsers sit down at a node in a process of its own, and a choice shows as saved without any further act',
  async () => {
    scene.node.keepsAddress = true
    scene.node.web = web
    await scene.node.start()
    await scene.node.prepare(sitting)
    await scene.open()
    await all(async (seat) => {
      await seat.open(scene.node.origin)
      await seat.enter()
    })
    await scene.begin()
    await all((seat) => seat.atPaper())
    await answerAll(0)
    await allSaved()
  },
)

step(
  'SDS-4.4-40 kill -9 of the node: the pages go on alone and say so, and after the restart all of it is saved',
  async () => {
    await scene.node.kill()
    await answerAll(1)
    await all((seat) => seat.seesCut())
    await answerAll(2)
    await picture(one.page, 'faults-browser-cut')
    await scene.node.start()
    await allSaved()
  },
)

step('SDS-4.4-40 the node loses its power just after answers were shown as saved, twice', async () => {
  for (const round of [3, 4]) {
    await answerAll(round)
    await allSaved()
    await scene.powerCut()
    await answerAll(round + 2)
    await allSaved()
  }
})

step(
  'SDS-4.4-40 node and browser are killed together: the browser starts again first, from its own store, and loses nothing',
  async () => {
    await scene.node.kill()
    await one.answer('A')
    await one.seesCut()
    await one.kill()
    await one.open()
    await one.atPaper()
    await one.answer('B')
    await one.seesCut()
    await picture(one.page, 'faults-browser-reopened')
    await scene.node.start()
    await allSaved()
  },
)

step('SDS-4.4-40 a browser is killed within its answers, a node within those of the others', async () => {
  await Promise.all([two.answer('A').then(two.kill), three.answer('B').then(() => scene.powerCut())])
  await two.open()
  await two.atPaper()
  await answerAll(7)
  await allSaved()
  await picture(two.page, 'faults-browser-saved')
})

/** Longer than a page goes without a sign of life, with which it sends what waits. */
const beats = 8000

step(
  'SDS-4.4-40 nothing is sent before the machine itself has kept it: a number forgotten in a crash is never given twice',
  async () => {
    const sent: string[] = []
    three.page.on('request', (request) => {
      if (request.url().endsWith('/seat/events')) sent.push(request.postData() ?? '')
    })
    const release = await three.holdStore()
    await three.answer('A')
    await pause(beats)
    assert.deepEqual(sent, [], 'waits for the disk, also at the next sign of life')
    await release()
    await three.seesSaved()
    assert.ok(sent.length > 0)
  },
)

step(
  'SDS-5.1-02 SDS-4.4-44 what each page showed as saved is in the sealed bundle, once, with the last choice',
  async () => {
    for (const { place } of seats)
      await scene.insist({ type: 'collect', seat: place.seat, reason: '考试结束' })
    await scene.insist({ type: 'collect-all' })
    const checked = checkSealed(scene, await sealRoom(scene))
    assert.deepEqual([...scene.ledger.findings, ...checked.findings], [])
    assert.deepEqual([checked.lost, checked.double], [0, 0])
    for (const seat of seats) {
      const [series, ...others] = scene.ledger.series.filter((known) => known.seat === seat.place.seat)
      assert.deepEqual(others, [], 'the same series goes on through the death of its browser')
      const answers = series!.deeds.filter(({ type }) => type === 'answered')
      assert.ok(answers.length >= 8 && series!.told >= answers.length, `${answers.length} answers`)
    }
    assert.equal(scene.node.deaths, 0)
    if (recorder() === null) console.log('no compiler: the power cuts were kill -9')
  },
)
