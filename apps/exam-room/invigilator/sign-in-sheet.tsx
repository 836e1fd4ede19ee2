import { dateInWords, hourMinute } from '../clock-face.ts'
import type { RoomView } from '../room.port.ts'
import { ScrollBox } from '../scroll-box.tsx'

const heads = ['座位号', '姓名', '证件号码', '准考证号', '签到时间', '证件', '考生签名']

/** SDS-4.4-18, SDE-4.6-08: the sign-in sheet in seat order with what is carried into the room. */
export const SignInSheet = ({ room }: { readonly room: RoomView }) => (
  <main className="page stack paper">
    <div className="row spread">
      <h2>考生签到表</h2>
      <button type="button" className="no-print" onClick={() => print()}>
        打印
      </button>
    </div>
    <p>
      {room.title}　{room.site} {room.roomName}　{dateInWords(room.plannedStart)}{' '}
      {hourMinute(room.plannedStart)}
    </p>
    <ScrollBox label="签到表">
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {room.seats.map((seat) => (
            <tr key={seat.seat}>
              <td>{seat.seat}</td>
              <td>{seat.name}</td>
              <td className="tabular">{seat.maskedNumber}</td>
              <td className="tabular">{seat.ticketNumber}</td>
              <td>
                {seat.signedInAt ? hourMinute(seat.signedInAt) : seat.status === 'absent' ? '缺考' : ''}
              </td>
              <td>{seat.document ?? ''}</td>
              <td className="signature" />
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
    {room.carriedItems.length > 0 && (
      <p>随试卷带入考场的物品：{room.carriedItems.map((item) => `□${item}`).join('　')}</p>
    )}
    <p className="signatures">监考人员签名：＿＿＿＿＿＿　＿＿＿＿＿＿</p>
  </main>
)
