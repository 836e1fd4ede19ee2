import type { Random } from '#platform/random/seeded.ts'
import { xmlAttribute, xmlText } from '#platform/xml/write.ts'

const below = (limit: number, random: Random): number => Math.floor(random() * limit)
const pick = <T>(list: readonly T[], random: Random): T => list[below(list.length, random)]!

interface Range {
  readonly from: number
  readonly to: number
}

/** Elements as ranges of pieces: tags and the text between them. */
const rangesOf = (pieces: readonly string[]): readonly Range[] => {
  const open: number[] = []
  const found: Range[] = []
  pieces.forEach((piece, at) => {
    if (!piece.startsWith('<') || /^<[?!]/.test(piece)) return
    if (piece.startsWith('</')) {
      const from = open.pop()
      if (from !== undefined) found.push({ from, to: at + 1 })
    } else if (piece.endsWith('/>')) found.push({ from: at, to: at + 1 })
    else open.push(at)
  })
  return found.filter(({ from }) => from > 0)
}

const withAttribute = (tag: string, tokens: readonly string[], random: Random): string =>
  tag.replace(/"[^"]*"/, () => `"${xmlAttribute(pick(tokens, random))}"`)

const renamed = (pieces: string[], { from, to }: Range, name: string): void => {
  pieces[from] = pieces[from]!.replace(/^<[\w:.-]+/, `<${name}`)
  if (to - from > 1) pieces[to - 1] = `</${name}>`
}

const nested = (element: readonly string[], random: Random): readonly string[] => {
  if (element.length < 2) return element
  const times = random() < 0.1 ? 250 : 1 + below(3, random)
  return [
    ...Array<string>(times).fill(element[0]!),
    ...element.slice(1, -1),
    ...Array<string>(times).fill(element.at(-1)!),
  ]
}

export interface XmlMaterial {
  readonly tokens: readonly string[]
  readonly random: Random
}

/** Changes whole elements, attributes and words, so that the text stays well-formed and the change reaches the reader. */
export const mutatedXml = (text: string, { tokens, random }: XmlMaterial): string => {
  const pieces = text
    .split(/(<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<[^>]*>)/)
    .filter((piece) => piece !== '')
  const ranges = rangesOf(pieces)
  if (ranges.length === 0) return text
  const range = pick(ranges, random)
  const { from, to } = range
  const element = pieces.slice(from, to)
  const other = pick(ranges, random)
  const changes: readonly (() => void)[] = [
    () => pieces.splice(from, to - from),
    () => pieces.splice(from, 0, ...element),
    () => pieces.splice(other.from, 0, ...element),
    () => pieces.splice(from, to - from, ...pieces.slice(other.from, other.to)),
    () => pieces.splice(from, to - from, xmlText(pick(tokens, random))),
    () => pieces.splice(to, 0, xmlText(pick(tokens, random))),
    () => pieces.splice(from, to - from, ...nested(element, random)),
    () => pieces.splice(from, 1, withAttribute(pieces[from]!, tokens, random)),
    () =>
      renamed(
        pieces,
        range,
        pick(['p', 'x', 'constructor', 'text', 'answer', 'question', 'td', 'math', 'li'], random),
      ),
    () =>
      pieces.splice(
        from,
        0,
        ...Array<string[]>(random() < 0.05 ? 300 : 2)
          .fill(element)
          .flat(),
      ),
  ]
  pick(changes, random)()
  return pieces.join('').slice(0, 1_000_000)
}
