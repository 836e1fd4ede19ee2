import type { Answer, Item, Part, Question } from '../../core/item.ts'
import { plain, type Rich } from '../../core/rich.ts'
import type { ItemDraft, PartDraft } from './item.rule.ts'

/** A key as people write it; `parseAnswer` reads it back. */
export const writtenKey = (key: Answer): Rich => {
  switch (key.kind) {
    case 'choice':
      return plain(key.labels.join('、'))
    case 'judgement':
      return plain(key.correct ? '正确' : '错误')
    case 'blanks':
      return plain(key.blanks.map((taken) => taken.join('|')).join('；'))
    case 'text':
      return key.content
    case 'parts':
      return []
  }
}

const questionDraft = ({ stem, options, key }: Question) => ({
  stem,
  options: options.map(({ content }) => content),
  key: writtenKey(key),
})

const partDraft = (part: Part): PartDraft => ({
  ...questionDraft(part),
  type: part.type,
  share: String(part.share),
})

/** An item as its author would give it again; `checkItem` makes the same item of it. */
export const draftOf = (item: Item): ItemDraft => ({
  ...questionDraft(item),
  type: item.type,
  code: item.code,
  pointCode: item.pointCode,
  parts: item.parts.map(partDraft),
  difficulty: String(item.difficulty),
  consistency: String(item.consistency),
  figure: item.figure,
  explanation: item.explanation,
  source: item.source,
})
