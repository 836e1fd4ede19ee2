import { useState } from 'react'
import { useParams } from 'react-router'
import type * as practical from '#modules/delivery/practical/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand, useQuery } from '../kit/client.ts'
import { Confirm } from '../kit/dialog.tsx'
import { FactList } from '../kit/facts.tsx'
import { Checkbox } from '../kit/fields.tsx'
import { Loaded, Trouble } from '../kit/loaded.tsx'
import { Instant } from '../kit/moment.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import { deliveryRefusals } from '../refusals/delivery.ts'
import { CheckLists } from './check-lists.tsx'
import { Stops } from './stops.tsx'
import { Turns } from './turns.tsx'
import './practical.css'

export type Day = ReplyOf<typeof practical.practicalDay>

const Reading = ({ day, place }: { readonly day: Day; readonly place: Place }) => {
  const [read, setRead] = useState<readonly string[]>([])
  const confirm = useCommand<typeof practical.confirmReading>('delivery.confirmReading')
  if (day.toRead.length === 0) return null
  return (
    <section className="panel stack" aria-label="阅读考核要求">
      <h2>请先阅读本次考核要求</h2>
      <p className="quiet">
        {day.lineTitle}　{day.title}　{day.modules.map(({ name }) => name).join('；')}
      </p>
      <div className="tick-row">
        {day.toRead.map((topic) => (
          <Checkbox
            key={topic}
            label={topic}
            checked={read.includes(topic)}
            onCheck={(on) => setRead((now) => (on ? [...now, topic] : now.filter((each) => each !== topic)))}
          />
        ))}
      </div>
      <div>
        <Button
          busy={confirm.pending}
          disabled={read.length < day.toRead.length}
          onClick={() => confirm.run({ ...place, topics: [...read] })}
        >
          确认已阅读
        </Button>
      </div>
      <Trouble of={confirm} book={deliveryRefusals} />
    </section>
  )
}

interface Place {
  readonly sessionId: string
  readonly roomId: string
}

/** Draw and start, each asked for once more before it is done. */
const Steps = ({ day }: { readonly day: Day }) => {
  const [asking, setAsking] = useState<string | null>(null)
  const draw = useCommand<typeof practical.drawOrder>('delivery.drawOrder')
  const start = useCommand<typeof practical.startPractical>('delivery.startPractical')
  const { dayId, version } = day
  const carryOut = async () => {
    setAsking(null)
    if (asking === 'drawOrder') await draw.run({ dayId, version })
    else await start.run({ dayId, version })
  }
  const offered = day.availableActions.filter(({ action }) => action !== 'stopPractical')
  return (
    <>
      <div className="row">
        {offered.map(({ action, title }) => (
          <Button key={action} busy={draw.pending || start.pending} onClick={() => setAsking(action)}>
            {title}
          </Button>
        ))}
      </div>
      <Confirm
        title={asking === 'drawOrder' ? '抽取考核顺序' : '开考'}
        verb={asking === 'drawOrder' ? '抽签' : '开考'}
        open={asking !== null}
        onClose={() => setAsking(null)}
        onConfirm={() => void carryOut()}
      >
        <p>
          {asking === 'drawOrder'
            ? '抽签只有一次，抽签后公布种子，任何人可以验算。'
            : '开考后按顺序叫号，模块开始后计时。'}
        </p>
      </Confirm>
      <Trouble of={draw} book={deliveryRefusals} />
      <Trouble of={start} book={deliveryRefusals} />
    </>
  )
}

const Draw = ({ day }: { readonly day: Day }) => (
  <details className="panel">
    <summary>
      抽签{day.drawHolds === true && '（验算一致）'}
      {day.drawHolds === false && '（验算不一致，请报告）'}
    </summary>
    <FactList
      facts={[
        { label: '承诺', value: <code className="hash">{day.commitment}</code> },
        { label: '名目', value: <span className="hash">{day.label}</span> },
        { label: '种子', value: day.seed ? <code className="hash">{day.seed}</code> : '抽签后公布' },
        { label: '题目', value: day.tasks.length > 0 ? day.tasks.join('、') : '全体考生同题' },
      ]}
    />
  </details>
)

const DayView = ({ day, place }: { readonly day: Day; readonly place: Place }) => (
  <div className="stack">
    <header className="stack">
      <div className="row pad-head">
        <h1>
          {day.siteName} {day.roomName}
        </h1>
        <StatusTag tone={day.isStopped ? 'refused' : day.state === 'started' ? 'running' : 'todo'}>
          {day.isStopped ? '已停止' : day.stateTitle}
        </StatusTag>
        {day.isDangerous && <StatusTag tone="refused">危险工种</StatusTag>}
      </div>
      <p className="quiet">
        {day.batchName}　{day.lineTitle}　第{day.sessionNumber}场{'　'}
        <Instant at={day.startsAt} />
      </p>
      <Steps day={day} />
    </header>
    <Reading day={day} place={place} />
    <Stops day={day} />
    {day.turns.length > 0 && <Turns day={day} />}
    <CheckLists day={day} place={place} />
    <Draw day={day} />
  </div>
)

/** The day of one practical room: its lists, its draw, call-up, clocks and stops. */
export default function PracticalRoom() {
  const { sessionId = '', roomId = '' } = useParams()
  const place = { sessionId, roomId }
  const day = useQuery<typeof practical.practicalDay>('delivery.practicalDay', place, {
    keep: true,
    every: 10_000,
  })
  return (
    <Loaded of={day} book={deliveryRefusals}>
      {(value) => <DayView day={value} place={place} />}
    </Loaded>
  )
}
