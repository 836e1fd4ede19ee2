import { createHash } from 'node:crypto'
import { safePicture } from '#platform/image/safe-picture.ts'
import { type Block, type Inline, type Rich, tidy } from '../../core/rich.ts'
import type { ItemDraft, QuestionDraft } from '../../item/core/item.rule.ts'
import type { NewPicture } from '../../item/store/picture.store.ts'
import type { ParsedItem } from '../core/parsed.ts'
import { LossList } from './losses.ts'

const dataUri = /^data:image\/[a-z0-9.+-]{1,20}(?:;[a-z0-9=-]{1,40})?;base64,/i

/** The file's pictures while it is read: texts name them by the digest of what the file holds, at first. */
export class PictureShelf {
  readonly #taken = new Map<string, Uint8Array>()
  /** A file shown a thousand times is weighed once. */
  readonly #digests = new WeakMap<Uint8Array, string>()

  take(bytes: Uint8Array): string {
    const digest = this.#digests.get(bytes) ?? createHash('sha256').update(bytes).digest('hex')
    this.#digests.set(bytes, digest)
    this.#taken.set(digest, bytes)
    return digest
  }

  /** A picture written into an address; undefined when the address is none. */
  takeAddress(src: string): string | undefined {
    const head = dataUri.exec(src.slice(0, 100))?.[0]
    if (head === undefined) return undefined
    const bytes = Buffer.from(src.slice(head.length), 'base64')
    return bytes.length === 0 ? undefined : this.take(bytes)
  }

  /** Makes every picture safe, one after the other, and gives the items their final digests. */
  async settle(
    items: readonly ParsedItem[],
  ): Promise<{ readonly items: readonly ParsedItem[]; readonly pictures: readonly NewPicture[] }> {
    if (this.#taken.size === 0) return { items, pictures: [] }
    const safe = new Map<string, NewPicture>()
    for (const [digest, bytes] of this.#taken) {
      const verdict = await safePicture(bytes)
      if (!verdict.refused) safe.set(digest, verdict.value)
    }
    const pictures = new Map([...safe.values()].map((picture) => [picture.digest, picture]))
    return { items: items.map((item) => withSafe(item, safe)), pictures: [...pictures.values()] }
  }
}

type Safe = ReadonlyMap<string, NewPicture>
type Line = readonly Inline[]

const safeLine = (line: Line, safe: Safe, lost: LossList): Line =>
  line.flatMap((inline): Inline[] => {
    if (inline.kind !== 'picture') return [inline]
    const digest = safe.get(inline.digest)?.digest
    if (digest === undefined) lost.add('无法读取的图片', inline.alt)
    return digest === undefined ? [] : [{ ...inline, digest }]
  })

const safeBlock = (block: Block, line: (content: Line) => Line): Block => {
  switch (block.kind) {
    case 'paragraph':
      return { kind: 'paragraph', content: line(block.content) }
    case 'list':
      return { ...block, items: block.items.map(line) }
    case 'table':
      return {
        kind: 'table',
        rows: block.rows.map((row) => row.map((cell) => ({ ...cell, content: line(cell.content) }))),
      }
  }
}

const withSafe = (item: ParsedItem, safe: Safe): ParsedItem => {
  const lost = new LossList()
  const rich = (text: Rich): Rich =>
    tidy(text.map((block) => safeBlock(block, (content) => safeLine(content, safe, lost))))
  const question = <T extends QuestionDraft>(draft: T): T => ({
    ...draft,
    stem: rich(draft.stem),
    options: draft.options.map(rich),
    key: rich(draft.key),
  })
  const draft: ItemDraft = {
    ...question(item.draft),
    parts: item.draft.parts.map(question),
    explanation: rich(item.draft.explanation),
  }
  return { ...item, draft, losses: [...item.losses, ...lost.list()] }
}
