import type { Regime } from '#modules/policy/core/pack.ts'
import { type Day, inWords } from '#platform/clock/day.ts'
import { roomPointsOf, singleSeating } from './checklist.ts'
import { placeWord, type RoomCondition } from './room.ts'

/** Why a room cannot be used on a day. */
export interface RoomFault {
  readonly reason: string
  readonly clauses: readonly string[]
}

/** SDS-A3-15: a room is named by building, floor and door. */
const placeFaults = ({ building, floor, doorNumber }: RoomCondition): RoomFault[] => {
  const missing = [
    ['楼号', building],
    ['楼层', floor],
    ['房间号', doorNumber],
  ].flatMap(([word, value]) => (value === '' ? [word] : []))
  return missing.length === 0 ? [] : [{ reason: `未填写${missing.join('、')}`, clauses: ['SDS-A3-15'] }]
}

/** SDS-4.1-10, SDS-4.1-11: single desks, and the pack's distance on every side. */
const theoryFaults = (room: RoomCondition, law: Regime): RoomFault[] => {
  const { requirements } = law.site
  if (requirements.provenance === 'not-stated') return []
  const { minSpacingCm, singleRows } = requirements.value
  const faults: RoomFault[] = []
  const gaps = [
    ['前后间距', room.frontGapCm],
    ['左右间距', room.sideGapCm],
  ] as const
  for (const [word, gap] of minSpacingCm === null ? [] : gaps) {
    if (gap === null) faults.push({ reason: `未登记${word}`, clauses: ['SDS-4.1-11'] })
    else if (gap < minSpacingCm!)
      faults.push({ reason: `${word}${gap}厘米，不足${minSpacingCm}厘米`, clauses: ['SDS-4.1-11'] })
  }
  if (singleRows && !room.checkedPoints.includes(singleSeating))
    faults.push({ reason: '不是单人、单桌、单行', clauses: ['SDS-4.1-10'] })
  return faults
}

/** SDS-4.1-13: equipment holds a test record that is valid on the day of the examination. */
const calibrationFaults = ({ calibratedUntil }: RoomCondition, on: Day): RoomFault[] => {
  const clauses = ['SDS-4.1-13']
  if (calibratedUntil === null) return [{ reason: '未登记设备检定有效期', clauses }]
  if (calibratedUntil >= on) return []
  return [{ reason: `设备检定有效期至${inWords(calibratedUntil)}，${inWords(on)}已过期`, clauses }]
}

/** All that keeps a room from being used on a day; empty when it can be. */
export const roomFaults = (room: RoomCondition, law: Regime, on: Day): readonly RoomFault[] => {
  const faults = placeFaults(room)
  if (room.kind === 'theory') faults.push(...theoryFaults(room, law))
  if (room.kind === 'practical') faults.push(...calibrationFaults(room, on))
  if (room.usableSeats === 0)
    faults.push({ reason: `没有可用的${placeWord(room.kind)}`, clauses: ['SDS-4.1-03'] })
  if (room.unusableReason !== null)
    faults.push({ reason: `已停用：${room.unusableReason}`, clauses: ['SDS-4.1-03'] })
  return faults
}

/** Points that do not exist for the kind of room. */
export const unknownPoints = (kind: RoomCondition['kind'], points: readonly string[]): readonly string[] =>
  points.filter((point) => !roomPointsOf(kind).some(({ item }) => item === point))
