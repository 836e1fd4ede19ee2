import { addDays, day, instantOf } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { SessionDirectory } from '../../paper/sessions.port.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import { weekOf } from '../commands/duty.ts'
import { missingLogs, rosterGaps } from '../core/roster.rule.ts'
import { guardInForce } from '../guard.ts'
import type { secureRooms } from '../room.contract.ts'
import {
  hasValidInspection,
  inspectionsOf,
  listSecureRooms,
  type ShiftRow,
  shiftsOf,
} from '../store/secure-room.store.ts'
import { peopleOf } from './package.ts'

/** Measures that an inspection usually looks at; the inspector adds his own. */
const usualMeasures = ['铁门铁窗', '保险柜', '双人双锁', '防盗报警', '视频监控', '消防器材']

export const signersOf = ({ firstSigner, secondSigner }: ShiftRow): string[] =>
  [firstSigner, secondSigner].filter((name) => name !== null)

const withSigners = (shifts: readonly ShiftRow[]) =>
  shifts.map((shift) => ({ ...shift, signers: signersOf(shift) }))

const shownShifts = ({ now, actor }: QueryContext, shifts: readonly ShiftRow[]) => {
  const signed = withSigners(shifts)
  const late = new Set(missingLogs(signed, now).map(({ id }) => id))
  return signed.map(({ id, startsAt, endsAt, ...shift }) => ({
    ...{
      shiftId: id,
      version: shift.version,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    },
    ...{ persons: [...shift.persons], situation: shift.situation, signers: shift.signers },
    ...{ isOver: endsAt.getTime() <= now.getTime(), isMissing: late.has(id) },
    mySignature: shift.persons.includes(actor.name) && !shift.signers.includes(actor.name),
  }))
}

const roomsShown = async (context: QueryContext, organisationId: string) => {
  const rooms = await listSecureRooms(context.tx, organisationId)
  const shown = []
  for (const { id, name, place, minPersons } of rooms) {
    const inspections = await inspectionsOf(context.tx, organisationId, id)
    shown.push({
      ...{ secureRoomId: id, name, place, minPersons },
      isValid: await hasValidInspection(context, organisationId, id),
      inspections: inspections.map(({ inspectedOn, validUntil, passed, measures, inspector, note }) => ({
        ...{ inspectedOn, validUntil, passed, inspector, note },
        measures: [...measures],
      })),
    })
  }
  return shown
}

/** How far back a missing log is still listed. */
const lookedBackDays = 92

/** The secure rooms, and of one of them the week's roster with its gaps and missing logs. */
export const secureRoomsHandler =
  (directory: SessionDirectory): QueryHandler<typeof secureRooms> =>
  async (context, input) => {
    const { organisationId } = ownPlace(context)
    const { tx, actor, today, now } = context
    const rooms = await roomsShown(context, organisationId)
    const room = rooms.find(({ secureRoomId }) => secureRoomId === input.secureRoomId) ?? rooms[0]
    const guard = await guardInForce(context, directory, room?.minPersons ?? 1)
    const period = weekOf(day(input.week ?? today))
    const of = room && { organisationId, secureRoomId: room.secureRoomId }
    const shifts = of ? await shiftsOf(tx, of, period) : []
    const past = { from: instantOf(addDays(today, -lookedBackDays)), to: now }
    const missing = of ? missingLogs(withSigners(await shiftsOf(tx, of, past)), now) : []
    return accept({
      guard: guard.isStated ? { persons: guard.persons, clauses: [...guard.clauses] } : null,
      measures: usualMeasures,
      today: String(today),
      mayPlan: actor.roles.includes('org-secrecy'),
      mayInspect: actor.roles.some((role) => role === 'org-secrecy' || role === 'supervisor'),
      people: (await peopleOf(context, organisationId)).map(({ name }) => name),
      rooms,
      week: room
        ? {
            ...{ from: period.from.toISOString(), to: period.to.toISOString() },
            gaps: rosterGaps(shifts, period, guard.persons).map(({ from, to, persons }) => ({
              ...{ from: from.toISOString(), to: to.toISOString(), persons },
            })),
            shifts: shownShifts(context, shifts),
          }
        : null,
      missing: missing.map(({ startsAt, endsAt, persons }) => ({
        ...{ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), persons: [...persons] },
      })),
    })
  }
