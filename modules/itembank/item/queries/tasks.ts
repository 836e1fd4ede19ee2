import { staffNames, staffWithRole } from '#modules/party/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { isItemType, itemTypes } from '../../core/item.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import { openSteps, type TaskKind, taskKinds, taskStateNames } from '../core/task.machine.ts'
import { deliveredTo, listTasks } from '../store/task.store.ts'
import type { taskList } from '../upkeep.contract.ts'

type Row = Awaited<ReturnType<typeof listTasks>>['rows'][number]

const wantedOf = ({ id, wanted }: Row, delivered: ReadonlyMap<string, number>) =>
  wanted.map(({ pointCode, type, count }) => ({
    ...{ pointCode, type, count },
    typeName: isItemType(type) ? itemTypes[type].name : type,
    delivered: delivered.get(`${id}/${pointCode}/${type}`) ?? 0,
  }))

const rowOf = (row: Row, delivered: ReadonlyMap<string, number>) => {
  const wanted = wantedOf(row, delivered)
  const kind = row.kind as TaskKind
  return {
    ...{ taskId: row.id, version: row.version, kind, title: row.title, state: row.state },
    kindName: taskKinds[kind],
    stateName: taskStateNames[row.state],
    bank: row.bank,
    wanted,
    asked: wanted.reduce((total, { count }) => total + count, 0),
    delivered: wanted.reduce((total, one) => total + one.delivered, 0),
    dueOn: row.dueOn === null ? null : String(row.dueOn),
    outcome: row.outcome,
    assignedAt: row.assignedAt.toISOString(),
  }
}

const expertsOf = async ({ tx }: QueryContext, organisationId: string) => {
  const [writers, reviewers] = [
    await staffWithRole(tx, organisationId, 'org-item-writer'),
    await staffWithRole(tx, organisationId, 'org-item-reviewer'),
  ]
  const rows = [
    ...writers.map((person) => ({ ...person, duty: '命题人员' })),
    ...reviewers.map((person) => ({ ...person, duty: '审题人员' })),
  ]
  return rows.map(({ accountId, name, duty }) => ({ expertId: accountId, name, duty }))
}

/** Every task for those who give them out; for an expert his own. */
export const taskListHandler: QueryHandler<typeof taskList> = async (context, input) => {
  const { tx, actor } = context
  const { organisationId, accountId } = ownPlace(context)
  const assigns = actor.roles.some((role) => role === 'org-itembank' || role === 'org-head')
  const { total, rows } = await listTasks(tx, {
    ...input,
    organisationId,
    ...(!assigns && { expertId: accountId }),
  })
  const delivered = await deliveredTo(
    tx,
    organisationId,
    rows.map(({ id }) => id),
  )
  const names = await staffNames(tx, organisationId)
  return accept({
    total,
    rows: rows.map((row) => ({
      ...rowOf(row, delivered),
      expertName: names.get(row.expertId) ?? '—',
      isMine: row.expertId === accountId,
      availableActions: [...openSteps(row, { accountId, roles: actor.roles })],
    })),
    experts: assigns ? await expertsOf(context, organisationId) : [],
  })
}
