import { memo, useEffect, useState } from 'react'
import type { DocumentReading } from '#modules/delivery/core/document-digest.ts'
import { hourMinute } from '../clock-face.ts'
import type { RoomView, SeatView } from '../room.port.ts'
import { ScrollBox } from '../scroll-box.tsx'
import { CheckInCard } from './check-in-card.tsx'
import type { Desk } from './desk.ts'
import { followReader, type ReaderState } from './id-reader.ts'
import { seatWords } from './seat-words.ts'

/** What was read of the chosen candidate's document. */
export type Reading = {
  readonly from: DocumentReading['by']
  readonly value: DocumentReading
  readonly photo: string | null
} | null

/** Rows shown at once; a hall is searched, not scrolled. */
const shownRows = 120

type Door = RoomView['door']

interface LineProps {
  readonly desk: Desk
  readonly seat: SeatView
  readonly door: Door
  readonly reading: Reading
  readonly isChosen: boolean
  readonly choose: (seat: string) => void
}

const Tick = (props: {
  readonly label: string
  readonly disabled: boolean
  readonly checked: boolean
  readonly set: (checked: boolean) => void
}) => (
  <td>
    <input
      type="checkbox"
      aria-label={props.label}
      disabled={props.disabled}
      checked={props.checked}
      onChange={({ target }) => props.set(target.checked)}
    />
  </td>
)

const DocumentKind = (props: {
  readonly seat: SeatView
  readonly kinds: readonly string[]
  readonly open: boolean
  readonly kind: string
  readonly set: (kind: string) => void
}) => (
  <td>
    {props.open ? (
      <select
        aria-label={`${props.seat.name} 证件种类`}
        value={props.kind}
        onChange={({ target }) => props.set(target.value)}
      >
        {props.kinds.map((kind) => (
          <option key={kind}>{kind}</option>
        ))}
      </select>
    ) : (
      (props.seat.document ?? '—')
    )}
  </td>
)

const Line = memo(({ desk, seat, door, reading, isChosen, choose }: LineProps) => {
  const [ticket, setTicket] = useState(false)
  const [identity, setIdentity] = useState(false)
  const [articles, setArticles] = useState(false)
  const [kind, setKind] = useState(door.documents[0] ?? '')
  const open = seat.actions.includes('sign-in')
  const isIn = seat.signedInAt !== null
  const document = kind ? { document: kind } : {}
  const signIn = () =>
    desk.order({
      ...{ type: 'sign-in', seat: seat.seat, identity, articles, ticket },
      ...{ ...document, ...(reading && { reading: reading.value }) },
    })
  return (
    <tr className={isChosen ? 'chosen' : ''} onFocus={() => choose(seat.seat)}>
      <th scope="row">
        <button type="button" aria-pressed={isChosen} onClick={() => choose(seat.seat)}>
          {seat.seat}
        </button>
      </th>
      <td>{seat.name}</td>
      <td className="tabular">{seat.ticketNumber}</td>
      {door.ticketRequired && (
        <Tick label={`${seat.name} 准考证`} disabled={!open} checked={ticket || isIn} set={setTicket} />
      )}
      {door.documents.length > 0 && (
        <DocumentKind seat={seat} kinds={door.documents} open={open} kind={kind} set={setKind} />
      )}
      <Tick label={`${seat.name} 身份核验`} disabled={!open} checked={identity || isIn} set={setIdentity} />
      <Tick
        label={`${seat.name} 违禁物品检查`}
        disabled={!open}
        checked={articles || isIn}
        set={setArticles}
      />
      <td>
        {open ? (
          <button
            type="button"
            className="primary"
            disabled={!identity || !articles || (door.ticketRequired && !ticket)}
            onClick={signIn}
          >
            签到
          </button>
        ) : isIn ? (
          `已签到 ${hourMinute(seat.signedInAt)}`
        ) : (
          seatWords[seat.status].word
        )}
      </td>
    </tr>
  )
})

const matches = (seat: SeatView, asked: string): boolean =>
  asked === '' || `${seat.seat} ${seat.name} ${seat.ticketNumber}`.includes(asked)

/** Follows the reader of this computer: a card chooses its candidate. */
const useReader = (
  desk: Desk,
  salt: string | null,
  recognised: (seat: string, reading: Reading) => void,
): {
  readonly state: ReaderState | 'off'
  readonly stranger: string
  readonly turn: (on: boolean) => void
} => {
  const [isOn, turn] = useState(false)
  const [state, setState] = useState<ReaderState>('absent')
  const [stranger, setStranger] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the reader is followed while it is on, whoever hears it
  useEffect(() => {
    if (!isOn || salt === null) return
    return followReader(salt, {
      state: setState,
      card: ({ name, digest, photo }) => {
        desk.port.recognise(digest).then((verdict) => {
          const seat = verdict.refused ? null : verdict.value.seat
          setStranger(seat === null ? name : '')
          const value = { by: 'reader', name, digest } as const
          if (seat !== null) recognised(seat, { from: 'reader', value, photo })
        })
      },
    })
  }, [isOn, salt])
  return { state: isOn ? state : 'off', stranger, turn }
}

const readerWords = {
  off: '使用读卡器',
  ready: '读卡器已连接',
  absent: '未找到读卡器，请启动本机读卡服务',
} as const

const Head = ({ door }: { readonly door: Door }) => (
  <thead>
    <tr>
      <th scope="col">座位</th>
      <th scope="col">姓名</th>
      <th scope="col">准考证号</th>
      {door.ticketRequired && <th scope="col">准考证</th>}
      {door.documents.length > 0 && <th scope="col">证件种类</th>}
      <th scope="col">人证相符</th>
      <th scope="col">违禁物品</th>
      <th scope="col">签到</th>
    </tr>
  </thead>
)

const Lead = ({ room }: { readonly room: RoomView }) => (
  <p className="soft">
    {room.door.opensAt && `${hourMinute(room.door.opensAt)} 起入场；`}
    {room.door.ticketRequired ? '准考证和身份证件缺一不可，' : ''}
    逐人核对证件、照片与本人，检查违禁物品后签到；{hourMinute(room.marks.entryLimit)}{' '}
    后不再接受签到，未签到的计为缺考。
  </p>
)

/** SDS-4.4-32, -33, -34, HN-2.3.4-03: documents, person and articles of each candidate, then the sign-in. */
export const CheckInList = ({ desk, room }: { readonly desk: Desk; readonly room: RoomView }) => {
  const [asked, setAsked] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [reading, setReading] = useState<Reading>(null)
  const choose = (seat: string): void => {
    if (seat !== chosen) setReading(null)
    setChosen(seat)
  }
  const reader = useReader(desk, room.door.salt, (seat, read) => {
    setAsked('')
    setChosen(seat)
    setReading(read)
  })
  const here = room.seats.filter(({ signedInAt }) => signedInAt !== null).length
  const found = room.seats.filter((seat) => matches(seat, asked.trim()))
  const ordered =
    chosen === null ? found : [...found].sort((a) => (a.seat === chosen && found.length > shownRows ? -1 : 0))
  const seat = room.seats.find((one) => one.seat === chosen)
  return (
    <div className="wall">
      <main className="page stack">
        <div className="row spread">
          <h2>
            签到 {here}/{room.seats.length}
          </h2>
          {room.door.salt && (
            <button
              type="button"
              aria-pressed={reader.state !== 'off'}
              onClick={() => reader.turn(reader.state === 'off')}
            >
              {readerWords[reader.state]}
            </button>
          )}
        </div>
        <Lead room={room} />
        {reader.stranger && (
          <p className="lost" role="alert">
            ▲ {reader.stranger}的证件不在本考场名册中，请核对准考证上的考场。
          </p>
        )}
        <label className="field">
          查找座位、姓名或准考证号
          <input value={asked} autoComplete="off" onChange={({ target }) => setAsked(target.value)} />
        </label>
        <ScrollBox label="签到名单">
          <table className="check-in">
            <Head door={room.door} />
            <tbody>
              {ordered.slice(0, shownRows).map((line) => (
                <Line
                  key={line.seat}
                  desk={desk}
                  seat={line}
                  door={room.door}
                  reading={line.seat === chosen ? reading : null}
                  isChosen={line.seat === chosen}
                  choose={choose}
                />
              ))}
            </tbody>
          </table>
        </ScrollBox>
        {found.length === 0 && <p className="soft">没有符合的考生。</p>}
        {found.length > shownRows && (
          <p className="soft">
            共 {found.length} 人，只列出前 {shownRows} 人，请输入姓名或准考证号查找。
          </p>
        )}
      </main>
      <aside>
        {seat ? (
          <CheckInCard desk={desk} room={room} seat={seat} reading={reading} take={setReading} />
        ) : (
          <p className="panel soft">选择考生后，这里显示其照片，供与本人和证件比对。</p>
        )}
      </aside>
    </div>
  )
}
