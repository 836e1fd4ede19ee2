import { type NotedDeduction, pointsLeft } from '#modules/scoring/core/deduction.rule.ts'
import type * as practical from '#modules/scoring/practical.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import type { SheetInput } from './sheet-queue.ts'

type Form = NonNullable<ReplyOf<typeof practical.pad>['form']>
type Point = Form['modules'][number]['scoringPoints'][number]

export interface Writing {
  readonly input: SheetInput
  readonly locked: boolean
  readonly write: (input: SheetInput, signature: string | null) => void
}

const countOf = (noted: readonly NotedDeduction[], point: string, rule: number): number =>
  noted.find((each) => each.point === point && each.rule === rule)?.count ?? 0

/** The rules of one point, each with how often it was broken; the points follow from them. */
const Deductions = ({ point, writing }: { readonly point: Point; readonly writing: Writing }) => {
  const { input, locked, write } = writing
  const rules = point.deductions ?? []
  const own = input.deductions.filter((noted) => noted.point === point.code)
  const note = (rule: number, count: number) => {
    const others = own.filter((noted) => noted.rule !== rule)
    const noted = count > 0 ? [...others, { point: point.code, rule, count }] : others
    const rest = input.deductions.filter((each) => each.point !== point.code)
    const points = { ...input.points, [point.code]: pointsLeft(point, noted) }
    write({ ...input, points, deductions: [...rest, ...noted] }, null)
  }
  return (
    <details className="deductions">
      <summary>扣分{own.length > 0 ? `（已记 ${own.length} 项）` : ''}</summary>
      <ul>
        {rules.map(({ rule, deduct, per, cap }, index) => {
          const count = countOf(own, point.code, index)
          return (
            <li key={rule}>
              <span>
                {rule}，每{per}扣 {deduct} 分{cap !== null && `，最多扣 ${cap} 分`}
              </span>
              <fieldset className="stepper" disabled={locked} aria-label={`${point.item}：${rule}`}>
                <button
                  type="button"
                  aria-label="少记一次"
                  disabled={count === 0}
                  onClick={() => note(index, count - 1)}
                >
                  −
                </button>
                <output>{count}</output>
                <button type="button" aria-label="多记一次" onClick={() => note(index, count + 1)}>
                  ＋
                </button>
              </fieldset>
            </li>
          )
        })}
      </ul>
    </details>
  )
}

/** One scoring point: its points as seen, or found by deducting. */
export const PointRow = ({
  point,
  step,
  writing,
}: {
  readonly point: Point
  readonly step: number
  readonly writing: Writing
}) => {
  const { input, locked, write } = writing
  const value = input.points[point.code]
  // Points entered by hand replace what had been deducted.
  const set = (to: number) => {
    const points = Math.min(point.maxScore, Math.max(0, Math.round(to / step) * step))
    const deductions = input.deductions.filter((noted) => noted.point !== point.code)
    write({ ...input, points: { ...input.points, [point.code]: points }, deductions }, null)
  }
  return (
    <li className="point-row">
      <div>
        <strong>{point.item}</strong> <span className="quiet">配分 {point.maxScore}</span>
        <p className="quiet">{point.requirement}</p>
        {(point.deductions ?? []).length > 0 && <Deductions point={point} writing={writing} />}
      </div>
      <fieldset className="stepper" disabled={locked} aria-label={`${point.item}得分`}>
        <button type="button" aria-label="减" onClick={() => set((value ?? point.maxScore) - step)}>
          −
        </button>
        <output className={value === undefined ? 'open' : ''}>{value ?? '未评'}</output>
        <button type="button" aria-label="加" onClick={() => set((value ?? 0) + step)}>
          ＋
        </button>
        <button type="button" className="full" onClick={() => set(point.maxScore)}>
          满分
        </button>
        <button type="button" className="full" onClick={() => set(0)}>
          零分
        </button>
      </fieldset>
    </li>
  )
}
