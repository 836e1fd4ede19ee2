import type * as arrangement from '#modules/arrangement/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { FactList } from '../../../kit/facts.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { DayText, Instant } from '../../../kit/moment.tsx'
import { RefusalCard } from '../../../kit/refusal-card.tsx'
import { SeatMap } from '../../../kit/seat-map.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { fileAddress } from '../../../kit/upload.ts'
import { arrangementRefusals } from '../../../refusals/arrangement.ts'
import './ticket.css'

type Ticket = ReplyOf<typeof arrangement.myTickets>['tickets'][number]
type Sitting = Ticket['sittings'][number]

const seatsOf = (sitting: Sitting) =>
  sitting.numbers.flatMap((number, index) => {
    if (number === null) return []
    const [row, column] = [Math.floor(index / sitting.columns) + 1, (index % sitting.columns) + 1]
    const isOwn = row === sitting.row && column === sitting.column
    const state = sitting.broken.includes(`${row}-${column}`) ? ('defect' as const) : ('empty' as const)
    return [{ row, column, label: String(number), state: isOwn ? ('mine' as const) : state }]
  })

const SittingView = ({ sitting }: { readonly sitting: Sitting }) => (
  <section className="panel stack">
    <h2>{sitting.subjectTitle}</h2>
    <FactList
      facts={[
        { label: '开始', value: <Instant at={sitting.startsAt} /> },
        { label: '结束', value: <Instant at={sitting.endsAt} /> },
        { label: '考点', value: sitting.siteName },
        { label: '地址', value: sitting.address },
        { label: '位置', value: `${sitting.building} ${sitting.floor} 层 ${sitting.door} 室` },
        { label: '考场', value: `${sitting.roomCode} ${sitting.roomName}` },
        {
          label: sitting.subject === 'practical' ? '工位号' : '座位号',
          value: <strong>{sitting.seatNumber}</strong>,
        },
      ]}
    />
    <SeatMap
      title={`${sitting.roomName}座位图`}
      room={{ rows: sitting.rows, columns: sitting.columns, aislesAfter: [], door: 'front-right' }}
      seats={seatsOf(sitting)}
      legend={false}
    />
  </section>
)

const TicketView = ({ ticket }: { readonly ticket: Ticket }) => {
  const download = useCommand<typeof arrangement.downloadTicket>('arrangement.downloadTicket')
  const run = async () => {
    const { organisationId, ticketId } = ticket
    const outcome = await download.run({ organisationId, ticketId })
    if (outcome && !outcome.refused) window.location.assign(fileAddress(outcome.value))
  }
  return (
    <article className="stack ticket">
      <section className="panel stack">
        <h2>{ticket.batchName}</h2>
        <FactList
          facts={[
            { label: '准考证号', value: ticket.number },
            { label: '姓名', value: ticket.name },
            { label: '职业等级', value: ticket.lineTitle },
            ...(ticket.opensOn
              ? [{ label: '下载开放', value: <DayText on={ticket.opensOn} />, clauses: ['SDS-3.1-06'] }]
              : []),
          ]}
        />
        {ticket.availableActions.map(({ action, title, enabled, refusal }) =>
          enabled ? (
            <Button key={action} busy={download.pending} onClick={run}>
              {title}
            </Button>
          ) : (
            refusal && (
              <RefusalCard key={action} refusal={{ refused: true, ...refusal }} book={arrangementRefusals} />
            )
          ),
        )}
        <Trouble of={download} book={arrangementRefusals} />
      </section>
      {ticket.sittings.map((sitting) => (
        <SittingView key={sitting.subject} sitting={sitting} />
      ))}
      {ticket.materials.length > 0 && (
        <section className="panel" aria-label="自备物料清单">
          <h2>技能操作考核自备物料清单</h2>
          <ol className="ticket-rules">
            {ticket.materials.map((material) => (
              <li key={material}>{material}</li>
            ))}
          </ol>
        </section>
      )}
      <section className="panel">
        <h2>考生须知</h2>
        <ol className="ticket-rules">
          {ticket.rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ol>
      </section>
    </article>
  )
}

/** When, where and on which seat; the paper ticket for the door. */
export default function TicketPage() {
  const mine = useQuery<typeof arrangement.myTickets>('arrangement.myTickets', {})
  return (
    <div className="stack">
      <h1>准考证</h1>
      <Loaded of={mine} book={arrangementRefusals}>
        {({ tickets }) =>
          tickets.length === 0 ? (
            <EmptyState title="还没有准考证">
              <p className="quiet">资格审核通过、考场编排发布后，这里会出现您的准考证。</p>
            </EmptyState>
          ) : (
            tickets.map((ticket) => <TicketView key={ticket.ticketId} ticket={ticket} />)
          )
        }
      </Loaded>
    </div>
  )
}
