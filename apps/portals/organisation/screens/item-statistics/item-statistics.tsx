import { useSearchParams } from 'react-router'
import type * as items from '#modules/itembank/item/contract.ts'
import type * as upkeep from '#modules/itembank/item/upkeep.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ButtonLink } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useQuery } from '../../../kit/client.ts'
import { Select } from '../../../kit/fields.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { percent } from '../../items/words.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'
import { Retirements } from './retirements.tsx'
import { Scatter } from './scatter.tsx'
import './item-statistics.css'

type Figures = ReplyOf<typeof upkeep.bankStatistics>

const Exposure = ({ of }: { readonly of: Figures['exposure'] }) => {
  const most = Math.max(1, ...of.map(({ items: count }) => count))
  return (
    <table className="exposure">
      <caption>使用次数分布（在用试题）</caption>
      <tbody>
        {of.map(({ uses, items: count }) => (
          <tr key={uses}>
            <th scope="row">{uses === 0 ? '未使用' : `${uses}份试卷`}</th>
            <td>
              <span style={{ width: `${(count / most) * 100}%` }} />
            </td>
            <td>{count}题</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Origins = ({ of }: { readonly of: Figures }) => (
  <div className="stack">
    <strong>
      试题来源 <ClauseChips ids={['HN-1.8.3.5-01']} />
    </strong>
    <p>
      自主开发占{percent(of.ownShare)}：
      {of.origins.map(({ name, items: count }) => `${name}${count}题`).join('、')}
    </p>
    {of.warning && (
      <p className="standing" role="status">
        {of.warning.sentence}
      </p>
    )}
  </div>
)

const Shown = ({ of }: { readonly of: Figures }) => (
  <div className="statistics-grid">
    <section className="panel stack">
      <Exposure of={of.exposure} />
      <Origins of={of} />
    </section>
    <section className="panel stack">
      {of.figures.length === 0 ? (
        <EmptyState title="还没有考试数据">
          <p className="quiet">考试评分后自动统计答对率和区分度。</p>
        </EmptyState>
      ) : (
        <Scatter of={of.figures} />
      )}
    </section>
  </div>
)

const OfBank = ({ bank }: { readonly bank: string }) => {
  const figures = useQuery<typeof upkeep.bankStatistics>('itembank.bankStatistics', { bank })
  return (
    <Loaded of={figures} book={itembankRefusals}>
      {(value) => <Shown of={value} />}
    </Loaded>
  )
}

const Head = () => (
  <header className="list-head">
    <div>
      <h1>题库统计</h1>
      <p className="quiet">使用次数、难度和区分度，以及按规定提请退出的试题。</p>
    </div>
  </header>
)

const Banks = ({ banks }: { readonly banks: readonly string[] }) => {
  const [search, setSearch] = useSearchParams()
  const bank = search.get('bank') || (banks[0] ?? '')
  if (bank === '')
    return (
      <div className="stack">
        <Head />
        <EmptyState title="还没有题库">
          <p className="quiet">先导入鉴定要素细目表和试题。</p>
          <ButtonLink to="/banks/import">导入细目表</ButtonLink>
        </EmptyState>
      </div>
    )
  return (
    <div className="stack">
      <Head />
      <Select
        label="题库"
        value={bank}
        onText={(chosen) => chosen && setSearch({ bank: chosen })}
        choices={banks.map((value) => ({ value, label: value }))}
      />
      <OfBank bank={bank} />
      <Retirements bank={bank} />
    </div>
  )
}

const AllBanks = () => {
  const places = useQuery<typeof items.itemPlaces>('itembank.places', {})
  return (
    <Loaded of={places} book={itembankRefusals}>
      {(value) => <Banks banks={value.banks.map(({ bank }) => bank)} />}
    </Loaded>
  )
}

export default function ItemStatistics() {
  return (
    <UndertakingGate>
      <AllBanks />
    </UndertakingGate>
  )
}
