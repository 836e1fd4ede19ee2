import '../../items/plain-table.css'
import type * as upkeep from '#modules/itembank/item/upkeep.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { useQuery } from '../../../kit/client.ts'
import { FactList } from '../../../kit/facts.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { decimal, percent } from '../../items/words.ts'
import './item-figures.css'

type Figures = ReplyOf<typeof upkeep.itemStatistics>

/** How many chose each answer; who may choose several counts for each. */
const Choices = ({ of }: { readonly of: Figures['choices'] }) => (
  <table className="choice-bars">
    <caption>各选项的选择人数</caption>
    <tbody>
      {of.map(({ label, count, share }) => (
        <tr key={label}>
          <th scope="row">{label}</th>
          <td className="choice-track">
            <span style={{ width: `${share * 100}%` }} />
          </td>
          <td>
            {count}人，{percent(share)}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Sittings = ({ of }: { readonly of: Figures['sittings'] }) => (
  <table className="plain-table">
    <thead>
      <tr>
        <th>试卷</th>
        <th>记录时间</th>
        <th>作答人数</th>
        <th>答对率</th>
        <th>区分度</th>
      </tr>
    </thead>
    <tbody>
      {of.map(({ paperTitle, recordedAt, answered, right, discrimination }) => (
        <tr key={`${paperTitle} ${recordedAt}`}>
          <td>{paperTitle}</td>
          <td>
            <Instant at={recordedAt} />
          </td>
          <td>{answered}</td>
          <td>{percent(right)}</td>
          <td>{decimal(discrimination)}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Shown = ({ of }: { readonly of: Figures }) => (
  <div className="panel stack">
    <FactList
      facts={[
        { label: '已入试卷', value: `${of.uses}份` },
        { label: '作答', value: `${of.answered}人` },
        { label: '答对率', value: percent(of.right) },
        { label: '区分度', value: decimal(of.discrimination) },
      ]}
    />
    {of.sittings.length === 0 ? (
      <EmptyState title="还没有考试数据">
        <p className="quiet">考试评分后自动统计。</p>
      </EmptyState>
    ) : (
      <>
        {of.choices.length > 0 && <Choices of={of.choices} />}
        <Sittings of={of.sittings} />
      </>
    )}
  </div>
)

/** What the sittings so far say of an item. */
export const ItemFigures = ({ itemId }: { readonly itemId: string }) => {
  const figures = useQuery<typeof upkeep.itemStatistics>('itembank.itemStatistics', { itemId })
  return (
    <Loaded of={figures} book={itembankRefusals}>
      {(value) => <Shown of={value} />}
    </Loaded>
  )
}
