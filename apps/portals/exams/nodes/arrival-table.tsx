import { Table } from 'antd'
import { useState } from 'react'
import { Wide } from '../../desk/wide.tsx'
import { Button } from '../../kit/button.tsx'
import { Trouble } from '../../kit/loaded.tsx'
import { DayText, Instant } from '../../kit/moment.tsx'
import { StatusTag } from '../../kit/status-tag.tsx'
import { Fault } from '../../kit/transport.ts'
import { takeResultFile } from '../../kit/upload.ts'
import { type ArrivalLine, decisionWords, outcomeWords } from './node-words.ts'

/** What became of a file, and what people have said about it since. */
const Outcome = ({ of }: { readonly of: ArrivalLine }) => {
  const { decision, proposal, outcome } = of
  const { word, tone } = outcomeWords[outcome] ?? { word: outcome, tone: 'idle' as const }
  if (decision)
    return (
      <StatusTag tone={decision.decision === 'adopt' ? 'done' : 'idle'}>
        {decisionWords[decision.decision]}
      </StatusTag>
    )
  return (
    <>
      <StatusTag tone={tone}>{word}</StatusTag>
      {proposal && <StatusTag tone="running">待复核</StatusTag>}
    </>
  )
}

const Words = ({ of }: { readonly of: ArrivalLine }) => {
  const { sentence, remedy, outcome, decision, proposal, keepUntil } = of
  const said = decision ?? proposal
  return (
    <>
      {sentence}
      {(outcome === 'refused' || outcome === 'conflict') && !decision && remedy}
      {said && (
        <>
          <br />
          {decision ? '决定' : '意见'}：{decisionWords[said.decision]}（{said.person} <Instant at={said.at} />
          ）{said.reason}
        </>
      )}
      {keepUntil && (
        <>
          <br />
          原件保存至 <DayText on={keepUntil.slice(0, 10)} />
        </>
      )}
    </>
  )
}

const save = ({ name, bytes }: { readonly name: string; readonly bytes: Blob }) => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(bytes)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

interface Props {
  readonly rows: readonly ArrivalLine[]
  readonly onDecide: (arrival: ArrivalLine) => void
}

/** Every file that came in, what was wrong with it, and what may be done about it. */
export const ArrivalTable = ({ rows, onDecide }: Props) => {
  const [fault, setFault] = useState<Fault | null>(null)
  const take = ({ arrivalId }: ArrivalLine) =>
    takeResultFile(arrivalId).then(save, (error: unknown) =>
      setFault(error instanceof Fault ? error : new Fault(false, null)),
    )
  return (
    <div className="stack">
      {fault && <Trouble of={{ refusal: null, fault }} />}
      <Wide label="收到的答卷包">
        <Table
          size="small"
          rowKey="arrivalId"
          dataSource={[...rows]}
          pagination={false}
          locale={{ emptyText: <span className="empty-line">还没有收到答卷包</span> }}
          columns={[
            { title: '收到', width: 170, render: (_, row) => <Instant at={row.receivedAt} /> },
            {
              title: '方式',
              width: 170,
              render: (_, row) => `${row.via === 'network' ? '网络' : '文件'}（${row.receivedBy}）`,
            },
            { title: '服务器', width: 150, render: (_, row) => row.nodeName ?? '未登记' },
            { title: '考场', width: 120, render: (_, row) => row.roomName ?? '——' },
            { title: '结果', width: 140, render: (_, row) => <Outcome of={row} /> },
            { title: '说明', width: 380, render: (_, row) => <Words of={row} /> },
            {
              title: '操作',
              width: 110,
              render: (_, row) => (
                <>
                  {row.mayDecide && (
                    <Button kind="link" onClick={() => onDecide(row)}>
                      {row.proposal ? '复核' : '作出决定'}
                    </Button>
                  )}
                  {row.mayTake && (
                    <Button kind="link" onClick={() => take(row)}>
                      取出原件
                    </Button>
                  )}
                </>
              ),
            },
          ]}
        />
      </Wide>
    </div>
  )
}
