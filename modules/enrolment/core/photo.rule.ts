import type { Regime } from '#modules/policy/core/pack.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** What can be measured of a picture, as the image reader reports it. */
export interface MeasuredPhoto {
  readonly format: string
  readonly bytes: number
  readonly whole: boolean
  readonly colour: boolean
  /** 0 to 1 */
  readonly backgroundWhiteness: number
  readonly trailingBytes: number
}

export type PhotoCode = 'PHOTO_FORMAT' | 'PHOTO_TOO_LARGE' | 'PHOTO_DAMAGED'

/** Share of the border that has to be near white before the machine stays silent. */
const whiteEnough = 0.9

/** The rule of the pack in one sentence, shown beside the cropper. */
export const photoRuleWords = (regime: Regime): string => {
  const rule = regime.enrolment.photo
  if (rule.provenance === 'not-stated') return '近期免冠证件照。'
  const { format, maxBytes, colour, background } = rule.value
  const look = `${colour ? '彩色' : ''}${background === 'white' ? '白底' : ''}证件照`
  const size = maxBytes === null ? '' : `，不超过${Math.floor(maxBytes / 1024)}KB`
  return `${look}${format === 'jpg' ? '，JPG格式' : ''}${size}。`
}

/** Refuses what is no JPG or too large (SDS-3.2-04); answers with warnings that the reviewer must decide on (SDS-3.2-05). */
export const checkPhoto = (photo: MeasuredPhoto, regime: Regime): Verdict<readonly string[], PhotoCode> => {
  const rule = regime.enrolment.photo
  const { format, maxBytes, colour, background } =
    rule.provenance === 'not-stated'
      ? { format: 'jpg', maxBytes: null, colour: null, background: null }
      : rule.value
  const refused = <C extends PhotoCode>(code: C, sentence: string) =>
    refuse(code, {
      sentence,
      remedy: `照片要求：${photoRuleWords(regime)}`,
      clauses: rule.clauses,
      field: 'photo',
    })
  if (format === 'jpg' && photo.format !== 'jpeg')
    return refused('PHOTO_FORMAT', '照片须为JPG格式；改文件扩展名不能改变文件格式。')
  if (maxBytes !== null && photo.bytes > maxBytes)
    return refused('PHOTO_TOO_LARGE', `照片为${Math.ceil(photo.bytes / 1024)}KB，超过${maxBytes / 1024}KB。`)
  if (!photo.whole || photo.trailingBytes > 0)
    return refused('PHOTO_DAMAGED', '照片已损坏或夹带其他内容，无法使用。')
  return accept([
    ...(colour && !photo.colour ? ['照片是黑白的，要求为彩色照片。'] : []),
    ...(background === 'white' && photo.backgroundWhiteness < whiteEnough ? ['照片背景不是白色。'] : []),
  ])
}
