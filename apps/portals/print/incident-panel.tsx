import { useState } from 'react'
import { IncidentCard } from '#apps/exam-room/invigilator/incident-card.tsx'
import type { IncidentDesk } from '#apps/exam-room/invigilator/incident-desk.ts'
import { NewIncident } from '#apps/exam-room/invigilator/incident-new.tsx'
import type { IncidentAct } from '#modules/delivery/incident/core/incident-act.ts'
import { incidentTitle } from '#modules/delivery/incident/core/incident-words.ts'
import { isFollowUp } from '#modules/delivery/incident/follow-up.ts'
import type * as print from '#modules/delivery/print/contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand } from '../kit/client.ts'
import { Trouble } from '../kit/loaded.tsx'
import { Instant } from '../kit/moment.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import { say } from '../kit/toast.tsx'
import { printRefusals } from '../refusals/print.ts'
import type { PrintRoom } from './count-form.tsx'
import type { OfRoom } from './day-forms.tsx'
import '#apps/exam-room/invigilator/incident.css'
import '../incidents/incidents.css'

type Own = PrintRoom['own'][number]

const waitsFor = ({ unsigned, locksExit, view }: Own): string => {
  if (view.closed) return ''
  if (unsigned.length > 0) return '共同签名前不得启封'
  return locksExit ? '办结前任何人不得离场' : ''
}

const List = (props: { readonly room: PrintRoom; readonly select: (incidentId: string) => void }) => (
  <ul className="lines">
    {props.room.own.map((one) => (
      <li key={one.incidentId}>
        <Button kind="link" onClick={() => props.select(one.incidentId)}>
          {one.view.number}. {incidentTitle(one.view.type, props.room.book)}
        </Button>
        <span className="quiet">
          <Instant at={one.view.since} />
        </span>
        <StatusTag tone={one.view.closed ? 'done' : 'todo'}>{one.view.closed ? '已办结' : '未结'}</StatusTag>
        {waitsFor(one) && <strong>{waitsFor(one)}</strong>}
      </li>
    ))}
  </ul>
)

/** What the desk of a room with machines shows of incidents, for a room with paper. */
const useDesk = (room: PrintRoom, own: Own | undefined) => {
  const open = useCommand<typeof print.openPaperIncident>('delivery.openPaperIncident')
  const follow = useCommand<typeof print.followPaperIncident>('delivery.followPaperIncident')
  const { printRoomId } = room
  const order = async (act: IncidentAct): Promise<boolean> => {
    if (act.act === 'open') {
      const { act: _open, seats, ...rest } = act
      const outcome = await open.run({ printRoomId, opening: { ...rest, seats: [...seats] } })
      return outcome !== undefined && !outcome.refused
    }
    if (!own || !isFollowUp(act)) return false
    const { incidentId, version } = own
    const outcome = await follow.run({ printRoomId, incidentId, version, act })
    if (!outcome || outcome.refused) return false
    say('已登记')
    return true
  }
  const desk: IncidentDesk = {
    view: {
      ...{ book: room.book, rulesReadBy: [], rulesReadByMe: true, corrections: [], evidence: [] },
      incidents: own ? [own.view] : [],
      mayAct: room.mayAct,
    },
    now: room.now,
    seats: room.candidates.map(({ seatNumber, name }) => ({ seat: String(seatNumber), name })),
    signing: 'login',
    order,
  }
  return { desk, open, follow }
}

/** SDS-4.4-30, HN-3.1.6-07, -10, -11: incidents of a paper room, entered and worked on where they happen. */
export const IncidentPanel = ({ room }: OfRoom) => {
  const [chosen, choose] = useState<string | null>(null)
  const own = room.own.find(({ incidentId }) => incidentId === chosen)
  const { desk, open, follow } = useDesk(room, own)
  const close = () => choose(null)
  return (
    <section className="panel stack" aria-labelledby="incidents-title">
      <div className="row spread">
        <h2 id="incidents-title">突发事件</h2>
        {room.mayOpenIncident && room.state !== 'handed-over' && (
          <Button kind="plain" onClick={() => choose('new')}>
            登记突发事件
          </Button>
        )}
      </div>
      {room.own.length === 0 ? (
        <p className="quiet">本考场没有登记突发事件。</p>
      ) : (
        <List room={room} select={choose} />
      )}
      <Trouble of={open} book={printRefusals} />
      <Trouble of={follow} book={printRefusals} />
      {(chosen === 'new' || own) && (
        <div className="incidents here">
          <aside aria-label="突发事件办理">
            {chosen === 'new' && <NewIncident desk={desk} close={close} />}
            {own && <IncidentCard key={own.incidentId} desk={desk} incident={own.view} close={close} />}
          </aside>
        </div>
      )}
    </section>
  )
}
