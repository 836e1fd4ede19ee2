import { useState } from 'react'
import type * as print from '#modules/delivery/print/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand } from '../kit/client.ts'
import { Checkbox, Input, Select } from '../kit/fields.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { printRefusals } from '../refusals/print.ts'

export type PrintRoom = ReplyOf<typeof print.printRoom>

export const countTitles = {
  envelopes: '试卷袋',
  papers: '试卷',
  spares: '备用卷',
  sheets: '答题卡',
  blankSheets: '空白答题卡',
  scratch: '草稿纸',
} as const

export type CountKey = keyof typeof countTitles
export const countKeys = Object.keys(countTitles) as readonly CountKey[]

/** Who does something together: two of those on duty. */
export const TwoPeople = (props: {
  readonly people: readonly string[]
  readonly first: string
  readonly second: string
  readonly pick: (who: 'first' | 'second', name: string) => void
}) => {
  const choices = props.people.map((name) => ({ value: name, label: name }))
  return (
    <>
      <Select
        label="第一人"
        choices={choices}
        value={props.first}
        onText={(name) => props.pick('first', name)}
        required
      />
      <Select
        label="第二人"
        choices={choices}
        value={props.second}
        onText={(name) => props.pick('second', name)}
        required
      />
    </>
  )
}

interface Taking {
  readonly carried: readonly string[]
  readonly sealNumber: string
  readonly incidentId: string
}

/** SDS-4.4-18: what goes in with the papers. SDS-4.4-17, HN-2.3.6-03: the bag as it lies there. */
const TakingFields = (props: {
  readonly room: PrintRoom
  readonly said: Taking
  readonly say: (said: Taking) => void
}) => {
  const { room, said, say } = props
  const { bag } = room
  const tick = (item: string, on: boolean) =>
    say({ ...said, carried: on ? [...said.carried, item] : said.carried.filter((one) => one !== item) })
  const own = room.own.map(({ incidentId, view }) => ({ value: incidentId, label: `第 ${view.number} 号` }))
  return (
    <>
      <fieldset className="field">
        <legend>随试卷带入考场的物品</legend>
        <div className="tick-row">
          {room.carriedItems.map((item) => (
            <Checkbox
              key={item}
              label={item}
              checked={said.carried.includes(item)}
              onCheck={(on) => tick(item, on)}
            />
          ))}
        </div>
      </fieldset>
      {bag && (
        <Input
          label="试卷袋封条编号"
          hint={`试卷保管登记：${bag.label}，${bag.quantity} 份（含备用卷），${bag.stateName}，${bag.holderName}保管`}
          value={said.sealNumber}
          onText={(sealNumber) => say({ ...said, sealNumber })}
          required
        />
      )}
      {bag && own.length > 0 && (
        <Select
          label="封条或份数不符时，说明情况的突发事件"
          choices={own}
          blank="相符"
          value={said.incidentId}
          onText={(incidentId) => say({ ...said, incidentId })}
        />
      )}
    </>
  )
}

/** SDS-4.4-44: each kind counted by two people, when it goes out and when it is back. */
export const CountForm = ({ room }: { readonly room: PrintRoom }) => {
  const count = useCommand<typeof print.countPapers>('delivery.countPapers')
  const direction = room.state === 'prepared' ? 'out' : 'in'
  const [said, setSaid] = useState<Partial<Record<CountKey, string>>>({})
  const [people, setPeople] = useState({ first: '', second: '' })
  const [taking, take] = useState<Taking>({ carried: [], sealNumber: '', incidentId: '' })
  const keys = countKeys.filter((key) => direction === 'in' || key !== 'blankSheets')
  const isWhole = keys.every((key) => /^\d{1,4}$/u.test(said[key] ?? ''))
  const submit = () => {
    const number = (key: CountKey) => Number(said[key] ?? 0)
    const { printRoomId, version } = room
    const counts = {
      ...{ envelopes: number('envelopes'), papers: number('papers'), spares: number('spares') },
      ...{ sheets: number('sheets'), blankSheets: number('blankSheets'), scratch: number('scratch') },
    }
    const { carried, sealNumber, incidentId } = taking
    const going = { carried: [...carried], sealNumber, ...(incidentId !== '' && { incidentId }) }
    void count.run({
      ...{ printRoomId, version, direction, ...people, counts },
      ...(direction === 'out' && going),
    })
  }
  return (
    <section className="panel stack" aria-labelledby="count-title">
      <h2 id="count-title">{direction === 'out' ? '领取清点' : '收回清点'}</h2>
      <div className="count-grid">
        {keys.map((key) => (
          <Input
            key={key}
            label={direction === 'in' && key === 'sheets' ? '已答答题卡' : countTitles[key]}
            inputMode="numeric"
            value={said[key] ?? ''}
            onText={(text) => setSaid({ ...said, [key]: text })}
            required
          />
        ))}
      </div>
      {direction === 'out' && <TakingFields room={room} said={taking} say={take} />}
      <div className="count-grid">
        <TwoPeople
          people={room.people}
          {...people}
          pick={(who, name) => setPeople({ ...people, [who]: name })}
        />
      </div>
      <Trouble of={count} book={printRefusals} />
      <div>
        <Button
          busy={count.pending}
          disabled={!isWhole || people.first === '' || people.second === ''}
          onClick={submit}
        >
          {direction === 'out' ? '确认领取' : '确认收回'}
        </Button>
      </div>
    </section>
  )
}
