import { Link } from 'react-router'
import type * as print from '#modules/delivery/print/contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand, useQuery } from '../kit/client.ts'
import { Loaded, Trouble } from '../kit/loaded.tsx'
import { Instant } from '../kit/moment.tsx'
import { EmptyState } from '../kit/states.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import { say } from '../kit/toast.tsx'
import { printRefusals } from '../refusals/print.ts'
import '../practical/practical.css'

/** The rooms that answer on paper, and the sessions whose rooms nobody has prepared yet. */
export const PrintRoomList = ({ batchId }: { readonly batchId?: string }) => {
  const rooms = useQuery<typeof print.printRooms>(
    'delivery.printRooms',
    batchId === undefined ? {} : { batchId },
    { keep: true },
  )
  const prepare = useCommand<typeof print.preparePrintRooms>('delivery.preparePrintRooms')
  const submit = async (session: { readonly batchId: string; readonly sessionId: string }) => {
    const outcome = await prepare.run({ batchId: session.batchId, sessionId: session.sessionId })
    if (outcome && !outcome.refused) say(`已准备 ${outcome.value.rooms} 个纸笔考场`)
  }
  return (
    <div className="stack">
      <Trouble of={prepare} book={printRefusals} />
      <Loaded of={rooms}>
        {(value) => (
          <>
            {value.waiting.map((session) => (
              <div className="panel row" key={session.sessionId}>
                <span>
                  {session.title}　<Instant at={session.startsAt} />
                </span>
                <Button busy={prepare.pending} onClick={() => void submit(session)}>
                  准备纸笔考场
                </Button>
              </div>
            ))}
            {value.rooms.length === 0 && value.waiting.length === 0 && (
              <EmptyState title="没有纸笔作答的考场" />
            )}
            <ul className="room-cards">
              {value.rooms.map((room) => (
                <li key={room.printRoomId}>
                  <Link className="panel room-card" to={`/paper-rooms/${room.printRoomId}`}>
                    <strong>{room.place}</strong>
                    <span>{room.title}</span>
                    <span className="quiet">
                      <Instant at={room.startsAt} />
                    </span>
                    <span className="quiet">考生 {room.candidates} 人</span>
                    <StatusTag tone={room.state === 'handed-over' ? 'done' : 'running'}>
                      {room.stateTitle}
                    </StatusTag>
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </div>
  )
}

export default function PrintRooms() {
  return (
    <div className="stack">
      <h1>纸笔考场</h1>
      <PrintRoomList />
    </div>
  )
}
