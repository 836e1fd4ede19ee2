import path from 'node:path'
import { safePicture } from '#platform/image/safe-picture.ts'
import { type Picture, picturesOf } from '../../core/rich.ts'
import type { NewPicture } from '../../item/store/picture.store.ts'
import type { Loss, ParsedItem } from '../core/parsed.ts'
import { shortened } from '../core/tally.ts'

/** A picture of a file: made safe, or why it cannot be held. */
export type Shelved = { readonly picture: NewPicture } | { readonly loss: Loss }

/** More pictures than any paper has; those beyond are losses. */
const mostPictures = 2000

const lossOf = (name: string, words: string): Shelved => {
  const kind = path.posix.extname(name).slice(1, 6).toUpperCase()
  return {
    loss: {
      what: kind ? `图片（${kind}）` : '图片',
      sample: `${shortened(path.posix.basename(name), 100)}：${words}`,
    },
  }
}

/** The pictures of a file, each made safe once. */
export const pictureShelf = (bytesOf: (name: string) => Promise<Uint8Array | undefined>) => {
  const shelf = new Map<string, Shelved>()
  const load = async (name: string): Promise<Shelved> => {
    if (shelf.size >= mostPictures) return lossOf(name, `超过${mostPictures}张，未读取。`)
    const bytes = await bytesOf(name)
    if (!bytes) return lossOf(name, '文件中没有这张图片。')
    const made = await safePicture(bytes)
    return made.refused ? lossOf(name, made.sentence) : { picture: made.value }
  }
  return {
    take: async (name: string): Promise<Shelved> => {
      const shelved = shelf.get(name) ?? (await load(name))
      shelf.set(name, shelved)
      return shelved
    },
    /** The pictures of these digests, each once. */
    pictures: (digests: ReadonlySet<string>): readonly NewPicture[] => {
      const held = [...shelf.values()].flatMap((one) => ('picture' in one ? [one.picture] : []))
      return [...new Map(held.map((picture) => [picture.digest, picture])).values()].filter(({ digest }) =>
        digests.has(digest),
      )
    },
  }
}

/** A picture in a text; a shown width that is its own is left out. */
export const inlinePicture = (
  { digest, width: own }: NewPicture,
  { alt, width }: { readonly alt: string; readonly width: number | undefined },
): Picture => {
  const wanted = width === undefined ? own : Math.min(2000, Math.max(8, Math.round(width)))
  const words = alt.trim().slice(0, 500)
  return { kind: 'picture', digest, alt: words, ...(wanted !== own && { width: wanted }) }
}

/** Digests of every picture that the items show. */
export const digestsOf = (items: readonly ParsedItem[]): ReadonlySet<string> =>
  new Set(
    items.flatMap(({ draft }) =>
      [draft, ...draft.parts]
        .flatMap(({ stem, options, key }) => [stem, key, ...options])
        .concat([draft.explanation])
        .flatMap(picturesOf),
    ),
  )
