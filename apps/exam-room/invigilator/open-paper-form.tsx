import { useState } from 'react'
import { hourMinute } from '../clock-face.ts'
import type { PaperOpener, RoomView } from '../room.port.ts'
import type { Desk } from './desk.ts'

const ordinals = ['第一人', '第二人', '第三人', '第四人', '第五人']

const Opener = ({ ordinal, index }: { readonly ordinal: string; readonly index: number }) => (
  <fieldset className="stack opener">
    <legend>{ordinal}</legend>
    <label className="field">
      姓名或工号
      <input name={`person-${index}`} required autoComplete="off" />
    </label>
    <label className="field">
      口令
      <input name={`passcode-${index}`} type="password" required autoComplete="off" />
    </label>
    <label className="field">
      密钥份额
      <input name={`share-${index}`} type="password" required autoComplete="off" />
    </label>
  </fieldset>
)

/** Two people at the desk: each his own name, passcode and share of the key. */
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
          须 {room.openingPersons} 人同时在场，最早 {hourMinute(room.openFrom)} 启封。
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
        <Opener key={ordinal} ordinal={ordinal} index={index} />
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
