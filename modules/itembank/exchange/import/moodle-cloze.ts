import { plain, type Rich, textOf } from '../../core/rich.ts'
import type { PartDraft } from '../../item/core/item.rule.ts'
import { acceptedTexts, type Choice, choiceKey } from './choice-key.ts'
import type { SeenQuestion } from './file-items.ts'
import { htmlToRich } from './html-to-rich.ts'
import type { LossList } from './losses.ts'
import { wordTable } from './word-table.ts'

type Kind = 'text' | 'number' | 'one' | 'several'

const kinds = wordTable<Kind>({
  ...{ SHORTANSWER: 'text', SA: 'text', MW: 'text', SHORTANSWER_C: 'text', SAC: 'text', MWC: 'text' },
  ...{ NUMERICAL: 'number', NM: 'number' },
  ...{ MULTICHOICE: 'one', MC: 'one', MULTICHOICE_V: 'one', MCV: 'one', MULTICHOICE_H: 'one', MCH: 'one' },
  ...{
    MULTICHOICE_S: 'one',
    MCS: 'one',
    MULTICHOICE_VS: 'one',
    MCVS: 'one',
    MULTICHOICE_HS: 'one',
    MCHS: 'one',
  },
  ...{ MULTIRESPONSE: 'several', MR: 'several', MULTIRESPONSE_H: 'several', MRH: 'several' },
  ...{ MULTIRESPONSE_S: 'several', MRS: 'several', MULTIRESPONSE_HS: 'several', MRHS: 'several' },
})

interface Field {
  readonly kind: Kind
  readonly share: string
  readonly answers: string
}

const fieldMark = /\{(\d{0,3}):([A-Z_]{2,20}):/g
export const blankHtml = '<span class="blank">____</span>'

/** Where the field that begins at `from` ends: the first brace without a backslash before it; -1 when there is none. */
const endOfField = (html: string, from: number): number => {
  for (let at = from; at < html.length; at++) {
    if (html[at] === '\\') at += 1
    else if (html[at] === '}') return at
  }
  return -1
}

/** Takes the fields out of a text and leaves a blank in the place of each. */
export const cutFields = (html: string): { readonly html: string; readonly fields: readonly Field[] } => {
  const fields: Field[] = []
  const kept: string[] = []
  let from = 0
  for (const mark of html.matchAll(fieldMark)) {
    const kind = kinds[mark[2]!]
    if (mark.index < from || !kind) continue
    const start = mark.index + mark[0].length
    const end = endOfField(html, start)
    if (end < 0) break
    fields.push({ kind, share: mark[1] || '1', answers: html.slice(start, end) })
    kept.push(html.slice(from, mark.index), blankHtml)
    from = end + 1
  }
  return { html: [...kept, html.slice(from)].join(''), fields }
}

/** Splits at a mark that no backslash stands before. */
const splitAt = (text: string, mark: string): readonly string[] => {
  const pieces: string[] = []
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at += 1
    else if (text[at] === mark) {
      pieces.push(text.slice(from, at))
      from = at + 1
    }
  }
  return [...pieces, text.slice(from)]
}

const contentOf = (raw: string): Rich => {
  const html = raw.replace(/\\([}#~/"\\])/g, '$1').trim()
  return htmlToRich(`<pre>${html}</pre>`, () => undefined).rich
}

const choicesOf = ({ answers, kind }: Field, losses: LossList): readonly Choice[] =>
  splitAt(answers, '~').flatMap((raw) => {
    const [body = '', ...feedback] = splitAt(raw, '#')
    if (feedback.join('').trim() !== '') losses.add('选项反馈', feedback.join('#'))
    const weighted = /^\s*(?:%(-?\d{1,3}(?:\.\d+)?)%|(=))?([\s\S]*)$/.exec(body)
    const content = contentOf(weighted?.[3] ?? '')
    if (content.length === 0) return []
    const weight = weighted?.[1] === undefined ? (weighted?.[2] ? 100 : 0) : Number(weighted[1])
    return [{ weight, content: kind === 'number' ? numberOf(content, losses) : content }]
  })

const numberOf = (content: Rich, losses: LossList): Rich => {
  const [value = '', tolerance = '0'] = textOf(content).split(':')
  if (Number(tolerance) !== 0) losses.add('数值误差范围', textOf(content))
  return plain(value)
}

const isText = ({ kind }: Field) => kind === 'text' || kind === 'number'

const blanksKey = (fields: readonly Field[], losses: LossList): string =>
  fields.map((field) => acceptedTexts(choicesOf(field, losses), losses).join('|')).join('；')

const partOf = (field: Field, at: number, losses: LossList): PartDraft => {
  const stem = plain(`第${at + 1}空`)
  const question = isText(field)
    ? { type: 'T', options: [], key: plain(blanksKey([field], losses)) }
    : choiceKey(choicesOf(field, losses), field.kind === 'one', losses)
  return { ...question, type: question.type ?? '', stem, share: field.share }
}

export interface ClozeReading {
  readonly question: Omit<SeenQuestion, 'stem'>
  readonly parts: readonly PartDraft[]
}

/** Blanks alone are a fill-in item, one list to choose from is a choice, anything mixed is a composite of its fields. */
export const readCloze = (fields: readonly Field[], losses: LossList): ClozeReading => {
  const [first] = fields
  if (fields.every(isText)) {
    if (new Set(fields.map(({ share }) => share)).size > 1)
      losses.add('各空分值', fields.map(({ share }) => share).join('、'))
    return { question: { type: 'T', options: [], key: plain(blanksKey(fields, losses)) }, parts: [] }
  }
  if (fields.length === 1)
    return { question: choiceKey(choicesOf(first!, losses), first!.kind === 'one', losses), parts: [] }
  return {
    question: { type: 'F', options: [], key: [] },
    parts: fields.map((field, at) => partOf(field, at, losses)),
  }
}
