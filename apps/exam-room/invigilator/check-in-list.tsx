import { useState } from 'react'
import { hourMinute } from '../clock-face.ts'
import type { RoomView, SeatView } from '../room.port.ts'
import type { Desk } from './desk.ts'
import { seatWords } from './seat-words.ts'

const Line = ({ desk, seat }: { readonly desk: Desk; readonly seat: SeatView }) => {
  const [identity, setIdentity] = useState(false)
  const [articles, setArticles] = useState(false)
  const open = seat.actions.includes('sign-in')
  return (
    <tr>
      <th scope="row">{seat.seat}</th>
      <td>{seat.name}</td>
      <td className="tabular">{seat.maskedNumber}</td>
      <td className="tabular">{seat.ticketNumber}</td>
      <td>
        <input
          type="checkbox"
          aria-label={`${seat.name} 身份核验`}
          disabled={!open}
          checked={identity || seat.signedInAt !== null}
          onChange={({ target }) => setIdentity(target.checked)}
        />
      </td>
      <td>
        <input
          type="checkbox"
          aria-label={`${seat.name} 违禁物品检查`}
          disabled={!open}
          checked={articles || seat.signedInAt !== null}
          onChange={({ target }) => setArticles(target.checked)}
        />
      </td>
      <td>
        {open ? (
          <button
            type="button"
            className="primary"
            disabled={!identity || !articles}
            onClick={() => desk.order({ type: 'sign-in', seat: seat.seat, identity, articles })}
          >
            签到
          </button>
        ) : seat.signedInAt ? (
          `已签到 ${hourMinute(seat.signedInAt)}`
        ) : (
          seatWords[seat.status].word
        )}
      </td>
    </tr>
  )
}

/** SDS-4.4-32, -33, -34: two checks per candidate, then the sign-in. */
export const CheckInList = ({ desk, room }: { readonly desk: Desk; readonly room: RoomView }) => {
  const here = room.seats.filter(({ signedInAt }) => signedInAt !== null).length
  return (
    <main className="page stack">
      <h2>
        签到 {here}/{room.seats.length}
      </h2>
      <p className="soft">
        逐人核对证件与本人、检查违禁物品后签到；{hourMinute(room.marks.entryLimit)}{' '}
        后不再接受签到，未签到的计为缺考。
      </p>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">座位</th>
              <th scope="col">姓名</th>
              <th scope="col">证件号码</th>
              <th scope="col">准考证号</th>
              <th scope="col">身份核验</th>
              <th scope="col">违禁物品</th>
              <th scope="col">签到</th>
            </tr>
          </thead>
          <tbody>
            {room.seats.map((seat) => (
              <Line key={seat.seat} desk={desk} seat={seat} />
            ))}
          </tbody>
        </table>
      </div>
    </main>
  )
}
