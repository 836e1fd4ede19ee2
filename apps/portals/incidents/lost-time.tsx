import type * as incident from '#modules/delivery/incident/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Wide } from '../desk/wide.tsx'
import { Button } from '../kit/button.tsx'
import { useCommand, useQuery } from '../kit/client.ts'
import { Loaded, Trouble } from '../kit/loaded.tsx'
import { Instant } from '../kit/moment.tsx'
import { EmptyState } from '../kit/states.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import { say } from '../kit/toast.tsx'
import { incidentRefusals } from '../refusals/incident.ts'
import '#apps/exam-room/invigilator/incident.css'
import './incidents.css'

type Ledger = ReplyOf<typeof incident.interruptionLedger>
type Resit = Ledger['resits'][number]

const inMinutes = (seconds: number): string => {
  if (seconds === 0) return '—'
  return seconds < 60 ? `${seconds} 秒` : `${Math.round(seconds / 6) / 10} 分钟`
}

const Heads = ({ of }: { readonly of: readonly string[] }) => (
  <thead>
    <tr>
      {of.map((head) => (
        <th key={head} scope="col">
          {head}
        </th>
      ))}
    </tr>
  </thead>
)

const lineHeads = ['考场', '座位', '考生', '原因', '起', '止', '中断', '补时', '批准人', '说明']

const Lines = ({ lines }: Pick<Ledger, 'lines'>) =>
  lines.length === 0 ? (
    <EmptyState title="没有作答中断" />
  ) : (
    <Wide label="中断台账">
      <table aria-label="中断台账">
        <Heads of={lineHeads} />
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.place}${line.seat}${line.from}${line.cause}`}>
              <td>{line.place}</td>
              <td>{line.seat ?? '全考场'}</td>
              <td>{line.name}</td>
              <td>{line.cause}</td>
              <td>
                <Instant at={line.from} />
              </td>
              <td>
                <Instant at={line.to} />
              </td>
              <td>{inMinutes(line.lostSeconds)}</td>
              <td>{inMinutes(line.givenSeconds)}</td>
              <td>{line.givenBy ?? '—'}</td>
              <td>{line.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )

const resitWords = { proposed: '待决定', approved: '同意重考', refused: '不同意' } as const

const Decide = ({ of: { resitId, version } }: { readonly of: Resit }) => {
  const decide = useCommand<typeof incident.decideResit>('delivery.decideResit')
  const go = async (approve: boolean) => {
    const outcome = await decide.run({ resitId, version, approve, note: '' })
    if (outcome && !outcome.refused) say('已决定')
  }
  return (
    <div className="row">
      <Button busy={decide.pending} onClick={() => go(true)}>
        同意重考
      </Button>
      <Button kind="plain" busy={decide.pending} onClick={() => go(false)}>
        不同意
      </Button>
      <Trouble of={decide} book={incidentRefusals} />
    </div>
  )
}

const Resits = ({ resits }: Pick<Ledger, 'resits'>) =>
  resits.length === 0 ? (
    <EmptyState title="重考名单为空" />
  ) : (
    <Wide label="重考名单">
      <table aria-label="重考名单">
        <Heads of={['座位', '考生', '决定', '原因', '决定人', '考场']} />
        <tbody>
          {resits.map((row) => (
            <tr key={row.resitId}>
              <td>{row.seat}</td>
              <td>{row.name}</td>
              <td>
                {row.mayDecide ? (
                  <Decide of={row} />
                ) : (
                  <StatusTag tone={row.state === 'proposed' ? 'todo' : 'done'}>
                    {resitWords[row.state as keyof typeof resitWords] ?? row.state}
                  </StatusTag>
                )}
              </td>
              <td>{row.reason}</td>
              <td>
                {row.decidedBy ?? '—'} {row.decidedAt && <Instant at={row.decidedAt} />}
              </td>
              <td>{row.place}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )

/** SDS-4.4-40: who lost time, who was given some, and who sits again because it was too much; printable. */
export default function LostTime() {
  const ledger = useQuery<typeof incident.interruptionLedger>('delivery.interruptions', {}, { keep: true })
  return (
    <div className="stack incidents-print">
      <header className="list-head">
        <h1>中断台账</h1>
        <Button kind="plain" onClick={() => print()}>
          打印
        </Button>
      </header>
      <Loaded of={ledger} book={incidentRefusals}>
        {({ lines, resits }) => (
          <>
            <div className="incidents single">
              <div className="sheet stack">
                <Lines lines={lines} />
              </div>
            </div>
            <h2>重考名单</h2>
            <div className="incidents single">
              <div className="sheet stack">
                <Resits resits={resits} />
              </div>
            </div>
          </>
        )}
      </Loaded>
    </div>
  )
}
