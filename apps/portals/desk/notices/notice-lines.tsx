import { Table } from 'antd'
import type * as plan from '#modules/plan/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { yuanText } from '../../kit/money.ts'

type Line = ReplyOf<typeof plan.noticeDetail>['lines'][number]

const yesNo = (yes: boolean) => (yes ? '是' : '否')

/** The lines of a notice in the columns of Annex 1, with the contents the annex has no column for. */
export const NoticeLines = ({ lines }: { readonly lines: readonly Line[] }) => (
  <Table<Line>
    size="small"
    rowKey={(line) => `${line.occupationCode} ${line.trade} ${line.level}`}
    pagination={false}
    scroll={{ x: 'max-content' }}
    dataSource={[...lines]}
    expandable={{
      columnTitle: <span className="unseen">展开</span>,
      expandedRowRender: (line) => (
        <div className="stack">
          <p>申报条件：{line.conditions || '——'}</p>
          <p>
            准备情况：场地 {line.readiness.site || '——'}，题库 {line.readiness.itemBank || '——'}，人员{' '}
            {line.readiness.staff || '——'}
          </p>
        </div>
      ),
    }}
    columns={[
      { title: '职业', dataIndex: 'occupationName' },
      { title: '工种', key: 'trade', render: (_, line) => line.trade || '——' },
      { title: '职业（工种）编码', dataIndex: 'occupationCode' },
      { title: '认定等级', dataIndex: 'levelName' },
      { title: '报名时间', dataIndex: 'enrolmentTime' },
      { title: '认定时间', dataIndex: 'examTime' },
      { title: '认定地点', dataIndex: 'place' },
      { title: '理论', key: 'theory', render: (_, line) => yesNo(line.theory) },
      { title: '技能', key: 'practical', render: (_, line) => yesNo(line.practical) },
      { title: '综合', key: 'review', render: (_, line) => yesNo(line.review) },
      { title: '认定方式', dataIndex: 'method' },
      {
        title: '收费标准',
        key: 'fee',
        render: (_, line) => (line.feeCents === null ? '——' : yuanText(line.feeCents)),
      },
    ]}
  />
)
