import {
  type Answer,
  type ItemType,
  isItemType,
  itemTypes,
  optionLabels,
  parseAnswer,
} from '#modules/itembank/core/item.ts'
import { inlinesOf, plain, type Rich } from '#modules/itembank/core/rich.ts'
import type { ItemDraft, PartDraft, QuestionDraft } from '#modules/itembank/item/core/item.rule.ts'

export interface OptionForm {
  /** Stays with the option when it is moved. */
  readonly key: number
  readonly content: Rich
  readonly isRight: boolean
}

/** A question as it is typed: whatever its type was before, nothing typed is lost when it changes. */
export interface QuestionForm {
  readonly type: ItemType
  readonly stem: Rich
  readonly options: readonly OptionForm[]
  /** Of a judgement. */
  readonly judgement: 'yes' | 'no' | ''
  /** Of each blank what is taken as right, parted by `|`. */
  readonly blanks: readonly string[]
  /** Of a type that people mark. */
  readonly answer: Rich
}

export interface PartForm extends QuestionForm {
  readonly key: number
  readonly share: string
}

export interface ItemForm extends QuestionForm {
  readonly code: string
  readonly pointCode: string
  readonly parts: readonly PartForm[]
  readonly difficulty: string
  readonly consistency: string
  readonly figure: string
  readonly explanation: Rich
  readonly source: string
}

let made = 0
const nextKey = (): number => {
  made += 1
  return made
}

export const newOption = (): OptionForm => ({ key: nextKey(), content: [], isRight: false })

export const newQuestion = (type: ItemType): QuestionForm => ({
  ...{ type, stem: [], judgement: '', blanks: [], answer: [] },
  options: Array.from({ length: 4 }, newOption),
})

export const newPart = (): PartForm => ({ ...newQuestion('B'), key: nextKey(), share: '1' })

export const newItem = (): ItemForm => ({
  ...newQuestion('B'),
  ...{ code: '', pointCode: '', parts: [], difficulty: '3', consistency: '5' },
  ...{ figure: '', explanation: [], source: '' },
})

/** How many blanks a stem marks. */
export const blanksIn = (stem: Rich): number => inlinesOf(stem).filter(({ kind }) => kind === 'blank').length

/** One field for each blank of the stem, and at least one. */
export const blankFields = ({ stem, blanks }: QuestionForm): readonly string[] =>
  Array.from({ length: Math.max(1, blanksIn(stem)) }, (_, at) => blanks[at] ?? '')

const writtenKey = (form: QuestionForm): Rich => {
  switch (itemTypes[form.type].key) {
    case 'one':
    case 'several':
      return plain(
        form.options.flatMap(({ isRight }, at) => (isRight ? (optionLabels[at] ?? '?') : [])).join('、'),
      )
    case 'judgement':
      return plain(form.judgement === '' ? '' : form.judgement === 'yes' ? '正确' : '错误')
    case 'blanks':
      return plain(blankFields(form).join('；'))
    case 'text':
      return form.answer
    case 'parts':
      return []
  }
}

export const takesOptions = (type: ItemType): boolean =>
  itemTypes[type].key === 'one' || itemTypes[type].key === 'several'

const questionDraft = (form: QuestionForm): QuestionDraft => ({
  type: form.type,
  stem: form.stem,
  options: takesOptions(form.type) ? form.options.map(({ content }) => content) : [],
  key: writtenKey(form),
})

/** The form as the rules of items take it. */
export const draftFrom = (form: ItemForm): ItemDraft => ({
  ...questionDraft(form),
  ...{ code: form.code, pointCode: form.pointCode, difficulty: form.difficulty },
  ...{ consistency: form.consistency, figure: form.figure, source: form.source },
  explanation: form.explanation,
  parts: form.type === 'F' ? form.parts.map((part) => ({ ...questionDraft(part), share: part.share })) : [],
})

const rightOf = (key: Answer | undefined, at: number): boolean =>
  key?.kind === 'choice' && key.labels.some((label) => label === optionLabels[at])

const questionFrom = (draft: QuestionDraft): QuestionForm => {
  const type: ItemType = isItemType(draft.type) ? draft.type : 'B'
  const key = parseAnswer(type, draft.key)
  const options = draft.options.map((content, at) => ({ key: nextKey(), content, isRight: rightOf(key, at) }))
  return {
    ...{ type, stem: draft.stem },
    options: options.length > 0 ? options : newQuestion(type).options,
    judgement: key?.kind === 'judgement' ? (key.correct ? 'yes' : 'no') : '',
    blanks: key?.kind === 'blanks' ? key.blanks.map((taken) => taken.join('|')) : [],
    answer: key?.kind === 'text' ? key.content : [],
  }
}

const partFrom = (draft: PartDraft): PartForm => ({
  ...questionFrom(draft),
  key: nextKey(),
  share: draft.share,
})

/** A stored item as a form. */
export const formFrom = (draft: ItemDraft): ItemForm => ({
  ...questionFrom(draft),
  ...{ code: draft.code, pointCode: draft.pointCode, difficulty: draft.difficulty },
  ...{ consistency: draft.consistency, figure: draft.figure, source: draft.source },
  explanation: draft.explanation,
  parts: draft.parts.map(partFrom),
})

/** Moves one of a list by so many places. */
export const moved = <T>(list: readonly T[], at: number, by: number): readonly T[] => {
  const to = at + by
  if (to < 0 || to >= list.length) return list
  const copy = [...list]
  const [one] = copy.splice(at, 1)
  copy.splice(to, 0, one!)
  return copy
}
