import { useState } from 'react'
import { hourMinute } from '../clock-face.ts'
import type { PaperOpener, RoomView } from '../room.port.ts'
import type { Desk } from './desk.ts'

const ordinals = ['第一人', '第二人', '第三人', '第四人', '第五人']

type Keeper = RoomView['keepers'][number]

/** One keeper: who he is, his passcode for this room, and what opens his part of the seal. */
const Opener = (props: {
  readonly ordinal: string
  readonly index: number
  readonly keepers: readonly Keeper[]
  readonly hasShare: boolean
}) => {
  const { ordinal, index, keepers, hasShare } = props
  return (
    <fieldset className="stack opener">
      <legend>{ordinal}</legend>
      <label className="field">
        试卷保管人
        <select name={`person-${index}`} required defaultValue={keepers[index]?.id}>
          {keepers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}（{id}）
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        考场口令
        <input name={`passcode-${index}`} type="password" required autoComplete="off" />
      </label>
      {hasShare && (
        <label className="field">
          保管口令或密钥份额
          <input name={`share-${index}`} type="password" required autoComplete="off" />
        </label>
      )}
    </fieldset>
  )
}

/** Two keepers at the desk: each with his own passcode and his own part of the seal. */
export const OpenPaperForm = ({ desk, room }: { readonly desk: Desk; readonly room: RoomView }) => {
  const [open, setOpen] = useState(false)
  const people = ordinals.slice(0, room.openingPersons)
  const submit = async (form: FormData): Promise<void> => {
    const text = (name: string): string => String(form.get(name) ?? '').trim()
    const openers: PaperOpener[] = people.map((_, index) => ({
      person: text(`person-${index}`),
      passcode: text(`passcode-${index}`),
      share: text(`share-${index}`),
    }))
    if (await desk.order({ type: 'open-paper', openers, reason: text('reason') })) setOpen(false)
  }
  if (!open) {
    return (
      <div className="stack">
        <button type="button" className="primary" onClick={() => setOpen(true)}>
          启封试卷
        </button>
        <p className="soft">
          {room.isRehearsal
            ? `试考试卷没有密钥，由工作人员凭考场口令启封，最早 ${hourMinute(room.openFrom)} 启封。`
            : `须 ${room.openingPersons} 名试卷保管人同时在场，最早 ${hourMinute(room.openFrom)} 启封。保管人：${room.keepers.map(({ name }) => name).join('、')}。`}
        </p>
      </div>
    )
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        submit(new FormData(event.currentTarget))
      }}
    >
      {people.map((ordinal, index) => (
        <Opener
          key={ordinal}
          ordinal={ordinal}
          index={index}
          keepers={room.keepers}
          hasShare={!room.isRehearsal}
        />
      ))}
      <label className="field">
        启封事由
        <input name="reason" required defaultValue="按时启封" />
      </label>
      <div className="row end">
        <button type="button" onClick={() => setOpen(false)}>
          取消
        </button>
        <button type="submit" className="primary">
          共同启封
        </button>
      </div>
    </form>
  )
}
