import { useState } from 'react'
import type { IncidentView } from '#modules/delivery/incident/core/incident-view.ts'
import { incidentTitle, severityWords } from '#modules/delivery/incident/core/incident-words.ts'
import { proceduresOf } from '#modules/delivery/incident/core/procedures/books.ts'
import { hourMinute } from '../clock-face.ts'
import { ScrollBox } from '../scroll-box.tsx'
import { IncidentCard } from './incident-card.tsx'
import type { IncidentDesk } from './incident-desk.ts'
import { NewIncident, ProcedureSheet } from './incident-new.tsx'
import './incident.css'

const heads = ['编号', '时间', '类型', '涉及', '程度', '上报', '状态']

interface RowProps {
  readonly incident: IncidentView
  readonly book: string
  readonly select: () => void
}

const Row = ({ incident, book, select }: RowProps) => (
  <tr>
    <td className="tabular">{incident.number}</td>
    <td className="tabular">{hourMinute(incident.since)}</td>
    <td>
      <button type="button" className="plain" onClick={select}>
        {incidentTitle(incident.type, book)}
      </button>
    </td>
    <td>{incident.seats.join('、') || '全考场'}</td>
    <td>{severityWords[incident.severity]}</td>
    <td>
      {incident.reports[0] ? `${incident.reports[0].to} ${hourMinute(incident.reports[0].at)}` : '尚未报告'}
    </td>
    <td>{incident.closed ? '✓ 已办结' : '● 未结'}</td>
  </tr>
)

/** HN-2.5-07: the procedures stand here to be read, and whoever is on duty confirms that he knows them. */
const Rules = ({ desk }: { readonly desk: IncidentDesk }) => (
  <details className="panel">
    <summary>
      偶发事件处理办法（{proceduresOf(desk.view.book).length} 类）
      {desk.view.rulesReadBy.length > 0 && ` · 已确认知悉：${desk.view.rulesReadBy.join('、')}`}
    </summary>
    <div className="stack">
      {proceduresOf(desk.view.book).map((procedure) => (
        <div key={procedure.type} className="stack tight">
          <h3>
            {procedure.number === null ? '' : `${procedure.number}. `}
            {procedure.title}
          </h3>
          <ProcedureSheet procedure={procedure} />
        </div>
      ))}
    </div>
  </details>
)

const List = ({ desk, select }: { readonly desk: IncidentDesk; readonly select: (one: number) => void }) => {
  const { incidents } = desk.view
  if (incidents.length === 0) return <p className="soft">本场没有登记突发事件。</p>
  return (
    <ScrollBox label="突发事件列表">
      <table>
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
          {incidents.map((one) => (
            <Row key={one.number} incident={one} book={desk.view.book} select={() => select(one.number)} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** The incidents of the sitting: the list, one of them, or a new one. */
export const IncidentPage = ({ desk }: { readonly desk: IncidentDesk }) => {
  const [chosen, setChosen] = useState<number | 'new' | null>(null)
  const incident = desk.view.incidents.find(({ number }) => number === chosen)
  return (
    <div className="incidents">
      <main className="stack">
        <div className="row spread">
          <h2>突发事件</h2>
          <div className="row">
            {!desk.view.rulesReadByMe && (
              <button type="button" onClick={() => desk.order({ act: 'confirm-rules' })}>
                确认知悉处理办法
              </button>
            )}
            <button type="button" className="primary" onClick={() => setChosen('new')}>
              登记突发事件
            </button>
          </div>
        </div>
        <List desk={desk} select={setChosen} />
        {desk.view.corrections.map(({ id, at, text }) => (
          <p key={id}>
            <span className="tabular">{hourMinute(at)}</span> 已向全体考生公布：{text}
          </p>
        ))}
        <Rules desk={desk} />
      </main>
      <aside>
        {chosen === 'new' ? (
          <NewIncident desk={desk} close={() => setChosen(null)} />
        ) : incident ? (
          <IncidentCard key={incident.number} desk={desk} incident={incident} close={() => setChosen(null)} />
        ) : (
          <p className="soft">选择一件查看处置办法和登记；新情况随时登记。</p>
        )}
      </aside>
    </div>
  )
}
