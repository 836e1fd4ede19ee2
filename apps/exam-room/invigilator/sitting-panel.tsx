import { useState } from 'react'
import { hourMinute } from '../clock-face.ts'
import type { DutyCommandType, RoomView } from '../room.port.ts'
import type { Desk } from './desk.ts'
import { OpenPaperForm } from './open-paper-form.tsx'
import { ReasonForm } from './reason-form.tsx'

interface Props {
  readonly desk: Desk
  readonly room: RoomView
}

/** SDS-4.4-16: machine and network ticked one by one. */
const OpenCheckIn = ({ desk, room }: Props) => {
  const [checked, setChecked] = useState<readonly string[]>([])
  return (
    <div className="stack">
      {room.roomChecks.map((check) => (
        <label key={check} className="tick">
          <input
            type="checkbox"
            checked={checked.includes(check)}
            onChange={({ target }) =>
              setChecked(target.checked ? [...checked, check] : checked.filter((one) => one !== check))
            }
          />
          {check}
        </label>
      ))}
      <p className="soft">
        考试机已连接 {room.seats.filter(({ online }) => online).length}/{room.seats.length}
      </p>
      <button
        type="button"
        className="primary"
        onClick={() => desk.order({ type: 'open-check-in', checked })}
      >
        开始签到
      </button>
    </div>
  )
}

const steps = (room: RoomView): readonly { readonly word: string; readonly at: string | null }[] => [
  { word: '宣读考场规则', at: room.rulesReadAt },
  { word: `启封试卷${room.openers.length ? `（${room.openers.join('、')}）` : ''}`, at: room.openedAt },
  { word: '开考', at: room.startedAt },
  { word: '收卷', at: room.endedAt },
  { word: '封存', at: room.sealedAt },
]

const Orders = ({ desk, room }: Props) => {
  const may = (type: DutyCommandType): boolean => room.actions.includes(type)
  return (
    <div className="stack actions">
      {may('open-check-in') && <OpenCheckIn desk={desk} room={room} />}
      {may('read-rules') && (
        <button type="button" onClick={() => desk.order({ type: 'read-rules' })}>
          已宣读考场规则
        </button>
      )}
      {may('open-paper') && <OpenPaperForm desk={desk} room={room} />}
      {may('start') && (
        <ReasonForm
          word="宣布开考"
          hint="未按编排时间开考的，写明原因"
          optional
          act={(reason) => desk.order({ type: 'start', reason })}
        />
      )}
      {may('resume') && (
        <ReasonForm
          word="恢复考试"
          hint="处置情况"
          act={(reason) => desk.order({ type: 'resume', reason })}
        />
      )}
      {may('suspend') && (
        <ReasonForm
          word="暂停考试"
          hint="暂停原因"
          danger
          act={(reason) => desk.order({ type: 'suspend', reason })}
        />
      )}
      {may('collect-all') && (
        <button type="button" onClick={() => desk.order({ type: 'collect-all' })}>
          全部收卷
        </button>
      )}
      {may('seal') && (
        <ReasonForm
          word="封存本场"
          hint="有断网座位未上传的，写明原因"
          optional
          act={(reason) => desk.order({ type: 'seal', reason })}
        />
      )}
    </div>
  )
}

/** The order of the sitting: what is done, when, and what comes next. */
export const SittingPanel = ({ desk, room }: Props) => (
  <section className="panel stack" aria-label="本场进程">
    <h2>本场进程</h2>
    <ol className="steps">
      {steps(room).map(({ word, at }) => (
        <li key={word} className={at ? 'past' : ''}>
          <span>
            {at ? '✓' : '○'} {word}
          </span>
          <span className="tabular">{at ? hourMinute(at) : ''}</span>
        </li>
      ))}
    </ol>
    <Orders desk={desk} room={room} />
    <p className="soft">选择座位可查看经过并处置。</p>
  </section>
)
