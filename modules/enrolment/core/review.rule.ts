import { evidenceNames } from '#modules/policy/core/condition.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { certificateConfirmed, type PriorCertificate } from './applicant.ts'
import type { Contradiction } from './contradiction.rule.ts'
import { conditionMet, type StoredEvaluation } from './evaluation.rule.ts'

/** The file of one application as the review looks at it. */
export interface ReviewFile {
  readonly evaluation: StoredEvaluation | null
  /** The form carries the candidate's signature, drawn or scanned. */
  readonly signed: boolean
  readonly certificate: PriorCertificate | null
  readonly certificateResult: string | null
  readonly contradictions: readonly Contradiction[]
  readonly furtherCheck: string
  readonly photoWarnings: readonly string[]
  readonly photoAccepted: boolean | null
}

export interface Ticks {
  readonly completeness: boolean
  readonly accuracy: boolean
  readonly authenticity: boolean
}

export type ObstacleCode =
  | 'CONDITION_NOT_MET'
  | 'MATERIAL_MISSING'
  | 'CERTIFICATE_NOT_VERIFIED'
  | 'PHOTO_UNDECIDED'
  | 'NOTE_MISSING'

/** One thing that stands in the way of approval. */
export interface Obstacle {
  readonly code: ObstacleCode
  /** In a few words, for lists. */
  readonly words: string
  readonly sentence: string
  readonly remedy: string
  readonly clauses: readonly string[]
}

const evidenceClauses: Readonly<Record<string, string>> = {
  'education-proof': 'SDS-3.3-04',
  'work-years-commitment': 'SDS-3.3-05',
  'prior-certificate-check': 'SDS-3.3-06',
  'title-certificate': 'SDS-3.3-11',
}

const conditionObstacles = (evaluation: StoredEvaluation | null): Obstacle[] => {
  if (!evaluation)
    return [
      {
        code: 'CONDITION_NOT_MET',
        words: '未选申报条件',
        sentence: '尚未选择申报条件。',
        remedy: '请退回考生补填。',
        clauses: ['SDS-3.3-08'],
      },
    ]
  const verdict = conditionMet(evaluation)
  if (!verdict.refused) return []
  const { code, sentence, clauses } = verdict
  return [
    {
      code,
      words: '不符合申报条件',
      sentence,
      remedy: '不符合条件的不能通过，请作“审核不通过”或退回更正。',
      clauses,
    },
  ]
}

const materialObstacles = (file: ReviewFile): Obstacle[] => {
  const form: Obstacle[] = file.signed
    ? []
    : [
        {
          code: 'MATERIAL_MISSING',
          words: '缺申报表签名',
          sentence: '缺少：考生本人签名的申报表。',
          remedy: '请考生补签，或登记已签名申报表的扫描件。',
          clauses: ['SDS-3.2-07', 'SDS-3.3-02'],
        },
      ]
  const proofs = (file.evaluation?.evidenceMissing ?? []).flatMap((kind): Obstacle[] =>
    kind === 'prior-certificate-check'
      ? []
      : [
          {
            code: 'MATERIAL_MISSING',
            words: `缺${evidenceNames[kind]}`,
            sentence: `缺少：${evidenceNames[kind]}。`,
            remedy: '请考生补交，或由机构登记集体材料后再审核。',
            clauses: [evidenceClauses[kind]!],
          },
        ],
  )
  return [...form, ...proofs]
}

const certificateObstacles = ({ certificate, certificateResult }: ReviewFile): Obstacle[] => {
  if (certificate === null || certificate.type === '其他证书' || certificateResult === certificateConfirmed)
    return []
  return [
    {
      code: 'CERTIFICATE_NOT_VERIFIED',
      words: certificateResult === null ? '原证书未核验' : `原证书核验${certificateResult}`,
      sentence:
        certificateResult === null
          ? '填报的原证书尚未登记网上查询结果。'
          : `原证书网上查询结果为“${certificateResult}”。`,
      remedy: '请在证书查询网站核实后登记结果；结果不一致的不能通过。',
      clauses: ['SDS-3.3-06'],
    },
  ]
}

const doubtObstacles = (file: ReviewFile): Obstacle[] => [
  ...(file.contradictions.length > 0 && file.furtherCheck === ''
    ? [
        {
          code: 'NOTE_MISSING' as const,
          words: '信息存疑',
          sentence: `信息前后矛盾：${file.contradictions.map(({ sentence }) => sentence).join('')}`,
          remedy: '请进一步核实，并在审核意见中写明核实情况。',
          clauses: ['SDS-3.3-10'],
        },
      ]
    : []),
  ...(file.photoWarnings.length > 0 && file.photoAccepted !== true
    ? [
        {
          code: 'PHOTO_UNDECIDED' as const,
          words: '照片待认定',
          sentence: file.photoWarnings.join(''),
          remedy: '请查看照片，认定可用后通过，或退回考生重新上传。',
          clauses: ['SDS-3.2-05'],
        },
      ]
    : []),
]

/** Everything that stands in the way of approving the file; empty when it is clean. */
export const obstaclesOf = (file: ReviewFile): readonly Obstacle[] => [
  ...conditionObstacles(file.evaluation),
  ...materialObstacles(file),
  ...certificateObstacles(file),
  ...doubtObstacles(file),
]

/** The three checks, each ticked by itself (SDS-3.3-09). */
export const allTicked = (ticks: Ticks): Verdict<true, 'TICKS_MISSING'> => {
  const missing = [
    ...(ticks.completeness ? [] : ['完备性']),
    ...(ticks.accuracy ? [] : ['准确性']),
    ...(ticks.authenticity ? [] : ['真实性']),
  ]
  if (missing.length === 0) return accept(true)
  return refuse('TICKS_MISSING', {
    sentence: `尚未确认材料的${missing.join('、')}。`,
    remedy: '请对完备性、准确性、真实性分别勾选后再通过。',
    clauses: ['SDS-3.3-09'],
    field: 'ticks',
  })
}

export interface Decision {
  readonly decision: 'pass' | 'return' | 'reject' | 'hold'
  readonly ticks: Ticks
  readonly note: string
}

/** Whether the decision may be taken: approval needs a clean file and three ticks, anything else its reason. */
export const checkDecision = (
  file: ReviewFile,
  { decision, ticks, note }: Decision,
): Verdict<true, ObstacleCode | 'TICKS_MISSING'> => {
  if (decision !== 'pass') {
    if (note.trim() !== '') return accept(true)
    return refuse('NOTE_MISSING', {
      sentence: '退回、不通过或转待核实须写明理由。',
      remedy: '请在审核意见中写明需要补正或核实的内容。',
      clauses: ['SDS-3.3-10'],
      field: 'note',
    })
  }
  const [first] = obstaclesOf({ ...file, furtherCheck: file.furtherCheck || note.trim() })
  if (first) {
    const { code, sentence, remedy, clauses } = first
    return refuse(code, { sentence, remedy, clauses })
  }
  return allTicked(ticks)
}
