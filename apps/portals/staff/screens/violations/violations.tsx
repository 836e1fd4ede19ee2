import { Select as AntSelect, Form } from 'antd'
import { useState } from 'react'
import type * as delivery from '#modules/delivery/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ListScreen, useListFilters } from '../../../desk/list-screen.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { fieldError, Input, Radio, TextArea } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { deliveryRefusals } from '../../../refusals/delivery.ts'

type Row = ReplyOf<typeof delivery.violationList>['rows'][number]

const classes = [
  { value: 'yes', label: '认定为作弊，本科目成绩记 0 分' },
  { value: 'no', label: '不构成作弊' },
] as const

const Decision = ({ row, close }: { readonly row: Row; readonly close: () => void }) => {
  const decide = useCommand<typeof delivery.decideViolation>('delivery.decideViolation')
  const [verdict, setVerdict] = useState<'yes' | 'no' | null>(null)
  const [ruleReference, setRule] = useState('')
  const [note, setNote] = useState('')
  const submit = async () => {
    const { violationId, version } = row
    const outcome = await decide.run({
      ...{ violationId, version, ruleReference, note },
      isCheating: verdict === 'yes',
    })
    if (!outcome || outcome.refused) return
    say('已作出处理决定')
    close()
  }
  return (
    <Dialog
      open
      title="作出处理决定"
      onClose={close}
      actions={
        <>
          <Button kind="plain" onClick={close}>
            取消
          </Button>
          <Button busy={decide.pending} disabled={verdict === null} onClick={submit}>
            提交决定
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>
          {row.roomName}　{row.seat} 号　{row.candidateName}（{row.maskedNumber}）
        </p>
        <p>{row.description}</p>
        <Radio label="定性" choices={classes} value={verdict} onPick={setVerdict} />
        <Input
          label="依据的规则条款"
          value={ruleReference}
          onText={setRule}
          error={fieldError(decide.refusal, 'ruleReference')}
          required
        />
        <TextArea label="说明" value={note} onText={setNote} />
        <Trouble of={decide} book={deliveryRefusals} />
      </div>
    </Dialog>
  )
}

const outcomeOf = ({ state, isCheating }: Row) => {
  if (state === 'recorded') return <StatusTag tone="todo">待处理</StatusTag>
  return (
    <StatusTag tone={isCheating ? 'refused' : 'done'}>{isCheating ? '认定作弊' : '不构成作弊'}</StatusTag>
  )
}

/** SDS-4.4-42: violations on record, with the supervisor's decision. */
export default function Violations() {
  const filtering = useListFilters({ pageSize: 100 })
  const { state } = filtering.filters.fields
  const rows = useQuery<typeof delivery.violationList>(
    'delivery.violations',
    state === 'recorded' || state === 'decided' ? { state } : {},
    { keep: true },
  )
  const [deciding, setDeciding] = useState<Row | null>(null)
  return (
    <>
      <ListScreen
        title="违纪处理"
        lead="考场登记的违纪情况在接收答卷后列在这里，由督导人员定性并作出处理决定。"
        filtering={filtering}
        rows={rows}
        rowKey={({ violationId }) => violationId}
        query={
          <Form.Item name="state" label="状态">
            <AntSelect
              allowClear
              placeholder="全部"
              options={[
                { value: 'recorded', label: '待处理' },
                { value: 'decided', label: '已处理' },
              ]}
            />
          </Form.Item>
        }
        columns={[
          { title: '登记时间', width: 170, render: (_, row) => <Instant at={row.recordedAt} /> },
          { title: '考场', dataIndex: 'roomName', width: 240 },
          { title: '座位', dataIndex: 'seat', width: 70 },
          { title: '考生', dataIndex: 'candidateName', width: 110 },
          { title: '证件号码', dataIndex: 'maskedNumber', width: 190 },
          { title: '情况', dataIndex: 'description', width: 300 },
          { title: '登记人', dataIndex: 'recordedBy', width: 110 },
          { title: '状态', width: 130, render: (_, row) => outcomeOf(row) },
          { title: '依据', width: 220, render: (_, row) => row.ruleReference ?? '——' },
          { title: '决定人', width: 110, render: (_, row) => row.decidedBy ?? '——' },
        ]}
        actions={(row) =>
          row.availableActions.map(({ action, title }) => (
            <Button key={action} kind="link" onClick={() => setDeciding(row)}>
              {title}
            </Button>
          ))
        }
      />
      {deciding && <Decision row={deciding} close={() => setDeciding(null)} />}
    </>
  )
}
