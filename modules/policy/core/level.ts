import { normaliseCell } from './text.ts'

/** The five levels of a skill-level certificate; 5 is the lowest (初级工), 1 the highest (高级技师). */
export type Level = 1 | 2 | 3 | 4 | 5

/** From the lowest to the highest. */
export const levels: readonly Level[] = [5, 4, 3, 2, 1]

const numerals: Readonly<Record<Level, string>> = { 5: '五级', 4: '四级', 3: '三级', 2: '二级', 1: '一级' }
const titles: Readonly<Record<Level, string>> = {
  5: '初级工',
  4: '中级工',
  3: '高级工',
  2: '技师',
  1: '高级技师',
}

/** `四级/中级工`, as the level stands on a certificate (SDS-6.2-04). */
export const levelName = (level: Level): string => `${numerals[level]}/${titles[level]}`

/** `四级` */
export const levelNumeral = (level: Level): string => numerals[level]

/** `中级工` */
export const levelTitle = (level: Level): string => titles[level]

export const isLevel = (value: unknown): value is Level => levels.some((level) => level === value)

const spellings: ReadonlyMap<string, Level> = new Map(
  levels.flatMap((level): [string, Level][] => [
    [levelName(level), level],
    [`${numerals[level]}${titles[level]}`, level],
    [`${numerals[level]}(${titles[level]})`, level],
    [numerals[level], level],
    [titles[level], level],
    [`${level}级`, level],
    [`${level}`, level],
  ]),
)

/** Reads the spellings in use (`四级/中级工`, `四级`, `中级工`, `4级`, `4`); null when it is none of them. */
export const parseLevel = (text: string): Level | null =>
  spellings.get(normaliseCell(text).replaceAll(' ', '').replaceAll('、', '/')) ?? null

/** Whether `level` is a higher qualification than `other`. */
export const isHigherLevel = (level: Level, other: Level): boolean => level < other
