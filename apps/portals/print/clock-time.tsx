import { timeInChina } from '#modules/delivery/core/chinese-time.ts'

/** `09:30` of the day of the room. */
export const ClockTime = ({ at }: { readonly at: string }) => (
  <time dateTime={at} className="moment">
    {timeInChina(at)}
  </time>
)
