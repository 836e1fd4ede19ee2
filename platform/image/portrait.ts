import sharp from 'sharp'
import { type SniffedType, sniff } from '#platform/upload/sniff.ts'
import { endOfJpeg } from './jpeg-end.ts'

/** What can be measured of a picture without knowing who is on it. */
export interface PictureExamination {
  /** By content. */
  readonly format: SniffedType
  readonly bytes: number
  /** Every pixel was decoded without the decoder complaining. When false the figures below are zero. */
  readonly whole: boolean
  /** In pixels, as shown (the camera's rotation applied). */
  readonly width: number
  readonly height: number
  /** Some part of the picture has a hue; a greyscale picture saved in three channels has none. */
  readonly colour: boolean
  /** Share of near-white pixels, 0 to 1, along the top edge and the upper half of both sides, where the background shows. */
  readonly backgroundWhiteness: number
  /** Bytes after the end of the JPEG; 0 when there are none, and for other formats. */
  readonly trailingBytes: number
}

/** More pixels than any camera's; larger pictures are not decoded. */
const limitInputPixels = 100_000_000

/** Side of the picture that is measured: the figures do not need the full resolution. */
const sampleSide = 240

interface Sample {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

const hueDifference = 24

const isWhite = ({ data }: Sample, pixel: number, whiteFrom: number): boolean =>
  Math.min(data[pixel * 3]!, data[pixel * 3 + 1]!, data[pixel * 3 + 2]!) >= whiteFrom

const hasHue = ({ data }: Sample, pixel: number): boolean => {
  const channels = [data[pixel * 3]!, data[pixel * 3 + 1]!, data[pixel * 3 + 2]!]
  return Math.max(...channels) - Math.min(...channels) > hueDifference
}

/** Pixels of the border that a portrait leaves to the background: shoulders reach the lower half of the sides. */
const backgroundPixels = ({ width, height }: Sample): number[] => {
  const band = Math.max(2, Math.round(width * 0.04))
  const pixels: number[] = []
  for (let y = 0; y < height >> 1; y++) {
    for (let x = 0; x < width; x++) if (y < band || x < band || x >= width - band) pixels.push(y * width + x)
  }
  return pixels
}

const whiteness = (sample: Sample, whiteFrom: number): number => {
  const pixels = backgroundPixels(sample)
  return pixels.filter((pixel) => isWhite(sample, pixel, whiteFrom)).length / pixels.length
}

/** A hundredth of the pixels: less is noise of the compression. */
const isColoured = (sample: Sample): boolean => {
  const count = sample.width * sample.height
  let coloured = 0
  for (let pixel = 0; pixel < count; pixel++) coloured += hasHue(sample, pixel) ? 1 : 0
  return coloured > count / 100
}

const sampled = async (
  bytes: Uint8Array,
): Promise<Sample & { readonly shown: readonly [number, number] }> => {
  const options = { failOn: 'warning', limitInputPixels } as const
  const { autoOrient } = await sharp(bytes, options).metadata()
  // Full decoding first: shrinking on load would skip the damage that the decoder is asked to report.
  const whole = await sharp(bytes, options)
    .autoOrient()
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const raw = { width: whole.info.width, height: whole.info.height, channels: whole.info.channels }
  const small = sharp(whole.data, { raw }).resize(sampleSide, sampleSide, {
    fit: 'inside',
    withoutEnlargement: true,
  })
  const { data, info } = await small
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return {
    data: threeChannels(data, info.channels),
    width: info.width,
    height: info.height,
    shown: [autoOrient.width, autoOrient.height],
  }
}

const threeChannels = (data: Uint8Array, channels: number): Uint8Array => {
  if (channels === 3) return data
  const spread = new Uint8Array(data.length * 3)
  for (let pixel = 0; pixel < data.length; pixel++) spread.fill(data[pixel]!, pixel * 3, pixel * 3 + 3)
  return spread
}

/**
 * Examines a picture by its content; never throws for what the bytes are. A pixel counts as white when each of
 * its channels reaches `whiteFrom` of 255.
 */
export const examinePicture = async (bytes: Uint8Array, whiteFrom = 225): Promise<PictureExamination> => {
  const format = sniff(bytes)
  const end = format === 'jpeg' ? endOfJpeg(bytes) : bytes.length
  const about = { format, bytes: bytes.length, trailingBytes: end === undefined ? 0 : bytes.length - end }
  const unread = { ...about, whole: false, width: 0, height: 0, colour: false, backgroundWhiteness: 0 }
  if ((format !== 'jpeg' && format !== 'png') || end === undefined) return unread
  try {
    const sample = await sampled(bytes)
    const [width, height] = sample.shown
    return {
      ...about,
      whole: true,
      width,
      height,
      colour: isColoured(sample),
      backgroundWhiteness: whiteness(sample, whiteFrom),
    }
  } catch {
    return unread
  }
}

/** What a portrait must be; every figure comes from the caller. */
export interface PortraitRules {
  readonly formats: readonly SniffedType[]
  readonly maxBytes: number
  readonly minWidth: number
  readonly minHeight: number
  /** Height over width. */
  readonly minAspect: number
  readonly maxAspect: number
  readonly minBackgroundWhiteness: number
  readonly colour: boolean
}

export type PortraitFault =
  | 'wrong-format'
  | 'damaged'
  | 'data-after-picture'
  | 'too-many-bytes'
  | 'too-few-pixels'
  | 'wrong-aspect'
  | 'no-colour'
  | 'background-not-white'

/** Everything that is wrong with a picture by the rules, the gravest first; nothing when it is good. */
export const portraitFaults = (
  picture: PictureExamination,
  rules: PortraitRules,
): readonly PortraitFault[] => {
  const { width, height } = picture
  if (!rules.formats.includes(picture.format)) return ['wrong-format']
  if (!picture.whole) return ['damaged']
  const checks: readonly (readonly [PortraitFault, boolean])[] = [
    ['data-after-picture', picture.trailingBytes > 0],
    ['too-many-bytes', picture.bytes > rules.maxBytes],
    ['too-few-pixels', width < rules.minWidth || height < rules.minHeight],
    ['wrong-aspect', height < width * rules.minAspect || height > width * rules.maxAspect],
    ['no-colour', rules.colour && !picture.colour],
    ['background-not-white', picture.backgroundWhiteness < rules.minBackgroundWhiteness],
  ]
  return checks.flatMap(([fault, found]) => (found ? [fault] : []))
}

export interface PortraitFrame {
  readonly width: number
  readonly height: number
  readonly maxBytes: number
}

const lowestQuality = 20

/**
 * Cuts a picture to the frame around its middle and writes it as JPEG at the best quality that stays within
 * `maxBytes`. Everything but the pixels is left behind: metadata, places, anything appended. Undefined when the
 * bytes are no readable picture or even the lowest quality is too large.
 */
export const fitPortrait = async (
  bytes: Uint8Array,
  frame: PortraitFrame,
): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const { width, height, maxBytes } = frame
  const pixels = await sharp(bytes, { failOn: 'warning', limitInputPixels })
    .autoOrient()
    .resize(width, height, { fit: 'cover' })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(() => undefined)
  if (!pixels) return undefined
  const raw = { width: pixels.info.width, height: pixels.info.height, channels: pixels.info.channels }
  const written = (quality: number) =>
    sharp(pixels.data, { raw }).withDensity(300).jpeg({ quality, mozjpeg: true }).toBuffer()
  let best: Uint8Array | undefined
  for (let low = lowestQuality, high = 95; low <= high; ) {
    const quality = (low + high) >> 1
    const candidate = await written(quality)
    if (candidate.length <= maxBytes) {
      best = candidate
      low = quality + 1
    } else high = quality - 1
  }
  return best && new Uint8Array(best)
}
