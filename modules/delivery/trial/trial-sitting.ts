import type { PreparedSitting } from '../core/preparation.ts'
import { trialPackage } from './sample-paper.ts'

interface TrialTimes {
  readonly id: string
  readonly startsAt: Date
  readonly endsAt: Date
}

/**
 * The trial of a sitting: the same people, seats and passcodes on the day before, with sample items. There is no key to
 * bring, so one of the staff opens it with his passcode; handing in is allowed at any time.
 */
export const trialOf = (sitting: PreparedSitting, { id, startsAt, endsAt }: TrialTimes): PreparedSitting => {
  const minutes = Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000)
  const { rules } = sitting
  return {
    ...sitting,
    isRehearsal: true,
    sittingId: id,
    title: `【试考】${sitting.title}`,
    plannedStart: startsAt.toISOString(),
    plannedEnd: endsAt.toISOString(),
    duties: sitting.duties.map((duty) => ({
      ...duty,
      custodian: duty.role === 'supervisor' ? null : duty.id,
    })),
    rules: {
      ...rules,
      openingPersons: { value: 1, clauses: ['HN-1.8.4-17'] },
      handInWindowMinutes: { value: minutes, clauses: ['HN-1.8.4-17'] },
    },
    guide: ['本场为试考，试题为示例，作答不计成绩，不进入认定结果。', ...sitting.guide],
    sealedPackage: trialPackage(),
  }
}
