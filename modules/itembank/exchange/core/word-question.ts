import { type Inline, inlinesOf, plain, type Rich, textOf } from '../../core/rich.ts'
import type { ItemDraft, PartDraft } from '../../item/core/item.rule.ts'
import { cut, flat, type Line, richOfLines, trimLine } from './lines.ts'
import type { Loss, ParsedItem, ReadingProblem } from './parsed.ts'
import { shortened } from './tally.ts'
import { gradeWritten, keyWritten, typeNamed } from './written-answer.ts'

type Fragment = Pick<Line, 'content' | 'table'>
type Section = 'stem' | 'option' | 'key' | 'explanation'

const labelled = /^\s*(?:\(\s*([A-Z])\s*\)\s*[.、:]?|([A-Z])\s*[.、:)])\s*/

interface OptionPiece {
  readonly at: number
  readonly from: number
  readonly to: number
}

/** Whether the text begins with an option's label. */
export const beginsOption = (text: string): boolean => labelled.test(text)

/** Options that stand on one line: the first at its beginning, each further one the next letter. */
export const optionsOn = (text: string): readonly OptionPiece[] => {
  const first = labelled.exec(text)
  if (!first) return []
  const pieces = [{ at: (first[1] ?? first[2])!.charCodeAt(0) - 65, from: first[0].length, to: text.length }]
  for (let last = pieces[0]!; last.at < 25; ) {
    const next = String.fromCharCode(66 + last.at)
    const pattern = new RegExp(`\\(\\s*${next}\\s*\\)\\s*[.、:]?\\s*|(?<=[\\s;；。])${next}\\s*[.、:)]\\s*`)
    const found = pattern.exec(text.slice(last.from))
    // `(A)(B)相线` is one option that speaks of B, not two of which the first is empty.
    if (!found || text.slice(last.from, last.from + found.index).trim() === '') break
    const start = last.from + found.index
    pieces[pieces.length - 1] = { ...last, to: start }
    last = { at: last.at + 1, from: start + found[0].length, to: text.length }
    pieces.push(last)
  }
  return pieces
}

/** A question while its lines come in. */
export class OpenQuestion {
  type: string
  share = '1'
  section: Section = 'stem'
  readonly #stem: Fragment[] = []
  readonly #options: Fragment[][] = []
  readonly #key: Fragment[] = []
  #option = 0
  #keyed = false
  readonly problems: ReadingProblem[] = []

  constructor(type: string) {
    this.type = type
  }

  get hasOptions(): boolean {
    return this.#options.length > 0
  }

  get hasKey(): boolean {
    return this.#keyed
  }

  get stemText(): string {
    return this.#stem.map(({ content }) => flat(content)).join('\n')
  }

  get keyText(): string {
    return this.#key.map(({ content }) => flat(content)).join('\n')
  }

  /** Adds to the stem, the last option or the key, whichever is being read. */
  add(fragment: Fragment): void {
    if (this.section === 'stem') this.#stem.push(fragment)
    else if (this.section === 'key') this.#addKey(fragment)
    else if (this.section === 'option') this.#options[this.#option]?.push(fragment)
  }

  #addKey(fragment: Fragment): void {
    this.#keyed ||= fragment.table !== undefined || flat(fragment.content).trim() !== ''
    this.#key.push(fragment)
  }

  startKey(content: readonly Inline[]): void {
    if (this.hasKey) this.problems.push({ field: 'key', sentence: '同一题有两处答案。' })
    this.section = 'key'
    this.add({ content })
  }

  /** Takes the line's options; false when it has none. */
  addOptions(content: readonly Inline[]): boolean {
    const pieces = optionsOn(flat(content))
    for (const { at, from, to } of pieces) {
      if (this.#options[at]) {
        const label = String.fromCharCode(65 + at)
        this.problems.push({ field: `options.${at}`, sentence: `选项${label}出现了两次。` })
      }
      while (this.#options.length <= at) this.#options.push([])
      this.#options[at]!.push({ content: trimLine(cut(content, from, to)) })
      this.#option = at
      this.section = 'option'
    }
    return pieces.length > 0
  }

  /** Options that follow the stem on its own line: `…是（ ）。A.甲 B.乙`. */
  splitStem(): void {
    const line = this.#stem.at(-1)
    if (!line || line.table || this.hasOptions) return
    const text = flat(line.content)
    const starts = [...text.matchAll(/(?<=[\s)。.?;:])(?:\(\s*A\s*\)|A\s*[.、:)])/g)]
    const found = starts.find(({ index }) => optionsOn(text.slice(index)).length >= 2)
    if (!found) return
    this.#stem[this.#stem.length - 1] = { content: trimLine(cut(line.content, 0, found.index)) }
    this.addOptions(cut(line.content, found.index))
  }

  /** An answer written into the brackets of the stem is taken out of them: `应当（ B ）`. */
  takeAnswerFromStem(): void {
    if (this.hasKey) return
    const pattern = this.hasOptions
      ? /\(\s*([A-H](?:\s{0,3}[,，、]?\s{0,3}[A-H])*)\s*\)/g
      : /\(\s*(√|×|对|错|正确|错误)\s*\)/g
    for (const [at, line] of this.#stem.entries()) {
      const [match] = [...flat(line.content).matchAll(pattern)].slice(-1)
      if (!match) continue
      const end = match.index + match[0].length
      this.#stem[at] = {
        content: [
          ...cut(line.content, 0, match.index),
          { kind: 'text', text: '（ ）' },
          ...cut(line.content, end),
        ],
      }
      this.#addKey({ content: [{ kind: 'text', text: match[1]! }] })
      return
    }
  }

  /** What the question says, once all of it was read. */
  question(): Omit<PartDraft, 'share'> {
    const stem = richOfLines(this.#stem, { blanks: true })
    const options = this.#options.map((lines) => richOfLines(lines, { blanks: false }))
    const key = keyWritten(this.type, richOfLines(this.#key, { blanks: false }))
    return { type: typeNamed(this.type) ?? this.type, stem, options, key: spread(this.type, stem, key) }
  }
}

/** Answers of several blanks that are separated by anything but the semicolon the rules ask for. */
const spread = (type: string, stem: Rich, key: Rich): Rich => {
  const blanks = inlinesOf(stem).filter(({ kind }) => kind === 'blank').length
  const text = textOf(key).trim()
  if (typeNamed(type) !== 'T' || blanks < 2 || /[;；\n]/.test(text)) return key
  const pieces = text.split(/[\s\u3000,，、]+/).filter((piece) => piece !== '')
  return pieces.length === blanks ? plain(pieces.join('；')) : key
}

/** An item while its lines come in. */
export class OpenItem {
  readonly line: number
  readonly whole: OpenQuestion
  readonly parts: OpenQuestion[] = []
  readonly losses: Loss[] = []
  readonly texts = { code: '', pointCode: '', difficulty: '', consistency: '', source: '' }
  readonly knowledge: string[] = []
  readonly #explanation: Fragment[] = []
  readonly #source: string[] = []
  #explaining = false

  constructor(line: number, type: string) {
    this.line = line
    this.whole = new OpenQuestion(type)
  }

  /** The question that lines belong to now: the composite's last part, or the item itself. */
  get current(): OpenQuestion {
    return this.parts.at(-1) ?? this.whole
  }

  get explaining(): boolean {
    return this.#explaining
  }

  startPart(type: string, share: string): void {
    const part = new OpenQuestion(type)
    part.share = share
    this.parts.push(part)
    this.#explaining = false
  }

  startKey(content: readonly Inline[]): void {
    this.#explaining = false
    this.current.startKey(content)
  }

  startExplanation(content: readonly Inline[]): void {
    this.#explaining = true
    this.#explanation.push({ content })
  }

  add(fragment: Fragment): void {
    if (this.#explaining) this.#explanation.push(fragment)
    else this.current.add(fragment)
  }

  note(line: Line): void {
    this.losses.push(...line.losses)
    const text = line.table
      ? line.table.rows.map((row) => row.map(({ content }) => flat(content)).join('\t')).join('\n')
      : textOf([{ kind: 'paragraph', content: line.content }])
    if (text.trim() !== '') this.#source.push(text)
  }

  finished(unit: '段' | '行'): ParsedItem {
    const draft: ItemDraft = {
      ...this.texts,
      ...this.whole.question(),
      difficulty: gradeWritten(this.texts.difficulty),
      consistency: gradeWritten(this.texts.consistency),
      parts: this.parts.map((part) => ({ ...part.question(), share: part.share })),
      figure: '',
      explanation: richOfLines(this.#explanation, { blanks: false }),
    }
    const ofParts = this.parts.flatMap(({ problems }, at) =>
      problems.map(({ field, sentence }) => ({
        field: `parts.${at}.${field}`,
        sentence: `第${at + 1}小题：${sentence}`,
      })),
    )
    return {
      place: `第${this.line}${unit}`,
      source: shortened(this.#source.join('\n'), 4000),
      draft,
      problems: [...this.whole.problems, ...ofParts],
      losses: this.losses,
      knowledge: this.knowledge,
    }
  }
}
