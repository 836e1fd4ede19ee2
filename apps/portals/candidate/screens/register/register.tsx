import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import type * as party from '#modules/party/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { fieldError, Input, Radio, Select } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { logIn } from '../../../kit/session.ts'
import { partyRefusals } from '../../../refusals/party.ts'

type Rules = ReplyOf<typeof party.registrationRules>

const blank = { name: '', documentType: '', documentNumber: '', phone: '', password: '', again: '' }

const Form = ({ rules }: { readonly rules: Rules }) => {
  const navigate = useNavigate()
  const register = useCommand<typeof party.registerCandidate>('party.registerCandidate')
  const [origin, setOrigin] = useState(rules.origins[0]?.origin ?? '')
  const documents = rules.origins.find((each) => each.origin === origin)?.documents ?? []
  const [given, setGiven] = useState({ ...blank, documentType: documents[0] ?? '' })
  const text = (key: keyof typeof blank) => ({
    value: given[key],
    onText: (value: string) => setGiven({ ...given, [key]: value }),
    error: fieldError(register.refusal, key),
    required: true,
  })
  const pickOrigin = (value: string) => {
    setOrigin(value)
    const first = rules.origins.find((each) => each.origin === value)?.documents[0] ?? ''
    setGiven({ ...given, documentType: first })
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { again: _, ...input } = given
    const outcome = await register.run(input)
    if (!outcome || outcome.refused) return
    await logIn({ login: input.documentNumber, password: input.password })
    navigate('/enrol')
  }
  const differs = given.again !== '' && given.again !== given.password
  return (
    <form className="panel stack" onSubmit={submit}>
      <Radio
        label="考生来源"
        value={origin}
        onPick={pickOrigin}
        choices={rules.origins.map((each) => ({ value: each.origin, label: each.title }))}
      />
      <Select
        label="证件类型"
        {...text('documentType')}
        choices={documents.map((name) => ({ value: name, label: name }))}
      />
      <ClauseChips ids={rules.clauses} />
      <Input
        label="证件号码"
        {...text('documentNumber')}
        hint="一个证件号码只能注册一个账号，登录时作为账号使用。"
        autoComplete="username"
      />
      <Input label="姓名" {...text('name')} hint="与证件一致。" autoComplete="name" />
      <Input
        label="手机号码"
        {...text('phone')}
        inputMode="tel"
        autoComplete="tel"
        pattern="1[0-9]{10}"
        title="11 位手机号码"
      />
      <Input
        label="密码"
        type="password"
        {...text('password')}
        hint={rules.passwordRule}
        minLength={10}
        autoComplete="new-password"
      />
      <Input
        label="再次填写密码"
        type="password"
        {...text('again')}
        error={differs ? '两次填写的密码不一致。' : undefined}
        autoComplete="new-password"
      />
      <Trouble of={register} book={partyRefusals} />
      <Button type="submit" busy={register.pending} disabled={given.again !== given.password}>
        注册并登录
      </Button>
      <ButtonLink kind="plain" to="/">
        已有账号，去登录
      </ButtonLink>
    </form>
  )
}

/** SDS-3.2-01: a candidate registers once, then enrols. */
export default function Register() {
  const rules = useQuery<typeof party.registrationRules>('party.registrationRules', {})
  return (
    <div className="stack">
      <h1>考生注册</h1>
      <Loaded of={rules}>{(value) => <Form rules={value} />}</Loaded>
    </div>
  )
}
