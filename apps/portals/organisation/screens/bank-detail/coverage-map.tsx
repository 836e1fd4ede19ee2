import { useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { grades } from '../bank-words.ts'
import {
  type CoverageReply,
  type CoverageRow,
  type CoveredPoint,
  coverageRows,
  isBelow,
  itemsOf,
  shadeOf,
  shadesFor,
} from './coverage-counts.ts'

type Bounds = readonly number[]

const sentence = (points: readonly CoveredPoint[]) => {
  const empty = points.filter((point) => itemsOf(point) === 0)
  const items = points.reduce((sum, point) => sum + itemsOf(point), 0)
  return `${points.length}个鉴定点共${items}题；${empty.length === 0 ? '每个鉴定点都有试题。' : `${empty.length}个鉴定点没有试题。`}`
}

const shadeWord = (step: number, bounds: Bounds) => {
  const from = step === 1 ? 1 : (bounds[step - 2] ?? 0) + 1
  const to = bounds[step - 1] ?? from
  return from >= to ? `${to}题` : `${from}至${to}题`
}

const Legend = ({ bounds }: { readonly bounds: Bounds }) => (
  <p className="row">
    {[0, 1, 2, 3, 4].map((step) => (
      <span key={step} className="row coverage-key">
        <span className={`coverage-swatch shade-${step}`} aria-hidden="true" />
        {step === 0 ? '无' : shadeWord(step, bounds)}
      </span>
    ))}
  </p>
)

const cell = 12

/** The points of one range of level 2 from left to right, difficulty from top to bottom. */
const Block = (props: {
  readonly title: string
  readonly points: readonly CoveredPoint[]
  readonly bounds: Bounds
}) => (
  <figure className="coverage-block">
    <svg
      width={props.points.length * cell}
      viewBox={`0 0 ${props.points.length * cell} ${5 * cell}`}
      aria-hidden="true"
      focusable="false"
    >
      {props.points.map((point, column) =>
        point.byDifficulty.map((count, row) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: the five grades stand in their order
            key={`${point.code} ${row}`}
            x={column * cell}
            y={row * cell}
            width={cell - 1}
            height={cell - 1}
            className={`shade-${shadeOf(count, props.bounds)}`}
          >
            <title>{`${point.code} ${point.name ?? ''}：${grades[row]}${count}题`}</title>
          </rect>
        )),
      )}
    </svg>
    <figcaption>{props.title}</figcaption>
  </figure>
)

/** The whole bank at a glance, one block for each range of level 2. */
const Picture = ({ of, bounds }: { readonly of: CoverageReply; readonly bounds: Bounds }) => {
  const ranges = of.tree.filter(({ level }) => level === 2)
  const known = ranges.map(({ code, name }) => ({
    title: `${code} ${name}`,
    points: of.points.filter((point) => point.code.startsWith(`${code}-`)),
  }))
  const stray = of.points.filter(({ code }) => ranges.every((range) => !code.startsWith(`${range.code}-`)))
  const blocks = [...known, { title: '不在细目表中', points: stray }].filter(
    ({ points }) => points.length > 0,
  )
  return (
    <div className="coverage-blocks">
      {blocks.map(({ title, points }) => (
        <Block key={title} title={title} points={points} bounds={bounds} />
      ))}
    </div>
  )
}

const Row = (props: {
  readonly of: CoverageRow
  readonly bounds: Bounds
  readonly open: boolean
  readonly onFold: () => void
}) => {
  const { code, name, depth, importance, byDifficulty, points, empty } = props.of
  const total = byDifficulty.reduce((sum, count) => sum + count, 0)
  const mean = (count: number) => (depth === 4 ? count : Math.ceil(count / Math.max(1, points)))
  return (
    <tr className={`coverage-depth-${depth}`}>
      <th scope="row">
        {depth < 4 ? (
          <button type="button" className="coverage-fold" aria-expanded={props.open} onClick={props.onFold}>
            <span aria-hidden="true">{props.open ? '▾' : '▸'}</span>
            {code} {name}
          </button>
        ) : (
          <span className="coverage-point">
            {code} {name}
          </span>
        )}
      </th>
      <td>{depth === 4 ? importance : `${points}点`}</td>
      {byDifficulty.map((count, at) => (
        <td key={grades[at]} className={`coverage-cell shade-${shadeOf(mean(count), props.bounds)}`}>
          {count}
        </td>
      ))}
      <td className="number">{total}</td>
      <td>
        {empty > 0 && <span className="coverage-short">{depth === 4 ? '无试题' : `${empty}点无试题`}</span>}
      </td>
    </tr>
  )
}

/** Which ranges are folded; at first the points are, below their ranges of level 3. */
const useFolds = (rows: readonly CoverageRow[]) => {
  const ranges = rows.filter(({ depth }) => depth < 4)
  const lowest = ranges.filter(({ depth, outside }) => depth === 3 || outside)
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => new Set(lowest.map(({ code }) => code)))
  const hidden = ranges.filter(({ code }) => folded.has(code))
  return {
    shown: rows.filter((row) => hidden.every((range) => !isBelow(row, range))),
    isOpen: (code: string) => !folded.has(code),
    fold: (code: string) =>
      setFolded(
        (before) => new Set(before.has(code) ? [...before].filter((one) => one !== code) : [...before, code]),
      ),
    unfoldAll: () => setFolded(new Set()),
    foldAll: () => setFolded(new Set(ranges.map(({ code }) => code))),
  }
}

/** Points by difficulty: at a glance as a picture, and number by number in a table that folds by range. */
export const CoverageMap = ({ of }: { readonly of: CoverageReply }) => {
  const bounds = shadesFor(of.points)
  const folds = useFolds(coverageRows(of))
  return (
    <section className="panel stack">
      <h2>鉴定点与难度</h2>
      <p>{sentence(of.points)}</p>
      <Picture of={of} bounds={bounds} />
      <Legend bounds={bounds} />
      <p className="quiet">
        图中横向为鉴定点，纵向为难度1至5，颜色越深试题越多；表中范围一行的颜色按每个鉴定点的平均题数。
      </p>
      <div className="row">
        <Button kind="plain" onClick={folds.unfoldAll}>
          全部展开
        </Button>
        <Button kind="plain" onClick={folds.foldAll}>
          全部收起
        </Button>
      </div>
      <div className="scroll-x">
        <table className="bank-table coverage-table">
          <caption className="unseen">各鉴定范围和鉴定点按难度的试题数</caption>
          <thead>
            <tr>
              <th scope="col">鉴定范围和鉴定点</th>
              <th scope="col">重要程度</th>
              {grades.map((grade, at) => (
                <th key={grade} scope="col" className="coverage-grade">
                  {at + 1} {grade}
                </th>
              ))}
              <th scope="col" className="number">
                合计
              </th>
              <th scope="col">缺口</th>
            </tr>
          </thead>
          <tbody>
            {folds.shown.map((row) => (
              <Row
                key={row.code}
                of={row}
                bounds={bounds}
                open={folds.isOpen(row.code)}
                onFold={() => folds.fold(row.code)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
