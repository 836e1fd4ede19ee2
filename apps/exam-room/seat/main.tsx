import { StrictMode, useEffect, useState, useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import { systemClock } from '#platform/clock/clock.ts'
import { AnswerScreen } from './answer-screen.tsx'
import { ConfirmScreen } from './confirm-screen.tsx'
import { EnterScreen } from './enter-screen.tsx'
import { openLocalCopy } from './local-copy.ts'
import { keepPage } from './offline-page.ts'
import { FinishedScreen, MovedScreen, WaitingScreen } from './quiet-screens.tsx'
import { openSeatSession, type SeatSession } from './seat-session.ts'
import '../../rich/rich.css'
import '../theme.css'
import './seat.css'

/** Draws again at least twice a second, so that clocks move. */
const usePulse = (): void => {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 500)
    return () => clearInterval(timer)
  }, [])
}

const Seat = ({ session }: { readonly session: SeatSession }) => {
  const seat = useSyncExternalStore(session.subscribe, session.snapshot)
  usePulse()
  const now = session.roomTime()
  switch (seat.stage) {
    case 'loading':
      return <p className="quiet">正在准备……</p>
    case 'enter':
      return <EnterScreen session={session} seat={seat} />
    case 'confirm':
      return <ConfirmScreen session={session} seat={seat} />
    case 'waiting':
      return <WaitingScreen seat={seat} now={now} />
    case 'answering':
      return <AnswerScreen session={session} seat={seat} now={now} />
    case 'finished':
      return <FinishedScreen session={session} seat={seat} />
    case 'elsewhere':
      return <p className="quiet">考试已在本机的另一个窗口打开，请在那个窗口继续。</p>
    case 'moved':
      return <MovedScreen session={session} seat={seat} />
  }
}

const root = createRoot(document.getElementById('seat')!)
root.render(<p className="quiet">正在准备……</p>)
openLocalCopy()
  .then((copy) => openSeatSession(copy, systemClock))
  .then((session) => {
    root.render(
      <StrictMode>
        <Seat session={session} />
      </StrictMode>,
    )
    keepPage(session).catch(() => {
      // The page works without; it only cannot start while the network is away.
    })
  })
  .catch(() => root.render(<p className="quiet">本机无法保存作答，请举手示意监考人员更换考试机。</p>))
