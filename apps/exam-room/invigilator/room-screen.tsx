import { useState } from 'react'
import type { SeatStatus } from '#modules/delivery/core/seat.machine.ts'
import { countdown, hourMinute } from '../clock-face.ts'
import { RefusalCard } from '../refusal-card.tsx'
import type { RoomView } from '../room.port.ts'
import { DueAnnouncements } from './announcements.tsx'
import { CheckInList } from './check-in-list.tsx'
import { ConsoleScreen } from './console-screen.tsx'
import type { Desk, DeskSnapshot } from './desk.ts'
import { IncidentAlert } from './incident-alert.tsx'
import type { IncidentDesk } from './incident-desk.ts'
import { IncidentPage } from './incident-page.tsx'
import { HeadAlarms, StandbyStrip, StandbyWaits } from './node-strip.tsx'
import { RecordSheet } from './record-sheet.tsx'
import { SeatMap } from './seat-map.tsx'
import { SeatPanel } from './seat-panel.tsx'
import { seatWords, sittingWords } from './seat-words.ts'
import { SignInSheet } from './sign-in-sheet.tsx'
import { SittingPanel } from './sitting-panel.tsx'

type Page = 'map' | 'check-in' | 'incidents' | 'record' | 'sign-in-sheet' | 'console'

const pagesOf = (room: RoomView): readonly { readonly page: Page; readonly word: string }[] => [
  { page: 'map', word: '座位图' },
  { page: 'check-in', word: '签到' },
  { page: 'incidents', word: '突发事件' },
  { page: 'record', word: room.record.title },
  { page: 'sign-in-sheet', word: '考生签到表' },
  ...(room.me.role === 'chief' ? [{ page: 'console', word: '考点总控' } as const] : []),
]

/** SDS-4.4-27: start, entry limit, earliest hand-in and end, always in sight. */
const Marks = ({ room }: { readonly room: RoomView }) => {
  const { marks } = room
  const left = Date.parse(marks.end) - Date.parse(room.serverTime)
  const lines = [
    ['开考', marks.start],
    ['入场截止', marks.entryLimit],
    ['最早交卷', marks.earliestHandIn],
    ['结束', marks.end],
  ] as const
  return (
    <dl className="marks tabular">
      {lines.map(([word, at]) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>{at ? hourMinute(at) : '不提前'}</dd>
        </div>
      ))}
      <div>
        <dt>{room.startedAt && !room.endedAt ? '剩余' : '现在'}</dt>
        <dd>{room.startedAt && !room.endedAt ? countdown(left) : hourMinute(room.serverTime)}</dd>
      </div>
    </dl>
  )
}

const Counts = ({
  room,
  filter,
  setFilter,
}: {
  readonly room: RoomView
  readonly filter: SeatStatus | null
  readonly setFilter: (status: SeatStatus | null) => void
}) => (
  <fieldset className="counts row">
    <legend className="unseen">按状态筛选</legend>
    <button type="button" aria-pressed={filter === null} onClick={() => setFilter(null)}>
      全部 {room.seats.length}
    </button>
    {(Object.keys(seatWords) as SeatStatus[]).map((status) => (
      <button
        key={status}
        type="button"
        className={`state ${status}`}
        aria-pressed={filter === status}
        onClick={() => setFilter(filter === status ? null : status)}
      >
        {seatWords[status].sign} {seatWords[status].word}{' '}
        {room.seats.filter((seat) => seat.status === status).length}
      </button>
    ))}
  </fieldset>
)

const MoveCode = ({ desk, view }: { readonly desk: Desk; readonly view: DeskSnapshot }) =>
  view.moveCode && (
    <div className="move-code" role="alert">
      <span>
        {view.moveCode.seat} 号座位换机码 <strong className="tabular">{view.moveCode.code}</strong>
        ，只能使用一次，请当面告知考生。
      </span>
      <button type="button" onClick={desk.dismiss}>
        知道了
      </button>
    </div>
  )

/** The seat map with the counts above it and, beside it, the sitting or the seat chosen. */
const Wall = ({ desk, room }: { readonly desk: Desk; readonly room: RoomView }) => {
  const [filter, setFilter] = useState<SeatStatus | null>(null)
  const [selected, setSelected] = useState<string | null>(null)
  const seat = room.seats.find((one) => one.seat === selected)
  return (
    <div className="wall">
      <main>
        <Counts room={room} filter={filter} setFilter={setFilter} />
        <SeatMap room={room} filter={filter} selected={selected} select={setSelected} />
      </main>
      <aside>
        {seat ? (
          <SeatPanel key={seat.seat} desk={desk} seat={seat} close={() => setSelected(null)} />
        ) : (
          <SittingPanel desk={desk} room={room} />
        )}
      </aside>
    </div>
  )
}

const incidentDesk = (desk: Desk, room: RoomView): IncidentDesk => ({
  view: room.incidents,
  now: room.serverTime,
  signing: 'passcode',
  seats: room.seats,
  order: (act) => desk.order({ type: 'incident', act }),
  admit: ({ seat, ...certificate }) =>
    desk.order({ type: 'sign-in', seat, identity: true, articles: true, ticket: true, certificate }),
})

export const RoomScreen = ({
  desk,
  view,
  room,
}: {
  readonly desk: Desk
  readonly view: DeskSnapshot
  readonly room: RoomView
}) => {
  const [page, setPage] = useState<Page>('map')
  const incidents = incidentDesk(desk, room)
  return (
    <div className="desk">
      <header>
        <div className="title">
          <h1>
            {room.roomName} <span className={`badge ${room.status}`}>{sittingWords[room.status]}</span>
          </h1>
          <span className="soft">
            {room.title} · {room.me.person}
          </span>
        </div>
        <Marks room={room} />
        <button type="button" onClick={desk.signOut}>
          退出
        </button>
      </header>
      <nav className="row" aria-label="页面">
        {pagesOf(room).map(({ page: one, word }) => (
          <button
            key={one}
            type="button"
            aria-current={page === one ? 'page' : undefined}
            onClick={() => setPage(one)}
          >
            {word}
          </button>
        ))}
      </nav>
      {!view.online && (
        <p className="lost" role="alert">
          ▲ 与考场服务器的连接中断，下面是最后一次收到的情况，正在重新连接。
        </p>
      )}
      <StandbyWaits desk={desk} view={view} room={room} />
      <HeadAlarms room={room} />
      {!view.standbyWaits && <StandbyStrip desk={desk} room={room} />}
      <DueAnnouncements desk={desk} room={room} />
      <IncidentAlert desk={incidents} isChief={room.me.role === 'chief'} />
      <MoveCode desk={desk} view={view} />
      {view.refusal && <RefusalCard refusal={view.refusal} />}
      {page === 'map' && <Wall desk={desk} room={room} />}
      {page === 'check-in' && <CheckInList desk={desk} room={room} />}
      {page === 'incidents' && <IncidentPage desk={incidents} />}
      {page === 'record' && <RecordSheet desk={desk} room={room} />}
      {page === 'sign-in-sheet' && <SignInSheet room={room} />}
      {page === 'console' && <ConsoleScreen desk={desk} />}
    </div>
  )
}
