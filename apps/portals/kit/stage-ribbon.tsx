import { useClausePanel } from './clause.tsx'
import { shortDayText } from './day-text.ts'
import { Icon } from './icons.tsx'
import './stage-ribbon.css'

export interface Segment {
  readonly key: string
  readonly title: string
  readonly state: 'past' | 'current' | 'future'
  /** Last day of the segment, `YYYY-MM-DD`. */
  readonly to?: string | null
  /** From today to `to` by the working calendar, computed by the server; negative when overdue. */
  readonly workingDaysLeft?: number | null
  readonly clauses?: readonly string[]
  /** How `to` follows: `9月4日报名截止 + 3天 → 9月7日`. */
  readonly arithmetic?: string | null
}

const words = { past: '已完成', current: '进行中', future: '未开始' } as const
const icons = { past: 'check', current: 'progress', future: 'ring' } as const

const countdown = (left: number): string => {
  if (left < 0) return `已逾期 ${-left} 个工作日`
  return left === 0 ? '今日截止' : `还有 ${left} 个工作日`
}

const SegmentFace = ({ segment }: { readonly segment: Segment }) => {
  const { to, workingDaysLeft: left, state } = segment
  return (
    <>
      <span className="segment-title">
        <Icon name={icons[state]} size={13} />
        {segment.title}
        <span className="unseen">（{words[state]}）</span>
      </span>
      {to && <span className="segment-due">{shortDayText(to)}</span>}
      {state === 'current' && typeof left === 'number' && (
        <span className={`segment-left ${left < 0 ? 'overdue' : ''}`}>{countdown(left)}</span>
      )}
    </>
  )
}

/** 阶段带: past filled, current raised with its countdown, future outlined; a click opens clause and arithmetic. */
export const StageRibbon = ({
  segments,
  label = '阶段',
}: {
  readonly segments: readonly Segment[]
  readonly label?: string
}) => {
  const open = useClausePanel()
  return (
    <ol className="ribbon" aria-label={label}>
      {segments.map((segment) => {
        const { key, state, clauses = [], arithmetic, title } = segment
        return (
          <li
            key={key}
            className={`segment ${state}`}
            aria-current={state === 'current' ? 'step' : undefined}
          >
            {clauses.length > 0 ? (
              <button
                type="button"
                onClick={() =>
                  open(clauses, arithmetic ? { title: `“${title}”期限的推算`, arithmetic } : undefined)
                }
              >
                <SegmentFace segment={segment} />
              </button>
            ) : (
              <div>
                <SegmentFace segment={segment} />
              </div>
            )}
          </li>
        )
      })}
    </ol>
  )
}
