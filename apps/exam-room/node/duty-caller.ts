import type { Duty, DutyRole } from '#modules/delivery/core/preparation.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { LiveSitting } from './live-sitting.ts'
import { passcodeMatches } from './passcode.ts'
import { momentOf, type RoomContext, tooManyAttempts } from './room-context.ts'

/** A duty person's session, found again from its token. */
export interface DutyCaller {
  readonly sitting: LiveSitting
  readonly id: string
  readonly role: DutyRole
}

export const unknownPerson = refuse('person-unknown', {
  sentence: '姓名（工号）或口令不正确。',
  remedy: '请核对本场次的值班安排和本人口令。',
  clauses: ['SDS-4.4-13'],
  field: 'passcode',
})

/**
 * The duty person with this name or id whose passcode is right. Failures are counted per person and `from` where they
 * come: what others try elsewhere does not lock the right person out.
 */
export const identify = async (
  context: RoomContext,
  sitting: LiveSitting,
  claim: { readonly person: string; readonly passcode: string; readonly from?: string },
): Promise<Verdict<Duty>> => {
  const { wall } = momentOf(context)
  const person = claim.person.trim()
  const duty = sitting.preparation.duties.find(({ id, name }) => id === person || name === person)
  if (!duty) return unknownPerson
  const key = `${sitting.room.sittingId}/${duty.id}/${claim.from ?? ''}`
  if (context.wrongPasscodes.exhausted(key, wall) || context.passcodeDesk.isCrowded(key))
    return tooManyAttempts
  return context.passcodeDesk.check(key, async () => {
    if (context.wrongPasscodes.exhausted(key, wall)) return tooManyAttempts
    if (!(await passcodeMatches(claim.passcode, duty.passcodeHash))) {
      context.wrongPasscodes.failed(key, wall)
      return unknownPerson
    }
    context.wrongPasscodes.succeeded(key)
    return accept(duty)
  })
}
