import { useState } from 'react'
import type { IncidentView } from '#modules/delivery/incident/core/incident-view.ts'
import { incidentTitle } from '#modules/delivery/incident/core/incident-words.ts'
import { dateInWords, hourMinute } from '../clock-face.ts'
import type { RoomView, SeatView } from '../room.port.ts'
import { ScrollBox } from '../scroll-box.tsx'
import type { Desk } from './desk.ts'
import { NoteForm } from './note-form.tsx'
import { ReasonForm } from './reason-form.tsx'
import { RecordSignatures } from './record-signatures.tsx'
import { noteWords } from './seat-words.ts'

interface Props {
  readonly desk: Desk
  readonly room: RoomView
}

type Note = RoomView['notes'][number]

const count = (room: RoomView, ...statuses: readonly string[]): number =>
  room.seats.filter(({ status }) => statuses.includes(status)).length

const decidable: readonly Note['category'][] = ['violation', 'incident', 'equipment', 'staff-violation']

/** The chief's word on a note, or where he writes it. */
const Decision = ({ desk, room, note }: Props & { readonly note: Note }) => {
  if (note.decision) return `${note.decision.person}：${note.decision.text}`
  if (!decidable.includes(note.category)) return '—'
  if (!room.actions.includes('decide-note')) return '待处置'
  return (
    <ReasonForm
      word="处置"
      hint="处置决定"
      act={(decision) => desk.order({ type: 'decide-note', note: note.seq, decision })}
    />
  )
}

const times = ({ at, happenedAt }: Pick<Note, 'at' | 'happenedAt'>): string =>
  hourMinute(at) === hourMinute(happenedAt)
    ? hourMinute(at)
    : `${hourMinute(happenedAt)}（${hourMinute(at)} 登记）`

/** HN-3.1.6-17: an incident stands in the record under its number, with whom it was reported to and how it ended. */
const IncidentLine = ({ room, incident }: { readonly room: RoomView; readonly incident: IncidentView }) => {
  const { number, type, since, openedAt, seats, reports, openedBy, closed } = incident
  const title = `第 ${number} 号 ${incidentTitle(type, room.incidents.book)}`
  const text = incident.text || Object.values(incident.fields).filter(Boolean).join('，')
  return (
    <tr>
      <td className="tabular">{times({ at: openedAt, happenedAt: since })}</td>
      <td>突发事件</td>
      <td>{seats.join('、') || '全考场'}</td>
      <td>{text ? `${title}：${text}` : title}</td>
      <td>{reports.map(({ to }) => to).join('、') || '—'}</td>
      <td>{openedBy}</td>
      <td>{closed ? `${closed.by}：${closed.decision}` : '未办结'}</td>
    </tr>
  )
}

const Notes = ({ desk, room }: Props) => (
  <table>
    <thead>
      <tr>
        {['时间', '类别', '座位', '情况', '报告对象', '登记人', '处置决定'].map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {room.notes.map((note) => (
        <tr key={note.seq}>
          <td className="tabular">{times(note)}</td>
          <td>{noteWords[note.category]}</td>
          <td>{note.seat ?? '全考场'}</td>
          <td>{note.rule ? `${note.text}（依据：${note.rule}）` : note.text}</td>
          <td>{note.reportedTo || '—'}</td>
          <td>{note.person}</td>
          <td>
            <Decision desk={desk} room={room} note={note} />
          </td>
        </tr>
      ))}
      {room.incidents.incidents.map((incident) => (
        <IncidentLine key={incident.number} room={room} incident={incident} />
      ))}
      {room.notes.length + room.incidents.incidents.length === 0 && (
        <tr>
          <td colSpan={7}>本场无异常情况登记。</td>
        </tr>
      )}
    </tbody>
  </table>
)

const numbered = (seats: readonly SeatView[]): string =>
  seats.map(({ seat, name, ticketNumber }) => `${seat} ${name}（${ticketNumber}）`).join('、') || '无'

const factsOf = (room: RoomView): readonly (readonly [string, string])[] => {
  const absent = room.seats.filter(({ status }) => status === 'absent')
  const offenders = room.seats.filter(({ status, violations }) => status === 'expelled' || violations > 0)
  const checked = room.seats.filter(({ identityCheckedAt }) => identityCheckedAt !== null).length
  const present = room.seats.filter(({ signedInAt }) => signedInAt !== null).length
  return [
    ['评价机构', room.organisation],
    [
      '考点考场',
      `${room.site} ${room.roomName}${room.place ? `（实际在${room.place.place}：${room.place.reason}）` : ''}`,
    ],
    ['考试', room.title],
    ['日期', dateInWords(room.plannedStart)],
    ['开考至结束', `${hourMinute(room.marks.start)} 至 ${hourMinute(room.marks.end)}`],
    [`宣读${room.rulesReading}`, room.rulesReadAt ? hourMinute(room.rulesReadAt) : '尚未宣读'],
    ['启封人', room.openedAt ? `${room.openers.join('、')}，${hourMinute(room.openedAt)}` : '尚未启封'],
    ['应到 / 实到 / 缺考', `${room.seats.length} / ${present} / ${absent.length}`],
    [
      '交卷 / 收卷 / 终止',
      `${count(room, 'handed-in')} / ${count(room, 'collected')} / ${count(room, 'expelled')}`,
    ],
    ...(room.inSessionCheck ? [['考试中身份核对', `${checked} / ${present}`] as const] : []),
    ['缺考考生', numbered(absent)],
    ['违纪舞弊考生', numbered(offenders)],
  ]
}

/** 考场情况记录, by the name its rules give it: figures, times, both lists and every note; signed here and printable. */
export const RecordSheet = ({ desk, room }: Props) => {
  const [round, setRound] = useState(0)
  return (
    <main className="page stack paper">
      <div className="row spread">
        <h2>{room.record.title}</h2>
        <button type="button" className="no-print" onClick={() => print()}>
          打印
        </button>
      </div>
      <NoteForm key={round} desk={desk} room={room} done={() => setRound(round + 1)} />
      <dl className="facts">
        {factsOf(room).map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <ScrollBox label="异常情况登记">
        <Notes desk={desk} room={room} />
      </ScrollBox>
      <RecordSignatures desk={desk} room={room} />
    </main>
  )
}
