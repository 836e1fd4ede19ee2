import { useState } from 'react'
import { useParams } from 'react-router'
import type { roomDetail } from '#modules/site/contract.ts'
import { RoomScreen } from '../../../desk/room-detail.tsx'
import { type Place, RoomMap } from '../../../desk/room-view.tsx'
import { Button } from '../../../kit/button.tsx'
import { useQuery } from '../../../kit/client.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { siteRefusals } from '../../../refusals/site.ts'
import { ChangeRoom } from './change-room.tsx'
import { MarkSeat } from './mark-seat.tsx'

/** A room of one's own: a click on a seat records what is broken; its place and measures are changed in a dialog. */
const Room = () => {
  const { organisationId = '', roomId = '' } = useParams()
  const detail = useQuery<typeof roomDetail>('site.room', { organisationId, roomId })
  const [chosen, setChosen] = useState<Place | null>(null)
  const [changing, setChanging] = useState(false)
  return (
    <Loaded of={detail} book={siteRefusals}>
      {(room) => {
        const may = (action: string) =>
          room.availableActions.some((one) => one.action === action && one.enabled)
        const map = <RoomMap room={room} chosen={chosen} {...(may('markSeat') && { onChoose: setChosen })} />
        return (
          <RoomScreen
            room={room}
            map={map}
            actions={may('changeRoom') && <Button onClick={() => setChanging(true)}>变更考场</Button>}
          >
            {chosen && <MarkSeat room={room} place={chosen} onClose={() => setChosen(null)} />}
            {changing && <ChangeRoom room={room} onClose={() => setChanging(false)} />}
          </RoomScreen>
        )
      }}
    </Loaded>
  )
}

export default Room
