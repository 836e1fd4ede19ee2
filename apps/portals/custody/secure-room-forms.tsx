import { useState } from 'react'
import type * as rooms from '#modules/itembank/custody/room.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand } from '../kit/client.ts'
import { Checkbox, fieldError, Input, Radio, TextArea } from '../kit/fields.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { say } from '../kit/toast.tsx'
import { itembankRefusals } from '../refusals/itembank.ts'

type Reply = ReplyOf<typeof rooms.secureRooms>
type Room = Reply['rooms'][number]
interface Done {
  readonly onDone: () => void
}

const done = (outcome: { readonly refused: boolean } | undefined, word: string, onDone: () => void) => {
  if (!outcome || outcome.refused) return
  say(word)
  onDone()
}

export const RegisterRoom = ({ onDone }: Done) => {
  const register = useCommand<typeof rooms.registerSecureRoom>('itembank.registerSecureRoom')
  const [name, setName] = useState('')
  const [place, setPlace] = useState('')
  const [persons, setPersons] = useState('2')
  const go = async () =>
    done(await register.run({ name, place, minPersons: Number(persons) }), '已登记', onDone)
  return (
    <div className="stack">
      <Input
        label="名称"
        value={name}
        onText={setName}
        error={fieldError(register.refusal, 'name')}
        required
      />
      <Input label="地点" value={place} onText={setPlace} required />
      <Input
        label="至少值班人数"
        type="number"
        min={1}
        value={persons}
        onText={setPersons}
        hint="文件规定了人数的，按文件规定检查；未规定的按此人数。"
        required
      />
      <div>
        <Button busy={register.pending} disabled={name.length < 2 || place.length < 2} onClick={go}>
          登记
        </Button>
      </div>
      <Trouble of={register} book={itembankRefusals} />
    </div>
  )
}

export const InspectRoom = ({
  room,
  measures,
  today,
  onDone,
}: Done & { readonly room: Room; readonly measures: readonly string[]; readonly today: string }) => {
  const inspect = useCommand<typeof rooms.inspectSecureRoom>('itembank.inspectSecureRoom')
  const [inspectedOn, setOn] = useState(today)
  const [validUntil, setUntil] = useState('')
  const [inspector, setInspector] = useState('')
  const [ticked, setTicked] = useState<readonly string[]>([])
  const [passed, setPassed] = useState<'yes' | 'no' | null>(null)
  const [note, setNote] = useState('')
  const errorOf = (field: string) => fieldError(inspect.refusal, field)
  const tick = (name: string) => (isOn: boolean) =>
    setTicked((now) => (isOn ? [...now, name] : now.filter((one) => one !== name)))
  const go = async () => {
    const input = { secureRoomId: room.secureRoomId, inspectedOn, validUntil, inspector, note }
    done(
      await inspect.run({ ...input, measures: [...ticked], passed: passed === 'yes' }),
      '已登记检查',
      onDone,
    )
  }
  return (
    <div className="stack">
      <Input
        label="检查日期"
        type="date"
        value={inspectedOn}
        onText={setOn}
        error={errorOf('inspectedOn')}
        required
      />
      <Input
        label="有效期至"
        type="date"
        value={validUntil}
        onText={setUntil}
        error={errorOf('validUntil')}
        hint="文件未规定有效期，由本单位确定。"
        required
      />
      <Input label="检查人" value={inspector} onText={setInspector} required />
      <fieldset className="field">
        <legend>有效的保密措施</legend>
        {measures.map((name) => (
          <Checkbox key={name} label={name} checked={ticked.includes(name)} onCheck={tick(name)} />
        ))}
        {errorOf('measures') && <p className="field-error">{errorOf('measures')}</p>}
      </fieldset>
      <Radio
        label="检查结果"
        value={passed}
        onPick={setPassed}
        choices={[
          { value: 'yes', label: '合格' },
          { value: 'no', label: '不合格' },
        ]}
      />
      <TextArea label="说明" value={note} onText={setNote} rows={2} />
      <div>
        <Button
          busy={inspect.pending}
          disabled={passed === null || validUntil === '' || inspector.length < 2}
          onClick={go}
        >
          登记检查
        </Button>
      </div>
      <Trouble of={inspect} book={itembankRefusals} />
    </div>
  )
}

const patterns = [
  { value: '8', label: '三班，每班8小时' },
  { value: '12', label: '两班，每班12小时' },
  { value: '24', label: '一班，24小时' },
] as const

const teamsIn = (text: string) =>
  text
    .split('\n')
    .map((line) =>
      line
        .split(/[、，,\s]+/u)
        .map((name) => name.trim())
        .filter((name) => name.length > 1),
    )
    .filter((team) => team.length > 0)

/** Teams take the shifts in turn, from the first day to the last. */
const turns = (from: string, to: string, { hours, teams }: { hours: number; teams: readonly string[][] }) => {
  const [start, end] = [Date.parse(`${from}T00:00:00+08:00`), Date.parse(`${to}T00:00:00+08:00`) + 86_400_000]
  const length = hours * 3_600_000
  const shifts = []
  for (let at = start, turn = 0; at < end; at += length, turn += 1)
    shifts.push({
      startsAt: new Date(at).toISOString(),
      endsAt: new Date(at + length).toISOString(),
      persons: teams[turn % teams.length] ?? [],
    })
  return { from: new Date(start).toISOString(), to: new Date(end).toISOString(), shifts }
}

export const PlanDuty = ({
  room,
  people,
  week,
  onDone,
}: Done & {
  readonly room: Room
  readonly people: readonly string[]
  /** First and last day of the week shown. */
  readonly week: readonly [string, string]
}) => {
  const plan = useCommand<typeof rooms.planDuty>('itembank.planDuty')
  const [from, setFrom] = useState(week[0])
  const [to, setTo] = useState(week[1])
  const [hours, setHours] = useState<'8' | '12' | '24'>('8')
  const [text, setText] = useState('')
  const teams = teamsIn(text)
  const go = async () => {
    const planned = turns(from, to, { hours: Number(hours), teams })
    done(await plan.run({ secureRoomId: room.secureRoomId, ...planned }), '已编排', onDone)
  }
  return (
    <div className="stack">
      <Input label="从" type="date" value={from} onText={setFrom} required />
      <Input label="到（含当日）" type="date" value={to} onText={setTo} required />
      <Radio label="班次" value={hours} onPick={setHours} choices={patterns} />
      <TextArea
        label="值班组"
        value={text}
        onText={setText}
        rows={5}
        error={fieldError(plan.refusal, 'shifts')}
        hint={`一行一组，组内姓名用顿号分隔，各组轮流值班。可选人员：${people.slice(0, 12).join('、')}`}
        required
      />
      <div>
        <Button busy={plan.pending} disabled={teams.length === 0 || from > to} onClick={go}>
          检查并编排
        </Button>
      </div>
      <Trouble of={plan} book={itembankRefusals} />
    </div>
  )
}
