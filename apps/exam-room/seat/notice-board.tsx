import { useState } from 'react'
import { hourMinute } from '../clock-face.ts'
import { noticesAt } from './notices.ts'
import type { SeatSnapshot } from './seat-state.ts'

const place = 'notices-read'

const readBefore = (): ReadonlySet<string> =>
  new Set(JSON.parse(sessionStorage.getItem(place) ?? '[]') as string[])

/** Announcements and reminders, above the question until the candidate has taken note of them. */
export const NoticeBoard = ({ seat, now }: { readonly seat: SeatSnapshot; readonly now: number }) => {
  const [read, setRead] = useState(readBefore)
  const { sittingId = '' } = seat.profile ?? {}
  const ownName = (id: string): string => `${sittingId}/${id}`
  const ids = new Set([...read].map((name) => name.slice(sittingId.length + 1)))
  const note = (id: string): void => {
    const next = new Set([...read, ownName(id)])
    sessionStorage.setItem(place, JSON.stringify([...next]))
    setRead(next)
  }
  const notices = noticesAt(seat, now, ids)
  return (
    <div className="notices" role="status">
      {notices.map(({ id, at, text }) => (
        <p key={id} className="notice row">
          <span>
            <span className="soft tabular">{hourMinute(at)}</span> {text}
          </span>
          <button type="button" onClick={() => note(id)}>
            知道了
          </button>
        </p>
      ))}
    </div>
  )
}
