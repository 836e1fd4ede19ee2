import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { staffList } from '../contract.ts'
import { listStaff } from '../store.ts'

export const staffListHandler: QueryHandler<typeof staffList> = async ({ tx, actor }, { role }) =>
  accept({ staff: await listStaff(tx, actor.organisationId!, role) })
