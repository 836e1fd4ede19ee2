import { useState } from 'react'
import type { PreflightResult } from '#modules/delivery/core/preflight.ts'
import type { Refusal } from '#platform/contract/verdict.ts'
import { hourMinute } from '../clock-face.ts'
import type { OperatorSitting } from '../program/operator.port.ts'
import { RefusalCard } from '../refusal-card.tsx'
import { ScrollBox } from '../scroll-box.tsx'
import { orOutOfReach, runCheck } from './operator-calls.ts'

/** Line by line, with who answers for it and when. */
export const CheckTable = ({ check }: { readonly check: PreflightResult }) => (
  <ScrollBox label="自检结果">
    <table>
      <caption>
        {hourMinute(check.at)} {check.person}：{check.passed ? '可以开考' : '不能开考'}
        {check.reason && `（说明：${check.reason}）`}
      </caption>
      <thead>
        <tr>
          <th scope="col">项目</th>
          <th scope="col">结果</th>
          <th scope="col">情况</th>
          <th scope="col">核对</th>
          <th scope="col">时间</th>
        </tr>
      </thead>
      <tbody>
        {check.lines.map((line) => (
          <tr key={line.line} className={line.passed ? '' : line.hard ? 'bad' : 'short'}>
            <th scope="row">{line.title}</th>
            <td>{line.passed ? '✓ 通过' : '✗ 未达标'}</td>
            <td>{line.finding}</td>
            <td>{line.person}</td>
            <td className="tabular">{hourMinute(line.at)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </ScrollBox>
)

/** SDS-4.4-16, SDE-4.6-06: what a person saw for himself, his passcode, and a reason where something falls short. */
export const CheckForm = ({
  sitting,
  changed,
}: {
  readonly sitting: OperatorSitting
  readonly changed: () => void
}) => {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (form: FormData) => {
    const text = (name: string): string => String(form.get(name) ?? '').trim()
    setBusy(true)
    const verdict = await orOutOfReach(
      runCheck({
        sittingId: sitting.sittingId,
        person: text('person'),
        passcode: text('passcode'),
        confirmed: form.getAll('confirmed').map(String),
        reason: text('reason'),
      }),
    )
    setBusy(false)
    setRefusal(verdict.refused ? verdict : null)
    changed()
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        submit(new FormData(event.currentTarget))
      }}
    >
      <p className="soft">
        程序版本、规则、磁盘、落盘、字体和考试机由系统检查；联系不上中心时请对照北京时间核对时钟，没有配置监控地址时请现场查看监控画面。
      </p>
      <label className="tick">
        <input type="checkbox" name="confirmed" value="clock" />
        本机时钟与北京时间一致
      </label>
      <label className="tick">
        <input type="checkbox" name="confirmed" value="camera" />
        监控画面正常
      </label>
      <div className="pair">
        <label className="field">
          姓名或工号
          <input name="person" required autoComplete="off" />
        </label>
        <label className="field">
          本场口令
          <input name="passcode" type="password" required autoComplete="off" />
        </label>
      </div>
      <label className="field">
        未达标项目的说明
        <input name="reason" autoComplete="off" placeholder="全部达标的不填" />
      </label>
      {refusal && <RefusalCard refusal={refusal} />}
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          {busy ? '正在检查……' : '开始自检'}
        </button>
      </div>
    </form>
  )
}
