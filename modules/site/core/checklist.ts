import type { Regime } from '#modules/policy/core/pack.ts'
import type { RoomKind } from './room.ts'

/** One thing a site or room must have, and the clause that asks for it. */
export interface Point {
  readonly item: string
  readonly clauses: readonly string[]
}

export interface CheckedPoint extends Point {
  readonly present: boolean
}

/** The facility checklist of a site as it was filled in on one day. */
export interface SiteChecklist {
  readonly checkedOn: string
  readonly checkedBy: string
  readonly conclusion: string
  /** By item, `有` or `无` as written. */
  readonly items: Readonly<Record<string, string>>
}

export const emptyChecklist: SiteChecklist = { checkedOn: '', checkedBy: '', conclusion: '', items: {} }

const points = (clause: string, ...items: string[]): readonly Point[] =>
  items.map((item) => ({ item, clauses: [clause] }))

/** What each room's own checklist asks for, by kind. */
const roomPoints: Readonly<Record<RoomKind, readonly Point[]>> = {
  theory: [
    ...points('SDS-4.1-10', '单人单桌单行'),
    ...points('SDS-4.1-09', '线上考试能力', '安静', '整洁', '通风', '明亮'),
  ],
  practical: points('SDS-4.1-12', '安全生产', '整洁', '卫生', '明亮'),
  review: points('SDS-4.1-16', '安静', '整洁', '符合评审要求'),
}

/** The point of a theory room without which its seats are not single seats (SDS-4.1-10). */
export const singleSeating = '单人单桌单行'

export const roomPointsOf = (kind: RoomKind): readonly Point[] => roomPoints[kind]

/** Functional rooms come from the pack; equipment and guard are asked for by name in the clauses cited. */
export const sitePoints = (law: Regime): readonly Point[] => {
  const { requirements } = law.site
  const rooms =
    requirements.provenance === 'not-stated'
      ? []
      : requirements.value.functionalRooms.map((item) => ({ item, clauses: ['SDS-4.1-04'] }))
  return [
    ...rooms,
    ...points('SDS-4.1-06', '身份识别设备', '信号屏蔽设备', '音频视频监控'),
    ...points('SDS-4.1-07', '录像保存功能'),
    ...points('SDS-4.1-05', '警戒线与专人值守'),
  ]
}

const affirmations = new Set(['有', '是', '√', '合格', '符合'])
export const isAffirmed = (text: string | undefined): boolean => text !== undefined && affirmations.has(text)

/** Every point with whether it was found. A point that the list does not mention counts as missing. */
export const siteStanding = (checklist: SiteChecklist, law: Regime): readonly CheckedPoint[] =>
  sitePoints(law).map((point) => ({ ...point, present: isAffirmed(checklist.items[point.item]) }))

export const roomStanding = (kind: RoomKind, checked: readonly string[]): readonly CheckedPoint[] =>
  roomPointsOf(kind).map((point) => ({ ...point, present: checked.includes(point.item) }))

export const missingOf = (standing: readonly CheckedPoint[]): readonly string[] =>
  standing.filter(({ present }) => !present).map(({ item }) => item)
