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
  parseAnswer,
  parseItemCode,
} from '../../core/item.ts'

/** An item as an author or a file gives it; everything is still text. */
export interface ItemDraft {
  readonly code: string
  readonly type: string
  readonly pointCode: string
  readonly stem: string
  /** Texts of A to E; a missing option is an empty text. */
  readonly options: readonly string[]
  readonly key: string
  readonly difficulty: string
  readonly consistency: string
  readonly figure: string
  readonly explanation: string
}

export type ItemRefusal =
  | 'CODE_MALFORMED'
  | 'TYPE_UNKNOWN'
  | 'TYPE_CODE_MISMATCH'
  | 'POINT_CODE_MISMATCH'
  | 'POINT_UNKNOWN'
  | 'STEM_MISSING'
  | 'OPTIONS_TOO_FEW'
  | 'OPTIONS_GAP'
  | 'OPTIONS_REPEATED'
  | 'OPTIONS_UNEXPECTED'
  | 'KEY_UNREADABLE'
  | 'KEY_OUTSIDE_OPTIONS'
  | 'KEY_TOO_SMALL'
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

const optionsOf = (texts: readonly string[]): readonly Option[] =>
  optionLabels.flatMap((label, at) => {
    const text = texts[at]?.trim() ?? ''
    return text === '' ? [] : [{ label, text }]
  })

const judgeOptions = (type: ItemType, options: readonly Option[]): Refusal<ItemRefusal>[] => {
  const { key, name } = itemTypes[type]
  if (key === 'judgement' || key === 'text') {
    return options.length === 0
      ? []
      : [wrong('OPTIONS_UNEXPECTED', 'options')(`${name}不应有选项。`, '请删去选项，或改正题型代码。')]
  }
  const found: Refusal<ItemRefusal>[] = []
  // A choice between fewer than two is no choice; that follows from the word and not from a rule book.
  if (options.length < 2) {
    found.push(wrong('OPTIONS_TOO_FEW', 'options')(`${name}只有${options.length}个选项。`, '请补全选项。'))
  }
  if (options.some(({ label }, at) => label !== optionLabels[at])) {
    found.push(wrong('OPTIONS_GAP', 'options')('选项中间有空缺。', '请从选项A起依次填写。'))
  }
  if (new Set(options.map(({ text }) => text)).size !== options.length) {
    found.push(wrong('OPTIONS_REPEATED', 'options')('有两个选项内容相同。', '请改写其中一个选项。'))
  }
  return found
}

const judgeKey = (
  type: ItemType,
  options: readonly Option[],
  key: Answer | undefined,
): Refusal<ItemRefusal>[] => {
  const { name } = itemTypes[type]
  if (!key)
    return [wrong('KEY_UNREADABLE', 'key')(`正确答案不是${name}的有效答案。`, '请按题型的答案写法改正。')]
  if (key.kind !== 'choice') return []
  const outside = key.labels.filter((label) => options.every((option) => option.label !== label))
  if (outside.length > 0) {
    const labels = outside.join('、')
    return [wrong('KEY_OUTSIDE_OPTIONS', 'key')(`答案${labels}不在选项之中。`, '请补全选项或改正答案。')]
  }
  return itemTypes[type].key === 'several' && key.labels.length < 2
    ? [wrong('KEY_TOO_SMALL', 'key')('多选题的正确答案少于两个。', '请补全答案，或改为单选题。')]
    : []
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
          `认定点${pointCode}不在鉴定要素细目表中。`,
          '请改正认定点代码，或先补充细目表。',
        ),
      ]

const build = (draft: ItemDraft): Item | undefined => {
  const code = parseItemCode(draft.code.trim())
  const key = code && parseAnswer(code.type, draft.key)
  const [difficulty, consistency] = [gradeOf(draft.difficulty), gradeOf(draft.consistency)]
  if (!code || !key || !difficulty || !consistency) return undefined
  return {
    code: draft.code.trim(),
    type: code.type,
    pointCode: code.pointCode,
    sequence: code.sequence,
    stem: draft.stem.trim(),
    options: optionsOf(draft.options),
    key,
    difficulty,
    consistency,
    figure: draft.figure.trim(),
    explanation: draft.explanation.trim(),
  }
}

export type CheckedItem =
  | { readonly item: Item; readonly problems: readonly [] }
  | { readonly item: undefined; readonly problems: readonly Refusal<ItemRefusal>[] }

/** Checks a draft completely: either the item, or everything that is wrong with it. `points`: the points that exist. */
export const checkItem = (draft: ItemDraft, points?: ReadonlySet<string>): CheckedItem => {
  const type = bareCode(draft.type)
  const options = optionsOf(draft.options)
  const problems = [
    ...judgeType(draft.type),
    ...judgeCode(draft, type),
    ...judgePoint(draft.pointCode.trim(), points),
    ...(draft.stem.trim() === '' ? [wrong('STEM_MISSING', 'stem')('题干为空。', '请填写题干。')] : []),
    ...(isItemType(type) ? judgeOptions(type, options) : []),
    ...(isItemType(type) ? judgeKey(type, options, parseAnswer(type, draft.key)) : []),
    ...judgeGrades(draft),
  ]
  const item = problems.length === 0 ? build(draft) : undefined
  return item ? { item, problems: [] } : { item: undefined, problems }
}

/** Equal for items that ask the same: width, spaces and punctuation do not make another question, nor does the order of options. */
export const contentKeyOf = ({ type, stem, options }: Pick<Item, 'type' | 'stem' | 'options'>): string => {
  const plain = (text: string) => text.normalize('NFKC').replace(/[\s,;:?!"'()_。、“”‘’《》…—]/gu, '')
  return [type, plain(stem), ...options.map(({ text }) => plain(text)).sort()].join('\u0000')
}
