import { normaliseCode } from '#modules/policy/core/text.ts'

/** What a photo's file name says of the person on it. */
export interface PhotoName {
  readonly number: string
  readonly name: string | null
}

const isNumber = (part: string): boolean => /^[A-Z0-9()]{5,20}$/u.test(normaliseCode(part))

/** Reads `姓名-证件号码`, `证件号码` or `证件号码-姓名`, whatever the folder and the extension; null for anything else. */
export const readPhotoName = (path: string): PhotoName | null => {
  const file = path.split(/[\\/]/u).at(-1) ?? ''
  const parts = file
    .replace(/\.[^.]*$/u, '')
    .split(/[-_－—]+/u)
    .map((part) => part.trim())
  const numbers = parts.filter(isNumber)
  const names = parts.filter((part) => !isNumber(part))
  if (numbers.length !== 1 || names.length > 1 || names[0] === '') return null
  return { number: normaliseCode(numbers[0]!), name: names[0] ?? null }
}
