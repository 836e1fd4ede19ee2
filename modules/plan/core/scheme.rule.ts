import type { Parameter } from '#modules/policy/core/parameter.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** The parts of Annex 3 that attachments belong to. */
export const schemeParts = ['理论', '技能', '综合评审', '应急预案', '其他'] as const
export type SchemePart = (typeof schemeParts)[number]

export interface SchemeAttachment {
  readonly part: SchemePart
  readonly name: string
  readonly fileId: string
}

/** The entered part of the implementation scheme, kept with the batch. */
export interface Scheme {
  readonly planName: string
  readonly other: string
  /** The emergency measures; missing in schemes entered before they were asked for. */
  readonly emergency?: string
  readonly attachments: readonly SchemeAttachment[]
}

/** SDS-A3-08: the scheme names the plan as the platform does. */
export const checkSchemeName = (batchName: string, scheme: Scheme): Verdict<true, 'SCHEME_NAME_DIFFERS'> =>
  scheme.planName === batchName
    ? accept(true)
    : refuse('SCHEME_NAME_DIFFERS', {
        sentence: `实施方案中的计划名称“${scheme.planName}”与本批次名称“${batchName}”不一致。`,
        remedy: '请将实施方案的计划名称改为本批次名称。',
        clauses: ['SDS-A3-08'],
        field: 'planName',
        details: { expected: batchName },
      })

/** SDS-3.4-02: a batch is not forwarded without the implementation scheme of Annex 3. */
export const requireSchemeIn = (scheme: Scheme | null): Verdict<Scheme, 'SCHEME_MISSING'> =>
  scheme === null
    ? refuse('SCHEME_MISSING', {
        sentence: '本批次还没有《职业技能等级认定实施方案》，不能上报。',
        remedy: '请先填写实施方案（附件3）。',
        clauses: ['SDS-3.4-02'],
        field: 'scheme',
      })
    : accept(scheme)

/** SDE-A2-09: where the document has a chapter for them, the emergency measures are written down or attached. */
export const requireEmergency = (
  scheme: Scheme,
  chapter: Parameter<number>,
): Verdict<true, 'EMERGENCY_MISSING'> => {
  if (chapter.provenance === 'not-stated') return accept(true)
  const isAttached = scheme.attachments.some(({ part }) => part === '应急预案')
  return isAttached || (scheme.emergency ?? '').trim() !== ''
    ? accept(true)
    : refuse('EMERGENCY_MISSING', {
        sentence: `实施方案第 ${chapter.value} 章没有应急措施，也没有附应急预案。`,
        remedy: '请填写应急措施，或添加“应急预案”附件。',
        clauses: [...chapter.clauses],
        field: 'emergency',
      })
}
