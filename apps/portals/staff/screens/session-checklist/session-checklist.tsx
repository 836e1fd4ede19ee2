import { useState } from 'react'
import { useParams } from 'react-router'
import type * as delivery from '#modules/delivery/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Input } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { deliveryRefusals } from '../../../refusals/delivery.ts'
import './session-checklist.css'

type Place = ReplyOf<typeof delivery.checklist>['places'][number]
type Item = Place['items'][number]
type Tick = (item: string, finding: string) => void

const phases = [
  { phase: 'release', title: '下发考场之前' },
  { phase: 'day-before', title: '考前一天' },
  { phase: 'exam-day', title: '考试当天' },
] as const

const Todo = ({ item, tick }: { readonly item: Item; readonly tick: Tick }) => {
  const [finding, setFinding] = useState('')
  if (!item.mayTick) {
    return (
      <StatusTag tone="idle">待{item.role === 'supervisor' ? '质量督导人员' : '考点负责人'}检查</StatusTag>
    )
  }
  return (
    <>
      {item.role === 'supervisor' && <Input label="检查情况" value={finding} onText={setFinding} />}
      <Button kind="plain" onClick={() => tick(item.item, finding)}>
        已检查
      </Button>
    </>
  )
}

const Line = ({ item, tick }: { readonly item: Item; readonly tick: Tick }) => (
  <li>
    <span>
      {item.item} <ClauseChips ids={[item.clause]} />
      {item.tickedAt === null && item.dueOn && (
        <StatusTag tone={item.isOverdue ? 'refused' : 'todo'}>
          {item.isOverdue ? '已逾期' : '最迟'} {item.dueOn}
        </StatusTag>
      )}
    </span>
    {item.tickedAt === null ? (
      <Todo item={item} tick={tick} />
    ) : (
      <span>
        <StatusTag tone="done">{item.tickedBy}</StatusTag> <Instant at={item.tickedAt} /> {item.finding}
      </span>
    )}
  </li>
)

const PlacePanel = ({ place, tick }: { readonly place: Place; readonly tick: Tick }) => (
  <section className="panel stack">
    <h2>{place.title}</h2>
    {phases.map(({ phase, title }) => {
      const items = place.items.filter((item) => item.phase === phase)
      if (items.length === 0) return null
      return (
        <div key={phase}>
          <h3>{title}</h3>
          <ul className="check-lines">
            {items.map((item) => (
              <Line key={item.item} item={item} tick={tick} />
            ))}
          </ul>
        </div>
      )
    })}
  </section>
)

export default function SessionChecklist() {
  const { batchId = '', sessionId = '' } = useParams()
  const list = useQuery<typeof delivery.checklist>(
    'delivery.checklist',
    { batchId, sessionId },
    { keep: true },
  )
  const tick = useCommand<typeof delivery.tickItem>('delivery.tickItem')
  return (
    <Loaded of={list}>
      {({ places, ticked, total }) => (
        <div className="stack">
          <header className="list-head">
            <div className="row">
              <h1>考前检查</h1>
              <StatusTag tone={ticked === total ? 'done' : 'todo'}>
                {ticked}/{total}
              </StatusTag>
            </div>
          </header>
          <Trouble of={tick} book={deliveryRefusals} />
          {places.map((place) => (
            <PlacePanel
              key={place.placeId}
              place={place}
              tick={(item, finding) => tick.run({ sessionId, placeId: place.placeId, item, finding })}
            />
          ))}
        </div>
      )}
    </Loaded>
  )
}
