import { useState } from 'react'
import type { Refusal } from '#platform/contract/verdict.ts'
import type { OperatorJoining, OperatorStatus } from '../program/operator.port.ts'
import { RefusalCard } from '../refusal-card.tsx'
import { joinCentre, orOutOfReach } from './operator-calls.ts'

interface Panel {
  readonly status: OperatorStatus
  readonly changed: () => void
}

const JoinForm = ({ status, changed }: Panel) => {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (form: FormData) => {
    const text = (name: string): string => String(form.get(name) ?? '').trim()
    setBusy(true)
    const verdict = await orOutOfReach(joinCentre({ centre: text('centre'), code: text('code') }))
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
      <label className="field">
        中心地址
        <input
          name="centre"
          required
          autoComplete="off"
          inputMode="url"
          defaultValue={status.link?.url ?? ''}
          placeholder="https://kaowu.example.cn"
        />
      </label>
      <label className="field">
        接入码
        <input name="code" required autoComplete="off" placeholder="XXXX-XXXX-XXXX" />
      </label>
      {refusal && <RefusalCard refusal={refusal} />}
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          {busy ? '正在接入……' : '接入中心'}
        </button>
      </div>
    </form>
  )
}

const Waiting = ({ joining }: { readonly joining: OperatorJoining }) => (
  <div className="confirm stack" role="status">
    <strong>等待中心确认</strong>
    <p>
      中心：{joining.organisation}
      <br />
      核对码：<strong className="code tabular">{joining.checkCode}</strong>
    </p>
    <p className="soft">
      请电话联系机构考务人员，与其页面上的核对码逐字核对；一致的，由对方确认后本机自动接入。
    </p>
  </div>
)

/** HN-2.3.1-02: this server becomes known to its centre by a code that is typed here, and by keys that two people compare. */
export const JoinPanel = ({ status, changed }: Panel) => {
  const { joining, link, centre } = status
  const isJoined = link !== null && centre !== null && link.heardAt !== null
  return (
    <section className="panel stack" aria-labelledby="join">
      <h2 id="join">接入中心</h2>
      {joining?.isWaiting && <Waiting joining={joining} />}
      {joining?.sentence && (
        <p role="alert" className="bad">
          {joining.sentence}
        </p>
      )}
      {isJoined && !joining && (
        <p role="status" className="good">
          已接入 {centre.organisation}
        </p>
      )}
      {isJoined || joining?.isWaiting ? (
        <details>
          <summary>重新接入</summary>
          <JoinForm status={status} changed={changed} />
        </details>
      ) : (
        <>
          <p className="soft">
            请机构考务人员在“考场服务器 →
            登记考场服务器”显示接入码，十分钟内在此输入。没有网络的，改用“状态”中的登记码。
          </p>
          <JoinForm status={status} changed={changed} />
        </>
      )}
    </section>
  )
}
