import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { businessDay } from '../kit/moment.tsx'
import { type Session, setDemoClock } from '../kit/session.ts'
import { say } from '../kit/toast.tsx'

/** Only in the demo: shows the business day and sets it, so that a batch of months is walked in minutes. */
export const DemoClock = ({ clock }: { readonly clock: Session['clock'] }) => {
  const [busy, setBusy] = useState(false)
  const today = businessDay(clock.now)
  const set = async (on: string) => {
    setBusy(true)
    const verdict = await setDemoClock(`${on}T09:00:00+08:00`).catch(() => null)
    setBusy(false)
    if (verdict === null) say('没有设成：连接不上服务器')
    else if (verdict.refused) say(verdict.sentence)
  }
  return (
    <span className="demo-clock">
      演示日期
      <DatePicker
        aria-label="演示日期"
        value={dayjs(today)}
        format="YYYY年M月D日"
        allowClear={false}
        disabled={busy}
        onChange={(picked) => picked && set(picked.format('YYYY-MM-DD'))}
      />
    </span>
  )
}
