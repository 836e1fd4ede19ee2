import { hourMinuteSecond } from '../clock-face.ts'
import { pendingItems, type SeatSnapshot } from './seat-state.ts'

/** Always in sight: when the room last saved, or how much only this machine has. */
export const SavedStrip = ({ seat }: { readonly seat: SeatSnapshot }) => {
  const waiting = pendingItems(seat).size
  const words = !seat.online
    ? `▲ 断网，本机已保存 ${waiting} 题，恢复后自动上传，请继续答题`
    : seat.refusal
      ? `▲ ${seat.refusal.sentence}${seat.refusal.remedy}`
      : waiting > 0
        ? '正在保存……'
        : seat.lastSavedAt
          ? `✓ 已保存 ${hourMinuteSecond(seat.lastSavedAt)}`
          : '作答后自动保存'
  return (
    <footer className={seat.online && !seat.refusal ? 'strip' : 'strip warn'}>
      <span role="status">{words}</span>
    </footer>
  )
}
