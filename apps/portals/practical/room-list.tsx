import { Link } from 'react-router'
import type * as practical from '#modules/delivery/practical/contract.ts'
import { useQuery } from '../kit/client.ts'
import { Loaded } from '../kit/loaded.tsx'
import { Instant } from '../kit/moment.tsx'
import { EmptyState } from '../kit/states.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import './practical.css'

/** The prepared practical rooms, each a way to its day. */
export default function PracticalRooms() {
  const rooms = useQuery<typeof practical.practicalRooms>('delivery.practicalRooms', {})
  return (
    <div className="stack">
      <h1>技能考场</h1>
      <Loaded of={rooms}>
        {(value) =>
          value.rooms.length === 0 ? (
            <EmptyState title="还没有准备好的技能操作考场" />
          ) : (
            <ul className="room-cards">
              {value.rooms.map((room) => (
                <li key={`${room.sessionId}${room.roomId}`}>
                  <Link className="panel room-card" to={`/practical/${room.sessionId}/${room.roomId}`}>
                    <strong>
                      {room.siteName} {room.roomName}
                    </strong>
                    <span>
                      {room.batchName}　{room.lineTitle}　第{room.number}场
                    </span>
                    <span className="quiet">
                      <Instant at={room.startsAt} />
                    </span>
                    <StatusTag tone={room.state === 'started' ? 'running' : 'todo'}>
                      {room.stateTitle}
                    </StatusTag>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  )
}
