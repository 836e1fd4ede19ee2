import { filingEntries } from '#modules/filing/register.ts'
import { partyEntries } from '#modules/party/register.ts'
import { policyEntries } from '#modules/policy/register.ts'
import type { Entry } from '#platform/contract/registry.ts'
import type { Task } from '#platform/jobs/runner.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import { platformEntries } from './platform-entries.ts'

/** Every command and query of the product, module by module in the order of the chain. */
export const entries: readonly Entry[] = [
  ...platformEntries,
  ...policyEntries,
  ...partyEntries,
  ...filingEntries,
]

/** Every kind of background work. */
export const tasks = (_deps: TaskDeps): { readonly [kind: string]: Task } => ({})
