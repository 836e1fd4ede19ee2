import '../bank-detail/coverage.css'
import type { Report } from './reported.ts'

const cell = { width: 11, height: 20 }
const margin = { left: 76, top: 20, bottom: 4 }

const rangeOf = (point: string) => point.slice(0, point.lastIndexOf('-'))

/** Where each range begins, with how many points. */
const spansOf = (points: readonly string[]) =>
  [...Map.groupBy(points, rangeOf)].map(([range, inRange]) => ({
    ...{ range, from: points.indexOf(inRange[0]!), count: inRange.length },
  }))

const rowNames = ({ forms, coverage }: Report): readonly string[] =>
  (coverage[0]?.counts ?? []).map((_, at) => {
    if ((coverage[0]?.counts.length ?? 0) < forms.length) return '用到的套数'
    const name = forms[at]?.name ?? ''
    return name === '' ? '本卷' : `${name}卷`
  })

const Row = ({ of, row, name }: { readonly of: Report; readonly row: number; readonly name: string }) => {
  const most = Math.max(4, ...of.coverage.map(({ counts }) => counts[row] ?? 0))
  const shade = (count: number) => (count === 0 ? 0 : Math.max(1, Math.round((4 * count) / most)))
  return (
    <g>
      <text x={0} y={margin.top + row * cell.height + 14}>
        {name}
      </text>
      {of.coverage.map(({ point, counts }, at) => (
        <rect
          key={point}
          x={margin.left + at * cell.width}
          y={margin.top + row * cell.height}
          width={cell.width - 1}
          height={cell.height - 1}
          className={`shade-${shade(counts[row] ?? 0)}`}
        >
          <title>{`${point} ${name}：${counts[row] ?? 0}`}</title>
        </rect>
      ))}
    </g>
  )
}

const Picture = ({ of }: { readonly of: Report }) => {
  const names = rowNames(of)
  const points = of.coverage.map(({ point }) => point)
  const [width, height] = [
    margin.left + points.length * cell.width,
    margin.top + names.length * cell.height + margin.bottom,
  ]
  return (
    <div className="assembly-coverage">
      <svg width={width} height={height} role="img" aria-label={sentence(of)}>
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
        {names.map((name, row) => (
          <Row key={name} of={of} row={row} name={name} />
        ))}
      </svg>
    </div>
  )
}

const sentence = ({ coverage }: Report) => {
  const empty = coverage.filter(({ counts }) => counts.every((count) => count === 0)).length
  return `共${coverage.length}个鉴定点，${empty === 0 ? '全部考到' : `${empty}个没有考到`}。`
}

/** Points from left to right, forms from top to bottom; the darker, the more items. */
export const Coverage = ({ of }: { readonly of: Report }) => (
  <section className="panel stack">
    <h2>鉴定点覆盖</h2>
    <p>{sentence(of)}</p>
    {of.coverage.length > 0 && <Picture of={of} />}
  </section>
)
