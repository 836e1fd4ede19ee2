import { useState } from 'react'
import type { Refusal } from '#platform/contract/verdict.ts'
import { CheckTicks } from '../check-table.tsx'
import type { OperatorSitting } from '../program/operator.port.ts'
import { RefusalCard } from '../refusal-card.tsx'
import { orOutOfReach, runCheck } from './operator-calls.ts'

/** SDS-4.4-16, SDE-4.6-06: what a person saw for himself, his passcode, and a reason where something falls short. */
export const CheckForm = ({
  sitting,
  changed,
}: {
  readonly sitting: OperatorSitting
  readonly changed: () => void
}) => {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (form: FormData) => {
    const text = (name: string): string => String(form.get(name) ?? '').trim()
    setBusy(true)
    const verdict = await orOutOfReach(
      runCheck({
        sittingId: sitting.sittingId,
        person: text('person'),
        passcode: text('passcode'),
        confirmed: form.getAll('confirmed').map(String),
        reason: text('reason'),
      }),
    )
    setBusy(false)
    setRefusal(verdict.refused ? verdict : null)
    changed()
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        submit(new FormData(event.currentTarget))
      }}
    >
      <CheckTicks />
      <div className="pair">
        <label className="field">
          姓名或工号
          <input name="person" required autoComplete="off" />
        </label>
        <label className="field">
          本场口令
          <input name="passcode" type="password" required autoComplete="off" />
        </label>
      </div>
      <label className="field">
        未达标项目的说明
        <input name="reason" autoComplete="off" placeholder="全部达标的不填" />
      </label>
      {refusal && <RefusalCard refusal={refusal} />}
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          {busy ? '正在检查……' : '开始自检'}
        </button>
      </div>
    </form>
  )
}
