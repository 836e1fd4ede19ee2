import { type CoveredPoint, itemsOf } from './coverage-counts.ts'

const kinds = [
  { importance: 'X', word: '核心（X）' },
  { importance: 'Y', word: '一般（Y）' },
  { importance: 'Z', word: '辅助（Z）' },
] as const

interface Share {
  readonly importance: string
  readonly word: string
  readonly count: number
  readonly percent: number
}

const sharesOf = (
  points: readonly CoveredPoint[],
  weigh: (point: CoveredPoint) => number,
): readonly Share[] => {
  const all = points.reduce((sum, point) => sum + weigh(point), 0)
  return kinds.map(({ importance, word }) => {
    const count = points
      .filter((point) => point.importance === importance)
      .reduce((sum, point) => sum + weigh(point), 0)
    return { importance, word, count, percent: all === 0 ? 0 : Math.round((1000 * count) / all) / 10 }
  })
}

const Bar = (props: { readonly title: string; readonly unit: string; readonly shares: readonly Share[] }) => (
  <div className="importance-line">
    <span>{props.title}</span>
    <span className="importance-bar" aria-hidden="true">
      {props.shares.map(({ importance, percent }) => (
        <span key={importance} className={`importance-${importance}`} style={{ width: `${percent}%` }} />
      ))}
    </span>
    <ul className="row">
      {props.shares.map(({ importance, word, count, percent }) => (
        <li key={importance} className="row coverage-key">
          <span className={`coverage-swatch importance-${importance}`} aria-hidden="true" />
          {word} {percent}%（{count}
          {props.unit}）
        </li>
      ))}
    </ul>
  </div>
)

/** Shares of importance in the points of the tree and, against them, in the items that stand on them. */
export const ImportanceBars = ({ points }: { readonly points: readonly CoveredPoint[] }) => {
  const known = points.filter(({ importance }) => importance !== null)
  if (known.length === 0) return null
  return (
    <section className="panel stack">
      <h2>重要程度占比</h2>
      <Bar title="鉴定点" unit="个" shares={sharesOf(known, () => 1)} />
      <Bar title="试题" unit="题" shares={sharesOf(known, itemsOf)} />
    </section>
  )
}
