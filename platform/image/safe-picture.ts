import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** A picture whose bytes were written here: nothing of the file but its pixels. */
export interface SafePicture {
  /** SHA-256 of `bytes`, hexadecimal. */
  readonly digest: string
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/webp'
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

/** A page of print at 200 dots an inch has fewer; larger pictures are shrunk. */
const longestSide = 2000
const mostBytes = 20 * 1024 * 1024
const limitInputPixels = 60_000_000

/** Formats whose readers are hardened; what else libvips can open (PDF, TIFF, RAW …) is not asked for. */
const accepted = new Set(['png', 'jpeg', 'webp', 'gif', 'svg'])

/** An SVG is drawn only when it asks for nothing outside itself and runs nothing. */
const isClosedSvg = (bytes: Uint8Array): boolean => {
  const text = new TextDecoder().decode(bytes)
  return !/<!DOCTYPE|<!ENTITY|<script|<foreignObject|<image|@import|(?:href|src)\s*=\s*(?!["']?#)|url\(\s*(?!["']?#)/i.test(
    text,
  )
}

/** Only the segments that pixels need: a JPEG like this has been through here and is kept, so that it stays the same. */
const isBareJpeg = (bytes: Uint8Array): boolean => {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return false
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = bytes[at + 1]!
    if (bytes[at] !== 0xff || marker === 0xfe || (marker >= 0xe1 && marker <= 0xef)) return false
    const next = at + 2 + bytes[at + 2]! * 256 + bytes[at + 3]!
    if (marker === 0xda) return isPixelsOnly(bytes, next)
    at = next
  }
  return false
}

const isPixelsOnly = (bytes: Uint8Array, from: number): boolean => {
  for (let at = from; at < bytes.length - 1; at++) {
    if (bytes[at] !== 0xff) continue
    const marker = bytes[at + 1]!
    if (marker === 0xd9) return at + 2 === bytes.length
    if (marker === 0xfe || (marker >= 0xe0 && marker <= 0xef)) return false
  }
  return false
}

const written = async (bytes: Uint8Array): Promise<SafePicture | undefined> => {
  const options = { failOn: 'error', limitInputPixels, pages: 1 } as const
  const { format, width = 0, height = 0 } = await sharp(bytes, options).metadata()
  if (!accepted.has(format) || (format === 'svg' && !isClosedSvg(bytes))) return undefined
  const fitted = sharp(bytes, options)
    .autoOrient()
    .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
  const jpeg = format === 'jpeg'
  const { data, info } = await (jpeg ? fitted.jpeg({ quality: 90 }) : fitted.png()).toBuffer({
    resolveWithObject: true,
  })
  const kept = jpeg && Math.max(width, height) <= longestSide && isBareJpeg(bytes)
  const out = new Uint8Array(kept ? bytes : data)
  return {
    digest: createHash('sha256').update(out).digest('hex'),
    mediaType: jpeg ? 'image/jpeg' : 'image/png',
    width: info.width,
    height: info.height,
    bytes: out,
  }
}

/** Reads a picture wholly and writes it anew. What was written here comes back unchanged. */
export const safePicture = async (
  bytes: Uint8Array,
): Promise<Verdict<SafePicture, 'PICTURE_UNREADABLE' | 'PICTURE_TOO_LARGE'>> => {
  if (bytes.length > mostBytes) {
    const sentence = '图片超过 20 MB。'
    return refuse('PICTURE_TOO_LARGE', { sentence, remedy: '请压缩图片后再导入。', clauses: [] })
  }
  const picture = await written(bytes).catch(() => undefined)
  if (picture) return accept(picture)
  const remedy = '请把图片另存为 PNG 或 JPEG 后再导入。'
  return refuse('PICTURE_UNREADABLE', { sentence: '图片无法读取或含有外部引用。', remedy, clauses: [] })
}
