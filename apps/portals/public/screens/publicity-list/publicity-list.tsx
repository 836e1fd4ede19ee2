import { Link } from 'react-router'
import type * as publicity from '#modules/scoring/publicity.contract.ts'
import { useQuery } from '../../../kit/client.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { DayText } from '../../../kit/moment.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'

export default function PublicityList() {
  const list = useQuery<typeof publicity.publicityList>('scoring.publicityList', {})
  return (
    <div className="stack">
      <h1>结果公示</h1>
      <Loaded of={list}>
        {({ publicities }) =>
          publicities.length === 0 ? (
            <EmptyState title="目前没有公示的认定结果" />
          ) : (
            publicities.map((row) => (
              <article key={row.publicityId} className="panel stack">
                <header className="row">
                  <h2>
                    <Link to={`/results/${row.publicityId}`}>{row.batchName}</Link>
                  </h2>
                  <StatusTag tone={row.open ? 'running' : 'done'}>{row.open ? '公示中' : '已结束'}</StatusTag>
                </header>
                <p>
                  {row.organisationName}　<DayText on={row.startsOn} />至<DayText on={row.endsOn} />
                </p>
              </article>
            ))
          )
        }
      </Loaded>
    </div>
  )
}
