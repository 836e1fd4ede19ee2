import { dayText, instantText } from './day-text.ts'

export const DayText = ({ on }: { readonly on: string }) => (
  <time dateTime={on} className="moment">
    {dayText(on)}
  </time>
)

export const Instant = ({ at }: { readonly at: string }) => (
  <time dateTime={at} className="moment">
    {instantText(at)}
  </time>
)
