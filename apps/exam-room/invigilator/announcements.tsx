import { useState } from 'react'
import { hourMinute } from '../clock-face.ts'
import type { RoomView } from '../room.port.ts'
import type { Desk } from './desk.ts'

interface Props {
  readonly desk: Desk
  readonly room: RoomView
}

/** What is to be said now; in sight on every page until it is ticked. */
export const DueAnnouncements = ({ desk, room }: Props) => {
  const due = room.actions.includes('announce')
    ? room.announcements.filter(({ isDue, by }) => isDue && by === 'invigilator')
    : []
  return due.map(({ id, text }) => (
    <div key={id} className="move-code" role="status">
      <span>请向考生宣读：{text}</span>
      <button type="button" onClick={() => desk.order({ type: 'announce', id, text: '' })}>
        已宣读，发送到考试机
      </button>
    </div>
  ))
}

const OwnWords = ({ desk }: { readonly desk: Desk }) => {
  const [text, setText] = useState('')
  return (
    <form
      className="row"
      onSubmit={async (event) => {
        event.preventDefault()
        if (await desk.order({ type: 'announce', id: null, text })) setText('')
      }}
    >
      <label className="field grows">
        另行提示（发送到全部考试机）
        <input value={text} required onChange={({ target }) => setText(target.value)} />
      </label>
      <button type="submit">发送</button>
    </form>
  )
}

/** C03, HN-2.6-02, HN-2.6-05: what is said in this sitting, and when it was. */
export const Announcements = ({ desk, room }: Props) => {
  const isPlanned = room.announcements.length > 0 || room.door.procedureFrom !== null
  const maySpeak = room.actions.includes('announce')
  return isPlanned || maySpeak ? (
    <section className="stack" aria-label="考场提示">
      <h3>考场提示</h3>
      {isPlanned && (
        <ol className="steps">
          {room.door.procedureFrom && (
            <li className={room.door.isProcedureTime || room.startedAt ? 'past' : ''}>
              <span>
                {room.door.isProcedureTime || room.startedAt ? '✓' : '○'} 入场、签到、宣读{room.rulesReading}
              </span>
              <span className="tabular">{hourMinute(room.door.procedureFrom)}</span>
            </li>
          )}
          {room.announcements.map(({ id, text, by, dueAt, at }) => (
            <li key={id} className={at ? 'past' : ''} title={text}>
              <span>
                {at ? '✓' : '○'} {text}
                {by === 'system' && '（自动）'}
              </span>
              <span className="tabular">{hourMinute(at ?? dueAt)}</span>
            </li>
          ))}
        </ol>
      )}
      {maySpeak && <OwnWords desk={desk} />}
    </section>
  ) : null
}
