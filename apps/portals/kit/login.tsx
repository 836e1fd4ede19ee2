import { type FormEvent, type ReactNode, useState } from 'react'
import type { Refusal } from '#platform/contract/verdict.ts'
import { Button } from './button.tsx'
import { Input } from './fields.tsx'
import { Trouble } from './loaded.tsx'
import { type Credentials, type DemoAccount, logIn, useDemoAccounts } from './session.ts'
import { Fault } from './transport.ts'
import './login.css'

interface Login {
  readonly refusal: Refusal | null
  readonly fault: Fault | null
  readonly pending: boolean
}

const calm: Login = { refusal: null, fault: null, pending: false }

/** Asks for the one-time code only when the server does. */
const useLogin = () => {
  const [state, setState] = useState<Login>(calm)
  const [asksCode, setAsksCode] = useState(false)
  const enter = async (credentials: Credentials) => {
    setState({ ...calm, pending: true })
    try {
      const verdict = await logIn(credentials)
      const wantsCode = verdict.refused && verdict.code === 'TOTP_REQUIRED'
      if (wantsCode) setAsksCode(true)
      setState({ ...calm, refusal: verdict.refused && !wantsCode ? verdict : null })
    } catch (error) {
      setState({ ...calm, fault: error instanceof Fault ? error : new Fault(false, null) })
    }
  }
  return { ...state, asksCode, enter }
}

const DemoAccounts = (props: {
  readonly accounts: readonly DemoAccount[]
  readonly onPick: (account: DemoAccount) => void
}) => (
  <section className="demo-accounts">
    <h2>演示账号</h2>
    <p className="quiet">点击即以该角色登录。</p>
    <ul>
      {props.accounts.map((account) => (
        <li key={account.login}>
          <button type="button" onClick={() => props.onPick(account)}>
            <strong>{account.roleTitle}</strong>
            <span className="quiet">{account.organisationName}</span>
          </button>
        </li>
      ))}
    </ul>
  </section>
)

/** Password, then the one-time code when asked; in the demo also a list of accounts to click. */
export const LoginPage = (props: {
  readonly title: string
  /** Name of the portal; the demo lists the accounts that work in it. */
  readonly portal: string
  readonly demo: boolean
  /** What people log in with; `账号` without. */
  readonly loginLabel?: string
  /** Below the button, as a link to the registration. */
  readonly children?: ReactNode
}) => {
  const { enter, asksCode, pending, ...trouble } = useLogin()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [totp, setTotp] = useState('')
  const accounts = useDemoAccounts(props.demo).filter(({ portal }) => portal === props.portal)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void enter(asksCode ? { login, password, totp } : { login, password })
  }
  const pick = ({ login, password, totp }: DemoAccount) => {
    setLogin(login)
    setPassword(password)
    void enter(totp ? { login, password, totp } : { login, password })
  }
  return (
    <div className="login">
      <form onSubmit={submit}>
        <p className="brand">匠衡 · 职业技能等级认定</p>
        <h1>{props.title}</h1>
        <Input
          label={props.loginLabel ?? '账号'}
          value={login}
          onText={setLogin}
          autoComplete="username"
          required
        />
        <Input
          label="密码"
          type="password"
          value={password}
          onText={setPassword}
          autoComplete="current-password"
          required
        />
        {asksCode && (
          <Input
            label="动态口令"
            hint="请打开验证器，填写 6 位数字。"
            value={totp}
            onText={setTotp}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            autoFocus
            required
          />
        )}
        <Trouble of={trouble} />
        <Button type="submit" busy={pending}>
          登录
        </Button>
        {props.children}
      </form>
      {accounts.length > 0 && <DemoAccounts accounts={accounts} onPick={pick} />}
    </div>
  )
}
