import { Table } from 'antd'
import type * as papers from '#modules/itembank/paper/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Histogram } from '../../../kit/histogram.tsx'

type Detail = ReplyOf<typeof papers.paperDetail>
type Line = Detail['distribution'][number]

const grades = ['很易', '较易', '中等', '较难', '很难']

const columns = [
  {
    title: '鉴定范围',
    render: (_: unknown, { rangeCode, rangeName }: Line) => `${rangeCode} ${rangeName}`,
  },
  { title: '题型', dataIndex: 'typeName' },
  { title: '应抽', dataIndex: 'asked', align: 'right' as const },
  { title: '实抽', dataIndex: 'drawn', align: 'right' as const },
  { title: '分值', dataIndex: 'points', align: 'right' as const },
]

const total = (lines: readonly Line[], of: 'asked' | 'drawn' | 'points') =>
  lines.reduce((sum, line) => sum + line[of], 0)

/** What the blueprint asked and what was drawn, range by range, and how hard it is; no item is told. */
export const Distribution = ({ of }: { readonly of: Detail }) => {
  const lines = of.distribution.filter(({ asked, drawn }) => asked > 0 || drawn > 0)
  return (
    <div className="paper-distribution">
      <Table<Line>
        size="small"
        rowKey={({ rangeCode, typeName }) => `${rangeCode} ${typeName}`}
        columns={columns}
        dataSource={lines}
        pagination={false}
        summary={() => (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0} colSpan={2}>
              合计
            </Table.Summary.Cell>
            {(['asked', 'drawn', 'points'] as const).map((column, at) => (
              <Table.Summary.Cell key={column} index={at + 2} align="right">
                {total(lines, column)}
              </Table.Summary.Cell>
            ))}
          </Table.Summary.Row>
        )}
      />
      <section className="panel">
        <Histogram
          title="难度分布"
          units={{ bar: '', count: '题' }}
          bars={of.difficulty.map((count, at) => ({ label: grades[at] ?? '', count }))}
        />
      </section>
    </div>
  )
}
