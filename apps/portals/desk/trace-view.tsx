import { useState } from 'react'
import type * as supervision from '#modules/supervision/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ClauseChips } from '../kit/clause.tsx'
import { useQuery } from '../kit/client.ts'
import { Loaded } from '../kit/loaded.tsx'
import { Instant } from '../kit/moment.tsx'
import { EmptyState } from '../kit/states.tsx'
import { fileAddress } from '../kit/upload.ts'
import './trace-view.css'

type Trace = ReplyOf<typeof supervision.trace>
type TracedFact = Trace['facts'][number]

/** 全程 first, then each stage that the facts name, in the order in which they first happened. */
const stagesOf = (facts: readonly TracedFact[]) => ['全程', ...new Set(facts.map(({ stage }) => stage))]

const Line = ({ fact }: { readonly fact: TracedFact }) => (
  <tr>
    <td className="trace-when">
      <Instant at={fact.at} />
    </td>
    <td>{fact.stage}</td>
    <td>
      <strong>{fact.title}</strong>
      {fact.details.map(({ label, value }) => (
        <span key={label} className="quiet">
          {' '}
          {label}：{value}
        </span>
      ))}
    </td>
    <td>
      {fact.actorName}
      <span className="quiet"> {fact.organisationName}</span>
    </td>
    <td>
      <ClauseChips ids={fact.clauses} />
    </td>
    <td>{fact.file && <a href={fileAddress(fact.file)}>下载</a>}</td>
    <td className="trace-seq">{fact.chainSeq === null ? '' : `第 ${fact.chainSeq} 条`}</td>
  </tr>
)

/** SDS-7.2-06: everything that happened to one person, with who, when, clause, document and place in the audit chain. */
export const TraceView = ({ personId }: { readonly personId: string }) => {
  const [stage, setStage] = useState('全程')
  const trace = useQuery<typeof supervision.trace>('supervision.trace', { personId })
  return (
    <Loaded of={trace}>
      {({ name, documentMasked, facts }) => (
        <section className="panel trace">
          <h2>
            {name} <span className="quiet">{documentMasked}</span>
          </h2>
          <nav className="trace-stages" aria-label="阶段">
            {stagesOf(facts).map((each) => (
              <button key={each} type="button" aria-pressed={each === stage} onClick={() => setStage(each)}>
                {each}
              </button>
            ))}
          </nav>
          {facts.length === 0 && <EmptyState title="还没有记录" />}
          <div className="trace-scroll">
            <table>
              <thead>
                <tr>
                  {['时间', '阶段', '事项', '经办', '依据', '文书', '审计链'].map((title) => (
                    <th key={title} scope="col">
                      {title}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {facts
                  .filter((fact) => stage === '全程' || fact.stage === stage)
                  .map((fact) => (
                    <Line key={`${fact.at} ${fact.type} ${fact.chainSeq}`} fact={fact} />
                  ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
    </Loaded>
  )
}
