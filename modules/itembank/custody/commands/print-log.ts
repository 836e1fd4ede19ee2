import { organisationFacts } from '#modules/party/facts.ts'
import { addDays, day, instantOf, inWords } from '#platform/clock/day.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { storeFile } from '#platform/files/files.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import { missingLogs } from '../core/roster.rule.ts'
import { signersOf } from '../queries/secure-room.ts'
import type { printDutyLog } from '../room.contract.ts'
import { getSecureRoom, type ShiftRow, shiftsOf } from '../store/secure-room.store.ts'

const title = '试卷保密室值班记录'

const clock = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString()
const time = (at: Date) => clock(at).slice(11, 16)

const lineOf = (shift: ShiftRow) => ({
  date: clock(shift.startsAt).slice(0, 10),
  time: `${time(shift.startsAt)}—${time(shift.endsAt)}`,
  persons: shift.persons.join('、'),
  handed: shift.handedOverAt ? `${clock(shift.handedOverAt).slice(5, 10)} ${time(shift.handedOverAt)}` : '',
  situation: shift.situation ?? '',
  signers: signersOf(shift).join('、'),
})

/** HN-2.3.6-05: the duty log of a period as it is kept on paper, with the shifts that lack a signature counted. */
export const printDutyLogHandler: CommandHandler<typeof printDutyLog> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const { tx, services, now, today } = context
  const [from, to] = [day(input.from), day(input.to)]
  const room = await getSecureRoom(tx, organisationId, input.secureRoomId)
  const period = { from: instantOf(from), to: instantOf(addDays(to, 1)) }
  const shifts = await shiftsOf(tx, { organisationId, secureRoomId: room.id }, period)
  const signed = shifts.map((shift) => ({ ...shift, signers: signersOf(shift) }))
  const { name } = await organisationFacts(tx, organisationId)
  const data = {
    ...{ organisation: name, room: room.name, place: room.place, shifts: shifts.map(lineOf) },
    period: `${inWords(from)}至${inWords(to)}`,
    missing: missingLogs(signed, now).length,
  }
  const printable = services.press.printable([...new Set(JSON.stringify(data))].join(''), [
    'fangsong',
    'serif',
  ])
  if (printable.refused) {
    const { sentence, remedy, clauses, details } = printable
    return refuse('GLYPH_MISSING', { sentence, remedy, clauses, details })
  }
  const template = { path: 'modules/itembank/custody/documents/duty-log.typ' }
  const bytes = await services.press.render({ template, data }, { date: today, title })
  const file = await storeFile(context, {
    ...{ organisationId, audience: ['org-secrecy', 'site-chief', 'org-head'] },
    ...{ name: `${title} ${input.from}至${input.to}.pdf`, mediaType: 'application/pdf', bytes },
  })
  context.record({
    type: 'duty-log-printed',
    table: 'secureRoom',
    row: { organisationId, id: room.id },
    data: { shifts: shifts.length, fileId: file.fileId },
    clauses: ['HN-2.3.6-05'],
  })
  return accept({ ...file, shifts: shifts.length })
}
