import { useState } from 'react'
import type { PreflightResult } from '#modules/delivery/core/preflight.ts'
import { hourMinute } from '../clock-face.ts'
import type { RoomView } from '../room.port.ts'
import type { Desk } from './desk.ts'
import { ReasonForm } from './reason-form.tsx'

type Seen = 'clock' | 'camera'

const ownEyes: readonly { readonly seen: Seen; readonly word: string }[] = [
  { seen: 'clock', word: '服务器时钟与北京时间一致' },
  { seen: 'camera', word: '监控画面正常' },
]

const Result = ({ check }: { readonly check: PreflightResult }) => (
  <div className="stack">
    <p className={check.passed ? 'done' : 'lost'} role="status">
      {check.passed ? '✓' : '▲'} {hourMinute(check.at)} {check.person}考前自检：
      {check.passed ? '可以开考' : '不能开考'}
      {check.reason && `（说明：${check.reason}）`}
    </p>
    <ul className="check-lines">
      {check.lines.map(({ line, title, passed, finding, person }) => (
        <li key={line} className={passed ? '' : 'short'}>
          <span>
            {passed ? '✓' : '✗'} {title}
          </span>
          <span className="soft">
            {finding}（{person}）
          </span>
        </li>
      ))}
    </ul>
  </div>
)

/** SDS-4.4-16, SDE-4.6-06: what the system measures and what a person saw for himself, before check-in opens. */
export const Preflight = ({ desk, room }: { readonly desk: Desk; readonly room: RoomView }) => {
  const [confirmed, setConfirmed] = useState<readonly Seen[]>([])
  const { preflight } = room
  return (
    <section className="stack" aria-label="考前自检">
      {preflight ? (
        <Result check={preflight} />
      ) : (
        <p className="soft">○ 尚未考前自检：程序版本、规则、磁盘、落盘、字体和考试机由系统检查。</p>
      )}
      <ReasonForm
        word={preflight ? '再次自检' : '考前自检'}
        hint="未达标项目的说明（全部达标的不填）"
        optional
        act={(reason) => desk.order({ type: 'preflight', confirmed, reason })}
      >
        {ownEyes.map(({ seen, word }) => (
          <label key={seen} className="tick">
            <input
              type="checkbox"
              checked={confirmed.includes(seen)}
              onChange={({ target }) =>
                setConfirmed(target.checked ? [...confirmed, seen] : confirmed.filter((one) => one !== seen))
              }
            />
            {word}
          </label>
        ))}
      </ReasonForm>
    </section>
  )
}
