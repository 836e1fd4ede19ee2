import { useParams } from 'react-router'
import type { roomDetail } from '#modules/site/contract.ts'
import { RoomScreen } from '../../../desk/room-detail.tsx'
import { RoomMap } from '../../../desk/room-view.tsx'
import { useQuery } from '../../../kit/client.ts'
import { Loaded } from '../../../kit/loaded.tsx'

const Room = () => {
  const { organisationId = '', roomId = '' } = useParams()
  const detail = useQuery<typeof roomDetail>('site.room', { organisationId, roomId })
  return <Loaded of={detail}>{(room) => <RoomScreen room={room} map={<RoomMap room={room} />} />}</Loaded>
}

export default Room
