import type { Role } from '#modules/party/core/role.ts'
import { grantRoles, openStaffAccount } from '#modules/party/facts.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { firstPassword } from '../core/first-password.ts'
import type { DutyRole } from '../core/roster.rule.ts'
import { sha256 } from '../digest.ts'
import type { openStaffAccounts } from '../staff.contract.ts'
import { activeDuties, listStaff, type StaffRow, updateStaff } from '../staff.store.ts'
import { ownOrganisation } from '../store.ts'

const roleOf: Readonly<Record<DutyRole, Role>> = {
  考点负责人: 'site-chief',
  监考人员: 'invigilator',
  考评人员: 'examiner',
  内部质量督导员: 'supervisor',
}

const openOne = async (
  context: CommandContext,
  staff: StaffRow,
  given: { readonly roles: readonly string[]; readonly secret: string },
) => {
  const { roles } = given
  const password = firstPassword(sha256(`${given.secret}\n${staff.staffNumber}`))
  const { organisationId, name } = staff
  for (const login of [staff.staffNumber, `${staff.staffNumber}-${organisationId.slice(-4)}`]) {
    const account = await openStaffAccount(context, { organisationId, login, name, roles, password })
    if (!account) continue
    await updateStaff(context.tx, staff, { accountId: account.id })
    context.record({ type: 'account-opened', table: 'account', row: account, clauses: ['SDS-4.4-13'] })
    context.record({
      type: 'staff-account-linked',
      table: 'staffMember',
      row: staff,
      clauses: ['SDS-4.4-13'],
    })
    return { staffNumber: staff.staffNumber, name, login }
  }
  throw new Error(`no login is free for ${staff.staffNumber}`)
}

/** Everyone on duty can log in with the staff number; who has an account already only gains what the duty needs. */
export const openStaffAccountsHandler: CommandHandler<typeof openStaffAccounts> = async (
  context,
  { batchId, secret },
) => {
  const organisationId = ownOrganisation(context)
  const duties = Map.groupBy(
    await activeDuties(context.tx, organisationId, { batchId }),
    ({ staffId }) => staffId,
  )
  const accounts = []
  for (const staff of await listStaff(context.tx, organisationId)) {
    const own = duties.get(staff.id)
    if (!own) continue
    const roles = [...new Set(own.map(({ role }) => roleOf[role]))]
    if (staff.accountId === null) accounts.push(await openOne(context, staff, { roles, secret }))
    else if (await grantRoles(context.tx, { organisationId, accountId: staff.accountId }, roles)) {
      const row = { organisationId, id: staff.accountId }
      context.record({
        type: 'account-roles-added',
        table: 'account',
        row,
        data: { roles },
        clauses: ['SDS-4.4-13'],
      })
    }
  }
  return accept({ accounts })
}
