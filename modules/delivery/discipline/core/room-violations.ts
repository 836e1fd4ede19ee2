import type { CentralPreparation, CentralRosterEntry } from '../../core/central-preparation.ts'
import type { Entry } from '../../core/journal.ts'
import { notesOf, type RecordedNote } from '../../core/room-record.ts'
import { incidentIdOf } from '../../incident/core/kept-incident.ts'
import type { LinkKind } from './titles.ts'

interface Link {
  readonly kind: LinkKind
  readonly id: string
  readonly title: string
}

/** What the staff did in the room is their proposal: a candidate sent out has been terminated (HN-2.3.4-24). */
export const proposalOf = ({ category, proposal }: RecordedNote): string | null =>
  category === 'expulsion' ? '终止考核' : proposal || null

/** HN-1.8.4-19, HN-3.1.6-17: the decision rests on this line of the room record, and on the incident it ended. */
export const linksOf = ({ seq, incident }: RecordedNote, sittingId: string): readonly Link[] => [
  { kind: 'room-record', id: String(seq), title: `考场记录第${seq}条` },
  ...(incident === null
    ? []
    : [
        {
          kind: 'incident' as const,
          id: incidentIdOf(sittingId, incident),
          title: `第${incident}号`,
        },
      ]),
]

interface Noted {
  readonly note: RecordedNote
  readonly line: CentralRosterEntry
}

/** Violations and expulsions of candidates; what concerns the room or its staff stays in the room's record. */
export const violationsIn = (
  entries: readonly Entry[],
  preparation: Pick<CentralPreparation, 'roster' | 'duties'>,
): readonly Noted[] => {
  const lines = new Map<string | null, CentralRosterEntry>(
    preparation.roster.map((line) => [line.seat, line]),
  )
  const notes = notesOf(entries, preparation)
  // Who is sent out by the end of an incident has its violation on record already: one case, not two.
  const isSaid = ({ category, seat, incident }: RecordedNote): boolean =>
    category === 'expulsion' &&
    incident !== null &&
    notes.some((one) => one.category === 'violation' && one.seat === seat && one.incident === incident)
  return notes.flatMap((note) => {
    const line = lines.get(note.seat)
    return line && !isSaid(note) && (note.category === 'violation' || note.category === 'expulsion')
      ? [{ note, line }]
      : []
  })
}
