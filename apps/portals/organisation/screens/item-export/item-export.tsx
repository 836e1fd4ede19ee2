import '../item-import/item-import.css'
import { Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useLocation } from 'react-router'
import { itemTypes } from '#modules/itembank/core/item.ts'
import type * as exchange from '#modules/itembank/exchange/contract.ts'
import { formats } from '#modules/itembank/exchange/core/parsed.ts'
import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { ClauseChip } from '../../../kit/clause.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Input, Select } from '../../../kit/fields.tsx'
import { JobProgress } from '../../../kit/job-progress.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { Fault } from '../../../kit/transport.ts'
import { takeItems } from '../../../kit/upload.ts'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { toneOfImport } from '../import-words.ts'
import { saveBytes } from '../save-bytes.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'
import { chosenOf } from './chosen.ts'

type Exports = ReplyOf<typeof exchange.exportList>
type Row = Exports['rows'][number]

const types = Object.entries(itemTypes).map(([value, { name }]) => ({ value, label: name }))
const grades = ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }))
const nothing = { bank: '', format: '', type: '', point: '', difficulty: '' }

const Order = ({ of }: { readonly of: Exports }) => {
  const banks = useQuery<typeof knowledge.bankList>('itembank.banks', {})
  const order = useCommand<typeof exchange.exportItems>('itembank.exportItems')
  const chosen = chosenOf(useLocation().state)
  const [values, setValues] = useState({ ...nothing, bank: chosen?.bank ?? '' })
  const [jobId, setJobId] = useState<string | null>(null)
  const change = (part: Partial<typeof nothing>) => setValues({ ...values, ...part })
  const start = async () => {
    const format = formats.find((each) => each === values.format)
    if (!format) return
    const outcome = await order.run({
      ...{ bank: values.bank, format },
      ...(chosen && { of: chosen.of }),
      ...(values.type && { type: values.type }),
      ...(values.point && { point: values.point }),
      ...(values.difficulty && { difficulty: Number(values.difficulty) }),
    })
    if (outcome && !outcome.refused) setJobId(outcome.value.jobId)
  }
  return (
    <section className="panel stack">
      {chosen && (
        <p className="row">
          导出{chosen.words}（限所选题库）
          <ButtonLink kind="plain" to="/items/export">
            改为按条件导出
          </ButtonLink>
        </p>
      )}
      <div className="item-source">
        <Select
          label="题库"
          value={values.bank}
          choices={(banks.value?.banks ?? []).map(({ bank }) => ({ value: bank, label: bank }))}
          onText={(bank) => change({ bank })}
          required
        />
        <Select
          label="格式"
          value={values.format}
          choices={of.formats.map(({ format, name }) => ({ value: format, label: name }))}
          onText={(format) => change({ format })}
          required
        />
        {!chosen && (
          <>
            <Select label="题型" value={values.type} choices={types} onText={(type) => change({ type })} />
            <Input
              label="鉴定点或范围"
              value={values.point}
              hint="如 A-B-C，留空为全部"
              onText={(point) => change({ point })}
            />
            <Select
              label="难度"
              value={values.difficulty}
              choices={grades}
              onText={(difficulty) => change({ difficulty })}
            />
          </>
        )}
      </div>
      <div>
        <Button busy={order.pending} disabled={values.bank === '' || values.format === ''} onClick={start}>
          生成导出文件
        </Button>
      </div>
      <Trouble of={order} book={itembankRefusals} />
      {jobId && <JobProgress jobId={jobId} />}
    </section>
  )
}

const lossWords = ({ losses, state }: Row): string => {
  if (state === 'writing') return '—'
  return losses.length === 0
    ? '全部保留'
    : losses.map(({ what, count }) => `${what}（${count}道）`).join('；')
}

const columns: TableColumnsType<Row> = [
  { title: '题库', dataIndex: 'bank' },
  { title: '格式', dataIndex: 'formatName' },
  { title: '题数', dataIndex: 'items', align: 'right', render: (items: number | null) => items ?? '—' },
  { title: '该格式不能保留的内容', render: (_, row) => lossWords(row) },
  { title: '申请人', dataIndex: 'personName' },
  { title: '时间', dataIndex: 'createdAt', render: (at: string) => <Instant at={at} /> },
  {
    title: '状态',
    render: (_, { state, stateWord }) => <StatusTag tone={toneOfImport(state)}>{stateWord}</StatusTag>,
  },
]

const useTake = (again: () => void) => {
  const [fault, setFault] = useState<Fault | null>(null)
  const [busy, setBusy] = useState(false)
  const take = async ({ itemExportId }: Row) => {
    setBusy(true)
    setFault(null)
    try {
      const { name, bytes } = await takeItems(itemExportId)
      saveBytes(name, bytes)
      say('已领取，请妥善保管')
    } catch (error) {
      setFault(error instanceof Fault ? error : new Fault(false, null))
    }
    setBusy(false)
    again()
  }
  return { take, busy, troubled: { refusal: null, fault } }
}

const pageSize = 10

const Export = () => {
  const [page, setPage] = useState(1)
  const list = useQuery<typeof exchange.exportList>('itembank.exports', { page, pageSize }, { keep: true })
  const { take, busy, troubled } = useTake(list.again)
  const withTake: TableColumnsType<Row> = [
    ...columns,
    {
      title: '操作',
      render: (_, row) =>
        row.canTake && (
          <Button kind="link" busy={busy} onClick={() => take(row)}>
            领取
          </Button>
        ),
    },
  ]
  return (
    <div className="stack">
      <header className="list-head">
        <div>
          <h1>导出试题</h1>
          <p className="quiet">
            导出文件加密存放，只能由申请人领取一次，领取须留记录并妥善保管。 <ClauseChip id="SDS-4.2-08" />
          </p>
        </div>
      </header>
      <Loaded of={list} book={itembankRefusals}>
        {(value) => (
          <>
            <Order of={value} />
            <section className="panel stack">
              <h2>导出记录</h2>
              <Trouble of={troubled} />
              {value.total === 0 ? (
                <p className="quiet">还没有导出过试题。</p>
              ) : (
                <Table<Row>
                  size="small"
                  rowKey="itemExportId"
                  columns={withTake}
                  dataSource={value.rows}
                  scroll={{ x: 860 }}
                  pagination={{
                    ...{ total: value.total, pageSize, current: page, onChange: setPage },
                    hideOnSinglePage: true,
                  }}
                />
              )}
            </section>
          </>
        )}
      </Loaded>
    </div>
  )
}

export default function ItemExport() {
  return (
    <UndertakingGate>
      <Export />
    </UndertakingGate>
  )
}
