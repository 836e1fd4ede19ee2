import { addDays, type Day, day as dayFrom, instantOf } from '#platform/clock/day.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { SessionDirectory } from '../../paper/sessions.port.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import { type Gap, rosterGaps, type Shift } from '../core/roster.rule.ts'
import { guardInForce } from '../guard.ts'
import type { planDuty, signDutyLog } from '../room.contract.ts'
import {
  getSecureRoom,
  lockShift,
  replaceShifts,
  type ShiftLog,
  type ShiftRow,
  shiftsOf,
  writeLog,
} from '../store/secure-room.store.ts'

const invalid = refuse('SHIFT_INVALID', {
  sentence: '班次的结束时间须晚于开始时间，且在所编时段之内。',
  remedy: '请核对各班次的起止时间。',
  clauses: ['HN-2.3.4-05'],
  field: 'shifts',
})

const logged = refuse('SHIFT_LOGGED', {
  sentence: '这一时段内已有签写了值班记录的班次，不能重新编排。',
  remedy: '请只编排尚未值班的时段。',
  clauses: ['HN-2.3.6-05'],
})

/** `12月25日 02:00` */
const inWords = (at: Date) => {
  const text = new Date(at.getTime() + 8 * 3_600_000).toISOString()
  return `${Number(text.slice(5, 7))}月${Number(text.slice(8, 10))}日 ${text.slice(11, 16)}`
}

const gapFound = (gap: Gap, least: number, clauses: readonly string[]) =>
  refuse('ROSTER_GAP', {
    sentence: `${inWords(gap.from)}至${inWords(gap.to)}只有${gap.persons}人值班，须有${least}人以上。`,
    remedy: '请补齐该时段的值班人员。',
    clauses,
    field: 'shifts',
    details: { from: gap.from.toISOString(), to: gap.to.toISOString(), persons: gap.persons },
  })

const isWithin = (shift: Shift, { from, to }: { readonly from: Date; readonly to: Date }) =>
  shift.endsAt.getTime() > shift.startsAt.getTime() &&
  shift.startsAt.getTime() >= from.getTime() &&
  shift.endsAt.getTime() <= to.getTime()

const plannedOf = (input: InputOf<typeof planDuty>): readonly Shift[] =>
  input.shifts.map(({ startsAt, endsAt, persons }) => ({
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    persons,
  }))

/** HN-2.3.4-05, HN-2.3.6-02: a roster with a gap is refused and the gap is named. */
export const planDutyHandler =
  (directory: SessionDirectory): CommandHandler<typeof planDuty> =>
  async (context, input) => {
    const { organisationId } = ownPlace(context)
    const { secureRoomId } = input
    const room = await getSecureRoom(context.tx, organisationId, secureRoomId)
    const period = { from: new Date(input.from), to: new Date(input.to) }
    const planned = plannedOf(input)
    if (planned.some((shift) => !isWithin(shift, period))) return invalid
    const guard = await guardInForce(context, directory, room.minPersons)
    const [gap] = rosterGaps(planned, period, guard.persons)
    if (gap) return gapFound(gap, guard.persons, guard.clauses)
    const of = { organisationId, secureRoomId }
    const withdrawn = await shiftsOf(context.tx, of, period)
    if (withdrawn.some(({ firstSigner }) => firstSigner !== null)) return logged
    await replaceShifts(context, of, { withdrawn, planned })
    return accept({ shifts: planned.length })
  }

const logRefusal = <C extends string>(code: C, sentence: string, remedy: string) =>
  refuse(code, { sentence, remedy, clauses: ['HN-2.3.6-05'] })

const judgeSigner = (shift: ShiftRow, signer: string, context: CommandContext) => {
  if (shift.secondSigner !== null)
    return logRefusal('LOG_COMPLETE', '这一班的值班记录已由两人签名。', '请刷新页面。')
  if (shift.endsAt.getTime() > context.now.getTime())
    return logRefusal('SHIFT_RUNNING', '这一班尚未结束。', '请在交班时签写值班记录。')
  if (!shift.persons.includes(signer))
    return logRefusal('NOT_ON_DUTY', `${signer}不在这一班的值班名单中。`, '请由当班人员签名。')
  return shift.firstSigner === signer
    ? logRefusal('SIGNED_ALREADY', `${signer}已签名，须由另一名当班人员签名。`, '请另一名当班人员签名。')
    : undefined
}

const firstLog = (
  context: CommandContext,
  { situation, handedOverAt }: InputOf<typeof signDutyLog>,
  signer: string,
) =>
  situation === undefined
    ? logRefusal('SITUATION_MISSING', '值班记录须写明值班情况。', '请填写值班情况，没有异常的写明“正常”。')
    : accept<ShiftLog>({
        ...{ situation, firstSigner: signer, firstSignedAt: context.now },
        handedOverAt: handedOverAt === undefined ? context.now : new Date(handedOverAt),
      })

/** HN-2.3.6-05: two persons of the shift sign its log, each in his own name. */
export const signDutyLogHandler: CommandHandler<typeof signDutyLog> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const shift = await lockShift(context.tx, organisationId, input)
  const signer = input.signerName ?? context.actor.name
  const refusal = judgeSigner(shift, signer, context)
  if (refusal) return refusal
  const isFirst = shift.firstSigner === null
  const log: ShiftLog = { secondSigner: signer, secondSignedAt: context.now }
  const written = isFirst ? firstLog(context, input, signer) : accept(log)
  if (written.refused) return written
  await writeLog(context, { organisationId, shift }, written.value)
  return accept({ signatures: isFirst ? 1 : 2 })
}

/** The week of a day, from Monday 00:00. */
export const weekOf = (on: Day) => {
  const weekday = (new Date(`${on}T00:00:00Z`).getUTCDay() + 6) % 7
  const monday = addDays(dayFrom(on), -weekday)
  return { from: instantOf(monday), to: instantOf(addDays(monday, 7)) }
}
