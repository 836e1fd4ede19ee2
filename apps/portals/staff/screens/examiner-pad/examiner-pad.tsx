import { useCallback, useEffect, useState } from 'react'
import { Link, useParams } from 'react-router'
import type * as practical from '#modules/scoring/practical.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { useQuery } from '../../../kit/client.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { useSession } from '../../../kit/session.ts'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag, type Tone } from '../../../kit/status-tag.tsx'
import { keepOffline } from './keep-offline.ts'
import { Arbitration, LeaderSign, type Place } from './leader-tools.tsx'
import { type PadCandidate, ScoreSheet } from './score-sheet.tsx'
import { newest, type Queue, type SheetInput } from './sheet-queue.ts'
import { SyncState } from './sync-state.tsx'
import { useSheetQueue } from './use-sheet-queue.ts'
import './examiner-pad.css'

type Pad = ReplyOf<typeof practical.pad>
const standingOf = (
  candidate: PadCandidate,
  queue: Queue,
): { readonly tone: Tone; readonly words: string } => {
  if (candidate.absent) return { tone: 'idle', words: '缺考' }
  if (candidate.score !== null) return { tone: 'done', words: `成绩 ${candidate.score}` }
  const mine = queue[candidate.applicationId]?.latest
  if (mine?.refusal) return { tone: 'refused', words: '未被接受' }
  if (candidate.mySheet?.state === 'locked' || mine?.signature) return { tone: 'done', words: '已提交' }
  return candidate.mySheet || mine ? { tone: 'running', words: '评分中' } : { tone: 'idle', words: '未评' }
}

const CandidateList = (props: {
  readonly pad: Pad
  readonly queue: Queue
  readonly chosen: string | null
  readonly onChoose: (applicationId: string) => void
}) => (
  <ul className="pad-list" aria-label="考生">
    {props.pad.candidates.map((candidate) => {
      const { tone, words } = standingOf(candidate, props.queue)
      const checked = (
        props.queue[candidate.applicationId]?.latest.input.checks ??
        candidate.mySheet?.checks ??
        []
      ).length
      return (
        <li key={candidate.applicationId}>
          <button
            type="button"
            className="panel pad-card"
            disabled={candidate.absent}
            aria-current={candidate.applicationId === props.chosen ? 'true' : undefined}
            onClick={() => props.onChoose(candidate.applicationId)}
          >
            <strong>
              {candidate.seatNumber} 号　{candidate.name}
            </strong>
            <StatusTag tone={tone}>{words}</StatusTag>
            {candidate.needsArbitration && <StatusTag tone="refused">待裁决</StatusTag>}
            {!candidate.absent && checked < 4 && <StatusTag tone="refused">入场核对 {checked}/4</StatusTag>}
            <span className="quiet">
              {candidate.stationOpen.length > 0 && `工位未检查 ${candidate.stationOpen.length} 项　`}
              本组已提交 {candidate.lockedCount} / {props.pad.panel.length}
              {candidate.totals && `：${candidate.totals.map(({ total }) => total).join('、')}`}
            </span>
          </button>
        </li>
      )
    })}
  </ul>
)

const inputOf = (place: Place, candidate: PadCandidate): SheetInput => ({
  batchId: place.batchId,
  applicationId: candidate.applicationId,
  version: candidate.mySheet?.version ?? 0,
  points: candidate.mySheet?.points ?? {},
  vetoes: candidate.mySheet?.vetoes ?? [],
  deductions: candidate.mySheet?.deductions ?? [],
  checks: (candidate.mySheet?.checks ?? []) as SheetInput['checks'],
})

interface Taken {
  readonly input: SheetInput
  readonly locked: boolean
}

const Desk = ({
  pad,
  place,
  again,
}: {
  readonly pad: Pad
  readonly place: Place
  readonly again: () => void
}) => {
  const { session } = useSession()
  const owner = `${session?.actor?.organisationId ?? ''}:${session?.actor?.name ?? ''}`
  const [taken, setTaken] = useState<{ readonly [applicationId: string]: Taken }>({})
  const onTaken = useCallback(
    (input: SheetInput, locked: boolean) => {
      setTaken((now) => ({ ...now, [input.applicationId]: { input, locked } }))
      again()
    },
    [again],
  )
  const { queue: kept, syncedAt, write, forget } = useSheetQueue(owner, onTaken)
  const queue = kept ?? {}
  const [chosen, setChosen] = useState<string | null>(null)
  const candidate = pad.candidates.find(({ applicationId }) => applicationId === chosen)
  const waiting = chosen === null ? undefined : queue[chosen]?.latest
  return (
    <div className="stack">
      <header className="row pad-head">
        <h1>
          {pad.batchName} 第{pad.sessionNumber}场
        </h1>
        <SyncState queue={queue} syncedAt={syncedAt} />
        <Link to={`/practical/${place.sessionId}/${place.roomId}`}>考场与计时</Link>
        <ButtonLink
          kind="plain"
          to={`/scoring/${place.batchId}/${place.sessionId}/${place.roomId}/rehearsal`}
        >
          考评演练
        </ButtonLink>
        {pad.availableActions.some(({ action }) => action === 'sign') && (
          <LeaderSign place={place} onDone={again} />
        )}
      </header>
      {pad.warnings.map((warning) => (
        <p key={warning} className="panel pad-warning">
          {warning}
        </p>
      ))}
      {pad.form === null || kept === null ? (
        <EmptyState title={pad.form === null ? '还没有评分记录表，请联系考务人员' : '正在读取本机评分'} />
      ) : (
        <div className="pad-columns" data-open={candidate ? 'sheet' : 'list'}>
          <CandidateList pad={pad} queue={queue} chosen={chosen} onChoose={setChosen} />
          {candidate ? (
            <div className="stack">
              <div className="pad-back">
                <Button kind="plain" onClick={() => setChosen(null)}>
                  返回考生名单
                </Button>
              </div>
              <Arbitration
                place={place}
                candidate={candidate}
                isLeader={pad.isLeader}
                limit={pad.discrepancyLimit}
                onDone={again}
              />
              <ScoreSheet
                key={candidate.applicationId}
                form={pad.form}
                candidate={candidate}
                input={newest(waiting, taken[candidate.applicationId]?.input, inputOf(place, candidate))}
                taken={taken[candidate.applicationId]?.locked ?? false}
                waiting={waiting}
                steps={pad.steps}
                write={(input, signature) => void write(input, signature)}
                onReload={() => {
                  void forget(candidate.applicationId)
                  setTaken(({ [candidate.applicationId]: _old, ...rest }) => rest)
                  again()
                }}
              />
            </div>
          ) : (
            <EmptyState title="请从名单中选择考生" />
          )}
        </div>
      )}
    </div>
  )
}

export default function ExaminerPad() {
  const { batchId = '', sessionId = '', roomId = '' } = useParams()
  const place = { batchId, sessionId, roomId }
  const pad = useQuery<typeof practical.pad>('scoring.pad', place)
  const { again } = pad
  const isShown = pad.value !== undefined
  // Once the page has all its parts, they are kept for a room without network.
  useEffect(() => {
    if (isShown) void keepOffline()
  }, [isShown])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the query's reader keeps its meaning between renders
  const read = useCallback(() => again(), [batchId, sessionId, roomId])
  return <Loaded of={pad}>{(value) => <Desk pad={value} place={place} again={read} />}</Loaded>
}
