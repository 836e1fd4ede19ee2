import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { noteOpenings } from '../contract.ts'
import type { Entry } from '../core/journal.ts'
import type { RoomPort } from '../core/room.port.ts'
import { lockSitting, type SittingRow } from '../store.ts'

type Attempt = {
  readonly seq: number
  readonly at: string
  readonly persons: readonly string[]
  readonly reason: string
  /** Null when it opened. */
  readonly refusal: string | null
  readonly sentence: string | null
}

/** A line of the journal about an opening, persons by name. */
const attemptOf = (entry: Entry, { preparation }: SittingRow): readonly Attempt[] => {
  const nameOf = (id: string) => preparation.duties.find((duty) => duty.id === id)?.name ?? id
  const { seq, at } = entry
  if (entry.kind === 'paper-opened') {
    const { openers, reason } = entry.body
    return [{ seq, at, persons: openers.map(nameOf), reason, refusal: null, sentence: null }]
  }
  if (entry.kind !== 'opening-refused') return []
  const { persons, reason, code, sentence } = entry.body
  return [{ seq, at, persons: persons.map(nameOf), reason, refusal: code, sentence }]
}

/** SDS-4.2-06, HN-2.3.4-04: every opening of a room and every refused try, as its journal has them. */
export const publishOpenings = async (
  context: CommandContext,
  row: SittingRow,
  entries: readonly Entry[],
): Promise<number> => {
  const attempts = entries.flatMap((entry) => attemptOf(entry, row))
  const { organisationId, paperId, roomName, siteName } = row
  const place = `${siteName} ${roomName}`.slice(0, 60)
  if (attempts.length > 0)
    await context.publish('delivery.openings', {
      organisationId,
      paperId,
      sittingId: row.id,
      place,
      attempts,
    })
  return attempts.length
}

export const noteOpeningsHandler =
  (room: RoomPort): CommandHandler<typeof noteOpenings> =>
  async (context, { sittingId }) => {
    const row = await lockSitting(context.tx, { sittingId })
    return accept({ attempts: await publishOpenings(context, row, room.journal(sittingId) ?? []) })
  }
