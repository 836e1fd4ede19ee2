import { v5 as uuidOf } from 'uuid'
import { documentIndexesOf } from '#modules/party/facts.ts'
import { dayOf, yearOf } from '#platform/clock/day.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { ResultBundle } from '../core/bundle.ts'
import type { CentralRosterEntry } from '../core/central-preparation.ts'
import { notesOf, type RecordedNote } from '../core/room-record.ts'
import type { SittingRow } from '../store.ts'
import { recordOpened } from './commands/open-case.ts'
import { hasCase, insertCase } from './store.ts'

/** What the staff did in the room is their proposal: a candidate sent out has been terminated (HN-2.3.4-24). */
const proposalOf = ({ category }: Pick<RecordedNote, 'category'>): string | null =>
  category === 'expulsion' ? '终止考核' : null

interface Noted {
  readonly note: RecordedNote
  readonly line: CentralRosterEntry
}

/** Violations and expulsions of candidates; what concerns the room or its staff stays in the room's record. */
const violationsIn = ({ preparation }: SittingRow, bundle: ResultBundle): readonly Noted[] => {
  const lines = new Map<string | null, CentralRosterEntry>(
    preparation.roster.map((line) => [line.seat, line]),
  )
  return notesOf(bundle.events, preparation).flatMap((note) => {
    const line = lines.get(note.seat)
    return line && (note.category === 'violation' || note.category === 'expulsion') ? [{ note, line }] : []
  })
}

const invigilatorsOf = ({ preparation }: SittingRow): readonly string[] =>
  preparation.duties.filter(({ role }) => role === 'invigilator').map(({ name }) => name)

/** Opens a case for each violation that the sealed bundle holds: time, seat, rule and both invigilators (SDE-4.6-19). */
export const takeInViolations = async (
  context: CommandContext,
  row: SittingRow,
  bundle: ResultBundle,
): Promise<void> => {
  const { organisationId, batchId, id: sittingId, sessionId } = row
  const found = violationsIn(row, bundle)
  const indexes = await documentIndexesOf(
    context.tx,
    found.map(({ line }) => line.personId),
  )
  for (const { note, line } of found) {
    const id = uuidOf(`violation ${note.seq}`, sittingId)
    if (await hasCase(context.tx, organisationId, id)) continue
    const [at, happened] = [new Date(note.at), new Date(note.happenedAt)]
    const { applicationId, personId, name, maskedNumber } = line
    const made = await insertCase(
      context.tx,
      {
        ...{ organisationId, id, about: 'candidate', origin: 'room', batchId, sittingId, sessionId },
        ...{ subject: 'theory', place: `${row.siteName} ${row.roomName}`, seat: note.seat },
        ...{ occurredAt: happened, recordedAt: at, recordedBy: note.person, description: note.text },
        ...{ roomRule: note.rule || null, proposal: proposalOf(note), invigilators: invigilatorsOf(row) },
        // HN-1.8.4-19: the decision rests on this line of the room record.
        links: [{ kind: 'room-record', id: String(note.seq), title: `考场记录第${note.seq}条` }],
        year: yearOf(dayOf(at)),
      },
      [
        {
          ...{ part: 'candidate', applicationId, personId, name, documentMasked: maskedNumber },
          documentIndex: indexes.get(personId) ?? null,
        },
      ],
    )
    recordOpened(context, made, ['SDS-4.4-37', 'SDE-4.6-19'])
  }
}
