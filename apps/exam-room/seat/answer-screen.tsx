import { useEffect, useRef, useState } from 'react'
import type { PaperItem } from '#modules/delivery/core/paper.ts'
import { countdown, hourMinute } from '../clock-face.ts'
import { AnswerCard } from './answer-card.tsx'
import { HandInDialog } from './hand-in-dialog.tsx'
import { Question } from './question.tsx'
import { ReadingSettings } from './reading-settings.tsx'
import { SavedStrip } from './saved-strip.tsx'
import type { SeatSession } from './seat-session.ts'
import { pressed, type SeatSnapshot } from './seat-state.ts'

interface Props {
  readonly session: SeatSession
  readonly seat: SeatSnapshot
  readonly now: number
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('dialog, input, select') !== null

/** Letters choose, left and right turn pages, M marks, Enter goes on; Space and Enter on an option press it. */
const useKeyboard = (session: SeatSession, seat: SeatSnapshot, blocked: boolean): void => {
  const latest = useRef({ seat, blocked })
  latest.current = { seat, blocked }
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { seat: present, blocked: stopped } = latest.current
      const item = present.paper?.items[present.position]
      if (!item || stopped || typing(event.target) || event.ctrlKey || event.altKey || event.metaKey) return
      const key = event.key.toUpperCase()
      const onButton = event.target instanceof HTMLButtonElement
      if (key === 'ARROWLEFT') session.goTo(present.position - 1)
      else if (key === 'ARROWRIGHT' || (key === 'ENTER' && !onButton)) session.goTo(present.position + 1)
      else if (key === 'M') session.mark(item.id, !present.marked.has(item.id))
      else if (item.options.some(({ label }) => label === key)) {
        session.choose(item.id, pressed(item.type, present.answers[item.id] ?? [], key))
      } else return
      event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [session])
}

/** Records that the first question was seen as soon as the paper is on screen. */
const useFirstView = (session: SeatSession, position: number): void => {
  const first = useRef(true)
  useEffect(() => {
    if (first.current) {
      session.firstShown()
      session.goTo(position)
    }
    first.current = false
  }, [session, position])
}

const Clock = ({ seat, now }: { readonly seat: SeatSnapshot; readonly now: number }) => {
  const { standing } = seat
  if (!standing) return null
  const left = Date.parse(standing.end) - now
  return (
    <div className="clock" role="timer" aria-label="剩余时间">
      <span>剩余时间</span>
      <strong className={left < 300_000 ? 'tabular last-minutes' : 'tabular'}>{countdown(left)}</strong>
      <small>
        {hourMinute(standing.end)} 结束
        {standing.extensionMinutes > 0 && `（含补时 ${standing.extensionMinutes} 分钟）`}
      </small>
    </div>
  )
}

/** Why the candidate cannot answer just now, or null. */
const obstacle = (seat: SeatSnapshot, now: number): string | null => {
  const { standing } = seat
  if (!standing) return null
  if (standing.sitting === 'suspended')
    return '考试已暂停，请停止答题，等待监考人员通知。已保存的作答不受影响。'
  if (now >= Date.parse(standing.end)) return '考试时间到，正在收卷，请停止操作。'
  return null
}

export const AnswerScreen = ({ session, seat, now }: Props) => {
  const [handingIn, setHandingIn] = useState(false)
  const { paper, position, profile, standing } = seat
  const stop = obstacle(seat, now)
  useKeyboard(session, seat, stop !== null || handingIn)
  useFirstView(session, position)
  const item: PaperItem | undefined = paper?.items[position]
  if (!paper || !item) return null
  return (
    <div className="answering">
      <header className="bar">
        <div>
          <h1>{paper.title}</h1>
          {profile && (
            <span className="soft">
              {profile.name} {profile.seat} 号座位
            </span>
          )}
        </div>
        <ReadingSettings />
        <Clock seat={seat} now={now} />
      </header>
      <main>
        {stop ? (
          <p className="stop" role="alert">
            {stop}
          </p>
        ) : (
          <Question key={item.id} session={session} seat={seat} item={item} />
        )}
      </main>
      <aside aria-label="答题卡">
        <AnswerCard seat={seat} goTo={session.goTo} disabled={stop !== null} />
        {standing?.mayHandIn && !stop && (
          <button type="button" className="primary" onClick={() => setHandingIn(true)}>
            交卷
          </button>
        )}
      </aside>
      <SavedStrip seat={seat} />
      {handingIn && <HandInDialog session={session} seat={seat} close={() => setHandingIn(false)} />}
    </div>
  )
}
