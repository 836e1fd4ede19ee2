import { type ReactNode, useState } from 'react'
import { useSearchParams } from 'react-router'
import type * as rooms from '#modules/itembank/custody/room.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../kit/button.tsx'
import { ClauseChips } from '../kit/clause.tsx'
import { useCommand, useQuery } from '../kit/client.ts'
import { instantText, wallTime } from '../kit/day-text.ts'
import { Dialog } from '../kit/dialog.tsx'
import { Loaded, Trouble } from '../kit/loaded.tsx'
import { DayText } from '../kit/moment.tsx'
import { EmptyState } from '../kit/states.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import { fileAddress } from '../kit/upload.ts'
import { UndertakingGate } from '../organisation/screens/undertaking-gate.tsx'
import { itembankRefusals } from '../refusals/itembank.ts'
import { RosterGrid } from './roster-grid.tsx'
import { InspectRoom, PlanDuty, RegisterRoom } from './secure-room-forms.tsx'
import { ShiftLog } from './shift-log.tsx'

type Reply = ReplyOf<typeof rooms.secureRooms>
type Room = Reply['rooms'][number]
interface Chosen {
  readonly title: string
  readonly form: ReactNode
}

const weekMilliseconds = 7 * 86_400_000
const dayIn = (at: number) => wallTime(new Date(at).toISOString()).slice(0, 10)

const Inspections = ({ room }: { readonly room: Room }) => (
  <section className="panel">
    <h2>检查记录</h2>
    {room.inspections.length === 0 ? (
      <p className="quiet">尚未检查；没有有效检查的保密室不能存放试卷。</p>
    ) : (
      <ul>
        {room.inspections.map((one) => (
          <li key={`${one.inspectedOn} ${one.inspector} ${one.validUntil}`}>
            <DayText on={one.inspectedOn} />，{one.inspector}检查，{one.passed ? '合格' : '不合格'}，有效期至
            <DayText on={one.validUntil} />
            {one.measures.length > 0 && `；有效措施：${one.measures.join('、')}`}
            {one.note && `；${one.note}`}
          </li>
        ))}
      </ul>
    )}
  </section>
)

const Missing = ({ of }: { readonly of: Reply['missing'] }) =>
  of.length > 0 && (
    <section className="panel">
      <h2>
        缺少两人签名的值班记录 <ClauseChips ids={['HN-2.3.6-05']} />
      </h2>
      <ul>
        {of.map(({ startsAt, endsAt, persons }) => (
          <li key={startsAt}>
            {instantText(startsAt)} 至 {wallTime(endsAt).slice(11)}，{persons.join('、')}
          </li>
        ))}
      </ul>
    </section>
  )

const Print = ({ room, from, to }: { readonly room: Room; readonly from: string; readonly to: string }) => {
  const print = useCommand<typeof rooms.printDutyLog>('itembank.printDutyLog')
  const go = async () => {
    const outcome = await print.run({ secureRoomId: room.secureRoomId, from, to })
    if (!outcome || outcome.refused) return
    window.open(fileAddress(outcome.value))
  }
  return (
    <>
      <Button kind="plain" busy={print.pending} onClick={go}>
        打印值班记录
      </Button>
      <Trouble of={print} book={itembankRefusals} />
    </>
  )
}

const Heading = ({
  value,
  room,
  week,
  onPick,
  close,
}: {
  readonly value: Reply
  readonly room: Room
  readonly week: readonly [string, string]
  readonly onPick: (chosen: Chosen) => void
  readonly close: () => void
}) => (
  <header className="list-head">
    <div className="row">
      <h1>{room.name}</h1>
      <StatusTag tone={room.isValid ? 'done' : 'refused'}>
        {room.isValid ? '检查有效' : '没有有效检查'}
      </StatusTag>
      <span className="quiet">{room.place}</span>
    </div>
    <div className="row">
      {value.mayPlan && (
        <Button
          onClick={() =>
            onPick({
              title: '编排值班',
              form: <PlanDuty room={room} people={value.people} week={week} onDone={close} />,
            })
          }
        >
          编排值班
        </Button>
      )}
      {value.mayInspect && (
        <Button
          kind="plain"
          onClick={() =>
            onPick({
              title: '登记检查',
              form: <InspectRoom room={room} measures={value.measures} today={value.today} onDone={close} />,
            })
          }
        >
          登记检查
        </Button>
      )}
      {value.mayPlan && (
        <Button
          kind="plain"
          onClick={() => onPick({ title: '登记保密室', form: <RegisterRoom onDone={close} /> })}
        >
          新增保密室
        </Button>
      )}
    </div>
  </header>
)

const Rooms = ({ value }: { readonly value: Reply }) => {
  const [search, setSearch] = useSearchParams()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const close = () => setChosen(null)
  const room = value.rooms.find(({ secureRoomId }) => secureRoomId === search.get('room')) ?? value.rooms[0]
  const { week } = value
  const go = (secureRoomId: string, on: string) => setSearch({ room: secureRoomId, week: on })
  const start = week ? Date.parse(week.from) : 0
  const dialog = (
    <Dialog title={chosen?.title ?? ''} open={chosen !== null} onClose={close}>
      {chosen?.form}
    </Dialog>
  )
  if (!room || !week)
    return (
      <div className="stack">
        <h1>保密室值班</h1>
        <EmptyState title="还没有登记保密室">
          <p className="quiet">登记保密室和检查结果后，才能存放试卷和编排值班。</p>
          {value.mayPlan && (
            <Button onClick={() => setChosen({ title: '登记保密室', form: <RegisterRoom onDone={close} /> })}>
              登记保密室
            </Button>
          )}
        </EmptyState>
        {dialog}
      </div>
    )
  return (
    <div className="stack">
      <Heading
        value={value}
        room={room}
        week={[dayIn(start), dayIn(start + weekMilliseconds - 1)]}
        onPick={setChosen}
        close={close}
      />
      <p className="standing">
        {value.guard
          ? `须有${value.guard.persons}人以上24小时值班。`
          : `文件未规定值班人数，本单位确定为${room.minPersons}人以上。`}{' '}
        {value.guard && <ClauseChips ids={value.guard.clauses} />}
        {week.gaps.length > 0 ? `本周有${week.gaps.length}段空缺。` : '本周没有空缺。'}
      </p>
      <div className="row">
        {value.rooms.length > 1 &&
          value.rooms.map(({ secureRoomId, name }) => (
            <Button
              key={secureRoomId}
              kind={secureRoomId === room.secureRoomId ? 'main' : 'plain'}
              onClick={() => go(secureRoomId, dayIn(start))}
            >
              {name}
            </Button>
          ))}
        <Button kind="plain" onClick={() => go(room.secureRoomId, dayIn(start - weekMilliseconds))}>
          上一周
        </Button>
        <Button kind="plain" onClick={() => go(room.secureRoomId, dayIn(start + weekMilliseconds))}>
          下一周
        </Button>
        <Print room={room} from={dayIn(start)} to={dayIn(start + weekMilliseconds - 1)} />
      </div>
      <RosterGrid
        week={week}
        onPick={(shift) => setChosen({ title: '值班记录', form: <ShiftLog shift={shift} onDone={close} /> })}
      />
      <Missing of={value.missing} />
      <Inspections room={room} />
      {dialog}
    </div>
  )
}

const Shown = () => {
  const [search] = useSearchParams()
  const [room, week] = [search.get('room'), search.get('week')]
  const input = { ...(room && { secureRoomId: room }), ...(week && { week }) }
  const value = useQuery<typeof rooms.secureRooms>('itembank.secureRooms', input, { keep: true })
  return (
    <Loaded of={value} book={itembankRefusals}>
      {(shown) => <Rooms value={shown} />}
    </Loaded>
  )
}

export default function SecureRoom() {
  return (
    <UndertakingGate>
      <Shown />
    </UndertakingGate>
  )
}
