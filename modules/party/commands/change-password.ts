import { MissingRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { hashPassword, verifyPassword } from '#platform/session/password.ts'
import type { changePassword } from '../contract.ts'
import { checkPasswordStrength } from '../core/password.rule.ts'
import { clearIdentity, lockAccount, replacePassword } from '../store.ts'

/** The actor's own account only; the old password proves that it is not someone at a screen left open. */
export const changePasswordHandler: CommandHandler<typeof changePassword> = async (context, input) => {
  const { actor, tx } = context
  if (actor.accountId === null) throw new MissingRow()
  const account = await lockAccount(tx, actor.accountId)
  if (!(await verifyPassword(input.oldPassword, account.passwordHash))) {
    return refuse('PASSWORD_WRONG', {
      sentence: '原密码不正确。',
      remedy: '请核对后重新填写。',
      clauses: [],
      field: 'oldPassword',
    })
  }
  if (input.newPassword === input.oldPassword) {
    return refuse('PASSWORD_SAME', {
      sentence: '新密码与原密码相同。',
      remedy: '请另设一个密码。',
      clauses: [],
      field: 'newPassword',
    })
  }
  const person = account.personId === null ? null : await clearIdentity(context, account.personId)
  const secrets = person ? [person.documentNumber, person.phone ?? ''] : [account.login]
  const weakness = checkPasswordStrength(input.newPassword, secrets)
  if (weakness.refused) return { ...weakness, field: 'newPassword' }
  await replacePassword(tx, account, await hashPassword(input.newPassword))
  context.record({ type: 'password-changed', table: 'account', row: account })
  return accept({})
}
