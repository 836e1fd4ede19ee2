import { type Answer, type Item, optionLabels, type Part } from '../../core/item.ts'
import { plain, type Rich } from '../../core/rich.ts'
import type { ItemDraft } from '../../item/core/item.rule.ts'

/** A key as the files write it. */
const keyText = (key: Answer): Rich => {
  switch (key.kind) {
    case 'choice':
      return plain(key.labels.join(','))
    case 'judgement':
      return plain(key.correct ? '正确' : '错误')
    case 'blanks':
      return plain(key.blanks.map((blank) => blank.join('|')).join('；'))
    case 'text':
      return key.content
    case 'parts':
      return []
  }
}

const questionDraft = ({ type, stem, options, key }: Item | Part) => {
  const count = options.reduce((most, { label }) => Math.max(most, optionLabels.indexOf(label) + 1), 0)
  const contents = Array.from({ length: count }, (_, at) => {
    return options.find(({ label }) => label === optionLabels[at])?.content ?? []
  })
  return { type, stem, options: contents, key: keyText(key) }
}

/** An item as an author would write it down: what the writers of files put on paper. */
export const draftOfItem = (item: Item): ItemDraft => ({
  ...questionDraft(item),
  code: item.code,
  pointCode: item.pointCode,
  parts: item.parts.map((part) => ({ ...questionDraft(part), share: String(part.share) })),
  difficulty: String(item.difficulty),
  consistency: String(item.consistency),
  figure: item.figure,
  explanation: item.explanation,
  source: item.source,
})
