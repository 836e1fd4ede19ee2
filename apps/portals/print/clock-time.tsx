import { timeInChina } from '#modules/delivery/core/chinese-time.ts'

/** `09:30` of the day of the room. */
export const ClockTime = ({ at }: { readonly at: string }) => (
  <time dateTime={at} className="moment">
    {timeInChina(at)}
  </time>
)

/** `08:50` on the day of the room, in China, as an instant; undefined where it is left empty. */
export const instantOf = (
  room: { readonly hours: { readonly start: string } },
  time: string,
): string | undefined => {
  if (time === '') return undefined
  const day = new Date(Date.parse(room.hours.start) + 8 * 3_600_000).toISOString().slice(0, 10)
  return new Date(`${day}T${time}:00+08:00`).toISOString()
}
