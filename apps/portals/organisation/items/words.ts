import { type ItemType, itemTypes } from '#modules/itembank/core/item.ts'
import { type ItemState, itemStates, stateNames } from '#modules/itembank/item/core/item.machine.ts'
import { originNames } from '#modules/itembank/item/core/origin.ts'
import type { Tone } from '../../kit/status-tag.tsx'

const grades = ['很易', '较易', '中等', '较难', '很难']
export const gradeName = (grade: number): string => `${grade} ${grades[grade - 1] ?? ''}`

export const gradeChoices = [1, 2, 3, 4, 5].map((grade) => ({
  value: String(grade),
  label: gradeName(grade),
}))
export const consistencyChoices = [1, 2, 3, 4, 5].map((grade) => ({
  value: String(grade),
  label: grade === 5 ? '5 最高' : grade === 1 ? '1 最低' : String(grade),
}))
export const typeChoices = (Object.keys(itemTypes) as ItemType[]).map((type) => ({
  value: type,
  label: itemTypes[type].name,
}))
export const stateChoices = itemStates.map((state) => ({ value: state, label: stateNames[state] }))
export const originChoices = Object.entries(originNames).map(([value, label]) => ({ value, label }))

const tones: { readonly [S in ItemState]: Tone } = {
  draft: 'idle',
  'first-review': 'todo',
  'second-review': 'todo',
  active: 'done',
  suspended: 'refused',
  retired: 'idle',
}
export const toneOf = (state: string): Tone => tones[state as ItemState] ?? 'idle'

export const percent = (share: number | null): string =>
  share === null ? '——' : `${Math.round(share * 100)}%`
export const decimal = (value: number | null): string => (value === null ? '——' : value.toFixed(2))
