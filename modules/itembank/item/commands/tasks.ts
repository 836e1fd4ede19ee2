import { staffWithRole } from '#modules/party/facts.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { isItemType } from '../../core/item.ts'
import { treeOf } from '../../knowledge/store/bank.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import { judgeStep, type TaskAction, taskMachine } from '../core/task.machine.ts'
import { deliveredTo, insertTask, lockTask, moveTask } from '../store/task.store.ts'
import type { acceptTask, assignTask, cancelTask, finishTask } from '../upkeep.contract.ts'

const isExpert = async ({ tx }: CommandContext, organisationId: string, accountId: string) => {
  const people = [
    ...(await staffWithRole(tx, organisationId, 'org-item-writer')),
    ...(await staffWithRole(tx, organisationId, 'org-item-reviewer')),
  ]
  return people.some((person) => person.accountId === accountId)
}

const incomplete = (sentence: string, remedy: string) =>
  refuse('TASK_INCOMPLETE', { sentence, remedy, clauses: ['HN-3.3.3-02'], field: 'wanted' })

/** A 命题 task names its bank, and points of the bank's tree; the other kinds ask for no items. */
const judgeWanted = async (
  { tx }: CommandContext,
  organisationId: string,
  { kind, bank, wanted }: InputOf<typeof assignTask>,
) => {
  if (kind !== 'items')
    return wanted.length > 0 ? incomplete('只有命题任务可以列出试题要求。', '请删去试题要求。') : undefined
  const tree = bank === undefined ? undefined : await treeOf(tx, organisationId, bank)
  if (!tree) return incomplete('命题任务须选定有细目表的题库。', '请选择题库。')
  if (wanted.length === 0) return incomplete('命题任务没有列出要多少试题。', '请填写鉴定点、题型和数量。')
  const points = new Set(tree.points.map(({ code }) => code))
  const unknown = wanted.find(({ pointCode, type }) => !points.has(pointCode) || !isItemType(type))
  return unknown && incomplete(`细目表中没有鉴定点${unknown.pointCode}，或题型有误。`, '请改正后再分派。')
}

export const assignTaskHandler: CommandHandler<typeof assignTask> = async (context, input) => {
  const { organisationId, accountId } = ownPlace(context)
  if (!(await isExpert(context, organisationId, input.expertId))) {
    return refuse('EXPERT_UNKNOWN', {
      sentence: '所选人员不是本机构的命题或审题人员。',
      remedy: '请选择专家，或先为其开通账号。',
      clauses: ['HN-3.3.3-02'],
      field: 'expertId',
    })
  }
  const refusal = await judgeWanted(context, organisationId, input)
  if (refusal) return refusal
  const { kind, title, expertId, wanted } = input
  const row = await insertTask(
    context,
    { organisationId, assignedBy: accountId },
    { kind, title, expertId, wanted, bank: input.bank ?? null, dueOn: input.dueOn ?? null },
  )
  const data = { kind, expertId }
  context.record({ type: 'task-assigned', table: 'expertTask', row, data, clauses: ['HN-3.3.3-02'] })
  return accept({ taskId: row.id })
}

const missingOf = async ({ tx }: CommandContext, task: Awaited<ReturnType<typeof lockTask>>) => {
  const delivered = await deliveredTo(tx, task.organisationId, [task.id])
  return task.wanted.reduce((missing, { pointCode, type, count }) => {
    const there = delivered.get(`${task.id}/${pointCode}/${type}`) ?? 0
    return missing + Math.max(0, count - there)
  }, 0)
}

const past: Readonly<Record<TaskAction, string>> = {
  accept: 'task-accepted',
  finish: 'task-finished',
  cancel: 'task-cancelled',
}

const step = async (
  context: CommandContext,
  seen: { readonly taskId: string; readonly version: number },
  { action, outcome }: { readonly action: TaskAction; readonly outcome?: string },
) => {
  const { organisationId, accountId } = ownPlace(context)
  const task = await lockTask(context.tx, organisationId, seen)
  const by = { accountId, roles: context.actor.roles }
  const missing = action === 'finish' ? await missingOf(context, task) : 0
  const refusal = judgeStep(task, { action, by, missing })
  if (refusal) return refusal
  const state = taskMachine.next(task.state, action) ?? task.state
  await moveTask(context.tx, task, {
    state,
    ...(outcome !== undefined && { outcome }),
    ...(action === 'finish' && { finishedAt: context.now }),
  })
  context.record({ type: past[action], table: 'expertTask', row: task, clauses: ['HN-3.3.3-02'] })
  return accept({ state })
}

export const acceptTaskHandler: CommandHandler<typeof acceptTask> = (context, seen) =>
  step(context, seen, { action: 'accept' })

export const finishTaskHandler: CommandHandler<typeof finishTask> = (context, { outcome, ...seen }) =>
  step(context, seen, { action: 'finish', outcome })

export const cancelTaskHandler: CommandHandler<typeof cancelTask> = (context, { reason, ...seen }) =>
  step(context, seen, { action: 'cancel', outcome: reason })
