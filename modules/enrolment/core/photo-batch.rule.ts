import type { Regime } from '#modules/policy/core/pack.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { checkPhoto, type MeasuredPhoto, type PhotoCode, photoRuleWords } from './photo.rule.ts'

export type GroupPhotoCode = PhotoCode | 'PHOTO_DOUBTFUL' | 'PHOTO_SHAPE'

/** Below this a printed portrait of one inch is not recognisable; between these ratios it is upright. */
const shape = { width: 200, height: 280, leastRatio: 1.2, mostRatio: 1.6 }

/**
 * A photo sent in among many is looked at by nobody when it arrives, so what a candidate's own photo is only warned of
 * (SDS-3.2-05) is refused here, and so is what cannot be a portrait.
 */
export const checkGroupPhoto = (
  photo: MeasuredPhoto & { readonly width: number; readonly height: number },
  regime: Regime,
): Verdict<true, GroupPhotoCode> => {
  const checked = checkPhoto(photo, regime)
  if (checked.refused) return checked
  const refused = <C extends GroupPhotoCode>(code: C, sentence: string) =>
    refuse(code, {
      sentence,
      remedy: `照片要求：${photoRuleWords(regime)}`,
      clauses: regime.enrolment.photo.clauses,
      field: 'photo',
    })
  const { width, height } = photo
  if (height < width * shape.leastRatio || height > width * shape.mostRatio)
    return refused('PHOTO_SHAPE', '照片不是竖幅证件照。')
  if (width < shape.width || height < shape.height)
    return refused('PHOTO_SHAPE', `照片只有${width}×${height}像素，不足以辨认。`)
  if (checked.value.length > 0) return refused('PHOTO_DOUBTFUL', checked.value.join(''))
  return accept(true)
}
