import './histogram.css'

export interface Bar {
  /** `60–69` */
  readonly label: string
  readonly count: number
  /** Bars below the pass mark are hatched, so that the line does not rest on colour. */
  readonly below?: boolean
}

const width = 480
const height = 180
const floor = 150
const top = 18

/** A distribution; the same numbers stand in a table for screen readers. */
export const Histogram = (props: {
  readonly title: string
  readonly bars: readonly Bar[]
  /** What the bars are of and what they count, for the table. */
  readonly units?: { readonly bar: string; readonly count: string }
}) => {
  const { title, bars, units = { bar: ' 分', count: ' 人' } } = props
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const step = width / Math.max(1, bars.length)
  return (
    <figure className="histogram">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
        <defs>
          <pattern
            id="below-pass"
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line x1="0" y1="0" x2="0" y2="6" className="hatch" />
          </pattern>
        </defs>
        {bars.map(({ label, count, below }, index) => {
          const tall = ((floor - top) * count) / most
          const x = index * step + step * 0.12
          return (
            <g key={label}>
              <rect
                className={below ? 'bar below' : 'bar'}
                x={x}
                y={floor - tall}
                width={step * 0.76}
                height={tall}
                rx="2"
              />
              <text x={index * step + step / 2} y={floor - tall - 5}>
                {count}
              </text>
              <text className="axis" x={index * step + step / 2} y={floor + 18}>
                {label}
              </text>
            </g>
          )
        })}
        <line className="floor" x1="0" x2={width} y1={floor} y2={floor} />
      </svg>
      <table className="unseen">
        <caption>{title}</caption>
        <tbody>
          {bars.map(({ label, count }) => (
            <tr key={label}>
              <th scope="row">
                {label}
                {units.bar}
              </th>
              <td>
                {count}
                {units.count}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
