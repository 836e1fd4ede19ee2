import { Table, type TableColumnsType } from 'antd'
import type { ReactNode } from 'react'
import type { filingDetail } from '#modules/filing/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { dayText } from '../kit/day-text.ts'
import { EmptyState } from '../kit/states.tsx'
import { StatusTag } from '../kit/status-tag.tsx'

export type FilingView = NonNullable<ReplyOf<typeof filingDetail>['filing']>
export type ScopeLine = FilingView['items'][number]

export const validity = (from: string, until: string | null): string =>
  `${dayText(from)} 至 ${until === null ? '长期' : dayText(until)}`

/** Whether it counts today comes first; a state that is in order but outside its days is not in order. */
export const FilingTag = ({
  state,
  stateWord,
  isValidToday,
}: Pick<FilingView, 'state' | 'stateWord' | 'isValidToday'>) => {
  if (isValidToday) return <StatusTag tone="done">有效</StatusTag>
  if (state === 'suspended') return <StatusTag tone="todo">{stateWord}</StatusTag>
  if (state === 'filed' || state === 'active') return <StatusTag tone="idle">不在有效期内</StatusTag>
  return <StatusTag tone={state === 'none' ? 'idle' : 'refused'}>{stateWord}</StatusTag>
}

const columns: TableColumnsType<ScopeLine> = [
  { title: '职业编码', dataIndex: 'occupationCode' },
  { title: '职业', dataIndex: 'occupationName' },
  { title: '工种', render: (_, { trade }) => trade || '——' },
  { title: '等级', dataIndex: 'levelName' },
  { title: '依据标准', dataIndex: 'standard' },
  { title: '有效期', render: (_, line) => validity(line.validFrom, line.validUntil) },
  { title: '状态', render: (_, line) => <FilingTag {...line} /> },
  { title: '最近决定', render: (_, line) => `${line.decisionDocument}（${dayText(line.decidedOn)}）` },
]

/** The lines of a filed scope; `actions` adds the column of what can be done to a line. */
export const ScopeTable = (props: {
  readonly items: readonly ScopeLine[]
  readonly actions?: (line: ScopeLine) => ReactNode
}) => {
  const { items, actions } = props
  return (
    <Table<ScopeLine>
      size="small"
      rowKey="scopeItemId"
      columns={
        actions
          ? [...columns, { title: '操作', fixed: 'right', render: (_, line) => actions(line) }]
          : columns
      }
      dataSource={[...items]}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: <EmptyState title="没有备案范围" /> }}
    />
  )
}

/** The facts of a filing as both sides see them. */
export const filingFacts = (filing: FilingView) => [
  { label: '机构编码', value: filing.code, clauses: ['SDS-A1-03'] },
  { label: '备案文号', value: filing.documentNumber },
  { label: '有效期', value: validity(filing.filedOn, filing.validUntil), clauses: ['SDS-1.0-01'] },
  {
    label: '最近决定',
    value: `${filing.decisionDocument}（${dayText(filing.decidedOn)}）${filing.decisionReason}`,
  },
  ...(filing.firstPlan
    ? [
        {
          label: '首个年度计划公告',
          value: `应于${dayText(filing.firstPlan.due)}前发布${filing.firstPlan.overdue ? '（已逾期）' : ''}`,
          clauses: filing.firstPlan.clauses,
        },
      ]
    : []),
]
