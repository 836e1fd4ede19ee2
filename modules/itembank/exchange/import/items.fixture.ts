// Items of every type with everything that rich text holds, made from a seed, for proofs of round trips.
import sharp from 'sharp'
import { safePicture } from '#platform/image/safe-picture.ts'
import { type Random, seeded } from '#platform/random/seeded.ts'
import {
  type Answer,
  type Item,
  type ItemType,
  itemTypes,
  type Option,
  optionLabels,
  type Part,
  type Question,
} from '../../core/item.ts'
import { type Block, type Inline, marks, plain, type Rich, textOf, tidy } from '../../core/rich.ts'
import type { NewPicture } from '../../item/store/picture.store.ts'

const pieces = [
  ...[
    '停电',
    '验电、接地',
    '（ ）',
    'U = IR',
    '50 %',
    'a<b & c>d',
    '"引号"',
    "'单'",
    '\\(x\\)',
    '$$y$$',
    '\\[z\\]',
  ],
  ...[
    '~=#{}:',
    '// 注',
    '::题::',
    '[html]',
    '\\n',
    '\\\\',
    '&nbsp;',
    '&lt;p&gt;',
    '<p>',
    '𠮷',
    '①',
    ' ',
    '  ',
    '\t',
  ],
  ...[
    '{T}',
    '->',
    '=A',
    '~%50%B',
    'ANSWER: A',
    'A. 甲',
    '%',
    '@@PLUGINFILE@@',
    ']]>',
    '<!--',
    '\u00a0',
    '//',
    '$',
  ],
]
const formulas = [
  'U=IR',
  '\\frac{1}{2}',
  'x^2+y_1',
  '\\text{\\(a\\)}',
  'a<b',
  '\\sqrt{3}',
  '\\unknowncommand{x',
  'a\\\\b',
  ' x ',
]

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!
const many = <T>(most: number, random: Random, one: () => T): T[] =>
  Array.from({ length: 1 + Math.floor(random() * most) }, one)

const textRun = (random: Random): Inline => {
  const held = marks.filter(() => random() < 0.15)
  return {
    kind: 'text',
    text: many(3, random, () => pick(pieces, random)).join(''),
    ...(held.length > 0 && { marks: held }),
  }
}

const inline = (random: Random, pictures: readonly NewPicture[]): Inline => {
  const chance = random()
  if (chance < 0.1) return { kind: 'formula', latex: pick(formulas, random) }
  if (chance < 0.16) {
    const wide = random() < 0.5
    return {
      kind: 'picture',
      digest: pick(pictures, random).digest,
      alt: pick(['', '图 "1" <a>'], random),
      ...(wide && { width: 120 }),
    }
  }
  return chance < 0.22 ? { kind: 'break' } : textRun(random)
}

const line = (random: Random, pictures: readonly NewPicture[]) =>
  many(4, random, () => inline(random, pictures))

const block = (random: Random, pictures: readonly NewPicture[]): Block => {
  const chance = random()
  if (chance < 0.1) {
    const cell = () => ({
      content: line(random, pictures),
      ...(random() < 0.2 && { columns: 2 }),
      ...(random() < 0.2 && { rows: 3 }),
    })
    return { kind: 'table', rows: many(2, random, () => many(2, random, cell)) }
  }
  if (chance < 0.2)
    return { kind: 'list', ordered: random() < 0.5, items: many(3, random, () => line(random, pictures)) }
  return { kind: 'paragraph', content: random() < 0.1 ? [] : line(random, pictures) }
}

/** Rich text of every kind of piece; tidy, as everything in the bank is. */
export const someRich = (random: Random, pictures: readonly NewPicture[]): Rich =>
  random() < 0.4
    ? tidy(plain(`${many(5, random, () => pick(pieces, random)).join('')}题`))
    : tidy(many(3, random, () => block(random, pictures)))

const worded = (random: Random, pictures: readonly NewPicture[]): Rich => {
  const rich = someRich(random, pictures)
  return textOf(rich).trim() === '' ? plain('字') : rich
}

const blankLine: Inline[] = [
  { kind: 'text', text: '先' },
  { kind: 'blank' },
  { kind: 'text', text: '，再' },
  { kind: 'blank' },
]

const optionsOf = (random: Random, pictures: readonly NewPicture[]): readonly Option[] =>
  optionLabels.slice(0, 2 + Math.floor(random() * 4)).map((label, at) => ({
    label,
    content: tidy([...worded(random, pictures), ...plain(`选项${at}`)]),
  }))

const keyOf = (type: ItemType, options: readonly Option[], make: () => Rich): Answer => {
  switch (itemTypes[type].key) {
    case 'one':
      return { kind: 'choice', labels: [options.at(-1)!.label] }
    case 'several':
      return { kind: 'choice', labels: options.slice(-2).map(({ label }) => label) }
    case 'judgement':
      return { kind: 'judgement', correct: options.length === 0 }
    case 'blanks':
      return {
        kind: 'blanks',
        blanks: [
          ['停电', '断电=0'],
          ['验电 ~#{}/"', '3*4\\*5', 'a<b&c  d'],
        ],
      }
    case 'text':
      return { kind: 'text', content: make() }
    case 'parts':
      return { kind: 'parts' }
  }
}

const question = (type: ItemType, random: Random, pictures: readonly NewPicture[]): Question => {
  const { key } = itemTypes[type]
  const options = key === 'one' || key === 'several' ? optionsOf(random, pictures) : []
  const stem = worded(random, pictures)
  const blanks: Rich = key === 'blanks' && random() < 0.5 ? [{ kind: 'paragraph', content: blankLine }] : []
  return {
    stem: tidy([...stem, ...blanks]),
    options,
    key: keyOf(type, options, () => worded(random, pictures)),
  }
}

const partTypes = ['B', 'C', 'G', 'T', 'D'] as const

const item = (at: number, random: Random, pictures: readonly NewPicture[]): Item => {
  const types = Object.keys(itemTypes) as ItemType[]
  const type = types[at % types.length]!
  const pointCode = `A-B-C-${String(1 + (at % 3)).padStart(3, '0')}`
  const part = (): Part => {
    const of = pick(partTypes, random)
    return { ...question(of, random, pictures), type: of, share: 1 + Math.floor(random() * 5) }
  }
  return {
    ...question(type, random, pictures),
    ...{ code: `${type}-${pointCode}-${String(at + 1).padStart(3, '0')}`, type, pointCode, sequence: at + 1 },
    parts: type === 'F' ? many(3, random, part) : [],
    difficulty: pick([1, 2, 3, 4, 5] as const, random),
    consistency: pick([1, 2, 3, 4, 5] as const, random),
    figure: random() < 0.3 ? '题干后 [图1] <右>' : '',
    explanation: random() < 0.6 ? someRich(random, pictures) : [],
    source: random() < 0.3 ? '《电工》100% [第2版]: 第3页; "下"' : '',
  }
}

const drawn = (background: string) => sharp({ create: { width: 40, height: 20, channels: 3, background } })

/** A PNG and a JPEG, as the bank would hold them. */
export const somePictures = async (): Promise<readonly NewPicture[]> => {
  const files = [await drawn('#c33').png().toBuffer(), await drawn('#3c3').jpeg().toBuffer()]
  const safe = await Promise.all(files.map((bytes) => safePicture(bytes)))
  return safe.flatMap((verdict) => (verdict.refused ? [] : [verdict.value]))
}

export const someItems = (seed: string, count: number, pictures: readonly NewPicture[]): readonly Item[] => {
  const random = seeded(seed)
  return Array.from({ length: count }, (_, at) => item(at, random, pictures))
}
