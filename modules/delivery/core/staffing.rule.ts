import { statedValue } from '#modules/policy/core/parameter.ts'
import type { Regime } from '#modules/policy/core/regime.ts'
import { accept, type Json, refuse, type Verdict } from '#platform/contract/verdict.ts'

export interface OnDuty {
  readonly role: string
  readonly roomId: string | null
  readonly siteId: string | null
}

export interface RoomToStaff {
  readonly id: string
  readonly name: string
  readonly siteId: string
  readonly siteName: string
}

export interface StaffingGap {
  readonly sentence: string
  readonly clauses: readonly string[]
}

const headGaps = (rooms: readonly RoomToStaff[], duties: readonly OnDuty[], { staffing }: Regime) => {
  const { siteHeads } = staffing
  const head = statedValue(siteHeads)?.find(({ per }) => per === 'site')
  if (!head) return []
  const sites = new Map(rooms.map(({ siteId, siteName }) => [siteId, siteName]))
  return [...sites].flatMap(([siteId, siteName]): StaffingGap[] => {
    const held = duties.filter((duty) => duty.role === head.post && duty.siteId === siteId).length
    if (held >= head.min && held <= head.max) return []
    const wanted = head.min === head.max ? `有且只有 ${head.min} 名` : `${head.min} 至 ${head.max} 名`
    const sentence = `${siteName}应有${wanted}${head.post}，现有 ${held} 名`
    return [{ sentence, clauses: siteHeads.clauses }]
  })
}

const invigilatorGaps = (rooms: readonly RoomToStaff[], duties: readonly OnDuty[], { staffing }: Regime) => {
  const { invigilatorsPerRoom } = staffing
  const rule = statedValue(invigilatorsPerRoom)
  if (!rule) return []
  return rooms.flatMap((room): StaffingGap[] => {
    const held = duties.filter((duty) => duty.role === '监考人员' && duty.roomId === room.id).length
    if (rule.operator === 'exactly' ? held === rule.count : held >= rule.count) return []
    const sentence = `${room.name}应有 ${rule.count} 名监考人员，现有 ${held} 名`
    return [{ sentence, clauses: invigilatorsPerRoom.clauses }]
  })
}

const supervisorGaps = (duties: readonly OnDuty[], { staffing }: Regime): StaffingGap[] => {
  const rule = statedValue(staffing.supervisors)
  const held = duties.filter(({ role }) => role === '内部质量督导员').length
  if (!rule || held >= rule.count) return []
  const sentence = `逢考必督，应有不少于 ${rule.count} 名内部质量督导员，现有 ${held} 名`
  return [{ sentence, clauses: staffing.supervisors.clauses }]
}

/** What is missing on the duty list of one theory session; `rooms` are those in use. */
export const staffingGaps = (
  rooms: readonly RoomToStaff[],
  duties: readonly OnDuty[],
  regime: Regime,
): readonly StaffingGap[] => [
  ...headGaps(rooms, duties, regime),
  ...invigilatorGaps(rooms, duties, regime),
  ...supervisorGaps(duties, regime),
]

/** SDS-4.3-04 SDS-4.3-05 SDS-4.3-13: no room gets its sitting while its people are not complete. */
export const checkStaffing = (
  sessionNumber: number,
  gaps: readonly StaffingGap[],
): Verdict<null, 'ROSTER_INCOMPLETE'> =>
  gaps.length === 0
    ? accept(null)
    : refuse('ROSTER_INCOMPLETE', {
        sentence: `第 ${sessionNumber} 场人员安排不符合要求：${gaps.map(({ sentence }) => sentence).join('；')}。`,
        remedy: '请在“编排”中补齐或调整本场人员后再下发。',
        clauses: [...new Set(gaps.flatMap(({ clauses }) => clauses))],
        details: { gaps: gaps.map(({ sentence, clauses }) => ({ sentence, clauses })) as unknown as Json },
      })
