import { Table } from 'antd'
import { yuanText } from '../../kit/money.ts'
import type { PlanDetailValue } from './plan-detail.tsx'

type Line = PlanDetailValue['lines'][number]

const modes = (line: Line) =>
  [
    line.theoryMode && `理论：${line.theoryMode}${line.theoryReason ? `（${line.theoryReason}）` : ''}`,
    line.practicalMode && `技能：${line.practicalMode}`,
    line.reviewMode && `综合评审：${line.reviewMode}`,
  ]
    .filter(Boolean)
    .join('，')

/** The lines of a batch with what each examines, how, and for how much. */
export const PlanLines = ({ lines }: { readonly lines: readonly Line[] }) => (
  <Table<Line>
    size="small"
    rowKey="lineId"
    pagination={false}
    scroll={{ x: 'max-content' }}
    dataSource={[...lines]}
    columns={[
      { title: '职业', dataIndex: 'occupationName' },
      { title: '工种', key: 'trade', render: (_, line) => line.trade || '——' },
      { title: '编码', dataIndex: 'occupationCode' },
      { title: '等级', dataIndex: 'levelName' },
      { title: '认定对象', dataIndex: 'targetGroup' },
      { title: '考核方式', key: 'modes', render: (_, line) => modes(line) },
      { title: '收费标准', key: 'fee', render: (_, line) => yuanText(line.feeCents) },
      { title: '依据标准', dataIndex: 'standard' },
      { title: '备注', key: 'remark', render: (_, line) => line.remark || '无' },
    ]}
  />
)
