import type { Package } from '#platform/office/package.ts'
import { childOf, childrenOf, elementsOf, valOfChild, type XmlNode } from '#platform/office/tree.ts'
import { attribute } from '#platform/xml/feeder.ts'

interface Level {
  readonly start: number
  readonly format: string
  readonly text: string
}

interface List {
  readonly abstract: string
  readonly levels: ReadonlyMap<number, Level>
  readonly restarts: ReadonlyMap<number, number>
}

const digits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 1 to 9999 as 一 … 九千九百九十九; 12 is 十二, not 一十二. */
const chinese = (number: number): string => {
  const units = ['', '十', '百', '千']
  const places = [...String(number)].reverse().map(Number)
  let text = ''
  for (const [place, digit] of places.entries()) {
    if (digit > 0) text = digits[digit]! + (units[place] ?? '') + text
    else if (text !== '' && !text.startsWith('零')) text = `零${text}`
  }
  return text.replace(/^一十/, '十')
}

const letters = (number: number): string =>
  String.fromCharCode(65 + ((number - 1) % 26)).repeat(Math.ceil(number / 26))

const roman = (number: number): string => {
  const steps: readonly (readonly [number, string])[] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  let [rest, text] = [number, '']
  for (const [value, sign] of steps) for (; rest >= value; rest -= value) text += sign
  return text
}

const shown = (number: number, format: string): string => {
  if (number < 1 || number > 9999) return String(number)
  if (format === 'upperLetter') return letters(number)
  if (format === 'lowerLetter') return letters(number).toLowerCase()
  if (format === 'upperRoman') return roman(number)
  if (format === 'lowerRoman') return roman(number).toLowerCase()
  if (/^(chinese|japanese|taiwanese|ideograph|koreanCounting)/.test(format) && !/Enclosed/.test(format))
    return chinese(number)
  if (/EnclosedCircle/.test(format) && number <= 20) return String.fromCharCode(0x245f + number)
  return String(number)
}

const levelsOf = (abstract: XmlNode): ReadonlyMap<number, Level> =>
  new Map(
    elementsOf(abstract)
      .filter(({ name }) => name === 'lvl')
      .map((level) => [
        Number(attribute(level.attributes, 'ilvl') ?? 0),
        {
          start: Number(valOfChild(level, 'start') ?? 1),
          format: valOfChild(level, 'numFmt') ?? 'decimal',
          text: valOfChild(level, 'lvlText') ?? '',
        },
      ]),
  )

const readLists = async (pack: Package, part: string | undefined): Promise<ReadonlyMap<string, List>> => {
  const abstracts = new Map<string, ReadonlyMap<number, Level>>()
  const lists = new Map<string, List>()
  if (!part) return lists
  for await (const node of childrenOf(pack.read(part), 'numbering')) {
    if (node.name === 'abstractNum')
      abstracts.set(attribute(node.attributes, 'abstractNumId') ?? '', levelsOf(node))
    if (node.name !== 'num') continue
    const abstract = valOfChild(node, 'abstractNumId') ?? ''
    const overrides = elementsOf(node).filter(({ name }) => name === 'lvlOverride')
    const at = (one: XmlNode) => Number(attribute(one.attributes, 'ilvl') ?? 0)
    const restarts = overrides.flatMap((one) => {
      const start = valOfChild(one, 'startOverride')
      return start === undefined ? [] : [[at(one), Number(start)] as const]
    })
    const levels = new Map([
      ...(abstracts.get(abstract) ?? []),
      ...overrides.flatMap((one) => [...levelsOf(one)]),
    ])
    lists.set(attribute(node.attributes, 'numId') ?? '', { abstract, levels, restarts: new Map(restarts) })
  }
  return lists
}

/** The list that a style puts its paragraphs in, its own or that of the style it is based on. */
const readStyleLists = async (pack: Package, part: string | undefined) => {
  const own = new Map<string, { list: XmlNode | undefined; based: string | undefined }>()
  if (part)
    for await (const node of childrenOf(pack.read(part), 'styles')) {
      if (node.name !== 'style') continue
      const list = childOf(childOf(node, 'pPr'), 'numPr')
      own.set(attribute(node.attributes, 'styleId') ?? '', { list, based: valOfChild(node, 'basedOn') })
    }
  return (style: string | undefined): XmlNode | undefined => {
    for (let [at, steps] = [style, 0]; at !== undefined && steps < 20; steps++) {
      const found = own.get(at)
      if (found?.list) return found.list
      at = found?.based
    }
    return undefined
  }
}

/** What automatic numbering shows before a paragraph; to be asked once for each paragraph, in order. */
export type Numbering = (properties: XmlNode | undefined) => string

export const readNumbering = async (
  pack: Package,
  parts: { readonly numbering: string | undefined; readonly styles: string | undefined },
): Promise<Numbering> => {
  const lists = await readLists(pack, parts.numbering)
  const styled = await readStyleLists(pack, parts.styles)
  const counters = new Map<string, number[]>()
  const begun = new Set<string>()
  return (properties) => {
    const numbered = childOf(properties, 'numPr') ?? styled(valOfChild(properties, 'pStyle'))
    const id =
      valOfChild(numbered, 'numId') ?? valOfChild(styled(valOfChild(properties, 'pStyle')), 'numId') ?? '0'
    const list = lists.get(id)
    const at = Number(valOfChild(numbered, 'ilvl') ?? 0)
    const level = list?.levels.get(at)
    if (!list || !level || at > 8) return ''
    const counts = counters.get(list.abstract) ?? []
    counters.set(list.abstract, counts)
    const restart = begun.has(`${id} ${at}`) ? undefined : list.restarts.get(at)
    begun.add(`${id} ${at}`)
    counts[at] = restart ?? (counts[at] === undefined ? level.start : counts[at] + 1)
    counts.length = at + 1
    if (level.format === 'bullet' || level.format === 'none') return ''
    return level.text.replaceAll(/%([1-9])/g, (_, which: string) => {
      const of = Number(which) - 1
      const one = list.levels.get(of)
      return one ? shown(counts[of] ?? one.start, one.format) : ''
    })
  }
}
