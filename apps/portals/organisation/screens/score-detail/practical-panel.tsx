import { Table } from 'antd'
import { useState } from 'react'
import type * as scoring from '#modules/scoring/contract.ts'
import type * as practical from '#modules/scoring/practical.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Select } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { say } from '../../../kit/toast.tsx'
import { scoringRefusals } from '../../../refusals/scoring.ts'

type Overview = ReplyOf<typeof scoring.overview>
type Line = Overview['lines'][number]
type Panel = ReplyOf<typeof practical.panelList>['panels'][number]
type Absentee = ReplyOf<typeof practical.absentProposals>['candidates'][number]

const FormOfLine = ({ batchId, line }: { readonly batchId: string; readonly line: Line }) => {
  const [practicalId, choose] = useState('')
  const adopt = useCommand<typeof practical.adoptPracticalForm>('scoring.adoptPracticalForm')
  const take = async () => {
    const outcome = await adopt.run({ batchId, lineId: line.lineId, practicalId })
    if (outcome && !outcome.refused) say(`已采用，共 ${outcome.value.points} 个评分点`)
  }
  return (
    <div className="stack">
      <p>
        {line.title}：{line.form ?? '还没有采用操作技能试卷'}
      </p>
      <Select
        label={line.form ? '更换操作技能试卷（评分开始前）' : '操作技能试卷'}
        value={practicalId}
        onText={choose}
        hint={
          line.papers.length === 0
            ? '没有已启用的操作技能试卷；由题库管理人员在“操作技能试卷”中导入、审核并启用。'
            : '评分记录表取自所选试卷，不再另行上传。'
        }
        choices={line.papers.map(({ practicalId: value, title, paperNo, edition }) => ({
          value,
          label: `${title}（${paperNo} 第${edition}版）`,
        }))}
      />
      <div>
        <Button busy={adopt.pending} disabled={practicalId === ''} onClick={take}>
          采用
        </Button>
      </div>
      <Trouble of={adopt} book={scoringRefusals} />
    </div>
  )
}

const Progress = ({ batchId }: { readonly batchId: string }) => {
  const panels = useQuery<typeof practical.panelList>('scoring.panelList', { batchId }, { every: 15_000 })
  return (
    <Loaded of={panels}>
      {(value) => (
        <Table<Panel>
          size="small"
          rowKey={({ sessionId, roomId }) => `${sessionId}${roomId}`}
          pagination={false}
          dataSource={[...value.panels]}
          locale={{ emptyText: <EmptyState title="没有安排技能操作考核" /> }}
          columns={[
            { title: '场次', render: (_, row) => `第${row.sessionNumber}场` },
            { title: '时间', render: (_, row) => <Instant at={row.startsAt} /> },
            { title: '考生', dataIndex: 'candidates' },
            { title: '缺考', dataIndex: 'absent' },
            {
              title: '考评员提交进度',
              render: (_, row) =>
                row.examiners
                  .map(({ name, isLeader, locked }) => `${name}${isLeader ? '（组长）' : ''} ${locked}`)
                  .join('，'),
            },
            { title: '状态', dataIndex: 'stateTitle' },
            { title: '组长', render: (_, row) => row.leaderName ?? '——' },
            { title: '督导员', render: (_, row) => row.supervisorName ?? '——' },
          ]}
        />
      )}
    </Loaded>
  )
}

const Absent = ({ batchId }: { readonly batchId: string }) => {
  const proposals = useQuery<typeof practical.absentProposals>('scoring.absentProposals', { batchId })
  const [chosen, setChosen] = useState<readonly string[]>([])
  const mark = useCommand<typeof practical.markPracticalAbsent>('scoring.markPracticalAbsent')
  const submit = async () => {
    const outcome = await mark.run({ batchId, applicationIds: [...chosen] })
    if (!outcome || outcome.refused) return
    say(`已登记缺考 ${outcome.value.marked} 人`)
    setChosen([])
  }
  return (
    <Loaded of={proposals}>
      {({ candidates }) => (
        <div className="stack">
          <p>下列考生没有任何考评员评分。理论也缺考的排在前面，请核对签到记录后登记。</p>
          <div className="row">
            <Button
              kind="plain"
              onClick={() =>
                setChosen(
                  candidates.filter((each) => each.absentInTheory).map(({ applicationId }) => applicationId),
                )
              }
            >
              选择理论也缺考的
            </Button>
            <Button disabled={chosen.length === 0} busy={mark.pending} onClick={submit}>
              登记缺考（{chosen.length} 人）
            </Button>
          </div>
          <Trouble of={mark} book={scoringRefusals} />
          <Table<Absentee>
            size="small"
            rowKey="applicationId"
            dataSource={[...candidates]}
            pagination={{ pageSize: 20, showTotal: (total) => `共 ${total} 人` }}
            rowSelection={{ selectedRowKeys: [...chosen], onChange: (keys) => setChosen(keys.map(String)) }}
            columns={[
              { title: '姓名', dataIndex: 'name' },
              { title: '证件号码', dataIndex: 'documentMasked' },
              { title: '理论', render: (_, row) => (row.absentInTheory ? '缺考' : '到考或未评') },
            ]}
          />
        </div>
      )}
    </Loaded>
  )
}

export const PracticalPanel = ({
  batchId,
  overview,
}: {
  readonly batchId: string
  readonly overview: Overview
}) => (
  <div className="stack">
    <section className="panel stack">
      <h2>评分记录表</h2>
      {overview.lines.map((line) => (
        <FormOfLine key={line.lineId} batchId={batchId} line={line} />
      ))}
    </section>
    <section className="stack">
      <h2>考评进度</h2>
      <Progress batchId={batchId} />
    </section>
    <section className="panel stack">
      <h2>缺考登记</h2>
      <Absent batchId={batchId} />
    </section>
  </div>
)
