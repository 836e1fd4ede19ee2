import { hourMinuteSecond } from '../clock-face.ts'
import { pendingItems, type SeatSnapshot } from './seat-state.ts'

const visibleWords = (seat: SeatSnapshot, waiting: number): string => {
  if (!seat.online) return `▲ 断网，本机已保存 ${waiting} 题，恢复后自动上传，请继续答题`
  if (seat.refusal) return `▲ ${seat.refusal.sentence}${seat.refusal.remedy}`
  if (waiting > 0) return '正在保存……'
  return seat.lastSavedAt ? `✓ 已保存 ${hourMinuteSecond(seat.lastSavedAt)}` : '作答后自动保存'
}

/** What is said aloud changes only when something changes for the candidate, not with each save. */
const spokenWords = (seat: SeatSnapshot): string => {
  if (!seat.online) return '网络中断，作答保存在本机，请继续答题'
  return seat.refusal ? `${seat.refusal.sentence}${seat.refusal.remedy}` : '网络正常，作答自动保存'
}

/** Always in sight: when the room last saved, or how much only this machine has. */
export const SavedStrip = ({ seat }: { readonly seat: SeatSnapshot }) => (
  <footer className={seat.online && !seat.refusal ? 'strip' : 'strip warn'}>
    <span>{visibleWords(seat, pendingItems(seat).size)}</span>
    <span className="unseen" role="status">
      {spokenWords(seat)}
    </span>
  </footer>
)
