import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { decideLikeness, findLikeness, likenessList } from '#modules/delivery/incident/contract.ts'
import { incidentEntries } from '#modules/delivery/incident/register.ts'
import { examinedBatch } from '#modules/scoring/batch.fixture.ts'
import { codeOf, verified } from '#modules/scoring/flow.fixture.ts'
import { publishHeld, startPublicity } from '#modules/scoring/publicity.contract.ts'
import { scoringEntries } from '#modules/scoring/register.ts'
import { overview } from '#modules/supervision/contract.ts'
import { supervisionEntries } from '#modules/supervision/register.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import { openWorld } from '#platform/command/testing.ts'
import { seeded } from '#platform/random/seeded.ts'
import { reactions } from './reactions.ts'

// The rooms are closed and taken in: nothing here asks one.
const noRoom = {} as Parameters<typeof incidentEntries>[0]
const world = await openWorld({
  entries: [...scoringEntries, ...supervisionEntries, ...incidentEntries(noRoom)],
  at: '2026-11-30',
})
after(() => world.close())
const { owner } = world.database.connection

const wrongFrom = (at: number): string => 'ABCD'[(at + 1) % 4]!
/** Thirty items wrong, of which all but two as the other has them. */
const answersOf = (own: boolean): Record<string, string[]> =>
  Object.fromEntries(
    Array.from({ length: 100 }, (_, at) => {
      const id = `q${String(at + 1).padStart(3, '0')}`
      const right = at % 10 === 9 ? ['A', 'C'] : ['ABCDE'[at % 4]!]
      if (at >= 30) return [id, right]
      return [id, [own && at < 2 ? 'ABCD'[(at + 2) % 4]! : wrongFrom(at)]]
    }),
  )

/** Everybody else works alone: wrong in items of his own, in his own way. */
const aloneOf = (who: number): Record<string, string[]> => {
  const random = seeded(`candidate ${who}`)
  return Object.fromEntries(
    Array.from({ length: 100 }, (_, at) => {
      const id = `q${String(at + 1).padStart(3, '0')}`
      const right = at % 10 === 9 ? ['A', 'C'] : ['ABCDE'[at % 4]!]
      return [id, random() < 0.3 ? ['ABCD'[(at + 1 + Math.floor(random() * 3)) % 4]!] : right]
    }),
  )
}

const batch = await examinedBatch(
  world,
  Array.from({ length: 12 }, (_, at) => ({ name: at === 0 ? '张小三' : at === 1 ? '李四' : `考生${at}` })),
)
const { organisationId, batchId, sittingId, people, supervisor, exam } = batch
for (const [at, { applicationId }] of people.entries()) {
  const answers = JSON.stringify(at < 2 ? answersOf(at === 1) : aloneOf(at))
  await owner.updateTable('script').set({ answers }).where('applicationId', '=', applicationId).execute()
}
const roster = people.map(({ applicationId, name }, at) => ({
  ...{ applicationId, name, seat: String(at + 1), row: 1, column: at + 1 },
}))
await owner
  .updateTable('sitting')
  .set({ preparation: JSON.stringify({ roster }) })
  .where('id', '=', sittingId)
  .execute()

test('HN-2.7-07 of a batch taken in, the two papers with 28 of 30 equal wrong answers are listed and reported, nobody else', async () => {
  const message = { topic: 'delivery.taken', payload: { organisationId, batchId } }
  const followed = reactions['delivery.taken']!.map((reaction) => reaction(message))
  const { spec, input } = followed.find((each) => each?.spec === findLikeness)!
  const system = world.actor('system', organisationId)
  const first = await world.run(spec as typeof findLikeness, input as never, system)
  assert.deepEqual(!first.refused && first.value, { compared: 12, found: 1 })
  const again = await world.run(spec as typeof findLikeness, input as never, system)
  assert.deepEqual(!again.refused && again.value, { compared: 12, found: 0 })
  const { rows } = await world.done(likenessList, { batchId }, supervisor)
  assert.deepEqual(
    rows.map(({ nameA, nameB, seatA, seatB, equalWrong, bothWrong, adjacent, state }) => ({
      ...{
        names: [nameA, nameB].sort(),
        seats: [seatA, seatB].sort(),
        equalWrong,
        bothWrong,
        adjacent,
        state,
      },
    })),
    [
      {
        ...{ names: ['张小三', '李四'], seats: ['1', '2'], equalWrong: 28, bothWrong: 30 },
        ...{ adjacent: true, state: 'proposed' },
      },
    ],
  )
  const stranger = world.actor('supervisor', await world.organisation())
  assert.deepEqual((await world.done(likenessList, { batchId }, stranger)).rows, [])
})

test('HN-2.7-07 the report waits on the workbench of whoever decides, and the results of both wait for the decision, nobody else’s', async () => {
  const waiting = async () =>
    (await world.done(overview, {}, supervisor)).todos.filter(({ title }) => title.startsWith('认定雷同答卷'))
  const [todo] = await waiting()
  assert.deepEqual([todo?.count, todo?.clause, todo?.link], [1, 'HN-2.7-07', '/likeness'])
  await verified(
    world,
    batch,
    people.map(() => 80),
  )
  assert.equal((await world.done(startPublicity, { batchId }, exam)).entries, 10)
  const version = 1
  const held = await world.run(publishHeld, { batchId, version }, exam)
  assert.equal(codeOf(held), 'RESULTS_HELD')
  const two = people.slice(0, 2).map(({ applicationId }) => applicationId)
  assert.deepEqual([...((held.refused && (held.details?.held as string[])) || [])].sort(), two.toSorted())
  const [row] = (await world.done(likenessList, { batchId }, supervisor)).rows
  const decision = { findingId: row!.findingId, version: row!.version, confirmed: false }
  const bare = await world.run(decideLikeness, { ...decision, expert: '', opinion: '' }, supervisor)
  assert.equal(codeOf(bare), 'OPINION_MISSING')
  const said = { expert: '高级考评员王', opinion: '两人座位相隔隔板，草稿演算各自独立' }
  await world.done(decideLikeness, { ...decision, ...said }, supervisor)
  assert.deepEqual(await waiting(), [])
  assert.equal((await world.done(publishHeld, { batchId, version }, exam)).entries, 2)
  const { findings } = await verifyAudit(world.database.connection)
  assert.deepEqual(
    findings.filter(({ where }) => where.startsWith('表 likeness_finding')),
    [],
  )
})
