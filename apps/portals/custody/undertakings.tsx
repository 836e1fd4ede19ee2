import './custody.css'
import type * as registers from '#modules/itembank/custody/register.contract.ts'
import { ClauseChips } from '../kit/clause.tsx'
import { useQuery } from '../kit/client.ts'
import { Loaded } from '../kit/loaded.tsx'
import { Instant } from '../kit/moment.tsx'
import { StatusTag } from '../kit/status-tag.tsx'

/** SDS-4.2-07: who has signed which text, and who still has to. */
export default function Undertakings() {
  const value = useQuery<typeof registers.undertakingRegister>('itembank.undertakings', {})
  return (
    <div className="stack">
      <header className="list-head">
        <h1>保密承诺签署情况</h1>
      </header>
      <Loaded of={value}>
        {({ rows, version }) => (
          <>
            <p className="standing">
              现行文本{version}；{rows.filter(({ isCurrent }) => isCurrent).length}人已签署，
              {rows.filter(({ isCurrent }) => !isCurrent).length}人未签署，未签署的不能接触试题和试卷。{' '}
              <ClauseChips ids={['SDS-4.2-07', 'SDE-4.5-29']} />
            </p>
            <div className="panel register-scroll">
              <table className="register-table">
                <thead>
                  <tr>
                    {['姓名', '岗位', '签署文本', '签署时间', '状态'].map((title) => (
                      <th key={title}>{title}</th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={`${row.name} ${row.duties.join()}`}>
                      <td>{row.name}</td>
                      <td>{row.duties.join('、')}</td>
                      <td>{row.textVersion ?? '——'}</td>
                      <td>{row.signedAt ? <Instant at={row.signedAt} /> : '——'}</td>
                      <td>
                        <StatusTag tone={row.isCurrent ? 'done' : 'todo'}>
                          {row.isCurrent ? '已签署' : row.textVersion ? '须重新签署' : '未签署'}
                        </StatusTag>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )}
      </Loaded>
    </div>
  )
}
