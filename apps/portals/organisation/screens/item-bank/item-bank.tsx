import { Form, Input, Select, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { optionLabels } from '#modules/itembank/core/item.ts'
import { textOf } from '#modules/itembank/core/rich.ts'
import type * as items from '#modules/itembank/item/contract.ts'
import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ListScreen, useListFilters } from '../../../desk/list-screen.tsx'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'

type Row = ReplyOf<typeof items.itemList>['rows'][number]
type Banks = ReplyOf<typeof knowledge.bankList>['banks']
type ItemContent = ReplyOf<typeof items.viewItem>

const grades = ['很易', '较易', '中等', '较难', '很难']
const gradeName = (grade: number) => `${grade} ${grades[grade - 1]}`

const columns: TableColumnsType<Row> = [
  { title: '试题编号', dataIndex: 'code' },
  { title: '题型', dataIndex: 'typeName' },
  {
    title: '鉴定点',
    dataIndex: 'pointCode',
    render: (code: string, { pointName }) => (pointName ? `${code} ${pointName}` : code),
  },
  { title: '难度', dataIndex: 'difficulty', render: gradeName },
  { title: '一致性', dataIndex: 'consistency', align: 'right' },
  { title: '已入试卷', dataIndex: 'inPapers', align: 'right' },
]

const types = [
  { value: 'B', label: '单选题' },
  { value: 'C', label: '判断题' },
  { value: 'G', label: '多选题' },
]

const Query = ({ banks }: { readonly banks: Banks }) => (
  <>
    <Form.Item name="bank" label="题库">
      <Select
        allowClear
        style={{ minWidth: 220 }}
        options={banks.map(({ bank: value }) => ({ value, label: value }))}
      />
    </Form.Item>
    <Form.Item name="type" label="题型">
      <Select allowClear style={{ minWidth: 110 }} options={types} />
    </Form.Item>
    <Form.Item name="point" label="鉴定点或范围">
      <Input allowClear placeholder="如 A-B-C" />
    </Form.Item>
    <Form.Item name="difficulty" label="难度">
      <Select
        allowClear
        style={{ minWidth: 110 }}
        options={[1, 2, 3, 4, 5].map((grade) => ({ value: String(grade), label: gradeName(grade) }))}
      />
    </Form.Item>
  </>
)

const Content = ({ of: { draft } }: { readonly of: ItemContent }) => (
  <div className="stack">
    <p className="quiet">本次查看已记录。</p>
    <p>{textOf(draft.stem)}</p>
    {draft.options.length > 0 && (
      <ol className="item-options">
        {draft.options.map((option, at) => (
          <li key={optionLabels[at]}>
            {optionLabels[at]}．{textOf(option)}
          </li>
        ))}
      </ol>
    )}
    <p>
      <strong>正确答案：</strong>
      {textOf(draft.key)}
    </p>
    {draft.explanation.length > 0 && (
      <p>
        <strong>解析：</strong>
        {textOf(draft.explanation)}
      </p>
    )}
  </div>
)

const Items = ({ banks }: { readonly banks: Banks }) => {
  const filtering = useListFilters()
  const { page, pageSize, fields } = filtering.filters
  const { difficulty, ...texts } = fields
  const input = { page, pageSize, ...texts, ...(difficulty && { difficulty: Number(difficulty) }) }
  const rows = useQuery<typeof items.itemList>('itembank.items', input, { keep: true })
  const view = useCommand<typeof items.viewItem>('itembank.viewItem')
  const [shown, setShown] = useState<ItemContent | null>(null)
  const look = async (itemId: string) => {
    const outcome = await view.run({ itemId })
    if (outcome && !outcome.refused) setShown(outcome.value)
  }
  const total = banks.reduce((sum, { items }) => sum + items, 0)
  return (
    <>
      <ListScreen
        title="题库"
        lead={`共${banks.length}个题库、${total}道试题；题干、选项和答案加密保存，查看须留记录。`}
        filtering={filtering}
        rows={rows}
        rowKey={(row) => row.itemId}
        columns={columns}
        query={<Query banks={banks} />}
        toolbar={
          <>
            <ButtonLink
              kind="plain"
              to={`/items/coverage?${new URLSearchParams({ bank: fields.bank ?? '' })}`}
            >
              覆盖情况
            </ButtonLink>
            <ButtonLink to="/items/import">导入</ButtonLink>
          </>
        }
        actions={(row) => (
          <Button kind="link" onClick={() => look(row.itemId)}>
            查看内容
          </Button>
        )}
      />
      <Trouble of={view} book={itembankRefusals} />
      <Dialog
        title={shown ? `${shown.typeName} ${shown.code}` : ''}
        open={shown !== null}
        onClose={() => setShown(null)}
      >
        {shown && <Content of={shown} />}
      </Dialog>
    </>
  )
}

const Bank = () => {
  const banks = useQuery<typeof knowledge.bankList>('itembank.banks', {})
  return (
    <Loaded of={banks} book={itembankRefusals}>
      {(value) =>
        value.banks.length === 0 ? (
          <EmptyState title="题库中还没有试题">
            <p className="quiet">先导入鉴定要素细目表和组卷蓝图，再导入试题。</p>
            <ButtonLink to="/items/import">导入</ButtonLink>
          </EmptyState>
        ) : (
          <Items banks={value.banks} />
        )
      }
    </Loaded>
  )
}

export default function ItemBank() {
  return (
    <UndertakingGate>
      <Bank />
    </UndertakingGate>
  )
}
