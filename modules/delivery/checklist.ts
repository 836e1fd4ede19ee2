import { sessionBatch } from '#modules/arrangement/facts.ts'
import type { PreparationCheck } from '#modules/policy/core/exam-parameters.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import type { Regime } from '#modules/policy/core/regime.ts'
import { addDays, type Day, dayOf } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import { batchScene } from './session-scene.ts'

/** HN-1.8.4-08: the last day for the preparations of an examination. */
export const preparationDue = ({ delivery }: Regime, examDay: Day): Day | null => {
  const due = statedValue(delivery.preparationDue)
  return due ? addDays(examDay, -due.days) : null
}

/** What must be ticked before a session goes to its rooms and is not (SDP-4.2-01). */
export const releaseGap = (
  { delivery }: Regime,
  ticked: readonly { readonly item: string }[],
): readonly PreparationCheck[] =>
  (statedValue(delivery.preparationChecks) ?? []).filter(
    ({ phase, item }) => phase === 'release' && !ticked.some((tick) => tick.item === item),
  )

export interface CheckedPlace {
  /** The room, or the session itself for what concerns it whole. */
  readonly placeId: string
  readonly title: string
  readonly checks: readonly PreparationCheck[]
}

/** What is to be checked before a theory session, by the rules of its batch. Throws MissingRow. */
export const checksOfSession = async (
  tx: QueryContext['tx'],
  organisationId: string,
  sessionId: string,
): Promise<{
  readonly batchId: string
  readonly dueOn: Day | null
  readonly places: readonly CheckedPlace[]
}> => {
  const batchId = await sessionBatch(tx, organisationId, sessionId)
  const scene = await batchScene(tx, organisationId, { batchId, sessionIds: [sessionId] })
  const [session] = scene.sessions
  if (!session) throw new MissingRow()
  const checks = statedValue(scene.regime.delivery.preparationChecks) ?? []
  const whole = { placeId: sessionId, title: '本场', checks: checks.filter(({ per }) => per === 'session') }
  const inRoom = checks.filter(({ per }) => per === 'room')
  return {
    batchId,
    dueOn: preparationDue(scene.regime, dayOf(session.session.startsAt)),
    places: [
      whole,
      ...session.rooms.map(({ room }) => ({
        placeId: room.id,
        title: `${room.siteName} ${room.name}`,
        checks: inRoom,
      })),
    ],
  }
}
