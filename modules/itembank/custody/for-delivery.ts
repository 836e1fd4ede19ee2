import type { QueryContext } from '#platform/command/context.ts'
import { type PackageState, packageStates } from './core/package.machine.ts'
import { eventsOf, packageOfRoom } from './store/package.store.ts'

/** The printed package of a room as custody knows it: what the room compares with what lies before it. */
interface RoomPackage {
  readonly packageId: string
  readonly label: string
  /** Papers in it, spares among them, as its last receiver counted them. */
  readonly quantity: number
  readonly sealNumber: string | null
  readonly state: PackageState
  readonly stateName: string
  readonly holderName: string
  /** Fetched for the room: with the invigilator, or already opened there. */
  readonly isInRoom: boolean
  /** Sealed again after the examination, or further on its way back. */
  readonly isBack: boolean
  /** What custody tallied after the examination; null before. */
  readonly tally: { readonly answered: number; readonly blank: number } | null
}

const inRoom: readonly PackageState[] = ['received', 'shown', 'opened', 'counted', 'distributed']
const back: readonly PackageState[] = ['resealed', 'return-accepted', 'kept', 'archived']

/** HN-2.3.6-03, SDS-4.4-17, -44: the package of a room in custody; null where none was made for it. */
export const roomPackage = async (
  tx: QueryContext['tx'],
  of: { readonly organisationId: string; readonly sessionId: string; readonly roomId: string },
): Promise<RoomPackage | null> => {
  const row = await packageOfRoom(tx, of)
  if (!row) return null
  const events = await eventsOf(tx, of.organisationId, row.id)
  const { receivedQuantity } = events.findLast((event) => event.receivedQuantity !== null) ?? {}
  const counts = events.findLast(({ step }) => step === 'tally')?.details.counts
  return {
    ...{ packageId: row.id, label: row.label, sealNumber: row.sealNumber, state: row.state },
    ...{ stateName: packageStates[row.state], holderName: row.holderName },
    quantity: receivedQuantity ?? row.quantity,
    isInRoom: inRoom.includes(row.state),
    isBack: back.includes(row.state),
    tally: counts ? { answered: counts.答卷 ?? 0, blank: counts.空白 ?? 0 } : null,
  }
}
