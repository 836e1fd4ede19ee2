import type { CommandContext } from '#platform/command/context.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import { findTask } from '../store/task.store.ts'

/** HN-3.3.3-02: items are delivered to a task that its own expert has accepted; undefined without a task. */
export const openTask = async (context: CommandContext, taskId: string | undefined) => {
  if (taskId === undefined) return undefined
  const { organisationId, accountId } = ownPlace(context)
  const task = await findTask(context.tx, organisationId, taskId)
  if (task?.kind === 'items' && task.state === 'accepted' && task.expertId === accountId) return accept(task)
  return refuse('TASK_NOT_OPEN', {
    sentence: '该命题任务不是您已接受的任务。',
    remedy: '请先接受任务，或不选任务录入。',
    clauses: ['HN-3.3.3-02'],
    field: 'taskId',
  })
}
