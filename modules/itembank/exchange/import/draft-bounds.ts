import { Compile } from 'typebox/compile'
import { RichSchema } from '../../core/rich.schema.ts'
import { plain, type Rich, textOf } from '../../core/rich.ts'
import type { ItemDraft, QuestionDraft } from '../../item/core/item.rule.ts'
import type { ParsedItem, ReadingProblem } from '../core/parsed.ts'

const held = Compile(RichSchema)
const mostOptions = 26
export const mostParts = 50
const longestKept = 2000
const mostLines = 100
const longestField = {
  code: 40,
  pointCode: 40,
  difficulty: 20,
  consistency: 20,
  figure: 500,
  source: 500,
} as const

/** Cut where no character is halved. */
export const clip = (text: string, length: number): string => text.slice(0, length).toWellFormed()

const isWellFormed = (rich: Rich): boolean => textOf(rich).isWellFormed()

const bounded =
  (problems: ReadingProblem[]) =>
  (field: string, rich: Rich): Rich => {
    if (held.Check(rich) && isWellFormed(rich)) return rich
    problems.push({ field, sentence: '内容过长、过多或含有无效字符，只保留了开头部分的文字。' })
    return plain(clip(textOf(rich), longestKept)).slice(0, mostLines)
  }

/**
 * A draft within what commands take: texts of the rich form's limits, fields of sane length. What was cut is said.
 */
export const withinBounds = (
  draft: ItemDraft,
): { readonly draft: ItemDraft; readonly problems: readonly ReadingProblem[] } => {
  const problems: ReadingProblem[] = []
  const rich = bounded(problems)
  const question = <T extends QuestionDraft>(one: T): T => {
    if (one.options.length > mostOptions)
      problems.push({ field: 'options', sentence: `选项多于${mostOptions}个，只保留了前${mostOptions}个。` })
    return {
      ...one,
      stem: rich('stem', one.stem),
      options: one.options.slice(0, mostOptions).map((option) => rich('options', option)),
      key: rich('key', one.key),
    }
  }
  if (draft.parts.length > mostParts)
    problems.push({ field: 'parts', sentence: `小题多于${mostParts}个，只保留了前${mostParts}个。` })
  const fields = Object.entries(longestField).map(([name, length]) => {
    const text = draft[name as keyof typeof longestField]
    if (text.length > length) problems.push({ field: name, sentence: '内容过长，只保留了开头部分。' })
    return [name, clip(text, length)]
  })
  return {
    draft: {
      ...question(draft),
      ...Object.fromEntries(fields),
      parts: draft.parts.slice(0, mostParts).map(question),
      explanation: rich('explanation', draft.explanation),
    },
    problems,
  }
}

/** An item with its draft within what commands take. */
export const itemWithinBounds = (item: ParsedItem): ParsedItem => {
  const { draft, problems } = withinBounds(item.draft)
  return { ...item, draft, problems: [...item.problems, ...problems] }
}
