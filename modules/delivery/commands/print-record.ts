import { dayOf } from '#platform/clock/day.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { storeFile } from '#platform/files/files.ts'
import type { printRecord } from '../contract.ts'
import { recordForm } from '../core/record-form.ts'
import { roomRecord } from '../core/room-record.ts'
import { ownOrganisation } from '../own-organisation.ts'
import { takenJournal } from '../queries/journal-of.ts'
import { findSitting } from '../store.ts'

const template = { path: 'modules/delivery/documents/room-record.typ' }

/** HN-3.1.1-19, HN-1.8.4-19, SDS-4.4-18: the record as the room closed it, on paper for signing and filing. */
export const printRecordHandler: CommandHandler<typeof printRecord> = async (
  context,
  { sittingId, form },
) => {
  const organisationId = ownOrganisation(context)
  const { press } = context.services
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
  const printable = press.printable([...new Set(JSON.stringify(data))].join(''), ['fangsong', 'serif'])
  if (printable.refused) {
    const { sentence, remedy, clauses, details } = printable
    return refuse('GLYPH_MISSING', { sentence, remedy, clauses, details })
  }
  const bytes = await press.render({ template, data }, { date: dayOf(row.startsAt), title: data.title })
  const file = await storeFile(context, {
    organisationId,
    audience: ['org-exam', 'org-head', 'site-chief', 'supervisor', 'org-archive'],
    name: `${data.title} ${row.roomName}.pdf`,
    mediaType: 'application/pdf',
    bytes,
  })
  context.record({
    type: 'room-record-printed',
    table: 'sitting',
    row,
    data: { form: data.title, fileId: file.fileId },
    clauses: form === 'record' ? ['HN-3.1.1-19', 'SDE-4.6-14'] : ['SDS-4.4-18', 'SDE-4.6-08'],
  })
  return accept(file)
}
