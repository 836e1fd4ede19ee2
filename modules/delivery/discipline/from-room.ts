import { v5 as uuidOf } from 'uuid'
import { documentIndexesOf } from '#modules/party/facts.ts'
import { dayOf, yearOf } from '#platform/clock/day.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { ResultBundle } from '../core/bundle.ts'
import type { SittingRow } from '../store.ts'
import { recordOpened } from './commands/open-case.ts'
import { linksOf, proposalOf, violationsIn } from './core/room-violations.ts'
import { hasCase, insertCase } from './store.ts'

export const invigilatorsOf = ({ preparation }: SittingRow): readonly string[] =>
  preparation.duties.filter(({ role }) => role === 'invigilator').map(({ name }) => name)

/** Opens a case for each violation that the sealed bundle holds: time, seat, rule and both invigilators (SDE-4.6-19). */
export const takeInViolations = async (
  context: CommandContext,
  row: SittingRow,
  bundle: ResultBundle,
): Promise<void> => {
  const { organisationId, batchId, id: sittingId, sessionId } = row
  const found = violationsIn(bundle.events, row.preparation)
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
        links: linksOf(note, sittingId),
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
