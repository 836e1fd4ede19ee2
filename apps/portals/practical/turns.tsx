import { useEffect, useState } from 'react'
import type * as practical from '#modules/delivery/practical/contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand } from '../kit/client.ts'
import { Dialog } from '../kit/dialog.tsx'
import { TextArea } from '../kit/fields.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import { deliveryRefusals } from '../refusals/delivery.ts'
import { isSigned, SignaturePad } from '../staff/screens/examiner-pad/signature-pad.tsx'
import type { Day } from './practical-room.tsx'

type Turn = Day['turns'][number]

const inMinutes = (seconds: number): string =>
  `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`

/** Seconds since the day was read, so that clocks run between two readings. */
const useElapsed = (readAt: string): number => {
  const [elapsed, setElapsed] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new reading starts the count anew
  useEffect(() => {
    setElapsed(0)
    const began = Date.now()
    const timer = setInterval(() => setElapsed(Math.floor((Date.now() - began) / 1000)), 1000)
    return () => clearInterval(timer)
  }, [readAt])
  return elapsed
}

const ClockView = (props: {
  readonly clock: Turn['clocks'][number]
  readonly name: string
  readonly elapsed: number
}) => {
  const { clock, name, elapsed } = props
  const runs = clock.endedAt === null && !clock.isFrozen
  const left = Math.max(0, clock.secondsLeft - (runs ? elapsed : 0))
  const words =
    clock.endedAt !== null ? '已结束' : clock.isFrozen ? '计时停止' : left === 0 ? '时间到' : '计时中'
  return (
    <span
      className="clock"
      data-state={clock.endedAt !== null ? 'ended' : clock.isFrozen ? 'frozen' : 'runs'}
    >
      {name} <output>{inMinutes(left)}</output> <span className="quiet">{words}</span>
    </span>
  )
}

type Kind = 'unsafe' | 'equipment'
const kinds = {
  unsafe: { title: '违章操作终止', hint: '终止该考生的考核，不能恢复。' },
  equipment: { title: '设备故障', hint: '该考生计时停止，排除后恢复，由组长决定补时。' },
} as const

const StopOne = ({ day, turn }: { readonly day: Day; readonly turn: Turn }) => {
  const [kind, setKind] = useState<Kind | null>(null)
  const [reason, setReason] = useState('')
  const stop = useCommand<typeof practical.stopPractical>('delivery.stopPractical')
  const submit = async () => {
    const { applicationId } = turn
    const outcome = await stop.run({ dayId: day.dayId, kind: kind!, applicationId, reason })
    if (outcome && !outcome.refused) setKind(null)
  }
  return (
    <>
      {(['equipment', 'unsafe'] as const).map((each) => (
        <Button key={each} kind="plain" onClick={() => setKind(each)}>
          {kinds[each].title}
        </Button>
      ))}
      <Dialog
        title={`${turn.name}：${kind ? kinds[kind].title : ''}`}
        open={kind !== null}
        onClose={() => setKind(null)}
        actions={
          <Button busy={stop.pending} disabled={reason.trim() === ''} onClick={submit}>
            确认
          </Button>
        }
      >
        <p>{kind && kinds[kind].hint}</p>
        <TextArea label="情况" value={reason} onText={setReason} required />
        <Trouble of={stop} book={deliveryRefusals} />
      </Dialog>
    </>
  )
}

const Sign = ({ day, turn }: { readonly day: Day; readonly turn: Turn }) => {
  const [open, setOpen] = useState(false)
  const [path, setPath] = useState('')
  const sign = useCommand<typeof practical.signTurn>('delivery.signTurn')
  const submit = async () => {
    const { applicationId } = turn
    const outcome = await sign.run({ dayId: day.dayId, applicationId, signature: path })
    if (outcome && !outcome.refused) setOpen(false)
  }
  return (
    <>
      <Button kind="plain" onClick={() => setOpen(true)}>
        考生签名
      </Button>
      <Dialog
        title={`${turn.name}确认考核结束`}
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <Button busy={sign.pending} disabled={!isSigned(path)} onClick={submit}>
            确认结束
          </Button>
        }
      >
        <p>签名后考核结束，不再计时。</p>
        <SignaturePad value={path} onDraw={setPath} />
        <Trouble of={sign} book={deliveryRefusals} />
      </Dialog>
    </>
  )
}

const Steps = ({ day, turn }: { readonly day: Day; readonly turn: Turn }) => {
  const call = useCommand<typeof practical.callUp>('delivery.callUp')
  const start = useCommand<typeof practical.startModule>('delivery.startModule')
  const end = useCommand<typeof practical.endModule>('delivery.endModule')
  const { dayId } = day
  const { applicationId } = turn
  const running = turn.clocks.find(({ endedAt }) => endedAt === null)
  const nextModule = day.modules.find(({ code }) => !turn.clocks.some(({ module }) => module === code))
  return (
    <>
      <div className="row">
        {turn.calledAt === null && (
          <Button busy={call.pending} onClick={() => call.run({ dayId, applicationId })}>
            叫号
          </Button>
        )}
        {turn.calledAt !== null && !running && nextModule && (
          <Button
            busy={start.pending}
            onClick={() => start.run({ dayId, applicationId, module: nextModule.code })}
          >
            {nextModule.code} 开始计时
          </Button>
        )}
        {running && (
          <Button
            kind="plain"
            busy={end.pending}
            onClick={() => end.run({ dayId, applicationId, module: running.module })}
          >
            {running.module} 完成
          </Button>
        )}
        {turn.calledAt !== null && <StopOne day={day} turn={turn} />}
        {turn.calledAt !== null && <Sign day={day} turn={turn} />}
      </div>
      <Trouble of={call} book={deliveryRefusals} />
      <Trouble of={start} book={deliveryRefusals} />
      <Trouble of={end} book={deliveryRefusals} />
    </>
  )
}

const TurnCard = (props: { readonly day: Day; readonly turn: Turn; readonly elapsed: number }) => {
  const { day, turn, elapsed } = props
  const mayWork = day.state === 'started' && day.availableActions.length > 0
  return (
    <li className="panel stack">
      <div className="row pad-head">
        <strong>
          {turn.position}　{turn.name}
        </strong>
        <span className="quiet">
          {turn.seatNumber} 号工位　{turn.ticketNumber}
        </span>
        {turn.task !== null && <StatusTag tone="idle">{turn.task}</StatusTag>}
        {turn.isEnded ? (
          <StatusTag tone="done">已结束</StatusTag>
        ) : (
          <StatusTag tone={turn.calledAt === null ? 'idle' : 'running'}>
            {turn.calledAt === null ? '候考' : '考核中'}
          </StatusTag>
        )}
        {turn.stationOpen.length > 0 && (
          <StatusTag tone="refused">工位未检查：{turn.stationOpen.join('、')}</StatusTag>
        )}
      </div>
      {turn.clocks.length > 0 && (
        <div className="row">
          {turn.clocks.map((clock) => (
            <ClockView key={clock.module} clock={clock} name={clock.module} elapsed={elapsed} />
          ))}
        </div>
      )}
      {mayWork && !turn.isEnded && <Steps day={day} turn={turn} />}
    </li>
  )
}

/** The call-up order with everybody's clocks. */
export const Turns = ({ day }: { readonly day: Day }) => {
  const elapsed = useElapsed(day.now)
  return (
    <section className="stack" aria-label="考核顺序">
      <h2>考核顺序</h2>
      <ol className="turn-list">
        {day.turns.map((turn) => (
          <TurnCard key={turn.applicationId} day={day} turn={turn} elapsed={elapsed} />
        ))}
      </ol>
    </section>
  )
}
