import type { Task } from '#platform/jobs/runner.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import { assemblyTasks } from './assembly/tasks.ts'
import { exchangeTasks } from './exchange/tasks.ts'
import { itemTasks } from './item/tasks.ts'
import { documentTasks } from './paper/documents/tasks.ts'

/** Background work of the item bank, part by part. */
export const itembankTasks = (deps: TaskDeps): { readonly [kind: string]: Task } => ({
  ...assemblyTasks(deps),
  ...exchangeTasks(deps),
  ...documentTasks(deps),
  ...itemTasks(deps),
})
