import type { Item } from '../../core/item.ts'
import type { Rich } from '../../core/rich.ts'
import type { NewPicture } from '../../item/store/picture.store.ts'
import type { ItemLoss, ItemsToWrite } from '../core/written.ts'
import { richToHtml } from './rich-to-html.ts'

const extensions = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' } as const

export const pictureName = ({ digest, mediaType }: NewPicture): string =>
  `${digest.slice(0, 32)}.${extensions[mediaType]}`

export const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

/** Writes texts of items one after the other; `place` gives a picture its address in the file. */
export class HtmlWriter {
  readonly losses: ItemLoss[] = []
  readonly #pictures: ReadonlyMap<string, NewPicture>
  readonly #place: (picture: NewPicture) => string
  readonly #formula: 'mathml' | 'latex'
  #code = ''

  constructor(
    { pictures }: ItemsToWrite,
    formula: 'mathml' | 'latex',
    place: (picture: NewPicture) => string,
  ) {
    this.#pictures = new Map(pictures.map((picture) => [picture.digest, picture]))
    this.#place = place
    this.#formula = formula
  }

  begin({ code }: Item): void {
    this.#code = code
  }

  lose(what: string, sample: string): void {
    this.losses.push({ code: this.#code, what, sample })
  }

  html(rich: Rich): string {
    return richToHtml(rich, { formula: this.#formula, picture: (digest) => this.address(digest) })
  }

  address(digest: string): string | undefined {
    const picture = this.#pictures.get(digest)
    if (picture) return this.#place(picture)
    this.lose('缺失的图片', digest.slice(0, 8))
    return undefined
  }
}
