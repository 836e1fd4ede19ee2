import type { Inline } from '../../core/rich.ts'
import { cut, flat, type Line } from './lines.ts'
import { headingOf, numberOf } from './word-marks.ts'

/** An answer of the list at the end of a paper. */
export interface ListedAnswer {
  /** Which list it is in, from 0: each heading and each restart of the numbers begins a new one. */
  readonly list: number
  /** The type its heading names, or empty. */
  readonly type: string
  readonly number: number
  readonly lines: { readonly content: readonly Inline[] }[]
}

const short = '(?:[A-H](?:[ ,，、]{0,2}[A-H])*(?![A-Za-z])|√|×|✓|正确|错误|对|错)'
const pairForm = new RegExp(`(\\d{1,4})\\s*[.、:)]?\\s*(${short})[\\s,，;；。、]*`, 'y')
const rangeForm = /(\d{1,4})\s*[-~至到]+\s*(\d{1,4})\s*[.、:)]*\s*((?:[A-H√×✓对错]\s*)+)[\s,，;；。、]*/y

const textLine = (text: string) => ({ content: [{ kind: 'text' as const, text }] })

/** `1.A 2.B 3.√` and `1-5 ABCDA`; undefined when the line is not wholly of that form. */
export const shortAnswers = (text: string): readonly (readonly [number, string])[] | undefined => {
  const found: (readonly [number, string])[] = []
  const start = text.length - text.trimStart().length
  for (let at = start; at < text.length; ) {
    rangeForm.lastIndex = at
    const range = rangeForm.exec(text)
    const letters = range?.[3]?.replace(/\s/g, '') ?? ''
    if (range && letters.length === Number(range[2]) - Number(range[1]) + 1) {
      for (const [step, letter] of [...letters].entries()) found.push([Number(range[1]) + step, letter])
      at = rangeForm.lastIndex
      continue
    }
    pairForm.lastIndex = at
    const pair = pairForm.exec(text)
    if (!pair) return undefined
    found.push([Number(pair[1]), pair[2]!])
    at = pairForm.lastIndex
  }
  return found.length > 0 ? found : undefined
}

/** A table with numbers in one row and answers in the next. */
const tableAnswers = ({ table }: Line): readonly (readonly [number, string])[] => {
  const rows = (table?.rows ?? []).map((row) => row.map(({ content }) => flat(content).trim()))
  return rows.flatMap((row, at) => {
    const numbered = row.filter((cell) => /^\d{1,4}$/.test(cell)).length
    const below = rows[at + 1]
    if (numbered < 2 && !(numbered === 1 && /题\s*号/.test(row[0] ?? ''))) return []
    return row.flatMap((cell, column) =>
      /^\d{1,4}$/.test(cell) && below?.[column] ? [[Number(cell), below[column]] as const] : [],
    )
  })
}

class AnswerList {
  readonly answers: ListedAnswer[] = []
  #list = 0
  #type = ''
  #last = 0
  /** The last answer was letters or a sign: a 1 that follows begins a new list and is no point of the answer. */
  #short = false

  #add(number: number, line: { readonly content: readonly Inline[] }) {
    if (this.#last > 0 && number <= this.#last) {
      this.#list += 1
      this.#type = ''
    }
    this.#last = number
    this.answers.push({ list: this.#list, type: this.#type, number, lines: [line] })
  }

  #heading(type: string) {
    if (this.#last > 0) this.#list += 1
    this.#type = type
    this.#last = 0
  }

  #continues(number: number): boolean {
    return number === this.#last + 1 || this.#last === 0 || (number === 1 && this.#short)
  }

  line(line: Line) {
    const text = flat(line.content)
    const heading = headingOf(text)
    if (heading) this.#heading(heading.type)
    const from = heading ? text.search(/\d/) : 0
    const pairs = line.table ? tableAnswers(line) : from < 0 ? undefined : shortAnswers(text.slice(from))
    const numbered = numberOf(text)
    if (pairs) for (const [number, answer] of pairs) this.#add(number, textLine(answer))
    else if (heading || text.trim() === '') return
    else if (numbered && this.#continues(numbered.number))
      this.#add(numbered.number, { content: cut(line.content, numbered.length) })
    else this.answers.at(-1)?.lines.push({ content: line.content })
    this.#short = pairs !== undefined
  }
}

/** Reads the lines of an answer list; whatever stands before the first number is left out. */
export const readAnswerList = (lines: readonly Line[]): readonly ListedAnswer[] => {
  const list = new AnswerList()
  for (const line of lines) list.line(line)
  return list.answers
}
