import { Form, Input, Select } from 'antd'
import { Link } from 'react-router'
import type * as plan from '#modules/plan/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ButtonLink } from '../../kit/button.tsx'
import { ClauseChips } from '../../kit/clause.tsx'
import { useQuery } from '../../kit/client.ts'
import { dayText, instantText } from '../../kit/day-text.ts'
import { useSession } from '../../kit/session.ts'
import { StatusTag } from '../../kit/status-tag.tsx'
import { ListScreen, useListFilters } from '../list-screen.tsx'
import { BatchStateTag, noticeStates } from '../plans/state-tag.tsx'

type Row = ReplyOf<typeof plan.noticeList>['rows'][number]
type MissingRow = ReplyOf<typeof plan.noticeList>['missing'][number]

const Due = ({ row }: { readonly row: Row }) => (
  <span className="row">
    {row.due ? dayText(row.due) : '——'}
    {row.overdue && <StatusTag tone="refused">已逾期</StatusTag>}
    <ClauseChips ids={row.clauses} />
  </span>
)

const columns = [
  { title: '机构', dataIndex: 'organisationName', key: 'organisationName' },
  { title: '年度', dataIndex: 'year', key: 'year' },
  { title: '版次', key: 'edition', render: (_: unknown, row: Row) => `第${row.edition}版` },
  { title: '项数', dataIndex: 'lineCount', key: 'lineCount' },
  { title: '状态', key: 'state', render: (_: unknown, row: Row) => <BatchStateTag {...row} /> },
  { title: '发布期限', key: 'due', render: (_: unknown, row: Row) => <Due row={row} /> },
  {
    title: '发布时间',
    key: 'publishedAt',
    render: (_: unknown, row: Row) => (row.publishedAt ? instantText(row.publishedAt) : '——'),
  },
]

/** Organisations that have not begun: named with their own deadline, the overdue ones marked. */
const Missing = ({ rows }: { readonly rows: readonly MissingRow[] }) => (
  <section className="panel stack">
    <h2>尚未制定公告</h2>
    <ul className="todo-list">
      {rows.map(({ organisationId, organisationName, year, due, overdue }) => (
        <li key={organisationId}>
          {organisationName}
          <span className="todo-due">
            <StatusTag tone={overdue ? 'refused' : 'todo'}>
              {year}年度，应于{due ? dayText(due) : ''}前发布{overdue ? '，已逾期' : ''}
            </StatusTag>
          </span>
        </li>
      ))}
    </ul>
  </section>
)

const NoticeList = () => {
  const filtering = useListFilters()
  const { page, pageSize, fields } = filtering.filters
  const year = fields.year ? { year: Number(fields.year) } : {}
  const state = fields.state ? { state: fields.state } : {}
  const rows = useQuery<typeof plan.noticeList>(
    'plan.noticeList',
    { page, pageSize, ...year, ...state },
    { keep: true },
  )
  const drafts = useSession().session?.actor?.roles.some((role) => role === 'org-head' || role === 'org-exam')
  return (
    <div className="stack">
      <ListScreen
        title="年度计划公告"
        filtering={filtering}
        rows={rows}
        rowKey={(row) => row.noticeId}
        columns={columns}
        query={
          <>
            <Form.Item name="year" label="年度">
              <Input inputMode="numeric" allowClear />
            </Form.Item>
            <Form.Item name="state" label="状态">
              <Select allowClear style={{ minWidth: 140 }} options={[...noticeStates]} />
            </Form.Item>
          </>
        }
        toolbar={drafts && <ButtonLink to="/notices/new">制定公告</ButtonLink>}
        actions={(row) => <Link to={`/notices/${row.noticeId}`}>查看</Link>}
      />
      {rows.value && rows.value.missing.length > 0 && <Missing rows={rows.value.missing} />}
    </div>
  )
}
export default NoticeList
