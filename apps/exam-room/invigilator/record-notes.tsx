import type { ReactNode } from 'react'
import type { IncidentView } from '#modules/delivery/incident/core/incident-view.ts'
import { incidentTitle } from '#modules/delivery/incident/core/incident-words.ts'
import { hourMinute } from '../clock-face.ts'
import type { RoomView } from '../room.port.ts'
import type { Desk } from './desk.ts'
import { ReasonForm } from './reason-form.tsx'
import { noteWords } from './seat-words.ts'

interface Props {
  readonly desk: Desk
  readonly room: RoomView
}

type Note = RoomView['notes'][number]

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

const NoteLine = ({ desk, room, note }: Props & { readonly note: Note }) => (
  <tr>
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
)

/** Notes and incidents together, in the order in which they happened. */
const linesOf = (desk: Desk, room: RoomView): readonly ReactNode[] =>
  [
    ...room.notes.map((note) => ({
      at: note.happenedAt,
      line: <NoteLine key={note.seq} desk={desk} room={room} note={note} />,
    })),
    ...room.incidents.incidents.map((incident) => ({
      at: incident.since,
      line: <IncidentLine key={`incident-${incident.number}`} room={room} incident={incident} />,
    })),
  ]
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .map(({ line }) => line)

const heads = ['时间', '类别', '座位', '情况', '报告对象', '登记人', '处置决定']

/** Every note and incident of the sitting, with the chief's word where one is asked for. */
export const RecordNotes = ({ desk, room }: Props) => {
  const lines = linesOf(desk, room)
  return (
    <table>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines}
        {lines.length === 0 && (
          <tr>
            <td colSpan={heads.length}>本场无异常情况登记。</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}
