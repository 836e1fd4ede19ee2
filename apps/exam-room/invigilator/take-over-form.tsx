import { useState } from 'react'
import type { Desk } from './desk.ts'

/** The chief's order to a standby, at whoever's desk: his own passcode, the reason, and whether the other still runs. */
export const TakeOverForm = ({
  desk,
  sittingId,
  at,
  isLinked,
}: {
  readonly desk: Desk
  readonly sittingId: string
  readonly at: string
  /** The serving node can be reached: it has to be confirmed that it is to be replaced. */
  readonly isLinked: boolean
}) => {
  const [isBusy, setBusy] = useState(false)
  const submit = async (form: FormData): Promise<void> => {
    const text = (name: string): string => String(form.get(name) ?? '').trim()
    const claim = { person: text('person'), passcode: text('passcode'), reason: text('reason') }
    setBusy(true)
    await desk.takeOver({ sittingId, ...claim, confirmed: form.get('confirmed') !== null }, at)
    setBusy(false)
  }
  return (
    <form
      className="stack"
      aria-label="由备机接管"
      onSubmit={(event) => {
        event.preventDefault()
        submit(new FormData(event.currentTarget))
      }}
    >
      <p>
        接管后考试机和监考台自动转到备机（{new URL(at).host}），考生不用重新登录，时间从考场记录继续计算。
      </p>
      <label className="field">
        下令人（考点负责人或考场负责人）姓名或工号
        <input name="person" required autoComplete="off" />
      </label>
      <label className="field">
        本人口令
        <input name="passcode" type="password" required autoComplete="off" />
      </label>
      <label className="field">
        接管原因
        <input name="reason" required autoComplete="off" placeholder="例如：主机断电" />
      </label>
      {isLinked && (
        <label className="tick">
          <input type="checkbox" name="confirmed" />
          主机仍可连接，仍要接管
        </label>
      )}
      <div className="row end">
        <button type="submit" className="danger" disabled={isBusy}>
          由备机接管
        </button>
      </div>
    </form>
  )
}
