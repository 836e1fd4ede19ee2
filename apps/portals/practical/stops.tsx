import { useState } from 'react'
import type * as practical from '#modules/delivery/practical/contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand } from '../kit/client.ts'
import { Dialog } from '../kit/dialog.tsx'
import { Input, TextArea } from '../kit/fields.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { Instant } from '../kit/moment.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import { deliveryRefusals } from '../refusals/delivery.ts'
import type { Day } from './practical-room.tsx'

type Stop = Day['stops'][number]

const Explain = ({ stop }: { readonly stop: Stop }) => {
  const [reason, setReason] = useState('')
  const explain = useCommand<typeof practical.explainStop>('delivery.explainStop')
  const { stopId, version } = stop
  return (
    <div className="stack">
      <TextArea label="停止考试的原因" value={reason} onText={setReason} required />
      <div>
        <Button
          busy={explain.pending}
          disabled={reason.trim().length < 2}
          onClick={() => explain.run({ stopId, version, reason })}
        >
          记录原因
        </Button>
      </div>
      <Trouble of={explain} book={deliveryRefusals} />
    </div>
  )
}

const Lift = ({ stop, isLeader }: { readonly stop: Stop; readonly isLeader: boolean }) => {
  const [open, setOpen] = useState(false)
  const [remedy, setRemedy] = useState('')
  const [extra, setExtra] = useState('0')
  const lift = useCommand<typeof practical.liftStop>('delivery.liftStop')
  const submit = async () => {
    const { stopId, version } = stop
    const outcome = await lift.run({ stopId, version, remedy, extraMinutes: Number(extra) })
    if (outcome && !outcome.refused) setOpen(false)
  }
  return (
    <>
      <Button kind="plain" onClick={() => setOpen(true)}>
        恢复
      </Button>
      <Dialog
        title="恢复考试"
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <Button
            busy={lift.pending}
            disabled={remedy.trim().length < 2 || !/^\d+$/u.test(extra)}
            onClick={submit}
          >
            恢复计时
          </Button>
        }
      >
        <p>停止期间不计时。</p>
        <TextArea label="处理情况" value={remedy} onText={setRemedy} required />
        {isLeader && <Input label="另补时间（分钟）" inputMode="numeric" value={extra} onText={setExtra} />}
        <Trouble of={lift} book={deliveryRefusals} />
      </Dialog>
    </>
  )
}

const StopRow = ({ stop, isLeader }: { readonly stop: Stop; readonly isLeader: boolean }) => (
  <li className="stack">
    <div className="row pad-head">
      <StatusTag tone={stop.liftedAt === null ? 'refused' : 'idle'}>{stop.kindTitle}</StatusTag>
      <strong>{stop.candidateName ?? '全考场'}</strong>
      <span className="quiet">
        <Instant at={stop.stoppedAt} /> {stop.stoppedBy}
      </span>
      {stop.reason !== '' && <span>{stop.reason}</span>}
      {stop.mayLift && stop.reason !== '' && <Lift stop={stop} isLeader={isLeader} />}
    </div>
    {stop.reason === '' && <Explain stop={stop} />}
    {stop.liftedAt !== null && (
      <span className="quiet">
        <Instant at={stop.liftedAt} /> {stop.liftedBy} 恢复：{stop.remedy}
        {stop.extraMinutes > 0 && `，补时 ${stop.extraMinutes} 分钟`}
      </span>
    )}
  </li>
)

/** The button that stops the room at once, and every stop with its reason and its end. */
export const Stops = ({ day }: { readonly day: Day }) => {
  const stop = useCommand<typeof practical.stopPractical>('delivery.stopPractical')
  const mayStop = day.availableActions.some(({ action }) => action === 'stopPractical') && !day.isStopped
  if (!mayStop && day.stops.length === 0) return null
  const { dayId } = day
  return (
    <section className="panel stack" aria-label="停止考试">
      {mayStop && (
        <div className="row pad-head">
          <button
            type="button"
            className="stop-button"
            disabled={stop.pending}
            onClick={() => stop.run({ dayId, kind: 'danger', applicationId: null, reason: '' })}
          >
            紧急停止
          </button>
          <span className="quiet">遇有危险立即按下，全考场计时停止，随后补记原因。</span>
        </div>
      )}
      <ul className="stop-list">
        {day.stops.map((each) => (
          <StopRow key={each.stopId} stop={each} isLeader={day.isLeader} />
        ))}
      </ul>
      <Trouble of={stop} book={deliveryRefusals} />
    </section>
  )
}
