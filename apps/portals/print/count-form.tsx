import { useState } from 'react'
import type * as print from '#modules/delivery/print/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand } from '../kit/client.ts'
import { Input, Select } from '../kit/fields.tsx'
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

/** SDS-4.4-44: each kind counted by two people, when it goes out and when it is back. */
export const CountForm = ({ room }: { readonly room: PrintRoom }) => {
  const count = useCommand<typeof print.countPapers>('delivery.countPapers')
  const direction = room.state === 'prepared' ? 'out' : 'in'
  const [said, setSaid] = useState<Partial<Record<CountKey, string>>>({})
  const [people, setPeople] = useState({ first: '', second: '' })
  const keys = countKeys.filter((key) => direction === 'in' || key !== 'blankSheets')
  const isWhole = keys.every((key) => /^\d{1,4}$/u.test(said[key] ?? ''))
  const submit = () => {
    const number = (key: CountKey) => Number(said[key] ?? 0)
    const { printRoomId, version } = room
    const counts = {
      ...{ envelopes: number('envelopes'), papers: number('papers'), spares: number('spares') },
      ...{ sheets: number('sheets'), blankSheets: number('blankSheets'), scratch: number('scratch') },
    }
    void count.run({ printRoomId, version, direction, ...people, counts })
  }
  return (
    <section className="panel stack" aria-labelledby="count-title">
      <h2 id="count-title">{direction === 'out' ? '领取清点' : '收回清点'}</h2>
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
      <TwoPeople
        people={room.people}
        {...people}
        pick={(who, name) => setPeople({ ...people, [who]: name })}
      />
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
