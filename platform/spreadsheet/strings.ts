import type { Package } from '#platform/office/package.ts'
import { type Attributes, readXml, type XmlHandler } from '#platform/xml/feeder.ts'
import { type CellMark, type CellRun, unescaped } from './cell.ts'

/** A string of a cell; `runs` only where some of it is marked. */
export interface CellString {
  readonly text: string
  readonly runs?: readonly CellRun[]
}

const off = /^(0|false|none)$/

const markOf = (name: string, { val = '' }: Attributes): CellMark | undefined => {
  if (off.test(val)) return undefined
  if (name === 'b') return 'bold'
  if (name === 'i') return 'italic'
  if (name === 'u') return 'underline'
  if (name !== 'vertAlign') return undefined
  return val === 'superscript' || val === 'subscript' ? val : undefined
}

/** Collects one string after another; phonetic readings are left out. */
export const stringCollector = () => {
  let runs: CellRun[] = []
  let marks: CellMark[] = []
  let current = ''
  let into: 'text' | 'properties' | undefined
  let phonetic = false
  const handler: Required<XmlHandler> = {
    open: (name, attributes) => {
      if (name === 't') {
        current = ''
        into = phonetic ? undefined : 'text'
      } else if (name === 'r') marks = []
      else if (name === 'rPr') into = 'properties'
      else if (name === 'rPh') phonetic = true
      else if (into === 'properties') {
        const mark = markOf(name, attributes)
        if (mark) marks = [...marks, mark]
      }
    },
    close: (name) => {
      if (name === 't' && into === 'text') runs.push({ text: unescaped(current), marks })
      if (name === 't' || name === 'rPr') into = undefined
      else if (name === 'r') marks = []
      else if (name === 'rPh') phonetic = false
    },
    text: (text) => {
      if (into === 'text') current += text
    },
  }
  const take = (): CellString => {
    const taken = runs
    runs = []
    marks = []
    const text = taken.length === 1 ? taken[0]!.text : taken.map((run) => run.text).join('')
    return taken.some((run) => run.marks.length > 0) ? { text, runs: taken } : { text }
  }
  return { handler, take }
}

async function* none(): AsyncIterable<string> {}

/** The strings that cells refer to by number. */
export const readSharedStrings = async (
  pack: Package,
  part: string | undefined,
): Promise<readonly CellString[]> => {
  const strings: CellString[] = []
  const { handler, take } = stringCollector()
  await readXml(part ? pack.read(part) : none(), {
    ...handler,
    close: (name) => {
      handler.close(name)
      if (name === 'si') strings.push(take())
    },
  })
  return strings
}
