import { Select as Choose, Form, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type * as assembly from '#modules/itembank/assembly/contract.ts'
import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import type * as papers from '#modules/itembank/paper/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ListScreen, useListFilters } from '../../../desk/list-screen.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { instantText } from '../../../kit/day-text.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { Input, Select } from '../../../kit/fields.tsx'
import { JobProgress } from '../../../kit/job-progress.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { useSession } from '../../../kit/session.ts'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { paperTone, stateChoices } from '../paper-states.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'

type Row = ReplyOf<typeof papers.paperList>['rows'][number]

const columns: TableColumnsType<Row> = [
  { title: '试卷', dataIndex: 'title' },
  {
    title: '状态',
    dataIndex: 'stateName',
    render: (name: string, { state }) => <StatusTag tone={paperTone(state)}>{name}</StatusTag>,
  },
  { title: '满分', dataIndex: 'totalPoints', align: 'right' },
  { title: '时长（分钟）', dataIndex: 'minutes', align: 'right' },
  { title: '组卷人', dataIndex: 'assembledByName' },
  {
    title: '批次和场次',
    dataIndex: 'binding',
    render: (binding: Row['binding']) =>
      binding ? `${binding.batchName} 第${binding.number}场 ${instantText(binding.startsAt)}` : '尚未指定',
  },
]

const AssembleForm = ({ onClose }: { readonly onClose: () => void }) => {
  const banks = useQuery<typeof knowledge.bankList>('itembank.banks', {})
  const assemble = useCommand<typeof assembly.assemble>('itembank.assemble')
  const [name, setName] = useState('')
  const [count, setCount] = useState('1')
  const [jobId, setJobId] = useState<string | null>(null)
  const ready = (banks.value?.banks ?? []).filter(({ hasBlueprint }) => hasBlueprint)
  const start = async () => {
    const outcome = await assemble.run({ bank: name, count: Number(count) })
    if (outcome && !outcome.refused) setJobId(outcome.value.jobId)
  }
  if (jobId) {
    return (
      <div className="stack">
        <JobProgress jobId={jobId}>{() => <Button onClick={onClose}>完成</Button>}</JobProgress>
      </div>
    )
  }
  return (
    <div className="stack">
      <Select
        label="题库"
        value={name}
        onText={setName}
        required
        choices={ready.map(({ bank: value, items }) => ({ value, label: `${value}（${items}题）` }))}
      />
      <Input
        label="套数"
        type="number"
        min={1}
        max={20}
        value={count}
        onText={setCount}
        hint="每场理论考试用一套；各套之间尽量不用相同的试题。"
        required
      />
      <div>
        <Button busy={assemble.pending} disabled={name === '' || !(Number(count) > 0)} onClick={start}>
          开始组卷
        </Button>
      </div>
      <Trouble of={assemble} book={itembankRefusals} />
    </div>
  )
}

const Papers = () => {
  const filtering = useListFilters()
  const { page, pageSize, fields } = filtering.filters
  const rows = useQuery<typeof papers.paperList>(
    'itembank.papers',
    { page, pageSize, ...fields },
    { keep: true },
  )
  const [open, setOpen] = useState(false)
  const { session } = useSession()
  const close = () => {
    setOpen(false)
    rows.again()
  }
  return (
    <>
      <ListScreen
        title="试卷"
        lead="组卷、由另一人审核、指定场次、保管人设置口令、密封；一份试卷只用于一个批次的一场考试。"
        filtering={filtering}
        rows={rows}
        rowKey={(row) => row.paperId}
        columns={columns}
        query={
          <Form.Item name="state" label="状态">
            <Choose allowClear style={{ minWidth: 130 }} options={[...stateChoices]} />
          </Form.Item>
        }
        toolbar={
          session?.actor?.roles.includes('org-itembank') && (
            <Button onClick={() => setOpen(true)}>组卷</Button>
          )
        }
        actions={(row) => <Link to={`/papers/${row.paperId}`}>查看</Link>}
      />
      <Dialog title="组卷" open={open} onClose={close}>
        <AssembleForm onClose={close} />
      </Dialog>
    </>
  )
}

export default function PaperList() {
  return (
    <UndertakingGate>
      <Papers />
    </UndertakingGate>
  )
}
