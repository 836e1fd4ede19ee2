import { useState } from 'react'
import { dateInWords, hourMinute } from '../clock-face.ts'
import type { RoomView, SeatView } from '../room.port.ts'
import { ScrollBox } from '../scroll-box.tsx'
import type { Desk } from './desk.ts'
import { NoteForm } from './note-form.tsx'
import { RecordNotes } from './record-notes.tsx'
import { RecordSignatures } from './record-signatures.tsx'

interface Props {
  readonly desk: Desk
  readonly room: RoomView
}

const count = (room: RoomView, ...statuses: readonly string[]): number =>
  room.seats.filter(({ status }) => statuses.includes(status)).length

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
        <RecordNotes desk={desk} room={room} />
      </ScrollBox>
      <RecordSignatures desk={desk} room={room} />
    </main>
  )
}
