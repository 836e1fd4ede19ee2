import { Table } from 'antd'
import { Wide } from '../../desk/wide.tsx'
import { Button } from '../../kit/button.tsx'
import { Instant } from '../../kit/moment.tsx'
import { StatusTag } from '../../kit/status-tag.tsx'
import { SittingState } from '../sitting-columns.tsx'
import { type NodeLine, type Nodes, overdueText, type SittingLine } from './node-words.ts'

const Heard = ({ of }: { readonly of: NodeLine }) => {
  if (of.state === 'withdrawn') return <StatusTag tone="idle">已注销</StatusTag>
  if (of.heardAt === null) return <StatusTag tone="idle">尚未联网</StatusTag>
  return (
    <>
      <Instant at={of.heardAt} />{' '}
      {of.isSameBuild === false && <StatusTag tone="refused">程序版本不一致</StatusTag>}
    </>
  )
}

export const NodeTable = ({
  of,
  onWithdraw,
}: {
  readonly of: Nodes
  readonly onWithdraw: (node: NodeLine) => void
}) => (
  <Table
    size="small"
    rowKey="nodeId"
    dataSource={of.nodes}
    pagination={false}
    scroll={{ x: 'max-content' }}
    locale={{ emptyText: <span className="empty-line">还没有登记考场服务器；场次由中心服务器承担</span> }}
    columns={[
      { title: '名称', dataIndex: 'name', width: 180 },
      { title: '考点', dataIndex: 'siteName', width: 200 },
      { title: '指纹', width: 190, render: (_, row) => <code>{row.fingerprint}</code> },
      { title: '承担场次', dataIndex: 'sittings', width: 90, align: 'right' },
      { title: '最近联系', width: 240, render: (_, row) => <Heard of={row} /> },
      {
        title: '登记',
        width: 220,
        render: (_, row) => (
          <>
            <Instant at={row.registeredAt} /> {row.registeredBy}
          </>
        ),
      },
      {
        title: '操作',
        width: 80,
        render: (_, row) =>
          of.mayWithdraw &&
          row.state === 'registered' && (
            <Button kind="link" onClick={() => onWithdraw(row)}>
              注销
            </Button>
          ),
      },
    ]}
  />
)

const CheckTag = ({ of, onShow }: { readonly of: SittingLine; readonly onShow: () => void }) => {
  if (of.nodeId === null) return '——'
  if (of.check === null) return <StatusTag tone="idle">未收到</StatusTag>
  const short = of.check.lines.filter(({ passed }) => !passed).length
  return (
    <span className="row">
      <StatusTag tone={!of.check.passed ? 'refused' : short > 0 ? 'todo' : 'done'}>
        {!of.check.passed ? '不能开考' : short > 0 ? `${short} 项未达标` : '通过'}
      </StatusTag>
      <Button kind="link" onClick={onShow}>
        查看
      </Button>
    </span>
  )
}

const Package = ({ of }: { readonly of: SittingLine }) => {
  if (of.nodeId === null) return '——'
  if (of.packageAddress === null) return <StatusTag tone="running">制作中</StatusTag>
  return (
    <span className="row">
      <a href={of.packageAddress}>下载</a>
      {of.installedAt === null ? (
        <StatusTag tone="todo">未见装入</StatusTag>
      ) : (
        <StatusTag tone="done">已装入</StatusTag>
      )}
    </span>
  )
}

const Result = ({ of }: { readonly of: SittingLine }) => {
  if (of.takenAt !== null) return <Instant at={of.takenAt} />
  if (of.overdueMinutes === null) return '——'
  return <StatusTag tone="refused">逾期 {overdueText(of.overdueMinutes)}</StatusTag>
}

interface SittingProps {
  readonly of: Nodes
  readonly onAssign: (sitting: SittingLine) => void
  readonly onStandby: (sitting: SittingLine) => void
  readonly onCheck: (sitting: SittingLine) => void
}

export const SittingTable = ({ of, onAssign, onStandby, onCheck }: SittingProps) => (
  <Table
    size="small"
    rowKey="sittingId"
    dataSource={of.sittings}
    pagination={false}
    scroll={{ x: 'max-content' }}
    locale={{ emptyText: <span className="empty-line">近期没有已下发的场次</span> }}
    columns={[
      { title: '开考', width: 165, render: (_, row) => <Instant at={row.startsAt} /> },
      { title: '考场', width: 180, render: (_, row) => `${row.siteName} ${row.roomName}` },
      { title: '科目', dataIndex: 'title', width: 170 },
      { title: '服务器', width: 120, render: (_, row) => row.nodeName ?? '中心服务器' },
      {
        title: '备机',
        width: 130,
        render: (_, row) => (
          <>
            {row.standbyName ?? (row.nodeId === null ? '——' : '未指定')}
            {row.mayAssignStandby && (
              <Button kind="link" onClick={() => onStandby(row)}>
                {row.standbyNodeId === null ? '指定备机' : '更换备机'}
              </Button>
            )}
          </>
        ),
      },
      { title: '考场包', width: 145, render: (_, row) => <Package of={row} /> },
      {
        title: '考前自检',
        width: 130,
        render: (_, row) => <CheckTag of={row} onShow={() => onCheck(row)} />,
      },
      { title: '状态', width: 100, render: (_, row) => <SittingState state={row.state} /> },
      { title: '答卷包', width: 100, render: (_, row) => <Result of={row} /> },
      {
        title: '操作',
        fixed: 'right',
        width: 110,
        render: (_, row) =>
          row.mayAssign && (
            <Button kind="link" onClick={() => onAssign(row)}>
              指定服务器
            </Button>
          ),
      },
    ]}
  />
)

/** Line by line, with who answers for it and when. */
export const CheckList = ({ of }: { readonly of: NonNullable<SittingLine['check']> }) => (
  <div className="stack">
    <p>
      <Instant at={of.at} /> {of.person}
      {of.reason && `，说明：${of.reason}`}
    </p>
    <Wide label="自检结果">
      <Table
        size="small"
        rowKey="line"
        dataSource={[...of.lines]}
        pagination={false}
        columns={[
          { title: '项目', dataIndex: 'title', width: 100 },
          {
            title: '结果',
            width: 110,
            render: (_, { passed, hard }) => (
              <StatusTag tone={passed ? 'done' : hard ? 'refused' : 'todo'}>
                {passed ? '通过' : '未达标'}
              </StatusTag>
            ),
          },
          { title: '情况', dataIndex: 'finding' },
          { title: '核对', dataIndex: 'person', width: 100 },
        ]}
      />
    </Wide>
  </div>
)
