import type * as bans from '#modules/party/ban.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Wide } from '../desk/wide.tsx'
import { useQuery } from '../kit/client.ts'
import { Loaded } from '../kit/loaded.tsx'
import { DayText } from '../kit/moment.tsx'
import { EmptyState } from '../kit/states.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import './discipline.css'

type Register = ReplyOf<typeof bans.banList>

const Active = ({ active }: { readonly active: boolean }) => (
  <StatusTag tone={active ? 'refused' : 'done'}>{active ? '有效' : '已届满或解除'}</StatusTag>
)

const Bans = ({ of }: { readonly of: Register['bans'] }) => (
  <Wide label="名单">
    <table className="ban-table">
      <thead>
        <tr>
          <th scope="col">姓名</th>
          <th scope="col">证件号码</th>
          <th scope="col">自</th>
          <th scope="col">至（含当日）</th>
          <th scope="col">依据</th>
          <th scope="col">状态</th>
        </tr>
      </thead>
      <tbody>
        {of.map((ban) => (
          <tr key={ban.banId}>
            <td>{ban.name}</td>
            <td>{ban.documentMasked}</td>
            <td>
              <DayText on={ban.fromOn} />
            </td>
            <td>
              <DayText on={ban.untilOn} />
            </td>
            <td>
              {ban.caseNumber} {ban.reason}
            </td>
            <td>
              <Active active={ban.active} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Wide>
)

const Exclusions = ({ of }: { readonly of: Register['exclusions'] }) => (
  <Wide label="名单">
    <table className="ban-table">
      <thead>
        <tr>
          <th scope="col">姓名</th>
          <th scope="col">不得担任</th>
          <th scope="col">自</th>
          <th scope="col">至</th>
          <th scope="col">依据</th>
          <th scope="col">状态</th>
        </tr>
      </thead>
      <tbody>
        {of.map((each) => (
          <tr key={each.exclusionId}>
            <td>{each.name}</td>
            <td>{each.scopeTitle}</td>
            <td>
              <DayText on={each.fromOn} />
            </td>
            <td>{each.untilOn ? <DayText on={each.untilOn} /> : '资格已取消'}</td>
            <td>
              {each.caseNumber} {each.reason}
            </td>
            <td>
              <Active active={each.active} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Wide>
)

/** Who may not take part until when, and who of the staff is out. */
export default function BanRegister() {
  const register = useQuery<typeof bans.banList>('party.bans', {})
  return (
    <div className="stack">
      <h1>禁考和停用名单</h1>
      <Loaded of={register}>
        {({ bans: barred, exclusions }) => (
          <>
            <section className="panel stack scroll-x" aria-label="禁考人员">
              <h2>禁考人员</h2>
              {barred.length === 0 ? <EmptyState title="没有禁考人员" /> : <Bans of={barred} />}
            </section>
            <section className="panel stack scroll-x" aria-label="停用的工作人员">
              <h2>停用的工作人员</h2>
              {exclusions.length === 0 ? (
                <EmptyState title="没有停用的工作人员" />
              ) : (
                <Exclusions of={exclusions} />
              )}
            </section>
          </>
        )}
      </Loaded>
    </div>
  )
}
