import { useState } from 'react'
import { hourMinuteSecond } from '../clock-face.ts'
import type { RoomView, StandbyView } from '../room.port.ts'
import { roomNodes } from '../room-nodes.ts'
import type { Desk, DeskSnapshot } from './desk.ts'
import { ReasonForm } from './reason-form.tsx'
import { standbyStates } from './seat-words.ts'
import { TakeOverForm } from './take-over-form.tsx'

const explanation = ({ state, differsAt }: StandbyView): string =>
  state === 'refused'
    ? `第 ${differsAt ?? '?'} 条记录与主机不同，请考点负责人决定是否并入后重新接入。`
    : state === 'lost'
      ? '作答照常保存在主机，备机恢复后自动补齐。'
      : ''

/** How the second node stands, and the order to change to it while both run. */
export const StandbyStrip = ({ desk, room }: { readonly desk: Desk; readonly room: RoomView }) => {
  const [isOpen, setOpen] = useState(false)
  const { standby, sittingId } = room
  if (!standby) return null
  const { sign, word } = standbyStates[standby.state]
  const mayChange = (standby.state === 'linked' || standby.state === 'catching-up') && room.sealedAt === null
  return (
    <section className="standby" aria-label="备机">
      <div className="row">
        <span className={`state standby-${standby.state}`} role="status">
          {sign} {word}
        </span>
        <span className="soft tabular">自 {hourMinuteSecond(standby.since)}</span>
        <span className="soft">{explanation(standby)}</span>
        {room.takenOverAt && (
          <span className="soft tabular">本机已于 {hourMinuteSecond(room.takenOverAt)} 接管</span>
        )}
        {room.actions.includes('readmit-standby') && (
          <ReasonForm
            word="并入其记录并重新接入"
            hint="说明原因（对方单独保存的记录留作证据，考生作答补入本场）"
            act={(reason) => desk.order({ type: 'readmit-standby', reason })}
          />
        )}
        {mayChange && (
          <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            切换到备机
          </button>
        )}
      </div>
      {isOpen && <TakeOverForm desk={desk} sittingId={sittingId} at={standby.address} isLinked={true} />}
    </section>
  )
}

/** Whoever was shown an entry that the journal does not have. */
export const HeadAlarms = ({ room }: { readonly room: RoomView }) => {
  const altered = room.alarms.filter(({ isAltered }) => isAltered)
  const alone = room.alarms.filter(({ isAltered }) => !isAltered)
  return (
    <>
      {altered.length > 0 && (
        <div className="refusal" role="alert">
          <strong>考场记录与考试机留存的记录头不一致（{altered.length}）</strong>
          {altered.map(({ at, sentence }) => (
            <span key={at + sentence} className="tabular">
              {hourMinuteSecond(at)} {sentence}
            </span>
          ))}
        </div>
      )}
      {alone.length > 0 && (
        <section aria-label="主机单独保存的记录">
          <details className="soft">
            <summary>接管前主机单独保存过记录，涉及 {alone.length} 个座位，作答由考试机补传</summary>
            <ul>
              {alone.map(({ at, sentence }) => (
                <li key={at + sentence}>{sentence}</li>
              ))}
            </ul>
          </details>
        </section>
      )}
    </>
  )
}

/** Shown in place of the actions when no node serves: the standby waits for the order. */
export const StandbyWaits = ({
  desk,
  view,
  room,
}: {
  readonly desk: Desk
  readonly view: DeskSnapshot
  readonly room: RoomView
}) => {
  const at = room.nodes.find((origin) => origin !== servedBy(room)) ?? roomNodes.origin
  return (
    view.standbyWaits && (
      <section className="panel stack waits" aria-label="主机无法连接">
        <h2>主机无法连接，备机等待接管</h2>
        <TakeOverForm
          desk={desk}
          sittingId={room.sittingId}
          at={at}
          isLinked={view.refusal?.code === 'still-linked'}
        />
      </section>
    )
  )
}

/** The node that sent this view names itself first. */
const servedBy = (room: RoomView): string | undefined => room.nodes[0]
