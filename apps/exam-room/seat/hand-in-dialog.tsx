import { useEffect, useRef, useState } from 'react'
import { RefusalCard } from '../refusal-card.tsx'
import type { SeatSession } from './seat-session.ts'
import { type SeatSnapshot, unansweredCount } from './seat-state.ts'

/** Asks once more, with what is still open. */
export const HandInDialog = ({
  session,
  seat,
  close,
}: {
  readonly session: SeatSession
  readonly seat: SeatSnapshot
  readonly close: () => void
}) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => dialog.current?.showModal(), [])
  const left = unansweredCount(seat)
  const handIn = async (): Promise<void> => {
    setBusy(true)
    await session.handIn()
    setBusy(false)
  }
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="hand-in-title" className="stack">
      <h2 id="hand-in-title">确认交卷</h2>
      <p>
        {left > 0 ? `还有 ${left} 题未作答` : '全部题目已作答'}
        {seat.marked.size > 0 && `，${seat.marked.size} 题标记待复查`}。交卷后不能再修改。
      </p>
      {seat.refusal && <RefusalCard refusal={seat.refusal} />}
      <div className="row end">
        <button type="button" onClick={close}>
          继续答题
        </button>
        <button type="button" className="primary" disabled={busy} onClick={handIn}>
          确认交卷
        </button>
      </div>
    </dialog>
  )
}
