import { useState } from 'react'
import type * as publicity from '#modules/scoring/publicity.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useQuery } from '../../../kit/client.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { DayText } from '../../../kit/moment.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { ObjectionForm } from '../../../reader/objection-form.tsx'

type Mine = ReplyOf<typeof publicity.myResults>

const words: { readonly [status: string]: string } = {
  absent: '缺考',
  cheating: '作弊',
  cancelled: '成绩取消',
}

const ResultCard = ({ of }: { readonly of: Mine['results'][number] }) => {
  const [objecting, setObjecting] = useState(false)
  return (
    <article className="panel stack">
      <header className="row">
        <h2>
          {of.occupation} {of.levelName}
        </h2>
        {of.passed !== null && (
          <StatusTag tone={of.passed ? 'done' : 'refused'}>{of.passed ? '合格' : '不合格'}</StatusTag>
        )}
      </header>
      <p className="quiet">
        {of.organisationName}　{of.batchName}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">科目</th>
            <th scope="col">成绩（{of.passMark} 分合格）</th>
          </tr>
        </thead>
        <tbody>
          {of.subjects.map(({ subject, name, points, status }) => (
            <tr key={subject}>
              <td>{name}</td>
              <td>
                {points ?? '——'}
                {status && words[status] && `（${words[status]}）`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        公示期：
        <DayText on={of.startsOn} />至<DayText on={of.endsOn} />
        {of.open ? '，公示中' : '，已确认'}
      </p>
      {of.open && !objecting && (
        <div>
          <Button kind="plain" onClick={() => setObjecting(true)}>
            对成绩提出异议
          </Button>
        </div>
      )}
      {objecting && <ObjectionForm publicityId={of.publicityId} own />}
    </article>
  )
}

const Objections = ({ of }: { readonly of: Mine['objections'] }) => (
  <section className="stack">
    <h2>我的异议</h2>
    {of.map((objection) => (
      <article key={objection.objectionId} className="panel stack">
        <header className="row">
          <h3>异议 {objection.number}</h3>
          <StatusTag tone={objection.decision ? 'done' : 'running'}>{objection.stateTitle}</StatusTag>
        </header>
        <p>{objection.statement}</p>
        {objection.decision && <p>处理决定：{objection.decision}</p>}
      </article>
    ))}
  </section>
)

export default function MyResults() {
  const mine = useQuery<typeof publicity.myResults>('scoring.myResults', {})
  return (
    <div className="stack">
      <h1>成绩</h1>
      <Loaded of={mine}>
        {({ results, objections }) => (
          <>
            {results.length === 0 && (
              <EmptyState title="还没有公示的成绩">
                <p className="quiet">成绩经复核并开始公示后在这里显示。</p>
              </EmptyState>
            )}
            {results.map((of) => (
              <ResultCard key={of.resultId} of={of} />
            ))}
            {objections.length > 0 && <Objections of={objections} />}
          </>
        )}
      </Loaded>
    </div>
  )
}
