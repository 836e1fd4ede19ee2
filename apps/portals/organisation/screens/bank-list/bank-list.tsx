import { Table, type TableColumnsType } from 'antd'
import { Link } from 'react-router'
import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ButtonLink } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useQuery } from '../../../kit/client.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { levelWord, occupationWord } from '../bank-words.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'

type Bank = ReplyOf<typeof knowledge.bankList>['banks'][number]
type Holding = ReplyOf<typeof knowledge.holdings>['rows'][number]

const registerPath = ({ bank, occupationCode, level }: Bank) =>
  `/banks/new?${new URLSearchParams({ name: bank, occupation: occupationCode, level: String(level) })}`

const Standing = ({ of }: { readonly of: Bank }) => {
  if (of.bankId === null) return <StatusTag tone="todo">未登记</StatusTag>
  if (of.treePoints === null) return <StatusTag tone="todo">没有细目表</StatusTag>
  return of.points < of.treePoints ? (
    <StatusTag tone="running">{of.treePoints - of.points}个鉴定点没有试题</StatusTag>
  ) : (
    <StatusTag tone="done">鉴定点均有试题</StatusTag>
  )
}

const columns: TableColumnsType<Bank> = [
  {
    title: '题库',
    dataIndex: 'bank',
    render: (name: string, { bankId }) => (bankId ? <Link to={`/banks/${bankId}`}>{name}</Link> : name),
  },
  { title: '职业', render: (_, bank) => occupationWord(bank) },
  { title: '工种', dataIndex: 'trade', render: (trade: string) => trade || '——' },
  { title: '等级', dataIndex: 'level', render: levelWord },
  { title: '试题', dataIndex: 'items', align: 'right' },
  { title: '鉴定点', dataIndex: 'treePoints', align: 'right', render: (points) => points ?? '——' },
  { title: '情况', render: (_, bank) => <Standing of={bank} /> },
  {
    title: '操作',
    render: (_, bank) =>
      bank.bankId ? (
        <Link to={`/items?${new URLSearchParams({ bank: bank.bank })}`}>试题</Link>
      ) : (
        <Link to={registerPath(bank)}>登记</Link>
      ),
  },
]

const years = (rows: readonly Holding[]) =>
  [...new Set(rows.flatMap(({ byYear }) => byYear.map(({ year }) => year)))].sort()

const growthIn = ({ byYear }: Holding, year: number) => {
  const found = byYear.find((one) => one.year === year)
  return found ? `${found.items}／${found.papers}` : '——'
}

const Holdings = () => {
  const holdings = useQuery<typeof knowledge.holdings>('itembank.holdings', {})
  return (
    <section className="panel stack">
      <h2>按职业和等级的数量</h2>
      <Loaded of={holdings} book={itembankRefusals}>
        {({ rows, clauses }) => (
          <>
            <p className="quiet">
              年份各列为当年新增的“试题／试卷”数；退出的试题、作废的试卷不计。 <ClauseChips ids={clauses} />
            </p>
            <Table<Holding>
              size="small"
              rowKey={({ occupationCode, level }) => `${occupationCode} ${level}`}
              dataSource={rows}
              pagination={false}
              scroll={{ x: 'max-content' }}
              columns={[
                { title: '职业', render: (_, row) => occupationWord(row) },
                { title: '等级', dataIndex: 'level', render: levelWord },
                { title: '试题', dataIndex: 'items', align: 'right' },
                { title: '试卷', dataIndex: 'papers', align: 'right' },
                ...years(rows).map((year) => ({
                  title: `${year}年新增`,
                  key: year,
                  align: 'right' as const,
                  render: (_: unknown, row: Holding) => growthIn(row, year),
                })),
              ]}
            />
          </>
        )}
      </Loaded>
    </section>
  )
}

const Banks = ({ banks }: { readonly banks: readonly Bank[] }) => (
  <div className="stack">
    <header className="list-head">
      <div>
        <h1>题库</h1>
        <p className="quiet">
          共{banks.length}个题库、{banks.reduce((sum, { items }) => sum + items, 0)}道试题。
        </p>
      </div>
      <div className="row">
        <ButtonLink kind="plain" to="/items">
          试题
        </ButtonLink>
        <ButtonLink kind="plain" to="/banks/import">
          导入细目表
        </ButtonLink>
        <ButtonLink to="/banks/new">登记题库</ButtonLink>
      </div>
    </header>
    {banks.length === 0 ? (
      <EmptyState title="还没有题库">
        <p className="quiet">导入鉴定要素细目表即建立题库；也可以先登记题库，再在屏幕上编制细目表。</p>
        <ButtonLink to="/banks/import">导入细目表</ButtonLink>
      </EmptyState>
    ) : (
      <>
        <Table<Bank>
          size="small"
          rowKey="bank"
          columns={columns}
          dataSource={[...banks]}
          pagination={false}
          scroll={{ x: 'max-content' }}
        />
        <Holdings />
      </>
    )}
  </div>
)

const AllBanks = () => {
  const banks = useQuery<typeof knowledge.bankList>('itembank.banks', {})
  return (
    <Loaded of={banks} book={itembankRefusals}>
      {(value) => <Banks banks={value.banks} />}
    </Loaded>
  )
}

export default function BankList() {
  return (
    <UndertakingGate>
      <AllBanks />
    </UndertakingGate>
  )
}
