import { useState } from 'react'
import type * as arrangement from '#modules/arrangement/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Input, Select } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { SeatMap } from '../../../kit/seat-map.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { say } from '../../../kit/toast.tsx'
import { arrangementRefusals } from '../../../refusals/arrangement.ts'
import type { Overview } from './arrangement.tsx'
import { subjectWords } from './sessions-tab.tsx'
import './arrangement.css'

type Room = ReplyOf<typeof arrangement.seatMap>
type Place = Room['seats'][number]

const Unseated = ({ people }: { readonly people: Overview['unseated'] }) => (
  <section className="panel">
    <h2>未排考生（{people.length}）</h2>
    {people.length === 0 ? (
      <p className="quiet">全部考生已有座位。</p>
    ) : (
      <ul className="arrangement-list">
        {people.slice(0, 50).map((person) => (
          <li key={person.applicationId}>
            {person.name} <span className="quiet">{person.documentMasked}</span>
            <br />
            <span className="quiet">
              {person.subjects.map((subject) => subjectWords[subject]).join('、')}
            </span>
          </li>
        ))}
      </ul>
    )}
  </section>
)

const stateOf = (place: Place) => {
  if (!place.usable) return 'defect'
  return place.applicationId === null ? 'empty' : 'assigned'
}

const noteOf = (place: Place): string => {
  if (!place.usable) return '停用'
  if (place.name === null) return '空座位'
  return `${place.name} ${place.documentMasked ?? ''} ${place.employer ?? ''}${place.besideOwnGroup ? '（与同单位相邻）' : ''}`
}

/** Pick a person, then the seat: an empty one moves, a taken one exchanges. */
const useMoving = (of: { batchId: string; value: Overview; sessionId: string }) => {
  const [from, setFrom] = useState<Place | null>(null)
  const [reason, setReason] = useState('')
  const move = useCommand<typeof arrangement.movePerson>('arrangement.move')
  const session = of.value.sessions.find(({ id }) => id === of.sessionId)
  const pick = async (place: Place) => {
    if (!from?.applicationId || !session) return setFrom(place.applicationId === null ? null : place)
    if (place.seatId === from.seatId) return setFrom(null)
    const outcome = await move.run({
      batchId: of.batchId,
      version: of.value.version,
      applicationId: from.applicationId,
      subject: session.subject,
      sessionId: of.sessionId,
      seatId: place.seatId,
      exchange: place.applicationId !== null,
      ...(reason && { reason }),
    })
    setFrom(null)
    if (outcome && !outcome.refused) say(place.applicationId === null ? '已调整座位' : '已互换座位')
  }
  return { from, pick, move, reason, setReason, forget: () => setFrom(null) }
}

const RoomView = (props: {
  readonly batchId: string
  readonly value: Overview
  readonly sessionId: string
  readonly room: Room
}) => {
  const { room, value } = props
  const { from, pick, move, reason, setReason, forget } = useMoving(props)
  const byPlace = new Map(room.seats.map((place) => [`${place.row}-${place.column}`, place]))
  const beside = room.seats.filter(({ besideOwnGroup }) => besideOwnGroup).length
  return (
    <>
      <section className="panel">
        <SeatMap
          title={room.roomName}
          room={{ rows: room.rows, columns: room.columns, aislesAfter: [], door: 'front-right' }}
          seats={room.seats.map((place) => ({
            row: place.row,
            column: place.column,
            label: String(place.number),
            state: stateOf(place),
            note: noteOf(place),
          }))}
          selected={from}
          onSelect={(seat) => void pick(byPlace.get(`${seat.row}-${seat.column}`)!)}
        />
        <Trouble of={move} book={arrangementRefusals} />
      </section>
      <section className="panel stack">
        <h2>座位调整</h2>
        {from ? (
          <>
            <p>
              已选 {from.number} 号：{from.name} <span className="quiet">{from.documentMasked}</span>
            </p>
            <p className="quiet">再选一个座位：空座位为移动，有人的座位为互换。</p>
            <Button kind="plain" onClick={forget}>
              取消
            </Button>
          </>
        ) : (
          <p className="quiet">在座位图上选一名考生开始调整。</p>
        )}
        {value.state === 'confirmed' && (
          <Input label="变更原因" value={reason} onText={setReason} hint="发布后调整须登记原因" />
        )}
        <h2>约束</h2>
        <ul className="arrangement-list">
          <li>一人一桌（工位）：0 处冲突</li>
          <li>本考场与同单位相邻：{beside} 人</li>
          <li>全批次同单位相邻：{value.neighboursOfOneGroup} 对</li>
        </ul>
      </section>
    </>
  )
}

/** A room that has no name of its own bears its code. */
const placeOf = ({ roomCode, roomName }: { readonly roomCode: string; readonly roomName: string }) =>
  roomName === roomCode ? roomCode : `${roomCode} ${roomName}`

/** Rooms as seat maps, unseated people left, constraints right. */
export const SeatsTab = ({ batchId, value }: { readonly batchId: string; readonly value: Overview }) => {
  const [chosen, setChosen] = useState('')
  const places = value.sessions.flatMap((session) =>
    session.rooms.map((room) => ({
      value: `${session.id}/${room.roomId}`,
      label: `${subjectWords[session.subject]}第 ${session.number} 场 · ${placeOf(room)}（${room.people} 人）`,
    })),
  )
  const open = chosen || places[0]?.value || ''
  const [sessionId = '', roomId = ''] = open.split('/')
  const room = useQuery<typeof arrangement.seatMap>(
    'arrangement.seatMap',
    { batchId, sessionId, roomId },
    { enabled: open !== '', keep: true },
  )
  if (places.length === 0) {
    return (
      <>
        <Unseated people={value.unseated} />
        <EmptyState title="还没有座位">
          <p className="quiet">保存场次后，点右上方“自动编排座位”。</p>
        </EmptyState>
      </>
    )
  }
  return (
    <>
      <Select label="场次与考场" value={open} onText={setChosen} choices={places} />
      <div className="arrangement-seats">
        <Unseated people={value.unseated} />
        <Loaded of={room}>
          {(shown) => (
            <RoomView key={open} batchId={batchId} value={value} sessionId={sessionId} room={shown} />
          )}
        </Loaded>
      </div>
    </>
  )
}
