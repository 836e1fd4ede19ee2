import { type DutyFact, dutiesOf, type PlacementFact } from '#modules/arrangement/facts.ts'
import type { RoomFact } from '#modules/site/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { RoomRules } from '../core/room.rules.ts'
import { rulesOfRegime } from '../core/rules-of-regime.ts'
import { type BatchScene, batchScene, dutiesInRoom, type SessionScene } from '../session-scene.ts'
import type { PaperHours } from './core/attendance.rule.ts'
import { extendedMinutes } from './core/extension.rule.ts'
import type { PrintRoomRow } from './store.ts'

/** Theory and skill, where they are written by hand. */
export const paperSubjects = ['theory', 'practical'] as const

/** A paper room with everything it goes by. */
export interface PaperScene {
  readonly batch: BatchScene['batch']
  readonly session: SessionScene['session']
  readonly title: string
  readonly room: RoomFact
  readonly placements: readonly PlacementFact[]
  readonly rules: RoomRules
  /** The end with the time made good for incidents. */
  readonly hours: PaperHours
  /** Those who work here: of the room, of its site, of the whole session. */
  readonly duties: readonly DutyFact[]
}

/** Throws MissingRow. */
export const paperScene = async ({ tx }: QueryContext, row: PrintRoomRow): Promise<PaperScene> => {
  const { organisationId, batchId, sessionId, roomId } = row
  const wanted = { batchId, sessionIds: [sessionId], subjects: paperSubjects }
  const { batch, regime, sessions } = await batchScene(tx, organisationId, wanted)
  const [scene] = sessions
  const inUse = scene?.rooms.find(({ room }) => room.id === roomId)
  if (!scene || !inUse) throw new MissingRow()
  const { startsAt, endsAt } = scene.session
  const rules = rulesOfRegime(regime, Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000))
  const lost = extendedMinutes(row.extensions) * 60_000
  const duties = await dutiesOf(tx, organisationId, { batchId, sessionId })
  return {
    ...{ batch, session: scene.session, title: scene.title, rules, ...inUse },
    hours: { startsAt: startsAt.getTime(), endsAt: endsAt.getTime() + lost, rules },
    duties: dutiesInRoom(duties, inUse.room),
  }
}

/** `第一考点 101考场` */
export const placeOf = ({ room }: PaperScene): string => `${room.siteName} ${room.name}`
