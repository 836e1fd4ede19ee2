/** A question of a GIFT file as it stands: its lines without comments, and what the comments before it said. */
export interface GiftBlock {
  /** Of its first line, from 1. */
  readonly line: number
  readonly text: string
  readonly category: string
  readonly id: string
  readonly tags: readonly string[]
}

export interface GiftBlocks {
  readonly blocks: readonly GiftBlock[]
  /** Comments that say nothing a reader of GIFT knows. */
  readonly comments: readonly string[]
}

const idMark = /\[id:((?:\\\]|[^[\]])+)\]/
const tagMark = /\[tag:((?:\\\]|[^[\]])+)\]/g
const categoryMark = /^\s*\$CATEGORY:/
const longestComment = 4000

const unescaped = (text: string): string => text.replaceAll('\\]', ']').trim()

class BlockList {
  readonly blocks: GiftBlock[] = []
  readonly comments: string[] = []
  #lines: string[] = []
  #first = 0
  #category = ''
  #id = ''
  #tags: string[] = []

  line(text: string, number: number): void {
    if (text.trim() === '') this.end()
    else if (text.trimStart().startsWith('//')) this.#comment(text.trim().slice(2, longestComment))
    else if (categoryMark.test(text) && this.#lines.length === 0)
      this.#category = text.replace(categoryMark, '').trim()
    else {
      if (this.#lines.length === 0) this.#first = number
      this.#lines.push(text)
    }
  }

  end(): void {
    if (this.#lines.length === 0) return
    this.blocks.push({
      line: this.#first,
      text: this.#lines.join('\n'),
      category: this.#category,
      id: this.#id,
      tags: this.#tags,
    })
    this.#lines = []
    this.#id = ''
    this.#tags = []
  }

  #comment(text: string): void {
    const id = idMark.exec(text)?.[1]
    const tags = [...text.matchAll(tagMark)].map(([, tag]) => unescaped(tag!))
    if (id !== undefined) this.#id = unescaped(id)
    this.#tags.push(...tags)
    if (id === undefined && tags.length === 0 && /[\p{L}\p{N}]/u.test(text)) this.comments.push(text.trim())
  }
}

/** Questions are parted by empty lines; a category holds until the next one. */
export const giftBlocks = (text: string): GiftBlocks => {
  const list = new BlockList()
  text.split('\n').forEach((line, at) => {
    list.line(line, at + 1)
  })
  list.end()
  return list
}

/** `$course$/top/题库/章` → `题库`, `章`. A doubled slash is part of a name. */
export const categoryPath = (category: string): readonly string[] =>
  category
    .replaceAll('//', '\u0000')
    .split('/')
    .map((name) => name.replaceAll('\u0000', '/').trim())
    .filter((name, at) => name !== '' && !(/^\$.*\$$/.test(name) && at === 0) && !(name === 'top' && at <= 1))
