import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { wallTime } from '../kit/day-text.ts'
import { type Session, setDemoClock } from '../kit/session.ts'
import { say } from '../kit/toast.tsx'

/** Only in the demo: shows the business time and sets it forward, so that a batch of months is walked in minutes. */
export const DemoClock = ({ clock }: { readonly clock: Session['clock'] }) => {
  const [busy, setBusy] = useState(false)
  const now = dayjs(wallTime(clock.now))
  const set = async (wall: string) => {
    setBusy(true)
    const verdict = await setDemoClock(`${wall}:00+08:00`).catch(() => null)
    setBusy(false)
    if (verdict === null) say('没有设成：连接不上服务器', 'refused')
    else if (verdict.refused) say(verdict.sentence, 'refused')
  }
  return (
    <span className="demo-clock">
      演示时间
      <DatePicker
        aria-label="演示时间"
        value={now}
        minDate={now}
        format="YYYY年M月D日 HH:mm"
        showTime={{ format: 'HH:mm', minuteStep: 5 }}
        showNow={false}
        allowClear={false}
        disabled={busy}
        onChange={(picked) => picked && set(picked.format('YYYY-MM-DDTHH:mm'))}
      />
    </span>
  )
}
