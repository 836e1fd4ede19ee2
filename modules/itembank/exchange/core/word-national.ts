import { cut, flat, type Line, splitAtBreaks } from './lines.ts'
import type { ParsedFile } from './parsed.ts'
import { lossTally } from './tally.ts'
import { headingOf } from './word-marks.ts'
import { beginsOption, OpenItem } from './word-question.ts'
import { typeNamed } from './written-answer.ts'

export type WordRead = Pick<ParsedFile, 'items' | 'losses'>

interface Header {
  readonly code: string
  readonly pointCode: string
  readonly type: string
  readonly difficulty: string
  readonly consistency: string
}

const pointForm = /^[A-Z]+-[A-Z]+-[A-Z]+-\d{3}$/
const codeForm = /^[A-Z]-([A-Z]+-[A-Z]+-[A-Z]+-\d{3})-\d{3,}$/
const headerForm =
  /^\s*(?:\d{1,4}\s*[.、)]\s*)?([A-Za-z]+(?:\s*-\s*[A-Za-z0-9]+){2,})(?:[\s,，、;；]+(\S.*?))?\s*$/

/** `A-B-A-001  B  3  5`, in any width, with labels, with the full code of an item in the place of the point's. */
export const headerOf = (text: string): Header | undefined => {
  const [, written, rest = ''] = text.length > 200 ? [] : (headerForm.exec(text) ?? [])
  if (written === undefined) return undefined
  const first = written.replace(/\s/g, '').toUpperCase()
  const [type = '', difficulty = '', consistency = ''] = rest.split(/[\s,，、;；]+/)
  const point = codeForm.exec(first)?.[1]
  const isHeader =
    typeNamed(type) !== undefined ||
    /^[A-Za-z]$/.test(type) ||
    (rest === '' && (pointForm.test(first) || point))
  if (!isHeader) return undefined
  return {
    code: point ? first : '',
    pointCode: point ?? first,
    type: type === '' ? first.slice(0, point ? 1 : 0) : type.toUpperCase(),
    ...{ difficulty, consistency },
  }
}

export const stemMark = /^\s*\{\s*A\s*\}\s*/i
const keyMark = /^\s*\{\s*B\s*\}\s*/i
const explanationMark = /^\s*(?:\{\s*C\s*\}|[【[]?\s*解\s*析\s*(?:[】\]]\s*:?|:))\s*/i
/** A composite's question: `{小题1} B 2` is a single choice of two shares. */
const partMark = /^\s*\{\s*小题\s*\d*\s*\}\s*(\S+)?(?:\s+(\d{1,3})\s*分?)?\s*$/
const sourceMark = /^\s*(?:出处|来源)\s*:\s*/
/** A heading names a type; `一、主题…` in an answer does not. */
const isHeading = (text: string): boolean => text.length <= 80 && (headingOf(text)?.type ?? '') !== ''

/** Whether a line would be read as the beginning of something: a header, a mark, an option. */
export const beginsNational = (text: string): boolean =>
  [stemMark, keyMark, explanationMark, partMark].some((mark) => mark.test(text)) ||
  beginsOption(text) ||
  headerOf(text) !== undefined

class NationalReader {
  readonly items: OpenItem[] = []
  readonly #tally = lossTally()
  #item: OpenItem | undefined

  losses() {
    return this.#tally.losses()
  }

  #outside(line: Line, text: string) {
    for (const { what, sample } of line.losses) this.#tally.add(what, sample)
    if (this.items.length > 0 && text.trim() !== '' && !isHeading(text))
      this.#tally.add('题目以外的文字', text.trim().slice(0, 60))
  }

  #start(line: Line, header: Header) {
    const { code, pointCode, type, difficulty, consistency } = header
    this.#item = new OpenItem(line.number, type)
    Object.assign(this.#item.texts, { code, pointCode, difficulty, consistency })
    this.items.push(this.#item)
    this.#item.note(line)
  }

  #take(item: OpenItem, line: Line, text: string): void {
    const rest = (mark: RegExp) => cut(line.content, mark.exec(text)?.[0].length ?? 0)
    const part = partMark.exec(text)
    if (part) item.startPart(part[1] ?? '', part[2] ?? '1')
    else if (stemMark.test(text)) item.current.add({ content: rest(stemMark) })
    else if (keyMark.test(text)) item.startKey(rest(keyMark))
    else if (explanationMark.test(text)) item.startExplanation(rest(explanationMark))
    else if (sourceMark.test(text) && item.current.section === 'key')
      item.texts.source = text.replace(sourceMark, '').trim()
    else if (item.explaining || item.current.section === 'key') item.add(line)
    else if (!item.current.addOptions(line.content)) item.add(line)
  }

  line(line: Line) {
    const text = flat(line.content)
    const header = line.table ? undefined : headerOf(text)
    if (header) return this.#start(line, header)
    const item = this.#item
    const done = item?.current.section === 'key' && isHeading(text)
    if (done) this.#item = undefined
    if (!item || done) return this.#outside(line, text)
    item.note(line)
    if (line.table) item.add(line)
    else if (text.trim() !== '') this.#take(item, line, text)
  }
}

/** Reads the national grammar: a header of codes, `{A}` stem, options, `{B}` answer. */
export const readNational = (lines: readonly Line[], unit: '段' | '行'): WordRead => {
  const reader = new NationalReader()
  for (const line of lines) for (const piece of splitAtBreaks(line, beginsNational)) reader.line(piece)
  return { items: reader.items.map((item) => item.finished(unit)), losses: reader.losses() }
}
