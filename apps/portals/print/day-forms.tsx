import { useState } from 'react'
import { incidentTitle } from '#modules/delivery/incident/core/incident-words.ts'
import type * as print from '#modules/delivery/print/contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand } from '../kit/client.ts'
import { Input, Select, TextArea } from '../kit/fields.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { printRefusals } from '../refusals/print.ts'
import { ClockTime, instantOf } from './clock-time.tsx'
import type { PrintRoom } from './count-form.tsx'

export interface OfRoom {
  readonly room: PrintRoom
}

/** HN-3.1.6-09 */
export const SpareForm = ({ room }: OfRoom) => {
  const use = useCommand<typeof print.useSparePapers>('delivery.useSparePapers')
  const [by, setBy] = useState('')
  const [count, setCount] = useState('1')
  const { printRoomId, version } = room
  return (
    <section className="panel stack" aria-labelledby="spare-title">
      <h2 id="spare-title">试卷不足或有缺陷</h2>
      <p>
        备用卷还有 {room.sparesLeft ?? 0} 份；依次使用{room.sources.join('、')}。
      </p>
      {room.spares.length > 0 && (
        <p>已用：{room.spares.map((one) => `${one.by} ${one.count} 份`).join('、')}</p>
      )}
      <Select
        label="补救办法"
        choices={room.sources.map((source) => ({ value: source, label: source }))}
        value={by}
        onText={setBy}
      />
      <Input label="份数" inputMode="numeric" value={count} onText={setCount} />
      <Trouble of={use} book={printRefusals} />
      <div>
        <Button
          kind="plain"
          busy={use.pending}
          disabled={by === '' || !/^[1-9]\d{0,2}$/u.test(count)}
          onClick={() => use.run({ printRoomId, version, by, count: Number(count) })}
        >
          登记启用
        </Button>
      </div>
    </section>
  )
}

/** HN-3.1.6-08, -09: what an incident took is made good for the whole room. */
export const ExtendForm = ({ room }: OfRoom) => {
  const extend = useCommand<typeof print.extendPaperRoom>('delivery.extendPaperRoom')
  const [incidentId, choose] = useState('')
  const [times, setTimes] = useState({ from: '', to: '' })
  const [reason, setReason] = useState('')
  const { printRoomId, version, hours } = room
  const [from, to] = [instantOf(room, times.from), instantOf(room, times.to)]
  return (
    <section className="panel stack" aria-labelledby="extend-title">
      <h2 id="extend-title">顺延时间</h2>
      <p>
        考试 <ClockTime at={hours.end} /> 结束
        {hours.extendedMinutes > 0 && `，已顺延 ${hours.extendedMinutes} 分钟`}。
      </p>
      <Select
        label="耽误时间的突发事件"
        choices={room.own.map((one) => ({
          value: one.incidentId,
          label: `第 ${one.view.number} 号 ${incidentTitle(one.view.type, room.book)}`,
        }))}
        value={incidentId}
        onText={choose}
      />
      <div className="count-grid">
        <Input
          label="处置开始"
          type="time"
          value={times.from}
          onText={(text) => setTimes({ ...times, from: text })}
        />
        <Input
          label="恢复作答"
          type="time"
          value={times.to}
          onText={(text) => setTimes({ ...times, to: text })}
        />
      </div>
      <Input label="顺延事由" value={reason} onText={setReason} />
      <Trouble of={extend} book={printRefusals} />
      <div>
        <Button
          kind="plain"
          busy={extend.pending}
          disabled={incidentId === '' || !from || !to || reason.trim().length < 2}
          onClick={() =>
            from && to && extend.run({ printRoomId, version, incidentId, from, to, reason: reason.trim() })
          }
        >
          登记顺延
        </Button>
      </div>
    </section>
  )
}

/** What does not balance, told as an incident of this room and tied to it in one go, or tied to one on the register. */
export const GapForm = ({ room }: OfRoom) => {
  const open = useCommand<typeof print.openPaperIncident>('delivery.openPaperIncident')
  const explain = useCommand<typeof print.explainPaperGap>('delivery.explainPaperGap')
  const [text, setText] = useState('')
  const [chosen, choose] = useState('')
  const { printRoomId, version, place } = room
  const submit = async () => {
    if (chosen !== '') return void explain.run({ printRoomId, version, incidentId: chosen })
    const opening = { type: 'other', branch: 'ordinary', seats: [], text, fields: { place }, since: '' }
    const outcome = await open.run({ printRoomId, opening })
    if (!outcome || outcome.refused) return
    choose(outcome.value.incidentId)
    await explain.run({ printRoomId, version, incidentId: outcome.value.incidentId })
  }
  return (
    <section className="panel stack" aria-labelledby="gap-title">
      <h2 id="gap-title">清点不符，考生不得离场</h2>
      <p>{room.gap}。请查找后重新清点；仍不符的，登记突发事件说明。</p>
      <Select
        label="已登记的突发事件"
        choices={room.incidents.map((one) => ({ value: one.incidentId, label: one.title }))}
        blank="新登记一件"
        value={chosen}
        onText={choose}
      />
      {chosen === '' && <TextArea label="差额和查找经过" value={text} onText={setText} required />}
      <Trouble of={open} book={printRefusals} />
      <Trouble of={explain} book={printRefusals} />
      <div>
        <Button
          busy={open.pending || explain.pending}
          disabled={chosen === '' && text.trim().length < 2}
          onClick={() => void submit()}
        >
          登记并说明差额
        </Button>
      </div>
    </section>
  )
}
