import { Form, Input, Select, type TableColumnsType } from 'antd'
import { useState } from 'react'
import type * as items from '#modules/itembank/item/contract.ts'
import type * as upkeep from '#modules/itembank/item/upkeep.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ListScreen, useListFilters } from '../../../desk/list-screen.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Confirm } from '../../../kit/dialog.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { say } from '../../../kit/toast.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { EnemiesDialog } from '../../items/enemies-dialog.tsx'
import { UndertakingGate } from '../undertaking-gate.tsx'

type Row = ReplyOf<typeof upkeep.enemyList>['rows'][number]

const columns: TableColumnsType<Row> = [
  { title: '题库', dataIndex: 'bank' },
  { title: '试题', dataIndex: 'firstCode' },
  { title: '互斥试题', dataIndex: 'secondCode' },
  { title: '原因', dataIndex: 'reason' },
  { title: '设定人', dataIndex: 'addedByName' },
  { title: '设定时间', dataIndex: 'addedAt', render: (at: string) => <Instant at={at} /> },
]

const Query = ({ banks }: { readonly banks: readonly string[] }) => (
  <>
    <Form.Item name="bank" label="题库">
      <Select
        allowClear
        style={{ minWidth: 220 }}
        options={banks.map((value) => ({ value, label: value }))}
      />
    </Form.Item>
    <Form.Item name="code" label="试题编号">
      <Input allowClear />
    </Form.Item>
  </>
)

const Enemies = ({ banks }: { readonly banks: readonly string[] }) => {
  const filtering = useListFilters()
  const { page, pageSize, fields } = filtering.filters
  const { bank, code } = fields
  const input = { page, pageSize, ...(bank && { bank }), ...(code && { code: code.trim() }) }
  const rows = useQuery<typeof upkeep.enemyList>('itembank.enemies', input, { keep: true })
  const remove = useCommand<typeof upkeep.removeEnemy>('itembank.removeEnemy')
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Row | null>(null)
  const chosen = bank ?? banks[0] ?? ''
  const end = async () => {
    if (!ending) return
    const outcome = await remove.run({ enemyId: ending.enemyId })
    if (outcome && !outcome.refused) say('已解除互斥')
    setEnding(null)
  }
  return (
    <>
      <ListScreen
        title="互斥试题"
        lead="互相提示答案、考查同一内容的试题设为互斥，不出现在同一份试卷中。"
        filtering={filtering}
        rows={rows}
        rowKey={(row) => row.enemyId}
        columns={columns}
        query={<Query banks={banks} />}
        toolbar={
          <Button disabled={chosen === ''} onClick={() => setAdding(true)}>
            设定互斥
          </Button>
        }
        trouble={<Trouble of={remove} book={itembankRefusals} />}
        actions={(row) => (
          <Button kind="link" onClick={() => setEnding(row)}>
            解除
          </Button>
        )}
      />
      {adding && <EnemiesDialog bank={chosen} codes={[]} onClose={() => setAdding(false)} />}
      <Confirm
        title="解除互斥"
        verb="解除"
        open={ending !== null}
        onClose={() => setEnding(null)}
        onConfirm={end}
      >
        {ending && (
          <p>
            {ending.firstCode}与{ending.secondCode}将可以出现在同一份试卷中。
          </p>
        )}
      </Confirm>
    </>
  )
}

const AllBanks = () => {
  const places = useQuery<typeof items.itemPlaces>('itembank.places', {})
  return (
    <Loaded of={places} book={itembankRefusals}>
      {(value) => <Enemies banks={value.banks.map(({ bank }) => bank)} />}
    </Loaded>
  )
}

export default function ItemEnemies() {
  return (
    <UndertakingGate>
      <AllBanks />
    </UndertakingGate>
  )
}
