import { useState } from 'react'
import type { NoteCategory } from '#modules/delivery/core/events.ts'
import { dateInWords, hourMinute } from '../clock-face.ts'
import type { RoomView } from '../room.port.ts'
import type { Desk } from './desk.ts'
import { noteWords } from './seat-words.ts'

interface Props {
  readonly desk: Desk
  readonly room: RoomView
}

const NoteForm = ({ desk, room, done }: Props & { readonly done: () => void }) => {
  const [category, setCategory] = useState<NoteCategory>('patrol')
  const submit = async (target: HTMLFormElement): Promise<void> => {
    const form = new FormData(target)
    const text = (name: string): string => String(form.get(name) ?? '').trim()
    const seat = text('seat') || null
    const note = { category, text: text('text'), reportedTo: text('reportedTo'), rule: text('rule') }
    if (await desk.order({ type: 'note', seat, ...note })) done()
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

const count = (room: RoomView, ...statuses: readonly string[]): number =>
  room.seats.filter(({ status }) => statuses.includes(status)).length

const Notes = ({ room }: { readonly room: RoomView }) => (
  <table>
    <thead>
      <tr>
        {['时间', '类别', '座位', '情况', '报告对象', '登记人'].map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {room.notes.map((note) => (
        <tr key={note.at + note.text}>
          <td className="tabular">{hourMinute(note.at)}</td>
          <td>{noteWords[note.category]}</td>
          <td>{note.seat ?? '全考场'}</td>
          <td>{note.rule ? `${note.text}（依据：${note.rule}）` : note.text}</td>
          <td>{note.reportedTo || '—'}</td>
          <td>{note.person}</td>
        </tr>
      ))}
      {room.notes.length === 0 && (
        <tr>
          <td colSpan={6}>本场尚无登记。</td>
        </tr>
      )}
    </tbody>
  </table>
)

/** 考场情况记录: figures, times and every note of the sitting; printable. */
export const RecordSheet = ({ desk, room }: Props) => {
  const [round, setRound] = useState(0)
  const absent = room.seats.filter(({ status }) => status === 'absent')
  const facts = [
    ['评价机构', room.organisation],
    ['考点考场', `${room.site} ${room.roomName}`],
    ['考试', room.title],
    ['日期', dateInWords(room.plannedStart)],
    ['开考至结束', `${hourMinute(room.marks.start)} 至 ${hourMinute(room.marks.end)}`],
    ['启封人', room.openedAt ? `${room.openers.join('、')}，${hourMinute(room.openedAt)}` : '尚未启封'],
    [
      '应到 / 实到 / 缺考',
      `${room.seats.length} / ${room.seats.filter((s) => s.signedInAt).length} / ${absent.length}`,
    ],
    [
      '交卷 / 收卷 / 终止',
      `${count(room, 'handed-in')} / ${count(room, 'collected')} / ${count(room, 'expelled')}`,
    ],
    ['缺考座位', absent.map(({ seat }) => seat).join('、') || '无'],
  ] as const
  return (
    <main className="page stack paper">
      <div className="row spread">
        <h2>考场情况记录</h2>
        <button type="button" className="no-print" onClick={() => print()}>
          打印
        </button>
      </div>
      <NoteForm key={round} desk={desk} room={room} done={() => setRound(round + 1)} />
      <dl className="facts">
        {facts.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <Notes room={room} />
      <p className="signatures">监考人员签名：＿＿＿＿＿＿　＿＿＿＿＿＿　考点负责人签名：＿＿＿＿＿＿</p>
    </main>
  )
}
