import { itemTypes } from '../../core/item.ts'
import { cut, flat, type Line, splitAtBreaks, trimLine } from './lines.ts'
import { lossTally } from './tally.ts'
import { type ListedAnswer, readAnswerList, shortAnswers } from './word-answers.ts'
import { headingOf, type MarkedPiece, marksOn, numberOf, typeTag } from './word-marks.ts'
import type { WordRead } from './word-national.ts'
import { beginsOption, OpenItem } from './word-question.ts'
import { judgementWritten, lettersWritten, typeNamed } from './written-answer.ts'

interface Numbered {
  readonly item: OpenItem
  readonly number: number
  readonly section: number
}

const listTitle =
  /^\s*[【[]?\s*(?:参考|标准|正确|试题|全部|本卷)?答案(?:与解析|及解析|和解析|部分|如下|及评分标准)?\s*[】\]]?\s*:?\s*$/
const listStart = /^\s*[【[]?\s*(?:参考|标准|正确|试题)?答案\s*[】\]]?\s*:?\s*(?=\d)/

const beginsMark = (text: string) => {
  const { lead, pieces } = marksOn(text)
  return pieces.length > 0 && text.slice(0, lead).trim() === ''
}
const begins = (text: string): boolean =>
  beginsOption(text) ||
  beginsMark(text) ||
  numberOf(text)?.doubtful === false ||
  headingOf(text) !== undefined

/** Where the list of answers begins, or the number of lines when there is none. */
const answersFrom = (lines: readonly Line[]): number => {
  let [items, keys] = [0, 0]
  for (const [at, line] of lines.entries()) {
    const text = flat(line.content)
    const start = listStart.exec(text)
    if (start && (shortAnswers(text.slice(start[0].length))?.length ?? 0) > 1) return at
    if (listTitle.test(text) && items > 1) {
      const next = lines.slice(at + 1).find((one) => one.table || flat(one.content).trim() !== '')
      const begin = next ? flat(next.content) : ''
      const isList =
        next?.table ||
        headingOf(begin) ||
        shortAnswers(begin) ||
        (keys === 0 && numberOf(begin)?.number === 1)
      if (isList) return at
    }
    if (beginsMark(text)) keys += 1
    if (numberOf(text)) items += 1
  }
  return lines.length
}

class PlainReader {
  readonly found: Numbered[] = []
  readonly tally = lossTally()
  readonly sections: string[] = ['']
  #fresh = true
  #blank = false
  #listed = 0

  get #last(): Numbered | undefined {
    return this.found.at(-1)
  }

  get #type(): string {
    return this.sections.at(-1)!
  }

  /** Lists within an answer or a material have numbers too; only some numbers begin an item. */
  #beginsItem(text: string): ReturnType<typeof numberOf> {
    const numbered = numberOf(text)
    const last = this.#last
    if (!numbered) return undefined
    if (!last || this.#fresh) return numbered
    const next = numbered.number === last.number + 1
    const { current } = last.item
    if (this.#listed > 0 && numbered.number === this.#listed + 1 && !this.#blank) return undefined
    if (next) return numbered
    if (numbered.doubtful) return undefined
    const kind = typeNamed(current.type || this.#type)
    const closed = kind ? itemTypes[kind].key !== 'text' && kind !== 'F' : current.hasOptions
    return closed || (current.hasKey && current.hasOptions) ? numbered : undefined
  }

  #start(line: Line, numbered: { readonly number: number; readonly length: number }) {
    const rest = cut(line.content, numbered.length)
    const tag = typeTag(flat(rest))
    const item = new OpenItem(line.number, tag?.type || this.#type)
    this.found.push({ item, number: numbered.number, section: this.sections.length - 1 })
    this.#fresh = false
    this.#listed = 0
    this.#body(item, { ...line, content: cut(rest, tag?.length ?? 0) })
  }

  #marked(item: OpenItem, line: Line, { mark, from, to }: MarkedPiece) {
    const content = trimLine(cut(line.content, from, to))
    const text = flat(content).trim()
    if (mark === 'key') {
      item.startKey(content)
      this.#listed = numberOf(text)?.number === 1 ? 1 : 0
    } else if (mark === 'explanation') item.startExplanation(content)
    else if (mark === 'difficulty' || mark === 'consistency' || mark === 'source') item.texts[mark] = text
    else if (mark === 'point') item.texts.pointCode = text.toUpperCase()
    else if (mark === 'code') item.texts.code = text
    else if (mark === 'knowledge') item.knowledge.push(text)
    else if (mark === 'type') item.current.type = typeNamed(text) ?? text
    else item.losses.push({ what: '分值', sample: text })
  }

  #body(item: OpenItem, line: Line) {
    const text = flat(line.content)
    const { lead, pieces } = marksOn(text)
    const before = pieces.length > 0 ? { ...line, content: trimLine(cut(line.content, 0, lead)) } : line
    if (flat(before.content).trim() !== '' || line.table) this.#words(item, before)
    for (const piece of pieces) this.#marked(item, line, piece)
  }

  #words(item: OpenItem, line: Line) {
    const numbered = numberOf(flat(line.content))
    if (numbered?.number === this.#listed + 1 && item.current.section === 'key')
      this.#listed = numbered.number
    if (
      line.table ||
      item.explaining ||
      item.current.section === 'key' ||
      !item.current.addOptions(line.content)
    ) {
      item.add(line)
      item.current.splitStem()
    }
  }

  line(line: Line): void {
    const text = flat(line.content)
    const blank = text.trim() === '' && !line.table && line.content.every(({ kind }) => kind === 'text')
    const heading = line.table ? undefined : headingOf(text)
    const numbered = heading || line.table ? undefined : this.#beginsItem(text)
    if (heading) {
      this.sections.push(heading.type)
      this.#fresh = true
    } else if (numbered) this.#start(line, numbered)
    else if (!blank && this.#last && !this.#fresh) this.#body(this.#last.item, line)
    else if (!blank && this.found.length > 0) this.tally.add('题目以外的文字', text.trim().slice(0, 60))
    if (this.#last && !this.#fresh) this.#last.item.note(line)
    else for (const { what, sample } of line.losses) this.tally.add(what, sample)
    this.#blank = blank
  }
}

/** The items a listed answer may belong to: those of the section its heading names, of its list's place, or all. */
const candidates = (answer: ListedAnswer, { found, sections }: PlainReader): readonly Numbered[] => {
  const same = found.filter(({ number }) => number === answer.number)
  if (same.length < 2) return same
  const typed = same.filter(({ section }) => answer.type !== '' && sections[section] === answer.type)
  if (typed.length > 0) return typed
  const used = [...new Set(found.map(({ section }) => section))]
  const placed = same.filter(({ section }) => section === used[answer.list])
  return placed.length > 0 ? placed : same
}

const assign = (answers: readonly ListedAnswer[], reader: PlainReader) => {
  for (const answer of answers) {
    const matched = candidates(answer, reader)
    if (matched.length === 0) reader.tally.add('没有对应试题的答案', `第${answer.number}题`)
    for (const { item } of matched) {
      if (matched.length > 1)
        item.whole.problems.push({
          field: 'key',
          sentence: `题号${answer.number}有${matched.length}题，答案表无法对应。`,
        })
      else
        for (const [at, { content }] of answer.lines.entries()) {
          if (at === 0) item.startKey(content)
          else item.add({ content })
        }
    }
  }
}

/** What a question without a named type can only be, by its options and its answer. */
const inferred = ({ whole, parts }: OpenItem): string => {
  if (parts.length > 0) return 'F'
  const key = whole.keyText
  if (whole.hasOptions) return (lettersWritten(key)?.length ?? 1) > 1 ? 'G' : 'B'
  if (judgementWritten(key) !== undefined) return 'C'
  return /_{2,}/.test(whole.stemText) ? 'T' : 'D'
}

const finish = ({ item }: Numbered) => {
  const { whole } = item
  whole.takeAnswerFromStem()
  const kind = typeNamed(whole.type)
  if (kind === undefined) whole.type = inferred(item)
  else if (kind === 'B' && /选择/.test(whole.type)) whole.type = inferred(item)
  if (!whole.hasKey && whole.problems.length === 0 && whole.type !== 'F')
    whole.problems.push({ field: 'key', sentence: '没有找到这道题的答案。' })
}

const noteRepeated = (found: readonly Numbered[]) => {
  const seen = new Map<string, OpenItem>()
  for (const { item, number, section } of found) {
    const first = seen.get(`${section}:${number}`)
    if (first) item.losses.push({ what: '题号重复', sample: `题号${number}` })
    else seen.set(`${section}:${number}`, item)
  }
}

/** Reads a paper as people type it: `1. stem`, `A. option`, `答案：C`, `解析：…`, or the answers in a list at the end. */
export const readPlain = (lines: readonly Line[], unit: '段' | '行'): WordRead => {
  const pieces = lines.flatMap((line) => splitAtBreaks(line, begins))
  const end = answersFrom(pieces)
  const reader = new PlainReader()
  for (const line of pieces.slice(0, end)) reader.line(line)
  const [title, ...list] = pieces.slice(end)
  const start = title && listStart.exec(flat(title.content))
  const first = title && start ? [{ ...title, content: cut(title.content, start[0].length) }] : []
  assign(readAnswerList([...first, ...list]), reader)
  noteRepeated(reader.found)
  for (const numbered of reader.found) finish(numbered)
  return { items: reader.found.map(({ item }) => item.finished(unit)), losses: reader.tally.losses() }
}
