import { isLevel, levelName, levels } from '#modules/policy/core/level.ts'

export const levelWord = (level: number): string => (isLevel(level) ? levelName(level) : String(level))

export const levelChoices = levels.map((level) => ({ value: String(level), label: levelName(level) }))

/** `电工 6-31-01-03`, or the code alone where the occupation is not filed. */
export const occupationWord = (of: {
  readonly occupationCode: string
  readonly occupationName: string | null
}): string => (of.occupationName ? `${of.occupationName} ${of.occupationCode}` : of.occupationCode)

export const isOccupation = (code: string): boolean => /^\d-\d{2}-\d{2}-\d{2}$/.test(code)

export const grades = ['很易', '较易', '中等', '较难', '很难'] as const
