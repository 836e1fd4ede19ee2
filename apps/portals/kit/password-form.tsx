import { type FormEvent, useState } from 'react'
import type * as party from '#modules/party/contract.ts'
import { partyRefusals } from '../refusals/party.ts'
import { Button } from './button.tsx'
import { useCommand, useQuery } from './client.ts'
import { fieldError, Input } from './fields.tsx'
import { Trouble } from './loaded.tsx'
import { logOut } from './session.ts'
import { say } from './toast.tsx'

/** Changing the own password; it ends every session of the account, this one too. */
export const PasswordForm = () => {
  const rules = useQuery<typeof party.registrationRules>('party.registrationRules', {})
  const change = useCommand<typeof party.changePassword>('party.changePassword')
  const [oldPassword, setOld] = useState('')
  const [newPassword, setNew] = useState('')
  const [again, setAgain] = useState('')
  const differs = again !== '' && again !== newPassword
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const outcome = await change.run({ oldPassword, newPassword })
    if (!outcome || outcome.refused) return
    say('密码已修改，请用新密码重新登录')
    await logOut()
  }
  return (
    <form className="panel stack password-form" onSubmit={submit}>
      <h2>修改密码</h2>
      <Input
        label="原密码"
        type="password"
        value={oldPassword}
        onText={setOld}
        error={fieldError(change.refusal, 'oldPassword')}
        autoComplete="current-password"
        required
      />
      <Input
        label="新密码"
        type="password"
        value={newPassword}
        onText={setNew}
        hint={rules.value?.passwordRule}
        error={fieldError(change.refusal, 'newPassword')}
        autoComplete="new-password"
        minLength={10}
        required
      />
      <Input
        label="再次填写新密码"
        type="password"
        value={again}
        onText={setAgain}
        error={differs ? '两次填写的密码不一致。' : undefined}
        autoComplete="new-password"
        required
      />
      <Trouble of={change} book={partyRefusals} />
      <p>
        <Button type="submit" busy={change.pending} disabled={again !== newPassword || newPassword === ''}>
          修改密码
        </Button>
      </p>
    </form>
  )
}
