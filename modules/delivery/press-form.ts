import type { Day } from '#platform/clock/day.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { accept, type Json, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { type FileReference, storeFile } from '#platform/files/files.ts'

const template = { path: 'modules/delivery/documents/room-record.typ' }

/** A form of a room on paper, kept as a file for those who may read it. */
export const pressForm = async (
  context: CommandContext,
  form: {
    readonly organisationId: string
    readonly data: { readonly title: string } & { readonly [field: string]: Json }
    readonly room: string
    readonly date: Day
    readonly audience: readonly string[]
  },
): Promise<Verdict<FileReference, 'GLYPH_MISSING'>> => {
  const { press } = context.services
  const { organisationId, data, room, date, audience } = form
  const printable = press.printable([...new Set(JSON.stringify(data))].join(''), ['fangsong', 'serif'])
  if (printable.refused) {
    const { sentence, remedy, clauses, details } = printable
    return refuse('GLYPH_MISSING', { sentence, remedy, clauses, details })
  }
  const bytes = await press.render({ template, data }, { date, title: data.title })
  const file = { organisationId, audience, name: `${data.title} ${room}.pdf`, mediaType: 'application/pdf' }
  return accept(await storeFile(context, { ...file, bytes }))
}
