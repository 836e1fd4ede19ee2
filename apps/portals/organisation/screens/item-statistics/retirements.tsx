import { Table, type TableColumnsType } from 'antd'
import { type Key, useState } from 'react'
import { Link } from 'react-router'
import type * as upkeep from '#modules/itembank/item/upkeep.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useQuery } from '../../../kit/client.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { Pager } from '../../../kit/pager.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { StepDialog } from '../../items/item-steps.tsx'
import { decimal, percent } from '../../items/words.ts'

type Proposed = ReplyOf<typeof upkeep.retirementList>
type Row = Proposed['rows'][number]

const columns: TableColumnsType<Row> = [
  {
    title: '试题编号',
    dataIndex: 'code',
    render: (code: string, { itemId }) => <Link to={`/items/${itemId}`}>{code}</Link>,
  },
  { title: '题型', dataIndex: 'typeName' },
  { title: '鉴定点', dataIndex: 'pointCode' },
  { title: '已入试卷', dataIndex: 'uses', align: 'right' },
  { title: '答对率', dataIndex: 'right', align: 'right', render: percent },
  { title: '区分度', dataIndex: 'discrimination', align: 'right', render: decimal },
  { title: '提请原因', dataIndex: 'reasons', render: (reasons: readonly string[]) => reasons.join('；') },
]

const pageSize = 50

const Rows = ({
  of,
  onRetire,
}: {
  readonly of: Proposed
  readonly onRetire: (ids: readonly string[]) => void
}) => {
  const [keys, setKeys] = useState<readonly Key[]>([])
  const chosen = of.rows.filter(({ itemId }) => keys.includes(itemId)).map(({ itemId }) => itemId)
  return (
    <>
      <div className="row">
        <Button disabled={chosen.length === 0} onClick={() => onRetire(chosen)}>
          所选{chosen.length}题退出题库
        </Button>
      </div>
      <Table<Row>
        size="small"
        rowKey={(row) => row.itemId}
        columns={columns}
        dataSource={[...of.rows]}
        pagination={false}
        scroll={{ x: 'max-content' }}
        rowSelection={{
          selectedRowKeys: [...chosen],
          onChange: (now) => setKeys(now),
          getCheckboxProps: () => ({ 'aria-label': '选择本行' }),
        }}
      />
    </>
  )
}

/** HN-1.8.7-04: what the rules propose for leaving the bank, and the step itself. */
export const Retirements = ({ bank }: { readonly bank: string }) => {
  const [page, setPage] = useState(1)
  const [retiring, setRetiring] = useState<readonly string[] | null>(null)
  const proposed = useQuery<typeof upkeep.retirementList>(
    'itembank.retirements',
    { page, pageSize, bank },
    { keep: true },
  )
  return (
    <section className="panel stack" aria-label="提请退出的试题">
      <Loaded of={proposed} book={itembankRefusals}>
        {(value) => (
          <>
            <h2>
              提请退出的试题（{value.total}） <ClauseChips ids={value.clauses} />
            </h2>
            {value.limits && <p className="quiet">{value.limits}</p>}
            {value.limits === null ? (
              <EmptyState title="没有适用的退出条件">
                <p className="quiet">本单位目前没有在有效期内的备案；备案后按所适用文件的规定提请退出。</p>
              </EmptyState>
            ) : value.total === 0 ? (
              <EmptyState title="没有达到退出条件的试题" />
            ) : (
              <Rows of={value} onRetire={setRetiring} />
            )}
            {value.total > pageSize && (
              <Pager page={page} pageSize={pageSize} total={value.total} onPage={setPage} />
            )}
          </>
        )}
      </Loaded>
      {retiring && (
        <StepDialog
          title={`${retiring.length}道试题退出题库`}
          steps={[{ action: 'retire', title: '退出题库' }]}
          of={{ itemIds: [...retiring] }}
          onClose={() => setRetiring(null)}
        />
      )}
    </section>
  )
}
