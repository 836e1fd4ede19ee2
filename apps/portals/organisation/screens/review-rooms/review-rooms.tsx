import { useState } from 'react'
import { useParams } from 'react-router'
import type * as panel from '#modules/delivery/panel/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { DetailScreen } from '../../../desk/detail-screen.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Checkbox, Input, TextArea } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { fileAddress } from '../../../kit/upload.ts'
import { deliveryRefusals } from '../../../refusals/delivery.ts'
import '../../../practical/practical.css'

type Plan = ReplyOf<typeof panel.defences>
type Line = Plan['lines'][number]
type Room = Plan['rooms'][number]

/** Contents with their weights, one a line: `职业能力 40`. Where the document names them they stand there already. */
const SchemeForm = (props: { readonly batchId: string; readonly plan: Plan; readonly line: Line }) => {
  const { batchId, plan, line } = props
  const given = line.contents.map(({ name, weight }) => `${name} ${weight}`)
  const [text, setText] = useState((given.length > 0 ? given : plan.askedContents).join('\n'))
  const [focus, setFocus] = useState<readonly string[]>(line.contents.flatMap((content) => content.focus))
  const save = useCommand<typeof panel.saveReviewScheme>('delivery.saveReviewScheme')
  const submit = async () => {
    const rows = text.split('\n').filter((row) => row.trim() !== '')
    const contents = rows.map((row, at) => {
      const [name = '', weight = '0'] = row.trim().split(/\s+/u)
      return { name, weight: Number(weight) || 0, focus: at === 0 ? [...focus] : [] }
    })
    const outcome = await save.run({ batchId, lineId: line.lineId, contents })
    if (outcome && !outcome.refused) say(`评审方案已保存，评价表 ${outcome.value.lines} 行`)
  }
  return (
    <section className="panel stack" aria-label={`${line.title}评审方案`}>
      <h2>{line.title}　综合评审方案</h2>
      <TextArea
        label="评价内容和分值"
        hint="每行一项，内容与分值以空格隔开，合计 100 分。"
        value={text}
        onText={setText}
      />
      {plan.askedFocus.length > 0 && (
        <div className="tick-row">
          {plan.askedFocus.map((name) => (
            <Checkbox
              key={name}
              label={name}
              checked={focus.includes(name)}
              onCheck={(on) => setFocus((now) => (on ? [...now, name] : now.filter((each) => each !== name)))}
            />
          ))}
        </div>
      )}
      {plan.mayPlan && (
        <div>
          <Button busy={save.pending} onClick={() => void submit()}>
            保存方案
          </Button>
        </div>
      )}
      <Trouble of={save} book={deliveryRefusals} />
    </section>
  )
}

const RoomForm = ({ room, mayPlan }: { readonly room: Room; readonly mayPlan: boolean }) => {
  const { sessionId, roomId } = room
  const place = { sessionId, roomId }
  const [minutes, setMinutes] = useState('20')
  const [clerk, setClerk] = useState('')
  const [titles, setTitles] = useState('')
  const view = useQuery<typeof panel.defence>('delivery.defence', place, { keep: true })
  const plan = useCommand<typeof panel.scheduleDefence>('delivery.scheduleDefence')
  const check = useCommand<typeof panel.checkReviewRoom>('delivery.checkReviewRoom')
  const print = useCommand<typeof panel.printMinutes>('delivery.printMinutes')
  const submit = async () => {
    const given = titles.split('\n').flatMap((row) => (row.trim() === '' ? [] : [row.trim()]))
    const materials = room.candidates.map(({ applicationId }) => ({ applicationId, titles: given }))
    const outcome = await plan.run({ ...place, minutesEach: Number(minutes) || 0, clerk, materials })
    if (outcome && !outcome.refused) say(`已编排 ${outcome.value.turns} 名考生`)
  }
  const download = async () => {
    const outcome = await print.run(place)
    if (outcome && !outcome.refused) window.location.assign(fileAddress(outcome.value))
  }
  const open = view.value?.roomChecks.filter(({ checkedBy }) => checkedBy === null) ?? []
  return (
    <section className="panel stack" aria-label={`${room.roomName} 第${room.number}场`}>
      <div className="row pad-head">
        <h2>
          {room.siteName} {room.roomName}
        </h2>
        <span className="quiet">
          {room.lineTitle}　第{room.number}场{'　'}
          <Instant at={room.startsAt} />
        </span>
        <StatusTag tone={room.scheduled > 0 ? 'done' : 'todo'}>
          已编排 {room.scheduled}/{room.candidates.length}
        </StatusTag>
        <StatusTag tone={room.openChecks === 0 ? 'done' : 'todo'}>
          {room.openChecks === 0 ? '考场已检查' : `考场还有 ${room.openChecks} 项未查`}
        </StatusTag>
      </div>
      {open.length > 0 && (
        <div className="row">
          {open.map(({ item }) => (
            <Button key={item} kind="plain" onClick={() => check.run({ ...place, items: [item] })}>
              {item}　合格
            </Button>
          ))}
        </div>
      )}
      {mayPlan && (
        <>
          <Input label="每人时间（分钟）" inputMode="numeric" value={minutes} onText={setMinutes} />
          <Input label="统分人" value={clerk} onText={setClerk} required />
          <TextArea label="每名考生提交的材料" hint="每行一项。" value={titles} onText={setTitles} />
          <div className="row">
            <Button busy={plan.pending} disabled={clerk.trim() === ''} onClick={() => void submit()}>
              编排答辩
            </Button>
            <Button kind="plain" busy={print.pending} onClick={() => void download()}>
              评审记录
            </Button>
          </div>
        </>
      )}
      <ol className="turn-list">
        {view.value?.turns.map((turn) => (
          <li key={turn.applicationId}>
            {turn.position}　{turn.name}
            {'　'}
            <Instant at={turn.startsAt} />
            <span className="quiet">　{turn.materials.join('、')}</span>
          </li>
        ))}
      </ol>
      <Trouble of={plan} book={deliveryRefusals} />
      <Trouble of={check} book={deliveryRefusals} />
      <Trouble of={print} book={deliveryRefusals} />
    </section>
  )
}

/** The comprehensive review of a batch: what is evaluated, when who defends, and its printed table. */
export default function ReviewRooms() {
  const { batchId = '' } = useParams()
  const plan = useQuery<typeof panel.defences>('delivery.defences', { batchId }, { keep: true })
  const print = useCommand<typeof panel.printDefences>('delivery.printDefences')
  const download = async () => {
    const outcome = await print.run({ batchId })
    if (outcome && !outcome.refused) window.location.assign(fileAddress(outcome.value))
  }
  return (
    <Loaded of={plan} book={deliveryRefusals}>
      {(value) => (
        <DetailScreen
          batchId={batchId}
          title={`${value.batchName} 综合评审`}
          trouble={<Trouble of={print} book={deliveryRefusals} />}
          actions={
            value.rooms.length > 0 && (
              <Button kind="plain" busy={print.pending} onClick={() => void download()}>
                考场安排表
              </Button>
            )
          }
        >
          {value.lines.length === 0 && <EmptyState title="本批次没有综合评审科目" />}
          {value.lines.map((line) => (
            <SchemeForm key={line.lineId} batchId={batchId} plan={value} line={line} />
          ))}
          {value.rooms.map((room) => (
            <RoomForm key={`${room.sessionId}${room.roomId}`} room={room} mayPlan={value.mayPlan} />
          ))}
        </DetailScreen>
      )}
    </Loaded>
  )
}
