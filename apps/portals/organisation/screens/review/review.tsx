import { Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import type * as enrolment from '#modules/enrolment/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { toneOf } from '../../../kit/application-tone.ts'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { dayText } from '../../../kit/day-text.ts'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { enrolmentRefusals } from '../../../refusals/enrolment.ts'
import { BulkDesk } from './bulk-desk.tsx'
import { Material } from './material.tsx'
import './review.css'

type Queue = ReplyOf<typeof enrolment.reviewQueue>

const QueueList = (props: {
  readonly queue: Queue
  readonly current: string
  readonly onPick: (applicationId: string) => void
}) => {
  const list = useRef<HTMLUListElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row in hand is kept in view when it changes
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not return.
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [props.current])
  return (
    <ul ref={list} className="review-queue" aria-label="待审核名单">
      {props.queue.rows.map((row) => (
        <li key={row.applicationId}>
          <button
            type="button"
            aria-current={row.applicationId === props.current}
            onClick={() => props.onPick(row.applicationId)}
          >
            <strong>{row.name}</strong> <span className="quiet">{row.documentMasked}</span>
            <span className="review-open">
              {row.clean ? '材料齐全' : row.open.join('、')}
              {row.overdue && ' · 逾期'}
            </span>
            <StatusTag tone={toneOf(row.state)}>{row.stateTitle}</StatusTag>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** J and K walk the queue. Letters typed into a field are text. */
const useWalk = (queue: Queue | undefined, current: string, onPick: (applicationId: string) => void) => {
  useEffect(() => {
    const walk = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        /^(?:INPUT|TEXTAREA|SELECT)$/u.test(target.tagName)
      )
        return
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0
      const at = queue?.rows.findIndex(({ applicationId }) => applicationId === current) ?? -1
      const next = queue?.rows[Math.max(0, at + step)]
      if (step !== 0 && next) onPick(next.applicationId)
    }
    window.addEventListener('keydown', walk)
    return () => window.removeEventListener('keydown', walk)
  }, [queue, current, onPick])
}

const Desk = ({ batchId }: { readonly batchId: string }) => {
  const [search, setSearch] = useSearchParams()
  const [clean, setClean] = useState('')
  const queue = useQuery<typeof enrolment.reviewQueue>(
    'enrolment.reviewQueue',
    { batchId, ...(clean ? { clean } : {}) },
    { keep: true },
  )
  const current = search.get('application') ?? queue.value?.rows[0]?.applicationId ?? ''
  const pick = (applicationId: string) =>
    setSearch({ batchId, application: applicationId }, { replace: true })
  useWalk(queue.value, current, pick)
  const following = () => {
    const rows = queue.value?.rows ?? []
    const at = rows.findIndex(({ applicationId }) => applicationId === current)
    const next = rows[at + 1] ?? rows[at - 1]
    if (next) pick(next.applicationId)
    else setSearch({ batchId }, { replace: true })
  }
  return (
    <Loaded of={queue} book={enrolmentRefusals}>
      {(value) => (
        <div className="review-desk">
          <aside className="panel stack">
            <p className="row">
              待审核 {value.total} 人，其中材料齐全 {value.clean} 人
              <Select
                aria-label="显示范围"
                size="small"
                value={clean}
                onChange={setClean}
                options={[
                  { value: '', label: '全部' },
                  { value: 'yes', label: '材料齐全' },
                  { value: 'no', label: '有缺件或疑点' },
                ]}
              />
            </p>
            <BulkDesk batchId={batchId} clean={value.clean} />
            <QueueList queue={value} current={current} onPick={pick} />
          </aside>
          {current === '' ? (
            <EmptyState title="没有待审核的申请" />
          ) : (
            <Material key={current} applicationId={current} onDecided={following} />
          )}
        </div>
      )}
    </Loaded>
  )
}

/** Confirms everybody found qualified at once (SDS-3.4-01). */
const AdmitAll = ({ batchId, qualified }: { readonly batchId: string; readonly qualified: number }) => {
  const admit = useCommand<typeof enrolment.admit>('enrolment.admit')
  if (qualified === 0) return null
  const run = async () => {
    const outcome = await admit.run({ batchId })
    if (outcome && !outcome.refused) say(`已确认 ${outcome.value.admitted} 人进入编排`)
  }
  return (
    <>
      <Button kind="plain" busy={admit.pending} onClick={run}>
        确认审核通过的 {qualified} 人进入编排
      </Button>
      <Trouble of={admit} book={enrolmentRefusals} />
    </>
  )
}

/** Queue left, the person's material right; A passes, R returns, J and K walk. */
const Review = () => {
  const [search, setSearch] = useSearchParams()
  const overview = useQuery<typeof enrolment.batchOverview>('enrolment.batches', {})
  return (
    <div className="stack">
      <Loaded of={overview}>
        {({ batches }) => {
          const batch = batches.find(({ batchId }) => batchId === search.get('batchId')) ?? batches[0]
          if (!batch) return <EmptyState title="还没有已发布的批次" />
          return (
            <>
              <header className="list-head">
                <div>
                  <h1>资格审核</h1>
                  <p className="quiet">
                    审核时段：报名截止次日至{dayText(batch.reviewUntil)}
                    {batch.reviewOpen ? '，正在审核' : '，今天不在审核时段内'}
                    {batch.overdue > 0 && `；逾期未审 ${batch.overdue} 人`}
                  </p>
                </div>
                <div className="row">
                  <Select
                    aria-label="批次"
                    value={batch.batchId}
                    options={batches.map(({ batchId, name }) => ({ value: batchId, label: name }))}
                    onChange={(batchId) => setSearch({ batchId })}
                    style={{ minWidth: 260 }}
                  />
                  <AdmitAll batchId={batch.batchId} qualified={batch.counts.qualified ?? 0} />
                  <ButtonLink kind="plain" to={`/review/forward?batchId=${batch.batchId}`}>
                    报送
                  </ButtonLink>
                </div>
              </header>
              <Desk key={batch.batchId} batchId={batch.batchId} />
            </>
          )
        }}
      </Loaded>
    </div>
  )
}

export default Review
