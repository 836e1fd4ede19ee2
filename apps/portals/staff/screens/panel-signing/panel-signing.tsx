import { useState } from 'react'
import { useParams } from 'react-router'
import type * as practical from '#modules/scoring/practical.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { scoringRefusals } from '../../../refusals/scoring.ts'
import { isSigned, SignaturePad } from '../examiner-pad/signature-pad.tsx'

type Panel = ReplyOf<typeof practical.panelList>['panels'][number]

const Countersign = ({ panel }: { readonly panel: Panel }) => {
  const [open, setOpen] = useState(false)
  const [path, setPath] = useState('')
  const sign = useCommand<typeof practical.countersignPanel>('scoring.countersignPanel')
  const submit = async () => {
    const outcome = await sign.run({ panelId: panel.panelId!, version: panel.version, signature: path })
    if (!outcome || outcome.refused) return
    say('已签字')
    setOpen(false)
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>督导员签字</Button>
      <Dialog
        title="督导员签字"
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <Button busy={sign.pending} disabled={!isSigned(path)} onClick={submit}>
            确认签字
          </Button>
        }
      >
        <p>请核对本组成绩与评分记录一致后签字。</p>
        <SignaturePad value={path} onDraw={setPath} />
        <Trouble of={sign} book={scoringRefusals} />
      </Dialog>
    </>
  )
}

const PanelCard = ({ panel }: { readonly panel: Panel }) => (
  <article className="panel stack">
    <header className="row pad-head">
      <h2>
        第{panel.sessionNumber}场 <Instant at={panel.startsAt} />
      </h2>
      <StatusTag
        tone={panel.state === 'countersigned' ? 'done' : panel.state === 'signed' ? 'todo' : 'running'}
      >
        {panel.stateTitle}
      </StatusTag>
    </header>
    <p>
      考生 {panel.candidates} 人，缺考 {panel.absent} 人；考评员：
      {panel.examiners
        .map(({ name, isLeader, locked }) => `${name}${isLeader ? '（组长）' : ''} 已提交 ${locked} 份`)
        .join('，')}
    </p>
    {panel.scores.length > 0 && (
      <details>
        <summary>本组成绩</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">工位</th>
              <th scope="col">姓名</th>
              <th scope="col">成绩</th>
            </tr>
          </thead>
          <tbody>
            {panel.scores.map(({ seatNumber, name, score, absent }) => (
              <tr key={seatNumber}>
                <td>{seatNumber}</td>
                <td>{name}</td>
                <td>{absent ? '缺考' : score}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    )}
    {panel.availableActions.length > 0 && (
      <div>
        <Countersign panel={panel} />
      </div>
    )}
  </article>
)

export default function PanelSigning() {
  const { batchId = '' } = useParams()
  const panels = useQuery<typeof practical.panelList>('scoring.panelList', { batchId })
  return (
    <div className="stack">
      <h1>考评组成绩签字</h1>
      <Loaded of={panels}>
        {(value) =>
          value.panels.length === 0 ? (
            <EmptyState title="本批次没有技能操作考核的考场" />
          ) : (
            value.panels.map((panel) => <PanelCard key={`${panel.sessionId}${panel.roomId}`} panel={panel} />)
          )
        }
      </Loaded>
    </div>
  )
}
