import type { ScoringPanel } from '#modules/policy/core/exam-parameters.ts'
import type { Known } from '#modules/policy/core/parameter.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { isBeyond, spreadOf } from './discrepancy.rule.ts'
import { type AggregateRefusal, aggregate } from './practical.rule.ts'

export interface Panellist {
  /** Null until an account is opened for the examiner, who then cannot have locked anything. */
  readonly accountId: string | null
  readonly name: string
  readonly isLeader: boolean
}

export interface LockedTotal {
  readonly applicationId: string
  readonly examinerAccountId: string
  readonly total: number
}

/** SDS-4.3-11: a panel has exactly one leader, and it is the leader who signs. */
export const checkLeader = (
  panel: readonly Panellist[],
  signer: string,
): Verdict<Panellist, 'PANEL_LEADER' | 'NOT_LEADER'> => {
  const leaders = panel.filter(({ isLeader }) => isLeader)
  const [leader] = leaders
  if (leaders.length !== 1 || !leader) {
    return refuse('PANEL_LEADER', {
      sentence: `该考评组有 ${leaders.length} 名组长，须有且只有 1 名。`,
      remedy: '请考务人员先在人员安排中确定考评组长。',
      clauses: ['SDS-4.3-11'],
    })
  }
  if (leader.accountId !== signer) {
    return refuse('NOT_LEADER', {
      sentence: `本组成绩由考评组长${leader.name}签字。`,
      remedy: '请考评组长登录后签字。',
      clauses: ['SDS-4.3-11'],
    })
  }
  return accept(leader)
}

/** Whether everyone of the panel has locked the candidate's sheet; until then nobody sees another's points. */
export const isOpenToPanel = (
  panel: readonly Panellist[],
  locked: readonly Pick<LockedTotal, 'examinerAccountId'>[],
): boolean =>
  panel.length > 0 &&
  panel.every(({ accountId }) => locked.some(({ examinerAccountId }) => examinerAccountId === accountId))

interface PanelGiven {
  readonly locked: readonly LockedTotal[]
  readonly rule: Known<ScoringPanel>
  /** How far sheets may lie apart, and what the leader has decided where they do. */
  readonly limit: Known<number>
  readonly decided: ReadonlyMap<string, number>
}

const undecided = (name: string, totals: readonly number[], limit: Known<number>) => {
  const { lowest, highest } = spreadOf(totals)
  return refuse('ARBITRATION_OPEN', {
    sentence: `考生${name}的评分最低 ${lowest} 分、最高 ${highest} 分，相差超过 ${limit.value} 分。`,
    remedy: '请考评组长先裁决并写明理由，再签字。',
    clauses: [...limit.clauses, 'SDS-4.3-11'],
  })
}

/**
 * The practical scores of the panel's candidates, by application. Refused while any examiner of the panel still has
 * to lock a sheet, and by the pack's rule on the number of scores.
 */
export const panelScores = (
  panel: readonly Panellist[],
  candidates: readonly { readonly applicationId: string; readonly name: string }[],
  given: PanelGiven,
): Verdict<ReadonlyMap<string, number>, AggregateRefusal | 'ARBITRATION_OPEN'> => {
  const scores = new Map<string, number>()
  for (const { applicationId, name } of candidates) {
    const sheets = given.locked.filter((sheet) => sheet.applicationId === applicationId)
    if (!isOpenToPanel(panel, sheets)) {
      return refuse('SHEETS_MISSING', {
        sentence: `考生${name}应有 ${panel.length} 名考评员评分，已提交 ${sheets.length} 份。`,
        remedy: '请未评分的考评员评分并签名提交；未到考的考生请考务人员登记缺考。',
        clauses: given.rule.clauses,
      })
    }
    const totals = sheets.map(({ total }) => total)
    const score = aggregate(totals, given.rule)
    if (score.refused) return score
    const decided = given.decided.get(applicationId)
    if (decided === undefined && isBeyond(totals, given.limit)) return undecided(name, totals, given.limit)
    scores.set(applicationId, decided ?? score.value)
  }
  return accept(scores)
}
