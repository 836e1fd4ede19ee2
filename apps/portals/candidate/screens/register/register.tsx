import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import type { registerCandidate } from '#modules/party/contract.ts'
import { identityTypes } from '#modules/policy/core/identity.ts'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { ClauseChip } from '../../../kit/clause.tsx'
import { useCommand } from '../../../kit/client.ts'
import { fieldError, Input, Select } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { logIn } from '../../../kit/session.ts'
import { say } from '../../../kit/toast.tsx'
import { registrationRefusals } from '../../../refusals/party.ts'

const documents = Object.values(identityTypes).map(({ name }) => ({ value: name, label: name }))
const blank = { name: '', documentType: '居民身份证', documentNumber: '', phone: '', password: '' }

/** One account for one document number; whoever registers is logged in at once. */
const Register = () => {
  const register = useCommand<typeof registerCandidate>('party.registerCandidate')
  const navigate = useNavigate()
  const [values, setValues] = useState(blank)
  const [again, setAgain] = useState('')
  const set = (field: keyof typeof blank) => (text: string) => setValues({ ...values, [field]: text })
  const bind = (field: keyof typeof blank) => ({
    value: values[field],
    onText: set(field),
    error: fieldError(register.refusal, field),
    required: true,
  })
  const differs = again !== '' && again !== values.password
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const outcome = await register.run(values)
    if (!outcome || outcome.refused) return
    await logIn({ login: values.documentNumber.trim(), password: values.password })
    say('注册成功，已登录')
    navigate('/')
  }
  return (
    <form className="stack" onSubmit={send}>
      <h1>考生注册</h1>
      <p className="quiet">
        一个证件号码注册一个账号，以证件号码登录。 <ClauseChip id="SDS-3.2-01" />
      </p>
      <Input label="姓名" hint="与证件一致" autoComplete="name" {...bind('name')} />
      <Select label="证件类型" choices={documents} {...bind('documentType')} />
      <Input label="证件号码" {...bind('documentNumber')} />
      <Input label="手机号码" type="tel" inputMode="numeric" autoComplete="tel" {...bind('phone')} />
      <Input
        label="设置密码"
        type="password"
        autoComplete="new-password"
        hint="至少10个字符，大写字母、小写字母、数字、符号中含三种"
        {...bind('password')}
      />
      <Input
        label="再输一次密码"
        type="password"
        autoComplete="new-password"
        value={again}
        onText={setAgain}
        error={differs ? '两次输入的密码不一致。' : undefined}
        required
      />
      <Trouble of={register} book={registrationRefusals} />
      <Button type="submit" busy={register.pending} disabled={again === '' || differs}>
        注册
      </Button>
      <ButtonLink kind="plain" to="/">
        已有账号，去登录
      </ButtonLink>
    </form>
  )
}

export default Register
