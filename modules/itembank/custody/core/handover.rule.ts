import { type Refusal, refuse } from '#platform/contract/verdict.ts'
import { type Hand, sameHand } from './chain.rule.ts'
import {
  mayBeFetched,
  mayBeHanded,
  type PackageKind,
  type PackageState,
  packageStates,
} from './package.machine.ts'

export interface Handed {
  readonly kind: PackageKind
  readonly state: PackageState
  readonly holder: Hand
  /** A hand-over already waits for a signature. */
  readonly isWaiting: boolean
  /** From when an invigilator may fetch it; null where the document is silent. */
  readonly fetchFrom: Date | null
}

export interface Giving {
  readonly purpose: 'hand' | 'fetch'
  readonly by: Hand
  readonly to: Hand | null
  readonly witnessName: string | null
  readonly now: Date
}

type Code =
  | 'WRONG_STEP'
  | 'RECEIVER_MISSING'
  | 'WITNESS_MISSING'
  | 'NOT_THE_HOLDER'
  | 'HANDOVER_WAITING'
  | 'FETCHED_TOO_EARLY'

const clauses = ['SDS-4.2-06', 'SDE-4.5-28']
const no = (code: Code, sentence: string, rest: { readonly remedy: string; readonly field?: string }) =>
  refuse(code, { sentence, clauses, ...rest })

/** HN-2.6-01: before its time the papers stay where they are. */
export const judgeFetchTime = (
  fetchFrom: Date | null,
  now: Date,
): Refusal<'FETCHED_TOO_EARLY'> | undefined =>
  fetchFrom && now.getTime() < fetchFrom.getTime()
    ? refuse('FETCHED_TOO_EARLY', {
        sentence: '尚未到监考人员领取试卷的时间。',
        remedy: '请在规定的领取时间办理。',
        clauses: ['HN-2.6-01'],
        details: { from: fetchFrom.toISOString() },
      })
    : undefined

const judgeReceiver = ({ to, witnessName, by }: Giving) => {
  if (!to)
    return no('RECEIVER_MISSING', '交接须有接收人。', { remedy: '请选择接收人。', field: 'toAccountId' })
  if (sameHand(to, by))
    return no('RECEIVER_MISSING', '接收人不能是交出人本人。', {
      remedy: '请选择另一人。',
      field: 'toAccountId',
    })
  const witnessed = witnessName !== null && witnessName.trim() !== to.name && witnessName.trim() !== by.name
  return to.accountId === null && !witnessed
    ? no('WITNESS_MISSING', '接收人没有账号，须有另一名见证人。', {
        remedy: '请填写见证人姓名。',
        field: 'witnessName',
      })
    : undefined
}

/** Whether a package may be given from hand to hand now (SDS-4.2-06, SDE-4.5-28, HN-3.1.7-01). */
export const judgeGiving = (handed: Handed, giving: Giving): Refusal<Code> | undefined => {
  const possible = giving.purpose === 'fetch' ? mayBeFetched(handed) : mayBeHanded(handed)
  if (!possible)
    return no('WRONG_STEP', `试卷袋${packageStates[handed.state]}，现在不能办理交接。`, {
      remedy: '请刷新页面，按当前状态办理。',
    })
  if (handed.isWaiting)
    return no('HANDOVER_WAITING', '上一次交接还在等待接收人确认。', { remedy: '请接收人登录确认或拒绝。' })
  if (!sameHand(handed.holder, giving.by))
    return no('NOT_THE_HOLDER', `试卷袋现由${handed.holder.name}保管，须由其交出。`, {
      remedy: `请${handed.holder.name}登录办理交接。`,
    })
  return (
    judgeReceiver(giving) ??
    (giving.purpose === 'fetch' ? judgeFetchTime(handed.fetchFrom, giving.now) : undefined)
  )
}
