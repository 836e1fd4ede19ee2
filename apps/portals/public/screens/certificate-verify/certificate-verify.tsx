import { type FormEvent, useCallback, useEffect, useState } from 'react'
import { statementOf, type TokenStatement } from '#modules/certificate/core/token.ts'
import { isLevel, levelName } from '#modules/policy/core/level.ts'
import { type PublishedKey, verifyTokenInBrowser } from '#platform/seal/token-browser.ts'
import { CertificateFace } from '../../../certificates/certificate-face.tsx'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { TextArea } from '../../../kit/fields.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { LoadingState } from '../../../kit/states.tsx'
import '../../../certificates/authenticity.css'

type Verdict =
  | { readonly kind: 'authentic'; readonly statement: TokenStatement }
  | { readonly kind: 'false'; readonly why: string }

const reasons: { readonly [reason: string]: string } = {
  format: '二维码内容不是本系统签发的证书凭证。',
  'unknown-key': '签发密钥不在发证系统公布的密钥之列。',
  signature: '签名与内容不符，证书内容可能被改动。',
  unsupported: '本浏览器不能核验该签名，请更新浏览器，或到“证书查询”核对。',
}

const judge = async (token: string, keys: readonly PublishedKey[]): Promise<Verdict> => {
  const verdict = await verifyTokenInBrowser(token, keys)
  if (!verdict.valid) return { kind: 'false', why: reasons[verdict.reason]! }
  const statement = statementOf(verdict.payload)
  return statement ? { kind: 'authentic', statement } : { kind: 'false', why: reasons.format! }
}

/** The issuer's keys come once with the page; from then on nothing is asked of the server. */
const useKeys = () => {
  const [keys, setKeys] = useState<readonly PublishedKey[] | 'missing' | null>(null)
  useEffect(() => {
    fetch('/.well-known/jiangheng-keys.json')
      .then((response) => (response.ok ? response.json() : Promise.reject(new Error('no keys'))))
      .then((body: { keys: readonly PublishedKey[] }) => setKeys(body.keys))
      .catch(() => setKeys('missing'))
  }, [])
  return keys
}

/** What follows `#`, or a whole address that was pasted. */
const tokenIn = (text: string): string => text.trim().split('#').at(-1) ?? ''

const Shown = ({ verdict }: { readonly verdict: Verdict }) => {
  if (verdict.kind === 'false') {
    return (
      <section className="authenticity refused" role="alert">
        <h2>
          <Icon name="cross" size={26} /> 核验不通过
        </h2>
        <p>{verdict.why}</p>
        <p>请勿采信。可要求持证人出示原件，或到“证书查询”按编号核对。</p>
      </section>
    )
  }
  const { level, ...statement } = verdict.statement
  const words = { ...statement, levelName: isLevel(level) ? levelName(level) : '' }
  return (
    <section className="stack" aria-live="polite">
      <section className="authenticity done">
        <h2>
          <Icon name="check" size={26} /> 核验通过
        </h2>
        <p>以下内容由发证系统签名，未被改动。核验在本机完成，没有向服务器查询。</p>
      </section>
      <CertificateFace words={words} tone="done" standing="内容真实">
        <p>
          核验证明证书内容出自发证系统。证书此后是否被注销，请联网到“证书查询”核对。请将上述内容与纸质证书逐项比对。
        </p>
      </CertificateFace>
    </section>
  )
}

const useVerdict = () => {
  const keys = useKeys()
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const check = useCallback(
    async (text: string) => {
      if (keys === null || keys === 'missing') return
      setVerdict(await judge(tokenIn(text), keys))
    },
    [keys],
  )
  useEffect(() => {
    const fromAddress = () => {
      if (location.hash.length > 1) void check(location.hash)
    }
    fromAddress()
    addEventListener('hashchange', fromAddress)
    return () => removeEventListener('hashchange', fromAddress)
  }, [check])
  return { keys, verdict, check }
}

export default function CertificateVerify() {
  const { keys, verdict, check } = useVerdict()
  const [text, setText] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void check(text)
  }
  return (
    <>
      <h1>证书核验</h1>
      <p className="reader-lead">扫描证书上的二维码会打开本页；页面打开以后，断网也能核验。</p>
      {keys === null && <LoadingState lines={2} />}
      {keys === 'missing' && (
        <section className="authenticity refused" role="alert">
          <h2>未能取得签发机构公布的密钥</h2>
          <p>请检查网络后刷新本页，再行核验。</p>
        </section>
      )}
      {verdict && <Shown verdict={verdict} />}
      <form className="panel stack no-print" onSubmit={submit}>
        <TextArea
          label="二维码内容"
          hint="不能用手机扫码时，将扫码得到的文字粘贴在这里"
          value={text}
          onText={setText}
          required
        />
        <p className="row">
          <Button type="submit" disabled={!Array.isArray(keys)}>
            核验
          </Button>
          <ButtonLink kind="plain" to="/certificates">
            证书查询
          </ButtonLink>
        </p>
      </form>
    </>
  )
}
