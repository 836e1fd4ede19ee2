import './custody.css'
import type * as rooms from '#modules/itembank/custody/room.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { shortDayText, wallTime } from '../kit/day-text.ts'

type Week = NonNullable<ReplyOf<typeof rooms.secureRooms>['week']>
export type Shift = Week['shifts'][number]

const dayMilliseconds = 86_400_000
const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']
const time = (at: string) => wallTime(at).slice(11)

/** The part of a stretch that falls into one day, in hundredths of the day. */
const within = (from: string, to: string, dayStart: number) => {
  const start = Math.max(Date.parse(from), dayStart)
  const end = Math.min(Date.parse(to), dayStart + dayMilliseconds)
  if (end <= start) return null
  return {
    top: ((start - dayStart) / dayMilliseconds) * 100,
    height: ((end - start) / dayMilliseconds) * 100,
  }
}
const placed = ({ top, height }: { readonly top: number; readonly height: number }) => ({
  top: `${top}%`,
  height: `${height}%`,
})

const look = ({ isMissing, signers }: Shift) => (isMissing ? 'missing' : signers.length > 1 ? 'signed' : '')

const Day = ({
  start,
  week,
  onPick,
}: {
  readonly start: number
  readonly week: Week
  readonly onPick: (shift: Shift) => void
}) => (
  <div className="roster-day">
    {week.gaps.map((gap) => {
      const part = within(gap.from, gap.to, start)
      return (
        part && (
          <div key={gap.from} className="roster-gap" style={placed(part)}>
            空缺 {gap.persons}人 {time(gap.from)}起
          </div>
        )
      )
    })}
    {week.shifts.map((shift) => {
      const part = within(shift.startsAt, shift.endsAt, start)
      return (
        part && (
          <button
            key={shift.shiftId}
            type="button"
            className={`roster-shift ${look(shift)}`}
            style={placed(part)}
            onClick={() => onPick(shift)}
          >
            {time(shift.startsAt)}—{time(shift.endsAt)}
            <br />
            {shift.persons.join('、')}
            {shift.isMissing && '（缺签名）'}
          </button>
        )
      )
    })}
  </div>
)

/** A week, a column a day; gaps and shifts without two signatures stand out in words, too. */
export const RosterGrid = ({
  week,
  onPick,
}: {
  readonly week: Week
  readonly onPick: (shift: Shift) => void
}) => {
  const start = Date.parse(week.from)
  const days = weekdays.map((name, at) => ({ name, start: start + at * dayMilliseconds }))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard
    <section className="roster-scroll" aria-label="值班表" tabIndex={0}>
      <div className="roster">
        <div className="roster-head" />
        {days.map((day) => (
          <div key={day.name} className="roster-head">
            {day.name}
            <br />
            <span className="quiet">
              {shortDayText(wallTime(new Date(day.start).toISOString()).slice(0, 10))}
            </span>
          </div>
        ))}
        <div className="roster-hours">
          {[0, 4, 8, 12, 16, 20].map((hour) => (
            <span key={hour} style={{ top: `${(hour / 24) * 100}%` }}>
              {String(hour).padStart(2, '0')}:00
            </span>
          ))}
        </div>
        {days.map((day) => (
          <Day key={day.name} start={day.start} week={week} onPick={onPick} />
        ))}
      </div>
    </section>
  )
}
