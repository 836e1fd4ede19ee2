import { StatusTag } from '../../../kit/status-tag.tsx'
import { Coverage } from './coverage.tsx'
import { FormTable, OverlapMatrix, Spread } from './forms.tsx'
import type { Report } from './reported.ts'
import { Scroll } from './scroll.tsx'
import './assembly.css'

type Line = Report['lines'][number]

const Verdict = ({ isGoal, missed }: Line) => {
  if (missed === 0) return <StatusTag tone="done">满足</StatusTag>
  return isGoal ? (
    <StatusTag tone="todo">目标差{missed}</StatusTag>
  ) : (
    <StatusTag tone="refused">差{missed}</StatusTag>
  )
}

/** Rule by rule: asked, got, met or by how much missed. */
const Lines = ({ lines }: { readonly lines: readonly Line[] }) => {
  const missed = lines.filter((line) => line.missed > 0)
  return (
    <section className="panel stack">
      <h2>逐条核对</h2>
      <p className="quiet">
        共{lines.length}条，{missed.length === 0 ? '全部满足' : `${missed.length}条没有完全达到`}
        。“目标”尽量满足，其余必须满足。
      </p>
      <Scroll label="逐条核对">
        <table className="assembly-table">
          <thead>
            <tr>
              <th>规则</th>
              <th className="number">要求</th>
              <th className="number">实得</th>
              <th>结果</th>
            </tr>
          </thead>
          <tbody>
            {[...missed, ...lines.filter((line) => line.missed === 0)].map((line) => (
              <tr key={`${line.rule} ${line.asked}`}>
                <td>{line.rule}</td>
                <td className="number">{line.asked}</td>
                <td className="number">{line.got}</td>
                <td>
                  <Verdict {...line} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

const alikeWords = ({ least, most, mean }: NonNullable<Report['shared']>): string =>
  most === 0 ? '各套之间没有相同的试题' : `任意两套相同的试题${least}至${most}题，平均${mean}题`

const qualityOf = ({ gap, poolSize, shared }: Report): string => {
  const proof =
    gap === null
      ? ''
      : gap <= 1e-4
        ? '；已证明没有更好的选法'
        : `；与理论最优相差不超过${(gap * 100).toFixed(1)}%`
  const alike = shared ? `；${alikeWords(shared)}` : ''
  return `共用到${poolSize}道试题${proof}${alike}。`
}

/** What was drawn, without telling any item of it. */
export const ReportView = ({ of }: { readonly of: Report }) => (
  <>
    <p className="standing">{qualityOf(of)}</p>
    <div className="assembly-pictures">
      <Spread forms={of.forms} />
      {of.overlap.length > 1 && <OverlapMatrix of={of} />}
    </div>
    {of.forms.length > 1 && <FormTable forms={of.forms} />}
    <Coverage of={of} />
    <Lines lines={of.lines} />
  </>
)
