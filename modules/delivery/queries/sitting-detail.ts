import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { sittingDetail } from '../contract.ts'
import type { RoomPort } from '../core/room.port.ts'
import { type RoomRecord, roomRecord } from '../core/room-record.ts'
import { ownOrganisation } from '../own-organisation.ts'
import { findSitting } from '../store.ts'
import { journalOf } from './journal-of.ts'
import { sittingView } from './sitting-view.ts'

const summaryOf = ({
  title,
  place,
  ...lists
}: Omit<RoomRecord, 'marks' | 'steps' | 'signIns' | 'notes' | 'expected' | 'present' | 'absent'>) => ({
  ...{ title, place },
  carriedItems: [...lists.carriedItems],
  absentees: [...lists.absentees],
  offenders: [...lists.offenders],
  signatures: [...lists.signatures],
})

/** SDS-4.4-37, HN-3.3.4-06: the record of a room as it is written, with the sign-in sheet. */
export const sittingDetailHandler =
  (room: RoomPort): QueryHandler<typeof sittingDetail> =>
  async (context, { sittingId }) => {
    const row = await findSitting(context.tx, { organisationId: ownOrganisation(context), sittingId })
    const entries = await journalOf(context, row, room)
    const { duties } = row.preparation
    const shown = {
      sitting: sittingView(row, room, context.actor.roles),
      keepers: duties.filter(({ custodian }) => custodian !== null).map(({ name }) => name),
      duties: duties.map(({ id, name, role, custodian }) => ({
        id,
        name,
        role,
        isKeeper: custodian !== null,
      })),
    }
    if (entries.length === 0)
      return accept({
        ...shown,
        marks: null,
        steps: [],
        present: 0,
        absent: 0,
        signIns: [],
        notes: [],
        record: null,
      })
    const { marks, steps, present, absent, signIns, notes, ...record } = roomRecord(
      entries,
      row.preparation,
      context.now.getTime(),
    )
    return accept({
      ...{ ...shown, marks, present, absent },
      steps: [...steps],
      signIns: [...signIns],
      notes: [...notes],
      record: summaryOf(record),
    })
  }
