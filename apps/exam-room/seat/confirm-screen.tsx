import { useState } from 'react'
import { RefusalCard } from '../refusal-card.tsx'
import { DocumentsOnDesk } from './documents-on-desk.tsx'
import type { SeatSession } from './seat-session.ts'
import type { SeatSnapshot } from './seat-state.ts'

/** SDS-4.4-36: own data and the guide, both confirmed before the paper can open. */
export const ConfirmScreen = ({
  session,
  seat,
}: {
  readonly session: SeatSession
  readonly seat: SeatSnapshot
}) => {
  const [read, setRead] = useState(false)
  const { profile, photo } = seat
  if (!profile) return null
  const lines = [
    ['姓名', profile.name],
    ['证件号码', profile.maskedNumber],
    ['准考证号', profile.ticketNumber],
    ['考试', profile.title],
    ['考场', profile.roomName],
    ['座位号', profile.seat],
  ] as const
  return (
    <main className="sheet wide">
      <h1>请核对本人信息</h1>
      <DocumentsOnDesk />
      <div className="person">
        <dl>
          {lines.map(([term, text]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        {photo ? (
          <img src={photo} alt={`${profile.name}的照片`} />
        ) : (
          <div className="no-photo soft">未提供照片</div>
        )}
      </div>
      <section className="stack guide">
        <h2>操作说明</h2>
        <ol>
          {profile.guide.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        <label className="tick">
          <input type="checkbox" checked={read} onChange={(event) => setRead(event.target.checked)} />
          以上信息与本人一致，操作说明已阅读。
        </label>
      </section>
      {seat.refusal && <RefusalCard refusal={seat.refusal} />}
      <p className="soft">信息有误请举手，不要点击确认。</p>
      <button type="button" className="primary" disabled={!read} onClick={() => session.confirm()}>
        确认
      </button>
    </main>
  )
}
