import { useState } from 'react'
import { hourMinute } from '../clock-face.ts'
import type { DutyCommandType, RoomView } from '../room.port.ts'
import { Announcements } from './announcements.tsx'
import { CheckPanel } from './check-panel.tsx'
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
        考试机已连接 {room.machines.reachable}/{room.machines.expected}
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
  { word: `宣读${room.rulesReading}`, at: room.rulesReadAt },
  { word: `启封试卷${room.openers.length ? `（${room.openers.join('、')}）` : ''}`, at: room.openedAt },
  { word: '开考', at: room.startedAt },
  { word: '收卷', at: room.endedAt },
  { word: '封存', at: room.sealedAt },
]

/** SDS-4.4-02, SDE-4.6-01: at the time and in the room arranged, or with the reason why not. */
const StartForm = ({ desk, room }: Props) => {
  const [place, setPlace] = useState(room.place?.place ?? room.roomName)
  return (
    <ReasonForm
      word="宣布开考"
      hint="未按编排的时间或考场开考的，写明原因"
      optional
      act={(reason) => desk.order({ type: 'start', reason, place })}
    >
      <label className="field">
        实际考场
        <input value={place} required onChange={({ target }) => setPlace(target.value)} />
      </label>
    </ReasonForm>
  )
}

const ExtendAll = ({ desk, room }: Props) => {
  const most = room.seats.reduce((sum, { openLossMinutes }) => Math.max(sum, openLossMinutes), 0)
  return most === 0 ? null : (
    <ReasonForm
      word={`全场补时（每座至多 ${most} 分钟，按各自中断）`}
      hint="全场补时的原因"
      act={(reason) => desk.order({ type: 'extend-all', minutes: most, reason })}
    />
  )
}

/** HN-2.3.4-22: who is still to be compared while he sits. */
const IdentityChecks = ({ desk, room }: Props) => {
  const open = room.seats.filter(({ actions }) => actions.includes('check-identity'))
  const done = room.seats.filter(({ identityCheckedAt }) => identityCheckedAt !== null).length
  return (
    <div className="stack">
      <p className="soft">
        考试中核对本人、准考证和照片：已核对 {done}，待核对 {open.length}
      </p>
      {open.length > 0 && (
        <ReasonForm
          word={`登记其余 ${open.length} 人已逐一核对`}
          hint="可填写备注；也可在各座位上逐人登记"
          optional
          act={() => desk.order({ type: 'check-identity', seats: open.map(({ seat }) => seat) })}
        />
      )}
    </div>
  )
}

const Orders = ({ desk, room }: Props) => {
  const may = (type: DutyCommandType): boolean => room.actions.includes(type)
  return (
    <div className="stack actions">
      {may('preflight') && <CheckPanel desk={desk} room={room} />}
      {may('open-check-in') && <OpenCheckIn desk={desk} room={room} />}
      {may('read-rules') && (
        <button type="button" onClick={() => desk.order({ type: 'read-rules' })}>
          已宣读{room.rulesReading}
        </button>
      )}
      {may('open-paper') && <OpenPaperForm desk={desk} room={room} />}
      {may('start') && <StartForm desk={desk} room={room} />}
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
      {may('extend-all') && <ExtendAll desk={desk} room={room} />}
      {room.inSessionCheck && may('check-identity') && <IdentityChecks desk={desk} room={room} />}
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
    <Announcements desk={desk} room={room} />
    <p className="soft">
      考试机设置：<a href={`/room/browser/${room.sittingId}/exam.seb`}>SEB 配置文件</a>、
      <a href={`/room/browser/${room.sittingId}/kiosk.txt`}>全屏浏览器启动命令</a>
    </p>
    <p className="soft">选择座位可查看经过并处置。</p>
  </section>
)
