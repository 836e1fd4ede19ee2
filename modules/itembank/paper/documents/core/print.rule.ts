import { refuse } from '#platform/contract/verdict.ts'

export type Subject = 'theory' | 'practical'
export type Format = 'pdf' | 'docx'

export const printDocuments = {
  paper: { subject: 'theory', title: '理论知识试卷', formats: ['pdf', 'docx'], inCopies: true },
  'answer-key': { subject: 'theory', title: '标准答案及评分标准', formats: ['pdf', 'docx'], inCopies: false },
  'answer-sheet': { subject: 'theory', title: '答题纸', formats: ['pdf'], inCopies: false },
  preparation: { subject: 'practical', title: '准备通知单', formats: ['pdf', 'docx'], inCopies: true },
  task: { subject: 'practical', title: '操作技能试卷', formats: ['pdf', 'docx'], inCopies: true },
  'score-sheet': { subject: 'practical', title: '评分记录表', formats: ['pdf', 'docx'], inCopies: true },
  approval: { subject: 'both', title: '试卷审批表', formats: ['pdf'], inCopies: false },
} as const satisfies Record<
  string,
  {
    readonly subject: Subject | 'both'
    readonly title: string
    readonly formats: readonly Format[]
    /** Printed in as many numbered copies as asked. */
    readonly inCopies: boolean
  }
>
export type PrintDocument = keyof typeof printDocuments

export const isPrintDocument = (text: string): text is PrintDocument => Object.hasOwn(printDocuments, text)

/** Documents that are printed of some of the paper's forms or of all. */
export const isInForms = (document: PrintDocument): boolean =>
  document === 'paper' || document === 'answer-key'

/** Documents of a subject, in the order in which they are offered. */
export const documentsOf = (subject: Subject): readonly PrintDocument[] =>
  (Object.keys(printDocuments) as PrintDocument[]).filter((document) => {
    const { subject: of } = printDocuments[document]
    return of === subject || of === 'both'
  })

/** Copies set in one go: a part is fetched as one file. */
export const copiesPerPart = 25
export const mostCopies = 4000
/** A Word file is for a few forms; one per candidate is printed as PDF. */
const mostFormsInWord = 10

export interface Copy {
  /** 1 to the number of copies of the run. */
  readonly number: number
  /** Which of the paper's forms, from 0. */
  readonly form: number
}

export interface PrintWish {
  readonly document: PrintDocument
  readonly format: Format
  /** Forms wanted, by their place in the paper. */
  readonly forms: readonly number[]
  readonly copies: number
}

/** Every copy of a run with its number: form after form. */
export const copiesOf = ({ document, forms, copies }: PrintWish): readonly Copy[] => {
  const each = printDocuments[document].inCopies ? copies : 1
  return forms.flatMap((form, at) =>
    Array.from({ length: each }, (_, one) => ({ form, number: at * each + one + 1 })),
  )
}

/** Copies of one part, the first being 1. */
export const copiesOfPart = (wish: PrintWish, part: number): readonly Copy[] =>
  copiesOf(wish).slice((part - 1) * copiesPerPart, part * copiesPerPart)

export const partsOf = (wish: PrintWish): number =>
  wish.format === 'docx' || !printDocuments[wish.document].inCopies
    ? 1
    : Math.max(1, Math.ceil(copiesOf(wish).length / copiesPerPart))

const unavailable = (sentence: string, remedy: string, field: string) =>
  refuse('PRINT_UNAVAILABLE', { sentence, remedy, clauses: [], field })

/** Whether a document can be printed as wished. */
export const judgeWish = (wish: PrintWish, subject: Subject) => {
  const { title, formats, subject: of } = printDocuments[wish.document]
  if (of !== 'both' && of !== subject)
    return unavailable(`这份试卷没有${title}。`, '请从列表中选择文书。', 'document')
  if (!(formats as readonly Format[]).includes(wish.format))
    return unavailable(`${title}只有 PDF 格式。`, '请选择 PDF。', 'format')
  if (wish.forms.length === 0) return unavailable('没有选择卷别。', '请选择要印制的卷别。', 'forms')
  if (wish.format === 'docx' && wish.forms.length > mostFormsInWord)
    return unavailable(
      `DOCX 一次最多 ${mostFormsInWord} 种卷，现选 ${wish.forms.length} 种。`,
      '一人一卷的请选择 PDF。',
      'format',
    )
  return copiesOf(wish).length > mostCopies
    ? unavailable(`一次最多印 ${mostCopies} 份。`, '请分几次印制。', 'copies')
    : undefined
}

/** `K7F3-9QXM` from a digest: letters and digits that are not mistaken for each other. */
export const traceCode = (digest: Uint8Array): string => {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  const letters = [...digest.subarray(0, 8)].map((byte) => alphabet[byte & 31])
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}

/** What stands on a copy: `0007`. */
export const copyLabel = (number: number): string => String(number).padStart(4, '0')

/** The code and the copy's number, as written or scanned: `K7F39QXM-0007`, `k7f3-9qxm 7`. */
export const readTrace = (text: string): { readonly code: string; readonly number: number | null } | null => {
  const found = /^([0-9A-Z]{4})[-\s]?([0-9A-Z]{4})(?:[-\s№]+(\d{1,5}))?$/.exec(text.trim().toUpperCase())
  if (!found) return null
  return { code: `${found[1]}-${found[2]}`, number: found[3] ? Number(found[3]) : null }
}
