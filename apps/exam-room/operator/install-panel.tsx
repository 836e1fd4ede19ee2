import { type ChangeEvent, useState } from 'react'
import type { Refusal } from '#platform/contract/verdict.ts'
import type { OperatorStatus } from '../program/operator.port.ts'
import { RefusalCard } from '../refusal-card.tsx'
import { confirmCentre, installFile, orOutOfReach } from './operator-calls.ts'

interface Waiting {
  readonly fingerprint: string
  readonly organisation: string
  readonly file: File | null
}

const waitingOf = ({ details }: Refusal, file: File): Waiting => ({
  fingerprint: String(details?.fingerprint),
  organisation: String(details?.organisation),
  file,
})

/** Two people compare the fingerprint once; from then on only this centre's packages are taken. */
const ConfirmCentre = ({ waiting, confirm }: { readonly waiting: Waiting; readonly confirm: () => void }) => (
  <div className="confirm stack" role="alert">
    <strong>首次使用，请核对中心指纹</strong>
    <p>
      签发机构：{waiting.organisation}
      <br />
      中心指纹：<code className="fingerprint">{waiting.fingerprint}</code>
    </p>
    <p className="soft">请电话联系机构考务人员，与其“考场服务器”页面上的中心指纹逐字核对。</p>
    <div className="row">
      <button type="button" className="primary" onClick={confirm}>
        指纹一致，确认
      </button>
    </div>
  </div>
)

/** 装入考场包: by file, or waiting for the person's word about a centre found over the network. */
export const InstallPanel = ({
  status,
  changed,
}: {
  readonly status: OperatorStatus
  readonly changed: () => void
}) => {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  const [done, setDone] = useState('')
  const [busy, setBusy] = useState(false)
  const asked = waiting ?? (status.unconfirmed && { ...status.unconfirmed, file: null })
  const install = async (file: File, confirmed?: string) => {
    setBusy(true)
    const verdict = await orOutOfReach(installFile(file, confirmed))
    setBusy(false)
    const unconfirmed = verdict.refused && verdict.code === 'centre-unconfirmed'
    setWaiting(unconfirmed ? waitingOf(verdict, file) : null)
    setRefusal(verdict.refused && !unconfirmed ? verdict : null)
    setDone(verdict.refused ? '' : `已装入：${verdict.value.roomName} ${verdict.value.title}`)
    changed()
  }
  const confirm = async ({ file, fingerprint }: Waiting) => {
    if (file) return install(file, fingerprint)
    const verdict = await orOutOfReach(confirmCentre(fingerprint))
    setRefusal(verdict.refused ? verdict : null)
    changed()
  }
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? []
    if (file) install(file)
    target.value = ''
  }
  return (
    <section className="panel stack" aria-labelledby="install">
      <h2 id="install">装入考场包</h2>
      <label className="field">
        考场包文件（.jhroom）
        <input type="file" accept=".jhroom" disabled={busy} onChange={choose} />
      </label>
      {asked && <ConfirmCentre waiting={asked} confirm={() => confirm(asked)} />}
      {refusal && <RefusalCard refusal={refusal} />}
      {done && (
        <p role="status" className="good">
          {done}
        </p>
      )}
    </section>
  )
}
