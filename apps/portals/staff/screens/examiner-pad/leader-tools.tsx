import { useState } from 'react'
import type * as panel from '#modules/scoring/panel.contract.ts'
import type * as practical from '#modules/scoring/practical.contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { Input, TextArea } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { scoringRefusals } from '../../../refusals/scoring.ts'
import type { PadCandidate } from './score-sheet.tsx'
import { isSigned, SignaturePad } from './signature-pad.tsx'

export interface Place {
  readonly batchId: string
  readonly sessionId: string
  readonly roomId: string
}

export const LeaderSign = ({ place, onDone }: { readonly place: Place; readonly onDone: () => void }) => {
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
        <p>签字后按各考评员评分的平均值计算成绩（已裁决的按裁决分数），本组不能再评分。</p>
        <SignaturePad value={path} onDraw={setPath} />
        <Trouble of={sign} book={scoringRefusals} />
      </Dialog>
    </>
  )
}

/** Sheets that lie too far apart: the leader decides between them and says why. */
export const Arbitration = (props: {
  readonly place: Place
  readonly candidate: PadCandidate
  readonly isLeader: boolean
  readonly limit: number
  readonly onDone: () => void
}) => {
  const { place, candidate, isLeader, limit, onDone } = props
  const [open, setOpen] = useState(false)
  const [score, setScore] = useState('')
  const [reason, setReason] = useState('')
  const decide = useCommand<typeof panel.arbitrate>('scoring.arbitrate')
  const submit = async () => {
    const { applicationId } = candidate
    const outcome = await decide.run({ ...place, applicationId, score: Number(score), reason })
    if (!outcome || outcome.refused) return
    say('裁决已记录')
    setOpen(false)
    onDone()
  }
  if (candidate.arbitration) {
    const { score: decided, reason: why, leaderName } = candidate.arbitration
    return (
      <p className="panel">
        组长{leaderName}裁决 <strong>{decided} 分</strong>：{why}
      </p>
    )
  }
  if (!candidate.needsArbitration) return null
  return (
    <section className="panel stack pad-warning" aria-label="评分差距">
      <p>
        各考评员评分为 {candidate.totals?.map(({ total }) => total).join('、')} 分，相差超过 {limit}{' '}
        分，须由考评组长裁决。
      </p>
      {isLeader && (
        <div>
          <Button onClick={() => setOpen(true)}>裁决</Button>
        </div>
      )}
      <Dialog
        title={`裁决${candidate.name}的评分`}
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <Button busy={decide.pending} disabled={score === '' || reason.trim().length < 4} onClick={submit}>
            确认裁决
          </Button>
        }
      >
        <ul>
          {candidate.totals?.map(({ name, total }) => (
            <li key={name}>
              {name}：{total} 分
            </li>
          ))}
        </ul>
        <Input label="裁决分数" inputMode="decimal" value={score} onText={setScore} required />
        <TextArea label="裁决理由" value={reason} onText={setReason} required />
        <Trouble of={decide} book={scoringRefusals} />
      </Dialog>
    </section>
  )
}
