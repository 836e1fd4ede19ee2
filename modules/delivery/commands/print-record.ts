import { dayOf } from '#platform/clock/day.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { refuse } from '#platform/contract/verdict.ts'
import type { printRecord } from '../contract.ts'
import { recordForm } from '../core/record-form.ts'
import { roomRecord } from '../core/room-record.ts'
import { ownOrganisation } from '../own-organisation.ts'
import { pressForm } from '../press-form.ts'
import { takenJournal } from '../queries/journal-of.ts'
import { findSitting } from '../store.ts'

/** HN-3.1.1-19, HN-1.8.4-19, SDS-4.4-18: the record as the room closed it, on paper for signing and filing. */
export const printRecordHandler: CommandHandler<typeof printRecord> = async (
  context,
  { sittingId, form },
) => {
  const organisationId = ownOrganisation(context)
  const row = await findSitting(context.tx, { organisationId, sittingId })
  const entries = await takenJournal(context, row)
  if (!entries) {
    return refuse('NOT_TAKEN_IN', {
      sentence: `${row.roomName}的答卷尚未接收，不能打印考场记录。`,
      remedy: '请先接收答卷；考试期间可在监考台打印。',
      clauses: ['HN-3.1.1-19'],
    })
  }
  const record = roomRecord(entries, row.preparation, context.now.getTime())
  const data = recordForm(record, row.preparation, form)
  const audience = ['org-exam', 'org-head', 'site-chief', 'supervisor', 'org-archive']
  const of = { organisationId, data, room: row.roomName, date: dayOf(row.startsAt), audience }
  const pressed = await pressForm(context, of)
  if (pressed.refused) return pressed
  context.record({
    type: 'room-record-printed',
    table: 'sitting',
    row,
    data: { form: data.title, fileId: pressed.value.fileId },
    clauses: form === 'record' ? ['HN-3.1.1-19', 'SDE-4.6-14'] : ['SDS-4.4-18', 'SDE-4.6-08'],
  })
  return pressed
}
