import { useState } from 'react'
import { useNavigate } from 'react-router'
import { IncidentCard } from '#apps/exam-room/invigilator/incident-card.tsx'
import type { IncidentDesk } from '#apps/exam-room/invigilator/incident-desk.ts'
import type * as discipline from '#modules/delivery/discipline/contract.ts'
import type * as incident from '#modules/delivery/incident/contract.ts'
import type { IncidentAct } from '#modules/delivery/incident/core/incident-act.ts'
import { incidentTitle, severityWords } from '#modules/delivery/incident/core/incident-words.ts'
import { isFollowUp } from '#modules/delivery/incident/follow-up.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Wide } from '../desk/wide.tsx'
import { Button, ButtonLink } from '../kit/button.tsx'
import { useCommand, useQuery } from '../kit/client.ts'
import { Loaded, Trouble } from '../kit/loaded.tsx'
import { Instant } from '../kit/moment.tsx'
import { useSession } from '../kit/session.ts'
import { EmptyState } from '../kit/states.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import { say } from '../kit/toast.tsx'
import { disciplineRefusals } from '../refusals/discipline.ts'
import { incidentRefusals } from '../refusals/incident.ts'
import '#apps/exam-room/invigilator/incident.css'
import './incidents.css'
import { OwnIncident } from './own-incident.tsx'

type Row = ReplyOf<typeof incident.incidentList>['rows'][number]

const heads = ['发生时间', '考场', '编号', '类型', '涉及', '程度', '上报', '状态']

const whoIs = ({ candidates }: Row): string =>
  candidates.map(({ seat, name }) => `${seat} 号${name}`).join('、') || '全考场'

const State = ({ row }: { readonly row: Row }) => (
  <>
    <StatusTag tone={row.view.closed ? 'done' : 'todo'}>{row.view.closed ? '已办结' : '未结'}</StatusTag>
    {!row.atCentre && ' 考场办理中'}
    {row.holdsScore && ' 成绩暂缓'}
  </>
)

const Line = ({ row, select }: { readonly row: Row; readonly select: () => void }) => {
  const [first] = row.view.reports
  return (
    <tr>
      <td>
        <Instant at={row.view.since} />
      </td>
      <td>{row.place}</td>
      <td>{row.view.number}</td>
      <td>
        <button type="button" className="plain" onClick={select}>
          {incidentTitle(row.view.type, row.book)}
        </button>
      </td>
      <td>{whoIs(row)}</td>
      <td>{severityWords[row.view.severity]}</td>
      <td>
        {first ? (
          <>
            {first.to} <Instant at={first.at} />
          </>
        ) : (
          '尚未报告'
        )}
      </td>
      <td>
        <State row={row} />
      </td>
    </tr>
  )
}

/** HN-3.1.6-17: what was closed as a violation is taken up as a case, with this record linked to it. */
const CaseOf = ({ row }: { readonly row: Row }) => {
  const navigate = useNavigate()
  const organisationId = useSession().session?.actor?.organisationId ?? ''
  const open = useCommand<typeof discipline.openFromIncident>('discipline.openFromIncident')
  const place = (caseId: string) => `/violations/${organisationId}/${caseId}`
  if (row.caseId !== null)
    return (
      <div>
        <ButtonLink kind="plain" to={place(row.caseId)}>
          查看违纪案件
        </ButtonLink>
      </div>
    )
  if (!row.mayOpenCase) return null
  const go = async () => {
    const outcome = await open.run({ incidentId: row.incidentId })
    if (!outcome || outcome.refused) return
    say(`已立案 ${outcome.value.number}`)
    navigate(place(outcome.value.caseId))
  }
  return (
    <section className="panel stack" aria-label="立案">
      <p>本件按违纪办结，尚未立案。立案后本登记作为处理依据，自动关联到案件。</p>
      <Trouble of={open} book={disciplineRefusals} />
      <div>
        <Button busy={open.pending} onClick={go}>
          立案
        </Button>
      </div>
    </section>
  )
}

/** One incident with what its procedure still asks for, worked on after the day. */
const Chosen = ({ row, close }: { readonly row: Row; readonly close: () => void }) => {
  const follow = useCommand<typeof incident.followIncident>('delivery.followIncident')
  const order = async (act: IncidentAct): Promise<boolean> => {
    if (!isFollowUp(act)) return false
    const outcome = await follow.run({ incidentId: row.incidentId, version: row.version, act })
    if (!outcome || outcome.refused) return false
    say('已登记')
    return true
  }
  const desk: IncidentDesk = {
    view: {
      ...{ book: row.book, rulesReadBy: [], rulesReadByMe: true, incidents: [row.view], corrections: [] },
      evidence: row.evidence,
      mayAct: row.mayFollow,
    },
    now: new Date().toISOString(),
    seats: row.candidates,
    signing: 'login',
    order,
  }
  return (
    <>
      <Trouble of={follow} book={incidentRefusals} />
      <IncidentCard desk={desk} incident={row.view} close={close} />
      <CaseOf row={row} />
    </>
  )
}

const Table = ({ rows, select }: { readonly rows: readonly Row[]; readonly select: (row: Row) => void }) =>
  rows.length === 0 ? (
    <EmptyState title="没有突发事件" />
  ) : (
    <Wide label="突发事件登记册">
      <table aria-label="突发事件登记">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.incidentId} row={row} select={() => select(row)} />
          ))}
        </tbody>
      </table>
    </Wide>
  )

/** SDS-4.4-30: the register of incidents of all rooms; what is not closed there is worked on here. */
export default function IncidentRegister() {
  const list = useQuery<typeof incident.incidentList>(
    'delivery.incidents',
    {},
    // Rooms enter incidents while this page stands open.
    { keep: true, every: 5_000 },
  )
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <div className="stack">
      <header className="list-head">
        <h1>突发事件</h1>
        <Button onClick={() => setChosen('new')}>登记突发事件</Button>
      </header>
      <p className="standing">
        考场登记的突发事件随时列在这里；答卷接收后仍未结的在这里调查、报告、补充笔录、归还物证并作出决定。
      </p>
      <Loaded of={list} book={incidentRefusals}>
        {({ rows }) => {
          const row = rows.find(({ incidentId }) => incidentId === chosen)
          return (
            <div className="incidents">
              <div className="sheet">
                <Table rows={rows} select={({ incidentId }) => setChosen(incidentId)} />
              </div>
              <aside className="stack">
                {chosen === 'new' && <OwnIncident close={() => setChosen(null)} />}
                {row && <Chosen key={row.incidentId} row={row} close={() => setChosen(null)} />}
              </aside>
            </div>
          )
        }}
      </Loaded>
    </div>
  )
}
