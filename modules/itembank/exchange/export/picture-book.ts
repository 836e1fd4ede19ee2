import sharp from 'sharp'
import type { Picture } from '../../core/rich.ts'
import type { NewPicture } from '../../item/store/picture.store.ts'
import type { lossTally } from '../core/tally.ts'

export interface PrintedPicture {
  readonly bytes: Uint8Array
  readonly mediaType: 'image/png' | 'image/jpeg'
  readonly width: number
  readonly height: number
}

/** Pictures as Office programs show them: they know no WebP. */
export const pictureBook = (pictures: readonly NewPicture[], tally: ReturnType<typeof lossTally>) => {
  const held = new Map(pictures.map((picture) => [picture.digest, picture]))
  return async ({ digest, alt, width }: Picture): Promise<PrintedPicture | undefined> => {
    const picture = held.get(digest)
    if (!picture) {
      tally.add('图片（题库中没有）', alt || digest.slice(0, 8))
      return undefined
    }
    const shown = width ?? picture.width
    const size = { width: shown, height: Math.max(1, Math.round((shown * picture.height) / picture.width)) }
    if (picture.mediaType !== 'image/webp')
      return { bytes: picture.bytes, mediaType: picture.mediaType, ...size }
    tally.add('图片格式（WebP改为PNG）', alt || digest.slice(0, 8))
    const png = await sharp(picture.bytes).png({ compressionLevel: 9, palette: false }).toBuffer()
    return { bytes: new Uint8Array(png), mediaType: 'image/png', ...size }
  }
}
