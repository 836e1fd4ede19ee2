import { randomUUID } from 'node:crypto'
import { arrangementFixture } from '#modules/arrangement/arrangement.fixture.ts'
import * as contract from '#modules/arrangement/contract.ts'
import { arrangementEntries } from '#modules/arrangement/register.ts'
import { arrangementTasks } from '#modules/arrangement/tasks.ts'
import { day, instantOf } from '#platform/clock/day.ts'
import type { Actor } from '#platform/command/context.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import type { Figure } from './figure.ts'

const people = 2000
const mostSeconds = 15

/** The world's commands and background work, as the server would join them. */
const deskOf = (world: World, actor: Actor) => {
  const tasks = arrangementTasks({
    connection: world.database.connection,
    services: world.services,
    carryOut: (spec, input, { actor: as, commandId }) =>
      world.run(spec, input, commandId ? { actor: as, commandId } : as),
    actorOf: async () => actor,
  })
  const carry = (kind: string, jobId: string, batchId: string) =>
    tasks[kind]!({
      ...{ id: jobId, organisationId: actor.organisationId!, payload: { batchId } },
      ...{ accountId: actor.accountId, done: 0, progress: async () => {} },
    })
  return { carry }
}

/** 2,000 people seated and confirmed in 40 rooms of 50. */
const confirmed = async (world: World) => {
  const { organisationId, batchId, lineId } = await arrangementFixture(world, {
    ...{ people, subjects: ['theory'], employers: 300, workshops: [] },
    theoryRooms: Array.from({ length: 40 }, () => [5, 10] as const),
  })
  const actor = world.actor('org-exam', organisationId)
  const { carry } = deskOf(world, actor)
  const at = (time: string) => instantOf(day('2026-12-26'), time).toISOString()
  const { version } = await world.done(
    contract.saveSessions,
    {
      ...{ batchId, version: 0, restMinutes: 30 },
      sessions: [{ lineId, subject: 'theory', startsAt: at('09:00'), endsAt: at('10:30') }],
    },
    actor,
  )
  const { jobId } = await world.done(contract.seatCandidates, { batchId, version }, actor)
  if (jobId !== null) await carry('arrangement.seat', jobId, batchId)
  const seated = await world.done(contract.overview, { batchId }, actor)
  await world.done(contract.confirmArrangement, { batchId, version: seated.version }, actor)
  return { batchId, carry }
}

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

const empty = `#set page(paper: "a4")\n#for i in range(${people}) { if i > 0 { pagebreak() }; [~] }`

/** The whole job — numbers disclosed, tickets read, codes drawn, pressed, kept — against the press of as many empty pages. */
export const run = async (): Promise<readonly Figure[]> => {
  const world = await openWorld({ entries: arrangementEntries, at: '2026-12-20' })
  try {
    const { batchId, carry } = await confirmed(world)
    const press = (source: string) => () =>
      world.services.press.render(
        { template: { source }, data: {} },
        { date: day('2026-12-26'), title: '空白' },
      )
    // The first job starts the press; that is no part of either.
    await press('[~]')()
    const floor = await secondsOf(press(empty))
    let result: object = {}
    const value = await secondsOf(async () => {
      result = await carry('arrangement.printTickets', randomUUID(), batchId)
    })
    if (!('tickets' in result) || result.tickets !== people) throw new Error(JSON.stringify(result))
    const name = `tickets: ${people} in one job`
    const target = `≤ ${mostSeconds} s`
    return [{ name, value, unit: 's', floor, ratio: value / floor, target, ok: value <= mostSeconds }]
  } finally {
    await world.close()
  }
}
