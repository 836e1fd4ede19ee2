import { sessionBatch } from '#modules/arrangement/facts.ts'
import type { PreparationCheck } from '#modules/policy/core/exam-parameters.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import { batchScene } from './session-scene.ts'

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
): Promise<{ readonly batchId: string; readonly places: readonly CheckedPlace[] }> => {
  const batchId = await sessionBatch(tx, organisationId, sessionId)
  const scene = await batchScene(tx, organisationId, { batchId, sessionIds: [sessionId] })
  const [session] = scene.sessions
  if (!session) throw new MissingRow()
  const checks = statedValue(scene.regime.delivery.preparationChecks) ?? []
  const whole = { placeId: sessionId, title: '本场', checks: checks.filter(({ per }) => per === 'session') }
  const inRoom = checks.filter(({ per }) => per === 'room')
  return {
    batchId,
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
