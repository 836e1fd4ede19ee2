import { useEffect, useState } from 'react'
import type { SeatView } from '../room.port.ts'
import type { Desk } from './desk.ts'

/** The picture from the roster, large enough to compare with the person by eye. */
export const CandidatePhoto = ({ desk, seat }: { readonly desk: Desk; readonly seat: SeatView }) => {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!seat.hasPhoto) return setUrl(null)
    let made: string | null = null
    let isGone = false
    desk.port.photo(seat.seat).then(
      (blob) => {
        if (isGone || !blob) return
        made = URL.createObjectURL(blob)
        setUrl(made)
      },
      () => undefined,
    )
    return () => {
      isGone = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [desk, seat.seat, seat.hasPhoto])
  return url ? (
    <img className="portrait" src={url} alt={`${seat.name}的报名照片`} />
  ) : (
    <p className="portrait missing">{seat.hasPhoto ? '正在读取照片……' : '名册中没有照片'}</p>
  )
}
