import type { ItemType, OptionLabel } from '../../../core/item.ts'
import { type Inline, inlinesOf, type Rich } from '../../../core/rich.ts'

/**
 * A paper as it is printed, whatever it was assembled from: `printedPaperOf` brings a stored paper into this form,
 * and the documents know nothing else.
 */
export interface PrintedItem {
  /** As it stands on the paper: `17`; of a part of a composite: `1`. */
  readonly number: string
  readonly type: ItemType
  /** Of a composite: its material. */
  readonly stem: Rich
  readonly options: readonly { readonly label: OptionLabel; readonly content: Rich }[]
  readonly points: number
  /** The questions of a composite, otherwise empty. */
  readonly parts: readonly PrintedItem[]
  /** What is right; empty for a composite. */
  readonly answer: Rich
  readonly explanation: Rich
}

export interface PrintedSection {
  readonly type: ItemType
  readonly typeName: string
  /** Points of every item, null where they differ. */
  readonly pointsEach: number | null
  readonly items: readonly PrintedItem[]
}

export interface PrintedForm {
  /** `A`, `B`, or a running number; empty where the paper has one form. */
  readonly name: string
  readonly sections: readonly PrintedSection[]
}

export interface PrintedHead {
  readonly organisation: string
  readonly title: string
  readonly occupation: string
  readonly level: string
  readonly subject: string
  readonly minutes: number
  readonly points: number
}

export interface PrintedPicture {
  readonly digest: string
  readonly mediaType: string
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

export interface PrintedPaper {
  readonly head: PrintedHead
  readonly forms: readonly PrintedForm[]
  readonly pictures: readonly PrintedPicture[]
}

/** 注意事项 of the cover. */
export const coverNotes = (minutes: number): readonly string[] => [
  `考试时间：${minutes} 分钟。`,
  '请先按要求在试卷密封线内填写姓名、准考证号、身份证号和单位名称。',
  '请仔细阅读各种题目的回答要求，在规定的位置填写答案。',
  '不要在试卷上乱写乱画，不要在密封线外填写无关内容。',
  '考试结束，试卷、答题纸和草稿纸一并交回，不得带出考场。',
]

const howTo: { readonly [T in ItemType]: string } = {
  B: '选择一个正确的答案，将相应的字母填入题内的括号中',
  C: '将判断结果填入括号中，正确的填“√”，错误的填“×”',
  G: '每题有两个或两个以上正确答案，将相应的字母填入题内的括号中，错选、多选、少选均不得分',
  T: '将正确答案填入题内空白处',
  D: '简要回答下列问题',
  U: '写出计算过程和结果，只有结果没有过程的不得分',
  W: '论述下列问题，要求观点明确、条理清楚',
  E: '根据所给案例回答问题',
  F: '根据所给材料回答各小题',
}

const numeral = (points: number): string => String(Math.round(points * 100) / 100)
const sum = (items: readonly PrintedItem[]) => items.reduce((total, { points }) => total + points, 0)

/** `（第1题～第60题。选择一个正确的答案……。每题1分，满分60分。）` */
export const sectionGuidance = ({ type, pointsEach, items }: PrintedSection): string => {
  const [first, last] = [items[0]?.number ?? '', items.at(-1)?.number ?? '']
  const range = first === last ? `第${first}题` : `第${first}题～第${last}题`
  const each = pointsEach === null ? '' : `每题${numeral(pointsEach)}分，`
  return `（${range}。${howTo[type]}。${each}满分${numeral(sum(items))}分。）`
}

/** Lines left for writing below an item that people mark, by its points. */
export const answerLines = ({ type, points, parts }: PrintedItem): number => {
  if (parts.length > 0) return 0
  switch (type) {
    case 'B':
    case 'C':
    case 'G':
    case 'T':
    case 'F':
      return 0
    case 'D':
      return Math.max(4, Math.round(points))
    default:
      return Math.max(6, Math.min(20, Math.round(points * 1.2)))
  }
}

/** Width in characters of the body text; wide characters count one, others a little more than half. */
const widthOf = (piece: Inline): number => {
  if (piece.kind === 'text')
    return [...piece.text].reduce((sum, character) => sum + (character > '\u2000' ? 1 : 0.56), 0)
  if (piece.kind === 'formula') return piece.latex.length * 0.5
  if (piece.kind === 'picture') return (piece.width ?? 200) / 14
  return piece.kind === 'blank' ? 5 : 40
}

/** Characters that an option may have where four or two stand in a line of the text. */
const fits = { four: 7.2, two: 17 } as const

/** How many options stand in a line: four, two or one, as the longest allows. */
export const optionsInRow = (options: PrintedItem['options']): 1 | 2 | 4 => {
  const isPlain = options.every(({ content }) => content.length === 1 && content[0]?.kind === 'paragraph')
  if (!isPlain) return 1
  const widest = Math.max(
    ...options.map(({ content }) => inlinesOf(content).reduce((sum, piece) => sum + widthOf(piece), 0)),
  )
  if (widest <= fits.four && options.length <= 4) return 4
  return widest <= fits.two ? 2 : 1
}

export const pointsText = numeral
