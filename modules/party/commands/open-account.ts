import { v7 as uuid } from 'uuid'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { hashPassword } from '#platform/session/password.ts'
import { newTotpSecret } from '#platform/session/totp.ts'
import type { openAccount } from '../contract.ts'
import { checkPasswordStrength } from '../core/password.rule.ts'
import { isRole, needsSecondFactor, organisationStaff, type Role } from '../core/role.ts'
import { insertAccount, isLoginTaken } from '../store.ts'

/** What each opener may hand out: nobody gives more than his own office holds. */
const grantable = (openerRoles: readonly string[]): readonly Role[] => {
  if (openerRoles.includes('system')) return ['province', 'city', 'operator', 'auditor', ...organisationStaff]
  if (openerRoles.includes('province')) return ['city', 'auditor', ...organisationStaff]
  return organisationStaff
}

export const openAccountHandler: CommandHandler<typeof openAccount> = async (context, input) => {
  const { actor, tx, services, now } = context
  const withinReach = actor.reach === 'all' || actor.reach.includes(input.organisationId)
  if (!withinReach) throw new MissingRow()
  const mine = grantable(actor.roles)
  const denied = input.roles.filter((role) => !isRole(role) || !mine.includes(role))
  if (denied.length > 0) {
    return refuse('ROLE_NOT_GRANTABLE', {
      sentence: '所选角色中有您无权授予的角色。',
      remedy: '请只选择本单位的岗位角色。',
      clauses: [],
      field: 'roles',
    })
  }
  if (await isLoginTaken(tx, input.login)) {
    return refuse('LOGIN_TAKEN', {
      sentence: '该账号名已被使用。',
      remedy: '请另取一个账号名。',
      clauses: [],
      field: 'login',
    })
  }
  const weakness = checkPasswordStrength(input.password, [input.login])
  if (weakness.refused) return weakness
  const id = uuid()
  const totpSecret = needsSecondFactor(input.roles) ? newTotpSecret() : null
  const row = await insertAccount(
    tx,
    {
      id,
      organisationId: input.organisationId,
      login: input.login,
      displayName: input.name,
      personId: null,
      roles: input.roles,
      passwordHash: await hashPassword(input.password),
      totpSecret:
        totpSecret === null ? null : Buffer.from(services.keyring.encrypt(totpSecret, `account.totp:${id}`)),
    },
    now,
  )
  context.record({ type: 'account-opened', table: 'account', row, data: { roles: input.roles } })
  return accept({ accountId: id, totpSecret })
}
