import { Select as AntSelect, Form } from 'antd'
import { Link } from 'react-router'
import type * as queries from '#modules/delivery/discipline/queries.contract.ts'
import { ListScreen, useListFilters } from '../desk/list-screen.tsx'
import { ButtonLink } from '../kit/button.tsx'
import { useQuery } from '../kit/client.ts'
import { DayText, Instant } from '../kit/moment.tsx'
import { useSession } from '../kit/session.ts'
import { StatusTag } from '../kit/status-tag.tsx'
import { aboutWords, type CaseLine, toneOf } from './words.ts'

const states = [
  { value: 'recorded', label: '待处理' },
  { value: 'decided', label: '已决定' },
  { value: 'in-review', label: '复核中' },
  { value: 'final', label: '已办结' },
]
const abouts = Object.entries(aboutWords).map(([value, label]) => ({ value, label }))

const outcomeOf = ({ effectTitle, banUntil }: CaseLine) =>
  effectTitle === null ? (
    '——'
  ) : (
    <>
      {effectTitle}
      {banUntil && (
        <>
          ，禁考至
          <DayText on={banUntil} />
        </>
      )}
    </>
  )

const stateOf = (row: CaseLine) => (
  <>
    <StatusTag tone={toneOf(row.state)}>{row.stateTitle}</StatusTag>
    {row.awaitsHandover && <StatusTag tone="refused">未移送</StatusTag>}
  </>
)

const isOne = <T extends string>(text: string | undefined, of: readonly { readonly value: string }[]) =>
  of.find(({ value }) => value === text)?.value as T | undefined

const columns = [
  { title: '编号', dataIndex: 'number', width: 120 },
  { title: '类别', width: 110, render: (_: unknown, row: CaseLine) => aboutWords[row.about] },
  { title: '当事人', width: 220, render: (_: unknown, row: CaseLine) => row.people.join('；') },
  { title: '状态', width: 140, render: (_: unknown, row: CaseLine) => stateOf(row) },
  { title: '发生时间', width: 170, render: (_: unknown, row: CaseLine) => <Instant at={row.occurredAt} /> },
  {
    title: '考场',
    width: 200,
    render: (_: unknown, row: CaseLine) => `${row.place} ${row.seat && `${row.seat}号`}`.trim() || '——',
  },
  { title: '情况', dataIndex: 'description', width: 260 },
  { title: '处理意见', width: 110, render: (_: unknown, row: CaseLine) => row.proposal ?? '——' },
  { title: '处理决定', width: 220, render: (_: unknown, row: CaseLine) => outcomeOf(row) },
]

/** SDS-4.4-42, HN-3.1.5: cases of discipline; the newly recorded ones come first. */
export default function CaseList() {
  const filtering = useListFilters()
  const { state, about } = filtering.filters.fields
  const chosen = {
    state: isOne<'recorded' | 'decided' | 'in-review' | 'final'>(state, states),
    about: isOne<'candidate' | 'staff' | 'site'>(about, abouts),
  }
  const rows = useQuery<typeof queries.caseList>(
    'discipline.cases',
    { ...(chosen.state && { state: chosen.state }), ...(chosen.about && { about: chosen.about }) },
    { keep: true },
  )
  const { session } = useSession()
  const isStaff = session?.actor?.roles.some((role) => role !== 'city' && role !== 'province') ?? false
  return (
    <ListScreen
      title="违纪处理"
      lead="考场登记的违纪在接收答卷后列在这里；事后发现的由工作人员登记。"
      filtering={filtering}
      rows={rows}
      rowKey={({ caseId }) => caseId}
      query={
        <>
          <Form.Item name="state" label="状态">
            <AntSelect allowClear placeholder="全部" options={states} />
          </Form.Item>
          <Form.Item name="about" label="类别">
            <AntSelect allowClear placeholder="全部" options={abouts} />
          </Form.Item>
        </>
      }
      toolbar={
        isStaff && (
          <>
            <ButtonLink to="/violations/new">登记违纪</ButtonLink>
            <ButtonLink kind="plain" to="/violations/new-staff">
              登记工作人员违规
            </ButtonLink>
          </>
        )
      }
      columns={columns}
      actions={(row) => <Link to={`/violations/${row.organisationId}/${row.caseId}`}>查看</Link>}
    />
  )
}
