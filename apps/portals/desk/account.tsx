import { FactList } from '../kit/facts.tsx'
import { PasswordForm } from '../kit/password-form.tsx'
import { useSession } from '../kit/session.ts'

/** 账号: who I am here, and the own password. */
export default function Account() {
  const actor = useSession().session?.actor
  return (
    <div className="screen stack">
      <h1>账号</h1>
      <section className="panel">
        <FactList
          facts={[
            { label: '姓名', value: actor?.name },
            { label: '单位', value: actor?.organisationName },
          ]}
        />
      </section>
      <PasswordForm />
    </div>
  )
}
