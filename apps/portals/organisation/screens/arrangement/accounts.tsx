import { useState } from 'react'
import { firstPassword } from '#modules/arrangement/core/first-password.ts'
import type * as staff from '#modules/arrangement/staff.contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { arrangementRefusals } from '../../../refusals/arrangement.ts'

interface Opened {
  readonly name: string
  readonly login: string
  readonly password: string
}

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const sha256 = async (text: string): Promise<string> =>
  hex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))

/** The secret never leaves this page except to the server; leaving the page forgets the passwords for good. */
export const Accounts = ({ batchId }: { readonly batchId: string }) => {
  const open = useCommand<typeof staff.openStaffAccounts>('arrangement.openStaffAccounts')
  const [opened, setOpened] = useState<readonly Opened[]>([])
  const run = async () => {
    const secret = hex(crypto.getRandomValues(new Uint8Array(32)))
    const outcome = await open.run({ batchId, secret })
    if (!outcome || outcome.refused) return
    const { accounts } = outcome.value
    if (accounts.length === 0) say('在岗人员都已有账号')
    setOpened(
      await Promise.all(
        accounts.map(async ({ staffNumber, name, login }) => ({
          name,
          login,
          password: firstPassword(await sha256(`${secret}\n${staffNumber}`)),
        })),
      ),
    )
  }
  return (
    <section className="panel stack">
      <h2>考务账号</h2>
      <p className="quiet">账号为工号；初始密码只显示这一次，请打印后分别交给本人。</p>
      <div className="row">
        <Button kind="plain" busy={open.pending} onClick={run}>
          为在岗人员开通账号
        </Button>
        {opened.length > 0 && (
          <Button kind="plain" onClick={() => window.print()}>
            打印
          </Button>
        )}
      </div>
      <Trouble of={open} book={arrangementRefusals} />
      {opened.length > 0 && (
        <table className="arrangement-table">
          <thead>
            <tr>
              <th>姓名</th>
              <th>账号</th>
              <th>初始密码</th>
            </tr>
          </thead>
          <tbody>
            {opened.map((account) => (
              <tr key={account.login}>
                <td>{account.name}</td>
                <td>{account.login}</td>
                <td className="arrangement-hash">{account.password}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
