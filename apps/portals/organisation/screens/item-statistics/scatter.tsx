import '../../items/plain-table.css'
import { Link } from 'react-router'
import type * as upkeep from '#modules/itembank/item/upkeep.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { decimal, percent } from '../../items/words.ts'

type Figures = ReplyOf<typeof upkeep.bankStatistics>['figures']

const width = 520
const height = 320
const margin = { left: 46, right: 24, top: 12, bottom: 40 }

const x = (right: number) => margin.left + right * (width - margin.left - margin.right)
/** From −0.5 below to 1 above. */
const y = (value: number) =>
  margin.top + ((1 - Math.max(-0.5, value)) / 1.5) * (height - margin.top - margin.bottom)

const ticks = [0, 0.25, 0.5, 0.75, 1]
const levels = [-0.5, 0, 0.5, 1]

const Axes = () => (
  <g className="axes">
    {ticks.map((tick) => (
      <g key={tick}>
        <line x1={x(tick)} x2={x(tick)} y1={y(1)} y2={y(-0.5)} />
        <text x={x(tick)} y={height - 22} textAnchor="middle">
          {percent(tick)}
        </text>
      </g>
    ))}
    {levels.map((level) => (
      <g key={level}>
        <line x1={x(0)} x2={x(1)} y1={y(level)} y2={y(level)} className={level === 0 ? 'zero' : ''} />
        <text x={margin.left - 6} y={y(level) + 4} textAnchor="end">
          {level}
        </text>
      </g>
    ))}
    <text x={x(0.5)} y={height - 4} textAnchor="middle">
      答对率
    </text>
    <text x={12} y={y(0.25)} textAnchor="middle" transform={`rotate(-90 12 ${y(0.25)})`}>
      区分度
    </text>
  </g>
)

/** Each item where its difficulty and its discrimination put it; the same figures stand in a table. */
export const Scatter = ({ of }: { readonly of: Figures }) => {
  const told = of.filter(({ discrimination }) => discrimination !== null)
  return (
    <figure className="scatter">
      <figcaption>答对率与区分度（{told.length}题）</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
        <Axes />
        {told.map(({ itemId, code, right, discrimination }) => (
          <circle
            key={itemId}
            cx={x(right)}
            cy={y(discrimination ?? 0)}
            r="4"
            className={(discrimination ?? 0) < 0 ? 'misleading' : ''}
          >
            <title>{`${code} 答对率${percent(right)} 区分度${decimal(discrimination)}`}</title>
          </circle>
        ))}
      </svg>
      <details>
        <summary>逐题数字</summary>
        <table className="plain-table">
          <thead>
            <tr>
              <th>试题</th>
              <th>答对率</th>
              <th>区分度</th>
            </tr>
          </thead>
          <tbody>
            {of.map(({ itemId, code, right, discrimination }) => (
              <tr key={itemId}>
                <td>
                  <Link to={`/items/${itemId}`}>{code}</Link>
                </td>
                <td>{percent(right)}</td>
                <td>{decimal(discrimination)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
