import { useState } from 'react'
import type { RoomView, SeatView } from '../room.port.ts'
import { CandidatePhoto } from './candidate-photo.tsx'
import type { Reading } from './check-in-list.tsx'
import type { Desk } from './desk.ts'
import { digestOfLastSix } from './id-reader.ts'
import { ReasonForm } from './reason-form.tsx'
import { seatWords } from './seat-words.ts'

/** The last six digits of the document, hashed here and compared in the room when the candidate is signed in. */
const LastSix = ({ salt, take }: { readonly salt: string; readonly take: (reading: Reading) => void }) => {
  const [digits, setDigits] = useState('')
  return (
    <label className="field">
      证件号码后六位（没有读卡器时）
      <input
        value={digits}
        maxLength={6}
        autoComplete="off"
        onChange={({ target }) => {
          const text = target.value.toUpperCase().replace(/[^0-9X]/g, '')
          setDigits(text)
          take(
            text.length === 6
              ? {
                  from: 'last-six',
                  value: { by: 'last-six', digest: digestOfLastSix(salt, text) },
                  photo: null,
                }
              : null,
          )
        }}
      />
    </label>
  )
}

const readWords = { reader: '✓ 已读卡，签到时与名册核对', 'last-six': '✓ 签到时与名册核对后六位' } as const

/** Who stands at the door: his picture, what his document says, and what is done when it does not fit. */
export const CheckInCard = (props: {
  readonly desk: Desk
  readonly room: RoomView
  readonly seat: SeatView
  readonly reading: Reading
  readonly take: (reading: Reading) => void
}) => {
  const { desk, room, seat, reading, take } = props
  const mayTurnAway = seat.actions.includes('turn-away')
  const turnAway = (cause: 'missing' | 'differ') => (reason: string) =>
    desk.order({ type: 'turn-away', seat: seat.seat, cause, reason })
  return (
    <section className="panel stack" aria-label={`${seat.name} 证件核对`}>
      <div className="portraits">
        <CandidatePhoto desk={desk} seat={seat} />
        {reading?.photo && (
          <img
            className="portrait"
            src={`data:image/jpeg;base64,${reading.photo}`}
            alt={`${seat.name}的证件照片`}
          />
        )}
      </div>
      <h3>
        {seat.seat} 号 {seat.name}（{seatWords[seat.status].word}）
      </h3>
      <p className="tabular">
        证件号码 {seat.maskedNumber}
        <br />
        准考证号 {seat.ticketNumber}
      </p>
      {seat.status === 'assigned' && room.door.salt && (
        <LastSix key={seat.seat} salt={room.door.salt} take={take} />
      )}
      {reading && (
        <p className="done" role="status">
          {readWords[reading.from]}
        </p>
      )}
      {mayTurnAway && (
        <div className="stack actions">
          <ReasonForm word="两证不符" hint="不符之处（计为缺考）" danger act={turnAway('differ')} />
          <ReasonForm word="证件缺少" hint="缺少何证（计为缺考）" danger act={turnAway('missing')} />
        </div>
      )}
    </section>
  )
}
