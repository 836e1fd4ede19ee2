import { createHash } from 'node:crypto'
import sharp, { type Sharp } from 'sharp'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { isBareJpeg } from './bare-jpeg.ts'

export interface SafePicture {
  /** SHA-256 of `bytes`, hexadecimal. */
  readonly digest: string
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/webp'
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

export type PictureCode = 'PICTURE_UNREADABLE' | 'PICTURE_TOO_LARGE'

const longestSide = 2000
const limitInputPixels = 50_000_000
const mostBytes = 20 * 1024 * 1024
/** Fonts and patterns of a drawing are set at this density before it is cut to size. */
const drawingDensity = 144

const unreadable = (): Refusal<'PICTURE_UNREADABLE'> =>
  refuse('PICTURE_UNREADABLE', {
    sentence: '图片无法读取，或不是可用的图片格式。',
    remedy: '请另存为 PNG 或 JPEG 后重试；矢量图不得引用外部文件。',
    clauses: [],
  })

const tooLarge = (): Refusal<'PICTURE_TOO_LARGE'> =>
  refuse('PICTURE_TOO_LARGE', {
    sentence: '图片过大。',
    remedy: '请缩小后重试：不超过20MB、5000万像素。',
    clauses: [],
  })

const isSvg = (bytes: Uint8Array): boolean => {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('utf8')
  return /^(\uFEFF)?\s*(<\?xml|<!--|<svg|<!doctype svg)/i.test(head) && /<(\w+:)?svg[\s>]/i.test(head)
}

/** A drawing may refer to its own parts and to pixels it carries; anything else could reach outside. */
const refersOutside = (bytes: Uint8Array): boolean => {
  const text = Buffer.from(bytes).toString('utf8')
  if (/<!DOCTYPE|<!ENTITY|@import|<\?xml-stylesheet|<script/i.test(text)) return true
  const references = text.matchAll(/(?:href|src)\s*=\s*["']\s*([^"']*)|url\(\s*["']?\s*([^"')]*)/gi)
  return references.some(([, link, url]) => !/^(#|data:image\/(png|jpeg);base64,|$)/i.test(link ?? url ?? ''))
}

/** Everything but the pixels is left behind: metadata, places, colour profiles, anything appended. */
const encoded = async (bytes: Uint8Array, svg: boolean) => {
  const options = { failOn: 'error', limitInputPixels, ...(svg && { density: drawingDensity }) } as const
  const { format, width, height } = await sharp(bytes, options).metadata()
  const fits = width <= longestSide && height <= longestSide
  if (format === 'jpeg' && fits && isBareJpeg(bytes)) {
    await sharp(bytes, options).stats()
    return { mediaType: 'image/jpeg' as const, width, height, bytes }
  }
  const picture = sharp(bytes, options)
    .autoOrient()
    .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
  if (format === 'jpeg') return written(picture.jpeg({ quality: 90 }), 'image/jpeg')
  if (format === 'webp') return written(picture.webp({ lossless: true, exact: true }), 'image/webp')
  return written(picture.png({ compressionLevel: 9, palette: false }), 'image/png')
}

const written = async (picture: Sharp, mediaType: SafePicture['mediaType']) => {
  const { data, info } = await picture.toBuffer({ resolveWithObject: true })
  return { mediaType, width: info.width, height: info.height, bytes: new Uint8Array(data) }
}

/**
 * A picture that holds nothing but pixels, at most 2,000 on a side. The same bytes give the same digest, and a safe
 * picture stays as it is, so one that leaves in a file and comes back is the same picture.
 */
export const safePicture = async (bytes: Uint8Array): Promise<Verdict<SafePicture, PictureCode>> => {
  if (bytes.length > mostBytes) return tooLarge()
  const svg = isSvg(bytes)
  if (svg && refersOutside(bytes)) return unreadable()
  try {
    const safe = await encoded(bytes, svg)
    return accept({ digest: createHash('sha256').update(safe.bytes).digest('hex'), ...safe })
  } catch (error) {
    return /pixel limit|too large/i.test(String(error)) ? tooLarge() : unreadable()
  }
}
