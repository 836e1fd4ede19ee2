import { useCallback, useEffect, useRef, useState } from 'react'
import { type PaperItem, picturesOf } from '#modules/delivery/core/paper.ts'
import { countdown, hourMinute } from '../clock-face.ts'
import { type Aid, Aids } from './aids.tsx'
import { AnswerCard } from './answer-card.tsx'
import { HandInDialog } from './hand-in-dialog.tsx'
import { HelpDialog } from './help-dialog.tsx'
import { NoticeBoard } from './notice-board.tsx'
import { PictureDialog } from './picture-dialog.tsx'
import { Question } from './question.tsx'
import { type Reading, ReadingSettings, useReading } from './reading-settings.tsx'
import { SavedStrip } from './saved-strip.tsx'
import { useKeyboard } from './seat-keyboard.ts'
import type { SeatSession } from './seat-session.ts'
import type { SeatSnapshot } from './seat-state.ts'

interface Props {
  readonly session: SeatSession
  readonly seat: SeatSnapshot
  readonly now: number
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

/** The first picture of the question on the screen. */
const firstPicture = (item: PaperItem | undefined, { paper }: SeatSnapshot) => {
  const inline = item && picturesOf(item)[0]
  return inline && { source: paper?.pictures[inline.digest] ?? '', alt: inline.alt }
}

type Opened = 'hand-in' | 'help' | { readonly source: string; readonly alt: string } | null

const useAids = (seat: SeatSnapshot) => {
  const [open, setOpen] = useState<ReadonlySet<Aid>>(new Set())
  const toggle = (aid: Aid): void => {
    if (!seat.profile?.rules[aid]) return
    setOpen((now) => (now.has(aid) ? new Set([...now].filter((one) => one !== aid)) : new Set([...now, aid])))
  }
  return { open, toggle }
}

const Bar = ({ seat, now, reading, help }: BarProps) => (
  <header className="bar">
    <div>
      <h1>{seat.paper?.title}</h1>
      {seat.profile && (
        <span className="soft">
          {seat.profile.name} {seat.profile.seat} 号座位
          {seat.profile.isRehearsal && <strong className="trial"> 试考，不计成绩</strong>}
        </span>
      )}
    </div>
    <ReadingSettings reading={reading} />
    <button type="button" className="help" onClick={help}>
      键盘说明
    </button>
    <Clock seat={seat} now={now} />
  </header>
)

interface BarProps {
  readonly seat: SeatSnapshot
  readonly now: number
  readonly reading: Reading
  readonly help: () => void
}

const noAids = { calculator: false, scratch: false }

export const AnswerScreen = ({ session, seat, now }: Props) => {
  const [opened, setOpened] = useState<Opened>(null)
  const reading = useReading()
  const { open, toggle } = useAids(seat)
  const { paper, position, standing, profile } = seat
  const stop = obstacle(seat, now)
  const item: PaperItem | undefined = paper?.items[position]
  const close = useCallback(() => setOpened(null), [])
  const help = (): void => setOpened('help')
  const enlarge = (): void => setOpened(firstPicture(item, seat) ?? null)
  const blocked = stop !== null || opened !== null
  useKeyboard({ session, seat, blocked, reading, help, enlarge, toggle })
  useFirstView(session, position)
  if (!paper || !item) return null
  return (
    <div className="answering">
      <Bar seat={seat} now={now} reading={reading} help={help} />
      <main>
        <NoticeBoard seat={seat} now={now} />
        {stop ? (
          <p className="stop" role="alert">
            {stop}
          </p>
        ) : (
          <Question key={item.id} session={session} seat={seat} item={item} enlarge={setOpened} />
        )}
      </main>
      <aside aria-label="答题卡">
        <AnswerCard seat={seat} goTo={session.goTo} disabled={stop !== null} />
        <Aids seat={seat} open={open} toggle={toggle} />
        {standing?.mayHandIn && !stop && (
          <button type="button" className="primary" onClick={() => setOpened('hand-in')}>
            交卷
          </button>
        )}
      </aside>
      <SavedStrip seat={seat} />
      {opened === 'hand-in' && <HandInDialog session={session} seat={seat} close={close} />}
      {opened === 'help' && <HelpDialog aids={profile?.rules ?? noAids} close={close} />}
      {opened && typeof opened === 'object' && <PictureDialog {...opened} close={close} />}
    </div>
  )
}
