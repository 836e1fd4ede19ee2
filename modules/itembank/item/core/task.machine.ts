import { type Refusal, refuse } from '#platform/contract/verdict.ts'
import { defineMachine } from '#platform/machine/machine.ts'

export const taskStates = ['assigned', 'accepted', 'finished', 'cancelled'] as const
export type TaskState = (typeof taskStates)[number]

export const taskStateNames: { readonly [S in TaskState]: string } = {
  assigned: '待接受',
  accepted: '进行中',
  finished: '已完成',
  cancelled: '已取消',
}

/** HN-3.3.3-02 */
export const taskKinds = { items: '命题', exam: '考务', material: '教材', advice: '咨询' } as const
export type TaskKind = keyof typeof taskKinds

const experts = ['org-item-writer', 'org-item-reviewer']
const assigners = ['org-itembank', 'org-head']

export const taskMachine = defineMachine({
  name: 'expert task',
  states: taskStates,
  initial: 'assigned',
  transitions: [
    { action: 'accept', from: ['assigned'], to: 'accepted', title: '接受', roles: experts },
    { action: 'finish', from: ['accepted'], to: 'finished', title: '完成', roles: experts },
    { action: 'cancel', from: ['assigned', 'accepted'], to: 'cancelled', title: '取消', roles: assigners },
  ],
})
export type TaskAction = 'accept' | 'finish' | 'cancel'

interface Task {
  readonly kind: string
  readonly state: TaskState
  readonly expertId: string
}

interface Person {
  readonly accountId: string
  readonly roles: readonly string[]
}

/** The steps of a task that this person may take: an expert only with his own. */
export const openSteps = (task: Task, { accountId, roles }: Person) =>
  taskMachine
    .available(task.state, roles)
    .filter(({ action }) => action === 'cancel' || task.expertId === accountId)

/** Why a step of a task cannot be taken. `missing`: items asked for and not handed in. */
export const judgeStep = (
  task: Task,
  { action, by, missing }: { readonly action: TaskAction; readonly by: Person; readonly missing: number },
): Refusal<'TASK_NOT_POSSIBLE'> | undefined => {
  const no = (sentence: string, remedy: string) =>
    refuse('TASK_NOT_POSSIBLE', { sentence, remedy, clauses: ['HN-3.3.3-02'] })
  if (!openSteps(task, by).some((step) => step.action === action))
    return no(`任务${taskStateNames[task.state]}，您现在不能办理。`, '请刷新页面，按当前状态办理。')
  return action === 'finish' && missing > 0
    ? no(`命题任务还差${missing}道试题未提交审题。`, '请补齐试题并提交审题，或请分派人取消任务。')
    : undefined
}
