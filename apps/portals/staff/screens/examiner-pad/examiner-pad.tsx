import { useCallback, useState } from 'react'
import { useParams } from 'react-router'
import type * as practical from '#modules/scoring/practical.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { useReachable } from '../../../kit/network.ts'
import { useSession } from '../../../kit/session.ts'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag, type Tone } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { scoringRefusals } from '../../../refusals/scoring.ts'
import { type PadCandidate, ScoreSheet } from './score-sheet.tsx'
import { newest, type Queue, type SheetInput } from './sheet-queue.ts'
import { isSigned, SignaturePad } from './signature-pad.tsx'
import { useSheetQueue } from './use-sheet-queue.ts'
import './examiner-pad.css'

type Pad = ReplyOf<typeof practical.pad>
interface Place {
  readonly batchId: string
  readonly sessionId: string
  readonly roomId: string
}

const SyncState = ({ queue }: { readonly queue: Queue }) => {
  const reachable = useReachable()
  const waiting = Object.values(queue).filter(({ refusal }) => refusal === null).length
  const refused = Object.values(queue).length - waiting
  if (refused > 0) return <StatusTag tone="refused">{refused} 份未被接受，请查看</StatusTag>
  if (!reachable) return <StatusTag tone="todo">断网，本机已保存 {waiting} 份</StatusTag>
  return waiting > 0 ? (
    <StatusTag tone="running">正在同步 {waiting} 份</StatusTag>
  ) : (
    <StatusTag tone="done">已全部同步</StatusTag>
  )
}

const standingOf = (
  candidate: PadCandidate,
  queue: Queue,
): { readonly tone: Tone; readonly words: string } => {
  if (candidate.absent) return { tone: 'idle', words: '缺考' }
  if (candidate.score !== null) return { tone: 'done', words: `成绩 ${candidate.score}` }
  const mine = queue[candidate.applicationId]
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
      const checked = (props.queue[candidate.applicationId]?.input.checks ?? candidate.mySheet?.checks ?? [])
        .length
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
            {!candidate.absent && checked < 4 && <StatusTag tone="refused">入场核对 {checked}/4</StatusTag>}
            <span className="quiet">
              本组已提交 {candidate.lockedCount} / {props.pad.panel.length}
              {candidate.totals && `：${candidate.totals.map(({ total }) => total).join('、')}`}
            </span>
          </button>
        </li>
      )
    })}
  </ul>
)

const LeaderSign = ({ place, onDone }: { readonly place: Place; readonly onDone: () => void }) => {
  const [open, setOpen] = useState(false)
  const [path, setPath] = useState('')
  const sign = useCommand<typeof practical.signPanel>('scoring.signPanel')
  const submit = async () => {
    const outcome = await sign.run({ ...place, signature: path })
    if (!outcome || outcome.refused) return
    say('本组成绩已签字')
    setOpen(false)
    onDone()
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>考评组长签字</Button>
      <Dialog
        title="考评组长签字"
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <Button busy={sign.pending} disabled={!isSigned(path)} onClick={submit}>
            确认签字
          </Button>
        }
      >
        <p>签字后按各考评员评分的平均值计算成绩，本组不能再评分。</p>
        <SignaturePad value={path} onDraw={setPath} />
        <Trouble of={sign} book={scoringRefusals} />
      </Dialog>
    </>
  )
}

const inputOf = (place: Place, candidate: PadCandidate): SheetInput => ({
  batchId: place.batchId,
  applicationId: candidate.applicationId,
  version: candidate.mySheet?.version ?? 0,
  points: candidate.mySheet?.points ?? {},
  vetoes: candidate.mySheet?.vetoes ?? [],
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
  const { queue, write, forget } = useSheetQueue(owner, onTaken)
  const [chosen, setChosen] = useState<string | null>(null)
  const candidate = pad.candidates.find(({ applicationId }) => applicationId === chosen)
  const waiting = chosen === null ? undefined : queue[chosen]
  return (
    <div className="stack">
      <header className="row pad-head">
        <h1>
          {pad.batchName} 第{pad.sessionNumber}场
        </h1>
        <SyncState queue={queue} />
        {pad.availableActions.some(({ action }) => action === 'sign') && (
          <LeaderSign place={place} onDone={again} />
        )}
      </header>
      {pad.form === null ? (
        <EmptyState title="还没有评分记录表，请联系考务人员" />
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
              <ScoreSheet
                key={candidate.applicationId}
                form={pad.form}
                candidate={candidate}
                input={newest(waiting, taken[candidate.applicationId]?.input, inputOf(place, candidate))}
                taken={taken[candidate.applicationId]?.locked ?? false}
                waiting={waiting}
                write={write}
                onReload={() => {
                  forget(candidate.applicationId)
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: the query's reader keeps its meaning between renders
  const read = useCallback(() => again(), [batchId, sessionId, roomId])
  return <Loaded of={pad}>{(value) => <Desk pad={value} place={place} again={read} />}</Loaded>
}
