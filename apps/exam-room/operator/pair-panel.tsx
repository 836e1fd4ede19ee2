import { useState } from 'react'
import type { Refusal } from '#platform/contract/verdict.ts'
import type { OperatorPair, OperatorStatus } from '../program/operator.port.ts'
import { RefusalCard } from '../refusal-card.tsx'
import { askPairingCode, orOutOfReach, pairWith, unpair } from './operator-calls.ts'

interface Panel {
  readonly status: OperatorStatus
  readonly changed: () => void
}

const stateWords: { readonly [S in OperatorPair['sittings'][number]['state']]: string } = {
  linked: '✓ 已同步',
  'catching-up': '… 备机同步中',
  lost: '▲ 断开',
  refused: '✕ 记录不一致，未接入',
}

/** What the seats call, and so what the other machine has to know this one by. */
const ownAddress = ({ addresses }: OperatorStatus): string =>
  `http://${addresses[0] ?? location.hostname}:${location.port || '80'}`

const ShowCode = () => {
  const [code, setCode] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const show = async () => {
    const verdict = await orOutOfReach(askPairingCode())
    setRefusal(verdict.refused ? verdict : null)
    setCode(verdict.refused ? null : verdict.value.code)
  }
  return (
    <div className="stack">
      <div className="row">
        <button type="button" onClick={show}>
          {code === null ? '显示配对码' : '重新生成配对码'}
        </button>
        {code !== null && (
          <strong role="status" className="code tabular">
            {code}
          </strong>
        )}
      </div>
      {code !== null && <p className="soft">十分钟内在另一台主机的管理页输入；只能使用一次。</p>}
      {refusal && <RefusalCard refusal={refusal} />}
    </div>
  )
}

const EnterCode = ({ status, changed }: Panel) => {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (form: FormData) => {
    const text = (name: string): string => String(form.get(name) ?? '').trim()
    setBusy(true)
    const verdict = await orOutOfReach(pairWith({ own: text('own'), peer: text('peer'), code: text('code') }))
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
        另一台主机的地址
        <input name="peer" required autoComplete="off" placeholder="http://192.168.1.10:8701" />
      </label>
      <label className="field">
        另一台主机显示的配对码
        <input name="code" required autoComplete="off" />
      </label>
      <label className="field">
        本机地址（考试机访问本机所用，请核对）
        <input name="own" required autoComplete="off" defaultValue={ownAddress(status)} />
      </label>
      {refusal && <RefusalCard refusal={refusal} />}
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          {busy ? '正在配对……' : '配对'}
        </button>
      </div>
    </form>
  )
}

const Unpair = ({ changed }: Pick<Panel, 'changed'>) => {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [confirmed, setConfirmed] = useState(false)
  const go = async () => {
    const verdict = await orOutOfReach(unpair(confirmed))
    setRefusal(verdict.refused ? verdict : null)
    changed()
  }
  return (
    <details>
      <summary>解除配对</summary>
      <div className="stack">
        <label className="tick">
          <input
            type="checkbox"
            checked={confirmed}
            onChange={({ target }) => setConfirmed(target.checked)}
          />
          确认解除：本机答卷不再同步到另一台主机，两台主机须分别解除
        </label>
        {refusal && <RefusalCard refusal={refusal} />}
        <div className="row">
          <button type="button" className="danger" onClick={go}>
            解除配对
          </button>
        </div>
      </div>
    </details>
  )
}

const Paired = ({ pair, changed }: { readonly pair: OperatorPair; readonly changed: () => void }) => (
  <div className="stack">
    <p role="status">
      <span className="badge">已配对</span> {pair.isHeard ? '✓ 两机互通' : '▲ 断开：收不到另一台主机的信号'}
    </p>
    <dl className="facts">
      <dt>另一台主机</dt>
      <dd>
        <code>{pair.peer}</code>
      </dd>
      <dt>本机</dt>
      <dd>
        <code>{pair.own}</code>
      </dd>
      {pair.sittings.map(({ sittingId, roomName, title, isServed, state }) => (
        <div key={sittingId} className="of-pair">
          <dt>
            {roomName} {isServed ? '（本机为主机）' : '（本机为备机）'}
          </dt>
          <dd>
            {title}：<strong>{stateWords[state]}</strong>
          </dd>
        </div>
      ))}
    </dl>
    <Unpair changed={changed} />
  </div>
)

/** SDS-4.4-16, SDS-4.4-40: two machines of one room, joined before the examination by a code that people carry across. */
export const PairPanel = ({ status, changed }: Panel) => (
  <section className="panel stack" aria-labelledby="standby">
    <h2 id="standby">备机</h2>
    {status.pair ? (
      <Paired pair={status.pair} changed={changed} />
    ) : (
      <>
        <p className="soft">尚未配对。在一台主机上显示配对码，在另一台上输入地址和配对码。</p>
        <ShowCode />
        <details>
          <summary>输入另一台主机的配对码</summary>
          <EnterCode status={status} changed={changed} />
        </details>
      </>
    )}
  </section>
)
