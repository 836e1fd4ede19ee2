import { useState } from 'react'
import { useParams } from 'react-router'
import type * as defence from '#modules/delivery/panel/contract.ts'
import type * as review from '#modules/scoring/review.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { Input, TextArea } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { deliveryRefusals } from '../../../refusals/delivery.ts'
import { scoringRefusals } from '../../../refusals/scoring.ts'
import { isSigned, SignaturePad } from '../examiner-pad/signature-pad.tsx'
import '../../../practical/practical.css'

type Hearing = ReplyOf<typeof defence.defence>
type Turn = Hearing['turns'][number]
type Pad = ReplyOf<typeof review.reviewPad>
type Candidate = Pad['candidates'][number]

interface Place {
  readonly batchId: string
  readonly sessionId: string
  readonly roomId: string
}

const roomOf = ({ sessionId, roomId }: Place) => ({ sessionId, roomId })

/** Asks for a signature before something final. */
const Signing = (props: {
  readonly verb: string
  readonly words: string
  readonly busy: boolean
  readonly onSign: (signature: string) => void
}) => {
  const [open, setOpen] = useState(false)
  const [path, setPath] = useState('')
  return (
    <>
      <Button onClick={() => setOpen(true)}>{props.verb}</Button>
      <Dialog
        title={props.verb}
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <Button
            busy={props.busy}
            disabled={!isSigned(path)}
            onClick={() => {
              setOpen(false)
              props.onSign(path)
            }}
          >
            确认签名
          </Button>
        }
      >
        <p>{props.words}</p>
        <SignaturePad value={path} onDraw={setPath} />
      </Dialog>
    </>
  )
}

const Record = ({ place, turn }: { readonly place: Place; readonly turn: Turn }) => {
  const [question, setQuestion] = useState('')
  const [answer, setAnswer] = useState('')
  const [minutes, setMinutes] = useState(turn.minutes ?? '')
  const ask = useCommand<typeof defence.recordQuestion>('delivery.recordQuestion')
  const keep = useCommand<typeof defence.saveMinutes>('delivery.saveMinutes')
  const at = { ...roomOf(place), applicationId: turn.applicationId }
  const submit = async () => {
    const outcome = await ask.run({ ...at, question, answer })
    if (!outcome || outcome.refused) return
    setQuestion('')
    setAnswer('')
  }
  return (
    <details>
      <summary>提问与评审记录（{turn.questions.length} 问）</summary>
      <div className="stack">
        <ol>
          {turn.questions.map((asked) => (
            <li key={asked.question}>
              {asked.question} <span className="quiet">{asked.askedBy}</span>
              <br />
              {asked.answer}
            </li>
          ))}
        </ol>
        <Input label="提问" value={question} onText={setQuestion} />
        <TextArea label="回答要点" value={answer} onText={setAnswer} />
        <div>
          <Button
            kind="plain"
            busy={ask.pending}
            disabled={question.trim().length < 2}
            onClick={() => void submit()}
          >
            记录提问
          </Button>
        </div>
        <TextArea label="评审意见" value={minutes} onText={setMinutes} />
        <div>
          <Button
            kind="plain"
            busy={keep.pending}
            disabled={minutes.trim().length < 4}
            onClick={() => keep.run({ ...at, minutes })}
          >
            保存评审记录
          </Button>
        </div>
        <Trouble of={ask} book={deliveryRefusals} />
        <Trouble of={keep} book={deliveryRefusals} />
      </div>
    </details>
  )
}

const Scores = (props: { readonly place: Place; readonly pad: Pad; readonly candidate: Candidate }) => {
  const { place, pad, candidate } = props
  const { mySheet, applicationId } = candidate
  const [points, setPoints] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(Object.entries(mySheet?.points ?? {}).map(([name, value]) => [name, String(value)])),
  )
  const score = useCommand<typeof review.scoreReview>('scoring.scoreReview')
  const send = (signature: string | null) => {
    const filled = Object.entries(points).filter(([, value]) => value.trim() !== '')
    const given = Object.fromEntries(filled.map(([name, value]) => [name, Number(value)]))
    void score.run({ ...place, applicationId, version: mySheet?.version ?? 0, points: given, signature })
  }
  if (mySheet?.state === 'locked') return <StatusTag tone="done">本人已提交 {mySheet.total} 分</StatusTag>
  return (
    <div className="stack">
      {pad.contents.map(({ name, weight, focus }) => (
        <Input
          key={name}
          label={`${name}（满分 ${weight}）`}
          hint={focus.join('、')}
          inputMode="decimal"
          value={points[name] ?? ''}
          onText={(value) => setPoints({ ...points, [name]: value })}
        />
      ))}
      <div className="row">
        <Button kind="plain" busy={score.pending} onClick={() => send(null)}>
          保存评分
        </Button>
        <Signing
          verb="签名提交评分"
          words="提交后不能再改；全部评审人员提交前，互相看不到评分。"
          busy={score.pending}
          onSign={send}
        />
      </div>
      <Trouble of={score} book={scoringRefusals} />
    </div>
  )
}

const TurnCard = (props: { readonly place: Place; readonly turn: Turn; readonly pad: Pad | undefined }) => {
  const { place, turn, pad } = props
  const candidate = pad?.candidates.find(({ applicationId }) => applicationId === turn.applicationId)
  return (
    <li className="panel stack">
      <div className="row pad-head">
        <strong>
          {turn.position}　{turn.name}
        </strong>
        <span className="quiet">
          <Instant at={turn.startsAt} />
          　材料：{turn.materials.join('、') || '无'}
        </span>
        {candidate && (
          <span className="quiet">
            已提交 {candidate.lockedCount} / {candidate.panelSize}
            {candidate.totals && `：${candidate.totals.map(({ total }) => total).join('、')}`}
          </span>
        )}
        {candidate?.needsArbitration && <StatusTag tone="refused">待裁决</StatusTag>}
        {candidate?.score != null && <StatusTag tone="done">成绩 {candidate.score}</StatusTag>}
      </div>
      <Record place={place} turn={turn} />
      {pad && candidate && <Scores place={place} pad={pad} candidate={candidate} />}
    </li>
  )
}

const PanelView = ({ place, hearing }: { readonly place: Place; readonly hearing: Hearing }) => {
  const pad = useQuery<typeof review.reviewPad>('scoring.reviewPad', { ...place }, { keep: true })
  const receive = useCommand<typeof defence.confirmMaterials>('delivery.confirmMaterials')
  const sign = useCommand<typeof review.signReview>('scoring.signReview')
  return (
    <div className="stack">
      <header className="row pad-head">
        <h1>
          {hearing.siteName} {hearing.roomName}
        </h1>
        <span className="quiet">
          {hearing.lineTitle}　{hearing.mode ?? ''}　统分人 {hearing.clerk ?? '未定'}
        </span>
        {pad.value?.isLeader && pad.value.panelState === 'scoring' && (
          <Signing
            verb="评审组长签字"
            words="签字后按各评审人员评分的平均值计算成绩。"
            busy={sign.pending}
            onSign={(signature) => void sign.run({ ...place, signature })}
          />
        )}
      </header>
      <Trouble of={sign} book={scoringRefusals} />
      {hearing.turns.length === 0 && <EmptyState title="还没有编排答辩" />}
      {hearing.turns.length > 0 && !hearing.hasReceived && (
        <section className="panel row pad-head" aria-label="评审材料">
          <span>请在答辩前收阅每名考生的材料。</span>
          <Button busy={receive.pending} onClick={() => receive.run(roomOf(place))}>
            确认收到材料
          </Button>
        </section>
      )}
      <Trouble of={receive} book={deliveryRefusals} />
      <ol className="turn-list">
        {hearing.turns.map((turn) => (
          <TurnCard key={turn.applicationId} place={place} turn={turn} pad={pad.value} />
        ))}
      </ol>
    </div>
  )
}

/** A defence room as a member of its panel works in it. */
export default function ReviewPanel() {
  const { batchId = '', sessionId = '', roomId = '' } = useParams()
  const place = { batchId, sessionId, roomId }
  const hearing = useQuery<typeof defence.defence>('delivery.defence', roomOf(place), { keep: true })
  return (
    <Loaded of={hearing} book={deliveryRefusals}>
      {(value) => <PanelView place={place} hearing={value} />}
    </Loaded>
  )
}
