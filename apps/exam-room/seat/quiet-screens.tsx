import { countdown, dateInWords, hourMinute, hourMinuteSecond } from '../clock-face.ts'
import { DocumentsOnDesk } from './documents-on-desk.tsx'
import { NoticeBoard } from './notice-board.tsx'
import { isSafeExamBrowser } from './own-browser.ts'
import { ReceiptCard } from './receipt-card.tsx'
import type { SeatSession } from './seat-session.ts'
import { pendingItems, type SeatSnapshot } from './seat-state.ts'

interface Screen {
  readonly session: SeatSession
  readonly seat: SeatSnapshot
}

/** Confirmed, and nothing to do until the start. */
export const WaitingScreen = ({ seat, now }: { readonly seat: SeatSnapshot; readonly now: number }) => {
  const { profile, standing } = seat
  if (!profile) return null
  const start = standing ? Date.parse(standing.start) : now
  const signedIn = standing && standing.seatStatus !== 'assigned'
  return (
    <main className="sheet">
      <h1>{profile.title}</h1>
      <p>
        {profile.name}，{profile.roomName} {profile.seat} 号座位
      </p>
      {standing && (
        <p className="big tabular" role="timer">
          {now < start ? countdown(start - now) : '等待开考'}
        </p>
      )}
      {standing && (
        <p className="soft">
          {dateInWords(standing.start)} {hourMinute(standing.start)} 至 {hourMinute(standing.end)}
        </p>
      )}
      <p role="status">
        {signedIn ? '已签到。监考人员宣布开考后，试卷自动显示。' : '请在座位上等待监考人员核验身份并签到。'}
      </p>
      {seat.profile?.isRehearsal && <p className="trial">本场为试考，试题为示例，作答不计成绩。</p>}
      <DocumentsOnDesk />
      <NoticeBoard seat={seat} now={now} />
      {!seat.online && <p className="notice">网络中断，正在重新连接。请在座位上等待。</p>}
    </main>
  )
}

const endings = {
  'handed-in': { title: '已交卷', text: '您的答卷已提交，请安静离开考场。' },
  collected: { title: '考试结束，已收卷', text: '您的答卷已由系统收回，请在座位上等待监考人员通知。' },
  expelled: { title: '考试已终止', text: '监考人员已终止您的考试，请听从监考人员安排。' },
  absent: { title: '入场已截止', text: '您未在规定时间内签到，本场按缺考处理。' },
} as const

/** After the end, whoever brought it about. Tells what this machine still has to send. */
export const FinishedScreen = ({ session, seat }: Screen) => {
  const status = seat.standing?.seatStatus
  const ending = status && status in endings ? endings[status as keyof typeof endings] : endings.collected
  const waiting = pendingItems(seat).size
  return (
    <main className="sheet">
      <h1>{ending.title}</h1>
      <p>{ending.text}</p>
      <p className={waiting > 0 ? 'notice' : 'soft'} role="status">
        {waiting > 0
          ? `本机还有 ${waiting} 题正在上传，请不要关闭考试机。`
          : `作答已全部保存${seat.lastSavedAt ? `，最后保存时间 ${hourMinuteSecond(seat.lastSavedAt)}` : ''}。`}
      </p>
      <ReceiptCard seat={seat} />
      {waiting === 0 && isSafeExamBrowser() && <a href="/room/seat/quit">退出考试浏览器</a>}
      {seat.standing?.released && (
        <button type="button" onClick={session.leave}>
          下一位考生登录
        </button>
      )}
    </main>
  )
}

/** The session lives on another machine now, or was ended there. */
export const MovedScreen = ({ session, seat }: Screen) => (
  <main className="sheet">
    <h1>本机登录已失效</h1>
    <p>考试已转到另一台考试机继续。</p>
    {pendingItems(seat).size > 0 && (
      <p className="notice" role="status">
        本机还存有 {pendingItems(seat).size} 题未上传的作答，请告知监考人员。
      </p>
    )}
    <button type="button" onClick={session.leave}>
      重新登录
    </button>
  </main>
)
