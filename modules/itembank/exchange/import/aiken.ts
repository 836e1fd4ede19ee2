import type { Verdict } from '#platform/contract/verdict.ts'
import { optionLabels } from '../../core/item.ts'
import { plain } from '../../core/rich.ts'
import { noOwnData } from '../core/own-data.ts'
import type { ParsedFile, ReadingProblem } from '../core/parsed.ts'
import { type FileQuestion, parsedFile } from './file-items.ts'
import type { ItemFileCode } from './file-refusal.ts'
import { fileText } from './file-text.ts'
import { PictureShelf } from './html-pictures.ts'
import { shownSource } from './shown-source.ts'

const optionMark = /^\s*([A-Z])[.)]\s+(.*)$/
const answerMark = /^\s*ANSWER:\s*(.*)$/

interface Growing {
  readonly line: number
  readonly lines: string[]
  readonly stem: string[]
  readonly options: string[]
  readonly labels: string[]
  answer: string | undefined
}

const begin = (line: number): Growing => ({
  line,
  lines: [],
  stem: [],
  options: [],
  labels: [],
  answer: undefined,
})

const take = (growing: Growing, line: string): void => {
  growing.lines.push(line)
  const option = optionMark.exec(line)
  const answer = answerMark.exec(line)
  if (answer) growing.answer = answer[1]!.trim()
  else if (option) {
    growing.labels.push(option[1]!)
    growing.options.push(option[2]!)
  } else if (growing.options.length === 0) growing.stem.push(line)
  // An option that goes on in the next line.
  else growing.options.push(`${growing.options.pop()}\n${line.trim()}`)
}

const problemsOf = ({ labels, answer }: Growing): readonly ReadingProblem[] => [
  ...(labels.some((label, at) => label !== optionLabels[at])
    ? [{ field: 'options', sentence: `选项字母不是从A起依次排列：${labels.join('、')}。` }]
    : []),
  ...(answer === undefined ? [{ field: 'key', sentence: '没有“ANSWER:”一行。' }] : []),
]

const readOf = (growing: Growing): FileQuestion => ({
  place: `第${growing.line}行`,
  source: shownSource(growing.lines.join('\n')),
  question: {
    type: 'B',
    stem: plain(growing.stem.join('\n')),
    options: growing.options.map((option) => plain(option)),
    key: plain(growing.answer ?? ''),
  },
  explanation: [],
  own: noOwnData,
  problems: problemsOf(growing),
  losses: [],
  knowledge: [],
})

/** A question ends with its answer line; where that is missing, an empty line after its options ends it. */
const questionsOf = (text: string): readonly Growing[] => {
  const found: Growing[] = []
  let growing: Growing | undefined
  text.split('\n').forEach((line, at) => {
    if (line.trim() === '') {
      if (growing && growing.options.length > 0) growing = undefined
      return
    }
    if (!growing) {
      growing = begin(at + 1)
      found.push(growing)
    }
    take(growing, line)
    if (growing.answer !== undefined) growing = undefined
  })
  return found
}

/** Reads a file in the Aiken form: one question with its options and an answer line after the other. */
export const readAikenItems = async (bytes: Uint8Array): Promise<Verdict<ParsedFile, ItemFileCode>> => {
  const text = fileText(bytes)
  if (text.refused) return text
  const reads = questionsOf(text.value).map(readOf)
  return parsedFile({ format: 'aiken', bank: '', reads, losses: [], shelf: new PictureShelf() })
}
