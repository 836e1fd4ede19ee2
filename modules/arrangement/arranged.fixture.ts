import { day, instantOf } from '#platform/clock/day.ts'
import type { Actor } from '#platform/command/context.ts'
import type { World } from '#platform/command/testing.ts'
import { arrangementFixture, type Fixture } from './arrangement.fixture.ts'
import * as contract from './contract.ts'

/** Batches with drafted sessions, seated people, or a published arrangement, in a world opened before the tests. */
export const arrangedIn = (open: () => World) => {
  const at = (time: string, on = '2026-12-26') => instantOf(day(on), time).toISOString()

  const session = (
    lineId: string,
    subject: 'theory' | 'practical',
    [from, to]: readonly [from: string, to: string],
  ) => ({ lineId, subject, startsAt: at(from), endsAt: at(to) })

  const drafted = async (
    fixture: Fixture,
    actor: Actor,
    sessions = [
      session(fixture.lineId, 'theory', ['09:00', '10:30']),
      session(fixture.lineId, 'practical', ['13:30', '15:30']),
    ],
  ) =>
    open().done(
      contract.saveSessions,
      { batchId: fixture.batchId, version: 0, restMinutes: 30, sessions },
      actor,
    )

  const seatedBatch = async (
    people: number,
    values: Partial<Parameters<typeof arrangementFixture>[1]> = {},
  ) => {
    const fixture = await arrangementFixture(open(), { people, workshops: [[5, 10]], ...values })
    const actor = open().actor('org-exam', fixture.organisationId)
    const { version } = await drafted(fixture, actor)
    await open().done(contract.seatCandidates, { batchId: fixture.batchId, version }, actor)
    const overview = await open().done(contract.overview, { batchId: fixture.batchId }, actor)
    return { fixture, actor, overview }
  }

  const confirmedBatch = async (
    people: number,
    values: Partial<Parameters<typeof arrangementFixture>[1]> = {},
  ) => {
    const made = await seatedBatch(people, values)
    const { batchId } = made.fixture
    await open().done(contract.confirmArrangement, { batchId, version: made.overview.version }, made.actor)
    return { ...made, overview: await open().done(contract.overview, { batchId }, made.actor) }
  }
  return { at, session, drafted, seatedBatch, confirmedBatch }
}
