import type * as plan from '#modules/plan/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { useQuery } from '../../../kit/client.ts'
import { instantText } from '../../../kit/day-text.ts'
import { FactList } from '../../../kit/facts.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { yuanText } from '../../../kit/money.ts'
import { EmptyState } from '../../../kit/states.tsx'

type Notice = ReplyOf<typeof plan.publicNotices>['notices'][number]
type Line = Notice['lines'][number]

const subjects = (line: Line) =>
  [line.theory && '理论', line.practical && '技能', line.review && '综合评审'].filter(Boolean).join('、')

const LineFacts = ({ line }: { readonly line: Line }) => (
  <section className="stack">
    <h3>
      {line.occupationName}
      {line.trade && `（${line.trade}）`} {line.levelName}
    </h3>
    <FactList
      facts={[
        { label: '职业（工种）编码', value: line.occupationCode },
        { label: '报名时间', value: line.enrolmentTime },
        { label: '认定时间', value: line.examTime },
        { label: '认定地点', value: line.place },
        { label: '认定科目', value: subjects(line) },
        { label: '认定方式', value: line.method },
        {
          label: '收费标准',
          value: line.feeCents === null ? '——' : yuanText(line.feeCents),
          clauses: ['SDS-A1-06'],
        },
        { label: '申报条件', value: line.conditions },
      ]}
    />
  </section>
)

const NoticeCard = ({ notice }: { readonly notice: Notice }) => (
  <details className="panel">
    <summary>
      <strong>
        {notice.organisationName}
        {notice.year}年度认定计划公告
      </strong>
      {notice.edition > 1 && <span className="quiet">（第{notice.edition}版）</span>}
    </summary>
    <div className="stack">
      <FactList
        facts={[
          { label: '机构编码', value: notice.organisationCode },
          { label: '机构类型', value: notice.organisationType },
          { label: '联系方式', value: `${notice.contactName} ${notice.contactPhone}` },
          { label: '发布时间', value: instantText(notice.publishedAt), clauses: ['SDS-2.2-02'] },
          { label: '报名流程及要求', value: notice.enrolmentProcedure },
        ]}
      />
      {notice.lines.map((line) => (
        <LineFacts key={`${line.occupationCode} ${line.trade} ${line.level}`} line={line} />
      ))}
    </div>
  </details>
)

/** The annual notices in force, each with conditions, procedure and fee (SDS-A1-06). */
const Notices = () => {
  const notices = useQuery<typeof plan.publicNotices>('plan.publicNotices', {})
  return (
    <div className="stack">
      <h1>年度认定计划公告</h1>
      <Loaded of={notices}>
        {(value) =>
          value.notices.length === 0 ? (
            <EmptyState title="还没有已发布的年度计划公告" />
          ) : (
            value.notices.map((notice) => <NoticeCard key={notice.noticeId} notice={notice} />)
          )
        }
      </Loaded>
    </div>
  )
}
export default Notices
