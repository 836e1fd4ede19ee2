import { useState } from 'react'
import type { NoteCategory } from '#modules/delivery/core/events.ts'
import { instantToday } from '../clock-face.ts'
import type { RoomView } from '../room.port.ts'
import type { Desk } from './desk.ts'
import { noteWords } from './seat-words.ts'

/** Seats by name; a hall of more is typed. */
const listed = 200

const SeatField = ({ room }: { readonly room: RoomView }) =>
  room.seats.length > listed ? (
    <label className="field">
      座位（空为全考场）
      <input name="seat" />
    </label>
  ) : (
    <label className="field">
      座位
      <select name="seat">
        <option value="">全考场</option>
        {room.seats.map(({ seat, name }) => (
          <option key={seat} value={seat}>
            {seat} {name}
          </option>
        ))}
      </select>
    </label>
  )

/** A line for the room record, with the time it happened when that is not now (HN-2.3.4-31). */
export const NoteForm = (props: {
  readonly desk: Desk
  readonly room: RoomView
  readonly done: () => void
}) => {
  const { desk, room, done } = props
  const [category, setCategory] = useState<NoteCategory>('patrol')
  const submit = async (target: HTMLFormElement): Promise<void> => {
    const form = new FormData(target)
    const text = (name: string): string => String(form.get(name) ?? '').trim()
    const time = text('happenedAt')
    const note = { category, text: text('text'), reportedTo: text('reportedTo'), rule: text('rule') }
    const happened = time ? { happenedAt: instantToday(room.serverTime, time) } : {}
    if (await desk.order({ type: 'note', seat: text('seat') || null, ...note, ...happened })) done()
  }
  return (
    <form
      className="note-form no-print"
      onSubmit={(event) => {
        event.preventDefault()
        submit(event.currentTarget)
      }}
    >
      <label className="field">
        类别
        <select value={category} onChange={({ target }) => setCategory(target.value as NoteCategory)}>
          {(Object.keys(noteWords) as NoteCategory[]).map((one) => (
            <option key={one} value={one}>
              {noteWords[one]}
            </option>
          ))}
        </select>
      </label>
      <SeatField room={room} />
      <label className="field">
        发生时间（空为现在）
        <input name="happenedAt" type="time" />
      </label>
      <label className="field wide">
        情况
        <input name="text" required />
      </label>
      <label className="field">
        报告对象
        <input name="reportedTo" placeholder="督导人员或考点负责人" />
      </label>
      {category === 'decision' && (
        <label className="field">
          依据的规则条款
          <input name="rule" required />
        </label>
      )}
      <button type="submit" className="primary">
        登记
      </button>
    </form>
  )
}
