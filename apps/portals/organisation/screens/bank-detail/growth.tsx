import { useState } from 'react'
import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { EmptyState } from '../../../kit/states.tsx'

type Detail = ReplyOf<typeof knowledge.bankDetail>

interface Step {
  readonly label: string
  readonly items: number
  readonly papers: number
  /** Items there were at its end. */
  readonly total: number
}

const longest = 24

/** Months in which something came, the latest two years of them at most, with the running total. */
const monthly = (months: Detail['byMonth']): readonly Step[] => {
  let total = 0
  return months
    .map(({ month, items, papers }) => {
      total += items
      return { label: month.replace('-', '.'), items, papers, total }
    })
    .slice(-longest)
}

const yearly = (years: Detail['byYear']): readonly Step[] =>
  years.map(({ year, items, papers, totalItems }) => ({ label: `${year}`, items, papers, total: totalItems }))

const frame = { width: 640, height: 200, top: 24, floor: 168 }

const Picture = ({ steps }: { readonly steps: readonly Step[] }) => {
  const { width, height, top, floor } = frame
  const most = Math.max(1, ...steps.map(({ total }) => total))
  const step = width / steps.length
  const bar = Math.min(step * 0.6, 64)
  const y = (count: number) => floor - ((floor - top) * count) / most
  const middle = (at: number) => at * step + step / 2
  const skip = Math.ceil(steps.length / 12)
  return (
    <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false" className="growth-picture">
      {steps.map(({ label, items, total }, at) => (
        <g key={label}>
          <rect
            className="growth-bar"
            x={middle(at) - bar / 2}
            y={y(items)}
            width={bar}
            height={floor - y(items)}
            rx="2"
          />
          <circle className="growth-dot" cx={middle(at)} cy={y(total)} r="3.5" />
          <text x={middle(at)} y={y(total) - 8}>
            {total}
          </text>
          {at % skip === 0 && (
            <text x={middle(at)} y={floor + 18}>
              {label}
            </text>
          )}
        </g>
      ))}
      <polyline
        className="growth-line"
        points={steps.map(({ total }, at) => `${middle(at)},${y(total)}`).join(' ')}
      />
      <line className="growth-floor" x1="0" x2={width} y1={floor} y2={floor} />
    </svg>
  )
}

const Numbers = ({ steps }: { readonly steps: readonly Step[] }) => (
  <details>
    <summary>数值</summary>
    <div className="scroll-x">
      <table className="bank-table">
        <thead>
          <tr>
            <th scope="col">时间</th>
            {['新增试题', '新增试卷', '累计试题'].map((title) => (
              <th key={title} scope="col" className="number">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map(({ label, items, papers, total }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className="number">{items}</td>
              <td className="number">{papers}</td>
              <td className="number">{total}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </details>
)

/** What came in each month or year as bars, and the running total as a line; the same numbers in a table. */
export const Growth = ({ byMonth, byYear }: Pick<Detail, 'byMonth' | 'byYear'>) => {
  const [by, setBy] = useState<'month' | 'year'>('month')
  const steps = by === 'month' ? monthly(byMonth) : yearly(byYear)
  return (
    <section className="panel stack">
      <div className="list-head">
        <h2>增长</h2>
        <fieldset className="row bank-switch">
          <legend className="unseen">按月或按年</legend>
          {(['month', 'year'] as const).map((one) => (
            <Button
              key={one}
              kind={by === one ? 'main' : 'plain'}
              aria-pressed={by === one}
              onClick={() => setBy(one)}
            >
              {one === 'month' ? '按月' : '按年'}
            </Button>
          ))}
        </fieldset>
      </div>
      {steps.length === 0 ? (
        <EmptyState title="还没有试题和试卷" />
      ) : (
        <>
          <p className="quiet">柱为新增试题，折线为累计试题。</p>
          <div className="scroll-x">
            <Picture steps={steps} />
          </div>
          <Numbers steps={steps} />
        </>
      )}
    </section>
  )
}
