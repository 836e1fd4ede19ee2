import { type Refusal, refuse } from '#platform/contract/verdict.ts'
import {
  type Answer,
  type Grade,
  type Item,
  type ItemType,
  isItemType,
  itemTypes,
  type Option,
  optionLabels,
  type Part,
  parseAnswer,
  parseItemCode,
  type Question,
} from '../../core/item.ts'
import { inlinesOf, type Rich, textOf, tidy } from '../../core/rich.ts'

/** A question as an author or a file gives it: type, key and labels are still as written. */
export interface QuestionDraft {
  readonly type: string
  readonly stem: Rich
  /** Of A, B, …; a missing option is empty. */
  readonly options: readonly Rich[]
  /** As written: `A,C`, `正确`, `甲；乙|丙`, or a reference answer. */
  readonly key: Rich
}

export interface PartDraft extends QuestionDraft {
  readonly share: string
}

/** An item as an author or a file gives it. */
export interface ItemDraft extends QuestionDraft {
  readonly code: string
  readonly pointCode: string
  readonly parts: readonly PartDraft[]
  readonly difficulty: string
  readonly consistency: string
  readonly figure: string
  readonly explanation: Rich
  readonly source: string
}

export type ItemRefusal =
  | 'CODE_MALFORMED'
  | 'TYPE_UNKNOWN'
  | 'TYPE_CODE_MISMATCH'
  | 'POINT_CODE_MISMATCH'
  | 'POINT_UNKNOWN'
  | 'STEM_MISSING'
  | 'OPTIONS_TOO_FEW'
  | 'OPTIONS_TOO_MANY'
  | 'OPTIONS_GAP'
  | 'OPTIONS_REPEATED'
  | 'OPTIONS_UNEXPECTED'
  | 'KEY_UNREADABLE'
  | 'KEY_OUTSIDE_OPTIONS'
  | 'KEY_TOO_SMALL'
  | 'BLANKS_MISMATCH'
  | 'PARTS_MISSING'
  | 'PARTS_UNEXPECTED'
  | 'PART_COMPOSITE'
  | 'SHARE_UNREADABLE'
  | 'GRADE_UNREADABLE'

const wrong =
  (code: ItemRefusal, field: string) =>
  (sentence: string, remedy: string): Refusal<ItemRefusal> =>
    refuse(code, { field, sentence, remedy, clauses: [] })

/** `B（单选题）` → `B`, `3（中等）` → `3`: cells may carry their label. */
export const bareCode = (cell: string): string =>
  cell
    .normalize('NFKC')
    .replace(/[（(].*$/, '')
    .trim()
    .toUpperCase()

const isGrade = (value: number): value is Grade => Number.isInteger(value) && value >= 1 && value <= 5
const gradeOf = (cell: string): Grade | undefined => {
  const value = Number(bareCode(cell) || Number.NaN)
  return isGrade(value) ? value : undefined
}

const isShare = (cell: string): boolean => /^[1-9]\d{0,2}$/.test(cell.normalize('NFKC').trim())

const optionsOf = (contents: readonly Rich[]): readonly Option[] =>
  optionLabels.flatMap((label, at) => {
    const content = tidy(contents[at] ?? [])
    return content.length === 0 ? [] : [{ label, content }]
  })

const takesOptions = (type: ItemType) => ['one', 'several'].includes(itemTypes[type].key)

const judgeOptions = (type: ItemType, written: readonly Rich[]): Refusal<ItemRefusal>[] => {
  const { name } = itemTypes[type]
  const options = optionsOf(written)
  if (!takesOptions(type)) {
    return options.length === 0
      ? []
      : [wrong('OPTIONS_UNEXPECTED', 'options')(`${name}不应有选项。`, '请删去选项，或改正题型代码。')]
  }
  const found: Refusal<ItemRefusal>[] = []
  // A choice between fewer than two is no choice; that follows from the word and not from a rule book.
  if (options.length < 2) {
    found.push(wrong('OPTIONS_TOO_FEW', 'options')(`${name}只有${options.length}个选项。`, '请补全选项。'))
  }
  if (written.slice(optionLabels.length).some((content) => tidy(content).length > 0)) {
    const most = `选项多于${optionLabels.length}个。`
    found.push(wrong('OPTIONS_TOO_MANY', 'options')(most, '请合并或删去多余的选项。'))
  }
  if (options.some(({ label }, at) => label !== optionLabels[at])) {
    found.push(wrong('OPTIONS_GAP', 'options')('选项中间有空缺。', '请从选项A起依次填写。'))
  }
  if (new Set(options.map(({ content }) => JSON.stringify(content))).size !== options.length) {
    found.push(wrong('OPTIONS_REPEATED', 'options')('有两个选项内容相同。', '请改写其中一个选项。'))
  }
  return found
}

const judgeChoice = (type: ItemType, options: readonly Option[], labels: readonly string[]) => {
  const outside = labels.filter((label) => options.every((option) => option.label !== label))
  if (outside.length > 0) {
    const sentence = `答案${outside.join('、')}不在选项之中。`
    return [wrong('KEY_OUTSIDE_OPTIONS', 'key')(sentence, '请补全选项或改正答案。')]
  }
  return itemTypes[type].key === 'several' && labels.length < 2
    ? [wrong('KEY_TOO_SMALL', 'key')('多选题的正确答案少于两个。', '请补全答案，或改为单选题。')]
    : []
}

/** A stem with marked blanks has as many as its key; one that only draws them is taken as it is. */
const judgeBlanks = (stem: Rich, blanks: number) => {
  const marked = inlinesOf(stem).filter(({ kind }) => kind === 'blank').length
  return marked === 0 || marked === blanks
    ? []
    : [wrong('BLANKS_MISMATCH', 'key')(`题干有${marked}个空，答案有${blanks}个。`, '请使空数与答案数一致。')]
}

const judgeKey = (type: ItemType, draft: QuestionDraft): Refusal<ItemRefusal>[] => {
  const key = parseAnswer(type, tidy(draft.key))
  if (!key) {
    const sentence = `正确答案不是${itemTypes[type].name}的有效答案。`
    return [wrong('KEY_UNREADABLE', 'key')(sentence, '请按题型的答案写法改正。')]
  }
  if (key.kind === 'choice') return judgeChoice(type, optionsOf(draft.options), key.labels)
  return key.kind === 'blanks' ? judgeBlanks(draft.stem, key.blanks.length) : []
}

const judgeQuestion = (draft: QuestionDraft): Refusal<ItemRefusal>[] => {
  const type = bareCode(draft.type)
  return [
    ...judgeType(draft.type),
    ...(textOf(tidy(draft.stem)).trim() === ''
      ? [wrong('STEM_MISSING', 'stem')('题干为空。', '请填写题干。')]
      : []),
    ...(isItemType(type) ? judgeOptions(type, draft.options) : []),
    ...(isItemType(type) ? judgeKey(type, draft) : []),
  ]
}

const judgePart = (part: PartDraft, at: number): Refusal<ItemRefusal>[] => {
  const found = [
    ...judgeQuestion(part),
    ...(bareCode(part.type) === 'F'
      ? [wrong('PART_COMPOSITE', 'type')('小题不能又是综合题。', '请改为其他题型。')]
      : []),
    ...(isShare(part.share)
      ? []
      : [wrong('SHARE_UNREADABLE', 'share')(`分值份额“${part.share}”不是正整数。`, '请填写1至999。')]),
  ]
  return found.map((one) => ({
    ...one,
    field: `parts.${at}.${one.field}`,
    sentence: `第${at + 1}小题：${one.sentence}`,
  }))
}

const judgeParts = ({ type, parts }: ItemDraft): Refusal<ItemRefusal>[] => {
  if (bareCode(type) === 'F') {
    return parts.length > 0
      ? parts.flatMap(judgePart)
      : [wrong('PARTS_MISSING', 'parts')('综合题没有小题。', '请补充小题，或改为其他题型。')]
  }
  return parts.length === 0
    ? []
    : [wrong('PARTS_UNEXPECTED', 'parts')('只有综合题可以有小题。', '请改正题型代码，或删去小题。')]
}

const judgeCode = (draft: ItemDraft, type: string): Refusal<ItemRefusal>[] => {
  const code = parseItemCode(draft.code.trim())
  if (!code) {
    const form = 'ID 应为“题型-一级-二级-三级-认定点-顺序号”，如 B-A-A-A-001-001。'
    return [wrong('CODE_MALFORMED', 'code')(`试题 ID“${draft.code}”不符合编码规则。`, form)]
  }
  const found: Refusal<ItemRefusal>[] = []
  if (isItemType(type) && code.type !== type) {
    found.push(
      wrong('TYPE_CODE_MISMATCH', 'type')(`ID 的题型是${code.type}，题型代码是${type}。`, '请改正其中之一。'),
    )
  }
  if (code.pointCode !== draft.pointCode.trim()) {
    const sentence = `ID 的认定点是${code.pointCode}，认定点代码是${draft.pointCode}。`
    found.push(wrong('POINT_CODE_MISMATCH', 'pointCode')(sentence, '请改正其中之一。'))
  }
  return found
}

const judgeGrades = (draft: ItemDraft): Refusal<ItemRefusal>[] =>
  (['difficulty', 'consistency'] as const).flatMap((field) => {
    if (gradeOf(draft[field])) return []
    const name = field === 'difficulty' ? '难度代码' : '一致性代码'
    return [wrong('GRADE_UNREADABLE', field)(`${name}“${draft[field]}”不是1至5。`, '请填写1至5。')]
  })

const judgeType = (cell: string): Refusal<ItemRefusal>[] =>
  isItemType(bareCode(cell))
    ? []
    : [
        wrong('TYPE_UNKNOWN', 'type')(
          `题型代码“${cell}”不在题型之列。`,
          `可用题型：${Object.keys(itemTypes).join('、')}。`,
        ),
      ]

const judgePoint = (pointCode: string, points: ReadonlySet<string> | undefined): Refusal<ItemRefusal>[] =>
  points === undefined || points.has(pointCode)
    ? []
    : [
        wrong('POINT_UNKNOWN', 'pointCode')(
          `鉴定点${pointCode}不在鉴定要素细目表中。`,
          '请改正鉴定点，或先补充细目表。',
        ),
      ]

const questionOf = (type: ItemType, draft: QuestionDraft): Question | undefined => {
  const key: Answer | undefined = parseAnswer(type, tidy(draft.key))
  return key && { stem: tidy(draft.stem), options: optionsOf(draft.options), key }
}

const partOf = (draft: PartDraft): Part[] => {
  const type = bareCode(draft.type)
  if (!isItemType(type) || type === 'F') return []
  const question = questionOf(type, draft)
  return question ? [{ ...question, type, share: Number(draft.share.normalize('NFKC')) }] : []
}

const build = (draft: ItemDraft): Item | undefined => {
  const code = parseItemCode(draft.code.trim())
  const question = code && questionOf(code.type, draft)
  const [difficulty, consistency] = [gradeOf(draft.difficulty), gradeOf(draft.consistency)]
  if (!code || !question || !difficulty || !consistency) return undefined
  return {
    code: draft.code.trim(),
    type: code.type,
    pointCode: code.pointCode,
    sequence: code.sequence,
    ...question,
    parts: draft.parts.flatMap(partOf),
    difficulty,
    consistency,
    figure: draft.figure.trim(),
    explanation: tidy(draft.explanation),
    source: draft.source.trim(),
  }
}

export type CheckedItem =
  | { readonly item: Item; readonly problems: readonly [] }
  | { readonly item: undefined; readonly problems: readonly Refusal<ItemRefusal>[] }

/** Checks a draft completely: either the item, or everything that is wrong with it. `points`: the points that exist. */
export const checkItem = (draft: ItemDraft, points?: ReadonlySet<string>): CheckedItem => {
  const problems = [
    ...judgeCode(draft, bareCode(draft.type)),
    ...judgePoint(draft.pointCode.trim(), points),
    ...judgeQuestion(draft),
    ...judgeParts(draft),
    ...judgeGrades(draft),
  ]
  const item = problems.length === 0 ? build(draft) : undefined
  return item ? { item, problems: [] } : { item: undefined, problems }
}

/** Letters and digits alone: width, spaces and punctuation do not make another question. */
const letters = (rich: Rich) =>
  textOf(rich)
    .normalize('NFKC')
    .replace(/[\s,;:?!"'()_。、“”‘’《》…—]/gu, '')

const askedBy = ({ type, stem, options }: Pick<Part, 'type' | 'stem' | 'options'> | Item): string =>
  [type, letters(stem), ...options.map(({ content }) => letters(content)).sort()].join('\u0000')

/** Equal for items that ask the same; the order of options does not matter, that of a composite's parts does. */
export const contentKeyOf = (item: Item): string => [askedBy(item), ...item.parts.map(askedBy)].join('\u0001')
