import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { RoomPort } from '../../core/room.port.ts'
import { lockSitting } from '../../store.ts'
import type { noteIncidents } from '../contract.ts'
import { registerIncidents } from '../register-incidents.ts'

/** SDS-4.4-30, HN-3.1.7-09: the centre hears of incidents while the sitting still runs. */
export const noteIncidentsHandler =
  (port: RoomPort): CommandHandler<typeof noteIncidents> =>
  async (context, { sittingId }) => {
    const row = await lockSitting(context.tx, { sittingId })
    const entries = port.journal(sittingId)
    if (row.takenAt !== null || !entries) return accept({ incidents: 0 })
    const room = await registerIncidents(context, row, { entries, atCentre: false })
    return accept({ incidents: room.log.incidents.size })
  }
