import { createHash } from 'node:crypto'
import sharp, { type Sharp } from 'sharp'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { inWorker, type Parser, type UploadCode } from '#platform/upload/in-worker.ts'

/** A picture that holds its pixels and nothing else. */
export interface SafePicture {
  /** SHA-256 of `bytes`, hexadecimal. */
  readonly digest: string
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/webp'
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

export type PictureRefusal = 'picture-unreadable' | 'picture-format'

/** Longest side of what is kept. */
const longestSide = 2000
/** A larger picture is not decoded. */
const limitInputPixels = 60_000_000
/** A drawing is rasterised for twice the resolution of a screen. */
const drawingDensity = 192

const formats = ['png', 'jpeg', 'webp', 'gif', 'tiff', 'svg'] as const
type Format = (typeof formats)[number]

const words: { readonly [C in PictureRefusal]: readonly [sentence: string, remedy: string] } = {
  'picture-unreadable': ['图片无法读取，可能已损坏。', '请用看图软件打开检查，另存后再上传。'],
  'picture-format': ['不是可用的图片格式。', '请改用PNG、JPEG、WebP、GIF或SVG图片。'],
}
const no = (code: PictureRefusal): Refusal<PictureRefusal> =>
  refuse(code, { sentence: words[code][0], remedy: words[code][1], clauses: [] })

const isDrawing = (bytes: Uint8Array): boolean =>
  /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*(?:<!DOCTYPE svg[^>[]*>\s*)?<svg[\s>]/iu.test(
    Buffer.from(bytes.subarray(0, 4096)).toString('utf8'),
  )

/**
 * A drawing without anything that points outside itself: references other than to its own parts or to embedded
 * pictures are dropped, and so is what could run. One that declares entities is not taken for a drawing at all.
 */
const selfContained = (bytes: Uint8Array): Uint8Array =>
  Buffer.from(
    Buffer.from(bytes)
      .toString('utf8')
      .replace(/<!DOCTYPE[^>]*>/giu, '')
      .replace(/<\?xml-stylesheet[\s\S]*?\?>/giu, '')
      .replace(/<(script|foreignObject)\b[\s\S]*?(?:<\/\1\s*>|\/>)/giu, '')
      .replace(/@import[^;]*;?/giu, '')
      .replace(/url\(\s*(["']?)(?!#|data:image\/(?:png|jpeg|webp|gif))[^)]*\)/giu, 'none')
      .replace(/\b(?:xlink:)?href\s*=\s*(["'])(?!#|data:image\/(?:png|jpeg|webp|gif))[\s\S]*?\1/giu, ''),
  )

const encoded = (picture: Sharp, format: Format) => {
  if (format === 'jpeg') return picture.flatten({ background: '#fff' }).jpeg({ quality: 90, mozjpeg: true })
  if (format === 'webp') return picture.webp({ quality: 92 })
  return picture.png({ compressionLevel: 9 })
}

const mediaTypeOf = (format: Format): SafePicture['mediaType'] =>
  format === 'jpeg' || format === 'webp' ? `image/${format}` : 'image/png'

/**
 * Decodes a picture and writes it anew: metadata, places and anything appended are left behind, and what is larger
 * than a paper needs is made smaller. For threads that parse files already; elsewhere `safePicture`.
 */
export const remadePicture = async (bytes: Uint8Array): Promise<Verdict<SafePicture, PictureRefusal>> => {
  const drawing = isDrawing(bytes)
  try {
    const source = sharp(drawing ? selfContained(bytes) : bytes, {
      limitInputPixels,
      failOn: 'warning',
      ...(drawing && { density: drawingDensity }),
    })
    const { format: found } = await source.metadata()
    const format = formats.find((one) => one === found)
    // Whatever else is read as a drawing has not been made self-contained.
    if (!format || (format === 'svg' && !drawing)) return no('picture-format')
    const small = source
      .autoOrient()
      .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
    const { data, info } = await encoded(small, format).toBuffer({ resolveWithObject: true })
    return accept({
      digest: createHash('sha256').update(data).digest('hex'),
      mediaType: mediaTypeOf(format),
      width: info.width,
      height: info.height,
      bytes: new Uint8Array(data),
    })
  } catch (error) {
    return no(/unsupported image format/i.test(String(error)) ? 'picture-format' : 'picture-unreadable')
  }
}

/** What the thread runs. */
export const parsePicture: Parser<SafePicture, PictureRefusal> = (input) => remadePicture(input)

const limits = { bytes: 1_500_000, milliseconds: 20_000, memory: 128 }
const module = new URL('./safe-picture.ts', import.meta.url)

/** Makes an uploaded picture safe in a thread of its own. */
export const safePicture = (input: Uint8Array): Promise<Verdict<SafePicture, PictureRefusal | UploadCode>> =>
  inWorker({ module, export: 'parsePicture', input, limits })
