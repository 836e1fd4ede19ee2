import { arrangementEntries } from '#modules/arrangement/register.ts'
import { arrangementTasks } from '#modules/arrangement/tasks.ts'
import type { RoomPort } from '#modules/delivery/core/room.port.ts'
import { deliveryEntries } from '#modules/delivery/register.ts'
import { deliveryTasks } from '#modules/delivery/tasks.ts'
import { partyEntries } from '#modules/party/register.ts'
import { policyEntries } from '#modules/policy/register.ts'
import type { Entry } from '#platform/contract/registry.ts'
import type { Task } from '#platform/jobs/runner.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import { platformEntries } from './platform-entries.ts'

/** Every command and query of the product, module by module in the order of the chain. */
export const entriesWith = (room: RoomPort): readonly Entry[] => [
  ...platformEntries,
  ...policyEntries,
  ...partyEntries,
  ...arrangementEntries,
  ...deliveryEntries(room),
]

/** Every kind of background work. */
export const tasks = (deps: TaskDeps, room: RoomPort): { readonly [kind: string]: Task } => ({
  ...arrangementTasks(deps),
  ...deliveryTasks(deps, room),
})
