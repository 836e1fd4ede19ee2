import { textOf } from '../../core/rich.ts'
import { type Secret, textsOf } from './secret.ts'

const folded = (text: string) => text.normalize('NFKC').toLowerCase()

/** The words of a search, as they are compared: whatever width and case they were typed in. */
export const wordsOf = (search: string): readonly string[] => [
  ...new Set(
    folded(search)
      .split(/\s+/u)
      .filter((word) => word !== ''),
  ),
]

/** Whether an item holds every one of these words, in its question, options, key, explanation, figure or source. */
export const matches = (item: Secret, words: readonly string[]): boolean => {
  const text = folded([...textsOf(item).map(textOf), item.figure, item.source].join('\n'))
  return words.every((word) => text.includes(word))
}
