import { Form, Select, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type * as items from '#modules/itembank/item/contract.ts'
import type * as upkeep from '#modules/itembank/item/upkeep.contract.ts'
import type { InputOf, ReplyOf } from '#platform/contract/contract.ts'
import { ListScreen, useListFilters } from '../../../desk/list-screen.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { JobProgress } from '../../../kit/job-progress.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { ItemContent } from '../../items/item-content.tsx'
import { percent } from '../../items/words.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'
import './item-likeness.css'

type Row = ReplyOf<typeof upkeep.likenessList>['rows'][number]
type Decision = InputOf<typeof upkeep.decideLikeness>['decision']

const Side = ({ of }: { readonly of: Row['first'] }) => (
  <>
    <Link to={`/items/${of.itemId}`}>{of.code}</Link> {of.typeName} {of.stateName}
  </>
)

const columns: TableColumnsType<Row> = [
  { title: '相似度', dataIndex: 'similarity', align: 'right', render: percent },
  { title: '题库', dataIndex: 'bank' },
  { title: '前一题', key: 'first', render: (_, row) => <Side of={row.first} /> },
  { title: '后一题', key: 'second', render: (_, row) => <Side of={row.second} /> },
  {
    title: '处理',
    dataIndex: 'decisionName',
    render: (name: string | null, { decidedByName }) => (name ? `${name}（${decidedByName}）` : '待处理'),
  },
]

type Viewed = ReplyOf<typeof items.viewItem>

const Column = ({ title, of }: { readonly title: string; readonly of: Viewed | undefined }) => (
  <section className="panel stack">
    <h3>
      {title} {of?.code}
    </h3>
    {of ? <ItemContent itemId={of.itemId} draft={of.draft} /> : <p className="quiet">正在读取……</p>}
  </section>
)

const decisions: readonly { readonly decision: Decision; readonly title: string }[] = [
  { decision: 'keep-both', title: '都保留' },
  { decision: 'retire-first', title: '前一题退出' },
  { decision: 'retire-second', title: '后一题退出' },
  { decision: 'enemies', title: '设为互斥' },
]

/** Both items side by side; looking at them is on record. */
const Compare = ({ row, onClose }: { readonly row: Row; readonly onClose: () => void }) => {
  const first = useCommand<typeof items.viewItem>('itembank.viewItem')
  const second = useCommand<typeof items.viewItem>('itembank.viewItem')
  const decide = useCommand<typeof upkeep.decideLikeness>('itembank.decideLikeness')
  const [shown, setShown] = useState<{ readonly first?: Viewed; readonly second?: Viewed } | null>(null)
  const look = async () => {
    const one = await first.run({ itemId: row.first.itemId })
    const two = await second.run({ itemId: row.second.itemId })
    setShown({
      ...(one && !one.refused && { first: one.value }),
      ...(two && !two.refused && { second: two.value }),
    })
  }
  const settle = async (decision: Decision) => {
    const { likenessId, version } = row
    const outcome = await decide.run({ likenessId, version, decision })
    if (!outcome || outcome.refused) return
    say(`已处理：${outcome.value.decisionName}`)
    onClose()
  }
  return (
    <Dialog
      title={`相似度${percent(row.similarity)}`}
      open
      onClose={onClose}
      actions={
        row.decisionName === null &&
        decisions.map(({ decision, title }) => (
          <Button key={decision} kind="plain" busy={decide.pending} onClick={() => settle(decision)}>
            {title}
          </Button>
        ))
      }
    >
      {shown ? (
        <div className="likeness-pair">
          <Column title="前一题" of={shown.first} />
          <Column title="后一题" of={shown.second} />
        </div>
      ) : (
        <div className="stack">
          <p className="quiet">查看两题内容，查看人和时间将被记录。</p>
          <div>
            <Button busy={first.pending || second.pending} onClick={look}>
              并排查看
            </Button>
          </div>
        </div>
      )}
      <Trouble of={first} book={itembankRefusals} />
      <Trouble of={second} book={itembankRefusals} />
      <Trouble of={decide} book={itembankRefusals} />
    </Dialog>
  )
}

const Search = ({ bank }: { readonly bank: string }) => {
  const find = useCommand<typeof upkeep.findLikeness>('itembank.findLikeness')
  const [jobId, setJobId] = useState('')
  const start = async () => {
    const outcome = await find.run({ bank })
    if (outcome && !outcome.refused) setJobId(outcome.value.jobId)
  }
  return (
    <div className="stack">
      {jobId ? (
        <JobProgress jobId={jobId}>{() => <p>查找完成，请点“查询”刷新列表。</p>}</JobProgress>
      ) : (
        <div className="row">
          <Button busy={find.pending} disabled={bank === ''} onClick={start}>
            查找相似试题
          </Button>
          {bank === '' && <span className="quiet">先选定题库并查询。</span>}
        </div>
      )}
      <Trouble of={find} book={itembankRefusals} />
    </div>
  )
}

const Pairs = ({ banks }: { readonly banks: readonly string[] }) => {
  const filtering = useListFilters()
  const { page, pageSize, fields } = filtering.filters
  const { bank, decided } = fields
  const input = { page, pageSize, ...(bank && { bank }), ...(decided && { decided: decided === 'yes' }) }
  const rows = useQuery<typeof upkeep.likenessList>('itembank.likeness', input, { keep: true })
  const [open, setOpen] = useState<Row | null>(null)
  const only = banks.length === 1 ? (banks[0] ?? '') : ''
  return (
    <>
      <ListScreen
        title="相似试题"
        lead="题干、选项和小题逐对比较，相似度达到70%的列出；同一试题的不同版本不计。"
        filtering={filtering}
        rows={rows}
        rowKey={(row) => row.likenessId}
        columns={columns}
        query={
          <>
            <Form.Item name="bank" label="题库">
              <Select
                allowClear
                style={{ minWidth: 220 }}
                options={banks.map((value) => ({ value, label: value }))}
              />
            </Form.Item>
            <Form.Item name="decided" label="处理情况">
              <Select
                allowClear
                style={{ minWidth: 120 }}
                options={[
                  { value: 'no', label: '待处理' },
                  { value: 'yes', label: '已处理' },
                ]}
              />
            </Form.Item>
          </>
        }
        trouble={<Search bank={bank ?? only} />}
        actions={(row) => (
          <Button kind="link" onClick={() => setOpen(row)}>
            比较
          </Button>
        )}
      />
      {open && <Compare key={open.likenessId} row={open} onClose={() => setOpen(null)} />}
    </>
  )
}

const AllBanks = () => {
  const places = useQuery<typeof items.itemPlaces>('itembank.places', {})
  return (
    <Loaded of={places} book={itembankRefusals}>
      {(value) => <Pairs banks={value.banks.map(({ bank }) => bank)} />}
    </Loaded>
  )
}

export default function ItemLikeness() {
  return (
    <UndertakingGate>
      <AllBanks />
    </UndertakingGate>
  )
}
