import { useEffect, useState } from 'react'
import { countdown, dateInWords, hourMinute } from '../clock-face.ts'
import type { ConsoleRoom, ConsoleView } from '../desk.port.ts'
import type { Desk } from './desk.ts'
import { ReasonForm } from './reason-form.tsx'
import { noteWords, seatWords, sittingWords, standbyStates } from './seat-words.ts'

interface Props {
  readonly desk: Desk
  readonly room: ConsoleRoom
}

const useConsole = (desk: Desk): { readonly view: ConsoleView | null; readonly online: boolean } => {
  const [view, setView] = useState<ConsoleView | null>(null)
  const [online, setOnline] = useState(true)
  useEffect(
    () =>
      desk.port.followConsole(
        (next) => {
          setView(next)
          setOnline(true)
        },
        () => setOnline(false),
      ),
    [desk],
  )
  return { view, online }
}

/** What falls short without keeping the room shut has its reason on record; the chief sees it named. */
const preflightWords = ({ at, passed, failed }: NonNullable<ConsoleRoom['preflight']>): string =>
  passed
    ? `✓ 考前自检通过（${hourMinute(at)}）${failed.length > 0 ? `，未达标：${failed.join('、')}（已说明原因）` : ''}`
    : `▲ 考前自检未通过：${failed.join('、')}`

/** The pre-flight of the day and the second server, in words. */
const Servers = ({ room }: { readonly room: ConsoleRoom }) => {
  const { preflight, standby, takenOverAt, isServedElsewhere } = room
  return (
    <ul className="figures servers">
      {isServedElsewhere && <li className="lost">▲ 本场由另一台服务器承担，此处为其备份</li>}
      {preflight && <li className={preflight.passed ? 'done' : 'lost'}>{preflightWords(preflight)}</li>}
      {!preflight && room.status === 'sealed-package-present' && <li className="soft">○ 尚未考前自检</li>}
      {standby && (
        <li className={`state standby-${standby.state}`}>
          {standbyStates[standby.state].sign} {standbyStates[standby.state].word}
        </li>
      )}
      {takenOverAt !== null && <li>▲ {hourMinute(takenOverAt)} 由备机接管</li>}
    </ul>
  )
}

const counted = [
  'assigned',
  'present',
  'answering',
  'interrupted',
  'handed-in',
  'collected',
  'absent',
  'expelled',
] as const

const Figures = ({ room }: { readonly room: ConsoleRoom }) => (
  <ul className="figures">
    <li>应到 {room.expected}</li>
    <li>考试机在线 {room.online}</li>
    {counted
      .filter((status) => room.counts[status])
      .map((status) => (
        <li key={status} className={`state ${status}`}>
          {seatWords[status].sign} {seatWords[status].word} {room.counts[status]}
        </li>
      ))}
  </ul>
)

const Times = ({ room, now }: { readonly room: ConsoleRoom; readonly now: string }) => {
  const { marks } = room
  const isRunning = room.status === 'running' || room.status === 'suspended'
  return (
    <dl className="marks tabular">
      {(
        [
          ['开考', marks.start],
          ['入场截止', marks.entryLimit],
          ['最早交卷', marks.earliestHandIn],
          ['结束', marks.end],
        ] as const
      ).map(([word, at]) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>{at ? hourMinute(at) : '不提前'}</dd>
        </div>
      ))}
      {isRunning && (
        <div>
          <dt>剩余</dt>
          <dd>{countdown(Date.parse(marks.end) - Date.parse(now))}</dd>
        </div>
      )}
    </dl>
  )
}

const OpenNotes = ({ desk, room }: Props) =>
  room.openNotes.length === 0 ? (
    <p className="soft">没有待处置的登记。</p>
  ) : (
    <ul className="open-notes">
      {room.openNotes.map((note) => (
        <li key={note.seq} className="stack">
          <span>
            <strong>{noteWords[note.category]}</strong>{' '}
            <span className="tabular">{hourMinute(note.happenedAt)}</span> {note.seat ?? '全考场'}：
            {note.text}
            <span className="soft">（{note.person}）</span>
          </span>
          <ReasonForm
            word="处置"
            hint="处置决定"
            act={(decision) =>
              desk.orderIn(room.sittingId, { type: 'decide-note', note: note.seq, decision })
            }
          />
        </li>
      ))}
    </ul>
  )

const Inspections = ({ desk, room }: Props) => (
  <div className="stack">
    {room.inspections.length > 0 && (
      <ul className="open-notes">
        {room.inspections.map((note) => (
          <li key={note.seq}>
            <span className="tabular">{hourMinute(note.happenedAt)}</span> {note.text}
            <span className="soft">（{note.person}）</span>
          </li>
        ))}
      </ul>
    )}
    <ReasonForm
      word="登记巡查"
      hint="对考场和工作人员的巡查情况"
      act={(text) =>
        desk.orderIn(room.sittingId, {
          ...{ type: 'note', category: 'inspection', seat: null, text, reportedTo: '', rule: '' },
        })
      }
    />
  </div>
)

const RoomCard = ({ desk, room, now }: Props & { readonly now: string }) => (
  <section className="panel stack" aria-label={room.roomName}>
    <div className="row spread">
      <h3>
        {room.roomName} <span className={`badge ${room.status}`}>{sittingWords[room.status]}</span>
      </h3>
      <span className="soft">
        {dateInWords(room.plannedStart)} {room.title}
      </span>
    </div>
    {room.place && <p className="lost">▲ 实际在{room.place}进行</p>}
    <Times room={room} now={now} />
    <Figures room={room} />
    <Servers room={room} />
    <h4>待处置</h4>
    <OpenNotes desk={desk} room={room} />
    <h4>巡查</h4>
    <Inspections desk={desk} room={room} />
    {room.status === 'ended' && (
      <p className={room.isSigned ? 'done' : 'lost'}>
        {room.isSigned ? '✓ 考场记录已签字' : '▲ 考场记录尚未签齐'}
      </p>
    )}
  </section>
)

/** 考点总控 (SDS-4.4-28, -29): all rooms of this site on this server, with what waits for the chief. */
export const ConsoleScreen = ({ desk }: { readonly desk: Desk }) => {
  const { view, online } = useConsole(desk)
  if (!view)
    return <p className="quiet">{online ? '正在读取各考场情况……' : '连接不上考场服务器，正在重试。'}</p>
  const waiting = view.rooms.reduce((sum, { openNotes }) => sum + openNotes.length, 0)
  return (
    <main className="stack">
      <div className="row spread">
        <h2>考点总控</h2>
        <span className="soft tabular">
          {hourMinute(view.serverTime)}，{view.rooms.length} 个考场，待处置 {waiting} 件
        </span>
      </div>
      {!online && (
        <p className="lost" role="alert">
          ▲ 与考场服务器的连接中断，下面是最后一次收到的情况。
        </p>
      )}
      <div className="rooms">
        {view.rooms.map((room) => (
          <RoomCard key={room.sittingId} desk={desk} room={room} now={view.serverTime} />
        ))}
      </div>
    </main>
  )
}
