import { useState } from 'react'
import { hourMinute } from '../clock-face.ts'
import type { OperatorStatus } from '../program/operator.port.ts'

const linkText = ({ link }: OperatorStatus): string => {
  if (link === null) return '未配置中心地址，使用文件交换'
  const heard = link.heardAt === null ? '尚未联系上' : `最近联系 ${hourMinute(link.heardAt)}`
  const { sending } = link
  if (sending) return `${heard}。正在上传答卷包 ${Math.floor((100 * sending.sent) / sending.size)}%`
  return link.trouble === null ? heard : `${heard}。${link.trouble}`
}

const Card = ({ status }: { readonly status: OperatorStatus }) => {
  const [copied, setCopied] = useState(false)
  const copy = () => {
    navigator.clipboard.writeText(status.card).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <div className="stack">
      <label className="field">
        登记码（交机构考务人员登记）
        <textarea readOnly rows={3} value={status.card} onFocus={({ target }) => target.select()} />
      </label>
      <div className="row">
        <button type="button" onClick={copy}>
          复制登记码
        </button>
        {copied && <span role="status">已复制</span>}
      </div>
    </div>
  )
}

/** Who this server is, and how it stands with the centre. */
export const ServerPanel = ({ status }: { readonly status: OperatorStatus }) => (
  <section className="panel stack" aria-labelledby="server">
    <h2 id="server">状态</h2>
    <dl className="facts">
      <dt>名称</dt>
      <dd>{status.name}</dd>
      <dt>本机指纹</dt>
      <dd>
        <code className="fingerprint">{status.fingerprint}</code>
      </dd>
      <dt>程序版本</dt>
      <dd>
        <code title={status.build}>{status.build.slice(0, 8)}</code>
      </dd>
      <dt>中心</dt>
      <dd>
        {status.centre ? (
          <>
            {status.centre.organisation}（指纹{' '}
            <code className="fingerprint">{status.centre.fingerprint}</code>）
          </>
        ) : (
          '尚未确认'
        )}
      </dd>
      <dt>联网</dt>
      <dd>{linkText(status)}</dd>
      <dt>考试机地址</dt>
      <dd>
        {(status.addresses.length > 0 ? status.addresses : [location.hostname]).map((address) => (
          <div key={address}>
            <code>{`http://${address}:${location.port || '80'}/room/seat/`}</code>
          </div>
        ))}
      </dd>
    </dl>
    <details>
      <summary>登记码</summary>
      <Card status={status} />
    </details>
    <a href="/room/invigilator/">打开监考台</a>
  </section>
)
