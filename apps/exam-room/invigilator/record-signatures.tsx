import { useState } from 'react'
import { hourMinute } from '../clock-face.ts'
import type { RoomView } from '../room.port.ts'
import type { Desk } from './desk.ts'

const roleWords: { readonly [role: string]: string } = {
  invigilator: '监考人员',
  chief: '考点负责人',
  supervisor: '督导人员',
}

/** HN-3.1.1-19: each signs with his own passcode; the paper carries the lines to sign by hand. */
export const RecordSignatures = ({ desk, room }: { readonly desk: Desk; readonly room: RoomView }) => {
  const [passcode, setPasscode] = useState('')
  const { signers } = room.record
  const open = signers.filter(({ signedAt }) => signedAt === null)
  const may = room.actions.includes('sign-record')
  const submit = async (form: FormData): Promise<void> => {
    const person = String(form.get('person') ?? '')
    await desk.order({ type: 'sign-record', person, passcode })
    setPasscode('')
  }
  return (
    <section className="stack" aria-label="签字">
      <ul className="signers">
        {signers.map(({ id, name, role, signedAt, isRequired }) => (
          <li key={id}>
            <span>{roleWords[role] ?? role}</span>
            <strong>{signedAt ? name : '＿＿＿＿＿＿'}</strong>
            <span className="soft">
              {signedAt
                ? `${name} 已于 ${hourMinute(signedAt)} 签字`
                : `${name}${isRequired ? '（须签字）' : ''}`}
            </span>
          </li>
        ))}
      </ul>
      {may && open.length > 0 && (
        <form
          className="row no-print"
          onSubmit={(event) => {
            event.preventDefault()
            submit(new FormData(event.currentTarget))
          }}
        >
          <label className="field">
            签字人
            <select name="person">
              {open.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            本人口令
            <input
              type="password"
              required
              autoComplete="off"
              value={passcode}
              onChange={({ target }) => setPasscode(target.value)}
            />
          </label>
          <button type="submit" className="primary">
            签字
          </button>
        </form>
      )}
      {!may && room.endedAt === null && <p className="soft no-print">收卷结束后在此签字，签字后再封存。</p>}
    </section>
  )
}
