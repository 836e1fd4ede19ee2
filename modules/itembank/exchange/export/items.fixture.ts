import { seeded } from '#platform/random/seeded.ts'
import { type Answer, type Item, type ItemType, itemTypes, optionLabels, type Part } from '../../core/item.ts'
import { type Block, type Inline, marks, type Rich, tidy } from '../../core/rich.ts'
import type { NewPicture } from '../../item/store/picture.store.ts'

/** What the format under test can hold besides plain paragraphs. */
export interface Holds {
  readonly options: number
  readonly breaks: boolean
  readonly tables: boolean
  readonly source: boolean
  readonly explanation: boolean
  readonly figure: boolean
}

const words = [
  '停电',
  '验电 ',
  '=1+1',
  '-5℃',
  '@甲',
  '+乙',
  '电压为$5',
  '20% & <b>',
  'a\\b',
  '"引号"',
  '𠮷',
  'R=',
  '10³',
  '「」',
  '（ ）。',
  '3.14',
  '(甲)',
  'c\\',
]
const formulas = ['\\frac{1}{2}', 'x^2', 'R_{1}=\\sqrt{3}', 'a\\ ', '\\text{电压}\\$', 'U=IR']

type Wanted = Holds & { readonly pictures: readonly NewPicture[] }

const partTypes = ['B', 'C', 'G', 'T', 'D', 'U', 'W', 'E'] as const
const drawn: Block = {
  kind: 'paragraph',
  content: [{ kind: 'text', text: '先' }, { kind: 'blank' }, { kind: 'text', text: '后' }, { kind: 'blank' }],
}

class Maker {
  readonly #random: () => number
  readonly #holds: Wanted

  constructor(seed: string, holds: Wanted) {
    this.#random = seeded(seed)
    this.#holds = holds
  }

  below(most: number): number {
    return Math.floor(this.#random() * most)
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!
  }

  #marks() {
    const place = this.below(4)
    return marks.filter((_, at) => (at < 3 ? this.below(2) === 0 : at === 3 + place))
  }

  #inline(): Inline {
    const { breaks, pictures } = this.#holds
    const kind = this.below(10)
    if (kind === 0) return { kind: 'formula', latex: this.pick(formulas) }
    if (kind === 1 && breaks) return { kind: 'break' }
    if (kind === 2 && pictures.length > 0) {
      const { digest, width } = this.pick(pictures)
      const alt = this.pick(['', '接线图', 'a"b'])
      return { kind: 'picture', digest, alt, ...(this.below(2) === 0 && { width: width + 10 }) }
    }
    return kind < 5
      ? { kind: 'text', text: this.pick(words), marks: this.#marks() }
      : { kind: 'text', text: this.pick(words) }
  }

  #line(): readonly Inline[] {
    const content: Inline[] = [
      { kind: 'text', text: `甲${this.below(1e6)}` },
      ...Array.from({ length: this.below(4) }, () => this.#inline()),
      { kind: 'text', text: '乙' },
    ]
    const [block] = tidy([{ kind: 'paragraph', content }])
    return block?.kind === 'paragraph' ? block.content : []
  }

  #table(): Block {
    const cell = () => ({ content: this.#line() })
    return { kind: 'table', rows: [[{ ...cell(), columns: 2 }], [{ ...cell(), rows: 2 }, cell()], [cell()]] }
  }

  rich(): Rich {
    const blocks = Array.from({ length: 1 + this.below(2) }, () => this.#paragraph())
    const more = this.#holds.tables && this.below(4) === 0 ? [this.#table(), this.#paragraph()] : []
    return [...blocks, ...more]
  }

  #paragraph(): Block {
    return { kind: 'paragraph', content: this.#line() }
  }

  question(type: Exclude<ItemType, 'F'>) {
    const { key } = itemTypes[type]
    const labels = optionLabels.slice(0, 2 + this.below(this.#holds.options - 1))
    const takes = key === 'one' || key === 'several'
    const options = takes ? labels.map((label) => ({ label, content: [this.#paragraph()] })) : []
    const keys: Readonly<Record<string, () => Answer>> = {
      one: () => ({ kind: 'choice', labels: [this.pick(labels)] }),
      several: () => ({ kind: 'choice', labels: labels.slice(0, 2) }),
      judgement: () => ({ kind: 'judgement', correct: this.below(2) === 0 }),
      blanks: () => ({ kind: 'blanks', blanks: [['停电', '断电'], ['验电']] }),
      text: () => ({ kind: 'text', content: this.rich() }),
    }
    return {
      type,
      stem: key === 'blanks' ? [...this.rich(), drawn] : this.rich(),
      options,
      key: keys[key]!(),
    }
  }

  #part(): Part {
    return { ...this.question(this.pick(partTypes)), share: 1 + this.below(9) }
  }

  item(sequence: number): Item {
    const { figure, explanation, source } = this.#holds
    const type = (Object.keys(itemTypes) as ItemType[])[(sequence - 1) % 9]!
    const asked =
      type === 'F'
        ? {
            type,
            stem: this.rich(),
            options: [],
            key: { kind: 'parts' } as const,
            parts: [this.#part(), this.#part()],
          }
        : { ...this.question(type), parts: [] }
    return {
      code: `${type}-A-B-C-001-${String(sequence).padStart(3, '0')}`,
      ...{ pointCode: 'A-B-C-001', sequence, ...asked },
      difficulty: (1 + this.below(5)) as Item['difficulty'],
      consistency: (1 + this.below(5)) as Item['consistency'],
      figure: figure && this.below(3) === 0 ? '图在题干右侧' : '',
      explanation: explanation && this.below(2) === 0 ? this.rich() : [],
      source: source && this.below(2) === 0 ? '《电工手册》' : '',
    }
  }
}

/** Random items of the nine types in turn, the same for the same seed. */
export const someItems = (seed: string, count: number, holds: Wanted): readonly Item[] => {
  const maker = new Maker(seed, holds)
  return Array.from({ length: count }, (_, at) => maker.item(at + 1))
}
