import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import './coverage-map.css'

type Coverage = ReplyOf<typeof knowledge.coverage>
type Point = Coverage['points'][number]

const cell = { width: 11, height: 20 }
const margin = { left: 60, top: 20, bottom: 4 }
const grades = ['很易', '较易', '中等', '较难', '很难']

const rangeOf = ({ code }: Point) => code.slice(0, code.lastIndexOf('-'))
/** 0 for none, then 1, 2, 3, and 4 for four and more. */
const shadeOf = (count: number) => Math.min(count, 4)

const Column = ({ point, x }: { readonly point: Point; readonly x: number }) => (
  <g>
    {point.byDifficulty.map((count, at) => (
      <rect
        key={grades[at]}
        x={x}
        y={margin.top + at * cell.height}
        width={cell.width - 1}
        height={cell.height - 1}
        className={`coverage-${shadeOf(count)}`}
      >
        <title>{`${point.code} ${point.name ?? ''}：${grades[at]}${count}题`}</title>
      </rect>
    ))}
  </g>
)

/** Where each range begins and how many points it has; points come in the order of their codes. */
const spansOf = (points: readonly Point[]) =>
  [...Map.groupBy(points, rangeOf)].map(([range, inRange]) => ({
    range,
    from: points.findIndex((point) => rangeOf(point) === range),
    count: inRange.length,
  }))

const sentence = (points: readonly Point[]) => {
  const empty = points.filter(({ byDifficulty }) => byDifficulty.every((count) => count === 0))
  const items = points.flatMap(({ byDifficulty }) => byDifficulty).reduce((sum, count) => sum + count, 0)
  return `${points.length}个鉴定点共${items}题；${empty.length === 0 ? '每个鉴定点都有试题。' : `${empty.length}个鉴定点没有试题。`}`
}

const Legend = () => (
  <p className="row coverage-legend">
    {['无', '1题', '2题', '3题', '4题及以上'].map((word, shade) => (
      <span key={word} className="row">
        <svg width={12} height={12} aria-hidden="true">
          <rect width={12} height={12} className={`coverage-${shade}`} />
        </svg>
        {word}
      </span>
    ))}
  </p>
)

const Picture = ({ points }: { readonly points: readonly Point[] }) => {
  const width = margin.left + points.length * cell.width
  const height = margin.top + grades.length * cell.height + margin.bottom
  return (
    <div className="coverage-map">
      <svg width={width} height={height} role="img" aria-label={sentence(points)}>
        {grades.map((grade, at) => (
          <text key={grade} x={0} y={margin.top + at * cell.height + 14}>
            {at + 1} {grade}
          </text>
        ))}
        {spansOf(points).map(({ range, from, count }) => (
          <g key={range}>
            <line
              x1={margin.left + from * cell.width - 0.5}
              x2={margin.left + from * cell.width - 0.5}
              y1={4}
              y2={height}
            />
            {count * cell.width > 34 && (
              <text x={margin.left + from * cell.width + 3} y={14}>
                {range}
              </text>
            )}
          </g>
        ))}
        {points.map((point, at) => (
          <Column key={point.code} point={point} x={margin.left + at * cell.width} />
        ))}
      </svg>
    </div>
  )
}

const Ranges = ({ ranges }: Pick<Coverage, 'ranges'>) => (
  <details>
    <summary>蓝图所需与题库所有</summary>
    <table className="plain-table">
      <thead>
        <tr>
          <th>鉴定范围</th>
          <th>比重</th>
          {ranges[0]?.types.map(({ typeName }) => (
            <th key={typeName}>{typeName}（需／有）</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ranges.map(({ code, name, weight, types }) => (
          <tr key={code}>
            <td>
              {code} {name}
            </td>
            <td>{weight}%</td>
            {types.map(({ typeName, asked, available }) => (
              <td key={typeName} className={available < asked ? 'coverage-short' : ''}>
                {asked}／{available}
                {available < asked && '（不足）'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </details>
)

/** Points from left to right, difficulty from top to bottom; the darker, the more items. */
export const CoverageMap = ({ points, ranges }: Pick<Coverage, 'points' | 'ranges'>) => (
  <>
    <p>{sentence(points)}</p>
    <Picture points={points} />
    <Legend />
    {ranges.length > 0 && <Ranges ranges={ranges} />}
  </>
)
