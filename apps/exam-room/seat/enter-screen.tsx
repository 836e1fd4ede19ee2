import { useEffect, useState } from 'react'
import { RefusalCard } from '../refusal-card.tsx'
import { DocumentsOnDesk } from './documents-on-desk.tsx'
import type { SeatSession } from './seat-session.ts'
import type { SeatSnapshot } from './seat-state.ts'

/** An idle machine shows itself well within the minute that the room allows it. */
const hereMilliseconds = 20_000

/** Ticket and seat number; a machine change also asks for the code from the invigilator. */
export const EnterScreen = ({
  session,
  seat,
}: {
  readonly session: SeatSession
  readonly seat: SeatSnapshot
}) => {
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    session.here()
    const timer = setInterval(session.here, hereMilliseconds)
    return () => clearInterval(timer)
  }, [session])
  const moving = seat.refusal?.code === 'machine-bound' || seat.refusal?.code === 'move-code-wrong'
  const submit = async (form: FormData): Promise<void> => {
    setBusy(true)
    const text = (name: string): string => String(form.get(name) ?? '').trim()
    await session.enter({
      ticketNumber: text('ticketNumber'),
      seat: text('seat'),
      moveCode: text('moveCode'),
    })
    setBusy(false)
  }
  return (
    <main className="sheet">
      <h1>理论知识考试</h1>
      <p className="soft">请按准考证输入准考证号和座位号。</p>
      <DocumentsOnDesk />
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          submit(new FormData(event.currentTarget))
        }}
      >
        <label className="field">
          准考证号
          <input name="ticketNumber" required autoComplete="off" inputMode="numeric" />
        </label>
        <label className="field">
          座位号
          <input name="seat" required autoComplete="off" placeholder="例如 3-15" />
        </label>
        {moving && (
          <label className="field">
            换机码
            <input name="moveCode" autoComplete="off" inputMode="numeric" placeholder="向监考人员领取" />
          </label>
        )}
        {seat.refusal && <RefusalCard refusal={seat.refusal} />}
        {!seat.online && (
          <p className="notice" role="status">
            暂时连接不上考场服务器，请举手示意监考人员。
          </p>
        )}
        <button type="submit" className="primary" disabled={busy}>
          进入
        </button>
      </form>
    </main>
  )
}
