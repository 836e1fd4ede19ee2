import { v7 as uuid } from 'uuid'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import { type TaskKind, type TaskState, taskStates } from '../core/task.machine.ts'

type Tx = QueryContext['tx']

/** Items asked of an expert: so many of one type for one point. */
export interface Wanted {
  readonly pointCode: string
  readonly type: string
  readonly count: number
}

const selectTasks = (tx: Tx, organisationId: string) =>
  tx.selectFrom('expertTask').selectAll().where('organisationId', '=', organisationId)

type TaskRow = NonNullable<Awaited<ReturnType<ReturnType<typeof selectTasks>['executeTakeFirst']>>>

const taskOf = (row: TaskRow) => {
  const state = taskStates.find((one) => one === row.state)
  if (!state) throw new Error(`a task is in the unknown state ${row.state}`)
  return { ...row, state, wanted: row.wanted as unknown as readonly Wanted[] }
}

/** One task of an organisation; undefined when there is none. */
export const findTask = async (tx: Tx, organisationId: string, taskId: string) => {
  const row = await selectTasks(tx, organisationId).where('id', '=', taskId).executeTakeFirst()
  return row && taskOf(row)
}

/** Locks a task as the person saw it. Throws MissingRow and StaleRow. */
export const lockTask = async (
  tx: Tx,
  organisationId: string,
  { taskId, version }: { readonly taskId: string; readonly version: number },
) => {
  const row = await selectTasks(tx, organisationId).where('id', '=', taskId).forUpdate().executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== version) throw new StaleRow()
  return taskOf(row)
}

export const insertTask = async (
  context: CommandContext,
  place: { readonly organisationId: string; readonly assignedBy: string },
  task: {
    readonly kind: TaskKind
    readonly title: string
    readonly expertId: string
    readonly bank: string | null
    readonly wanted: readonly Wanted[]
    readonly dueOn: string | null
  },
) => {
  const id = uuid()
  const { dueOn, wanted, ...rest } = task
  await context.tx
    .insertInto('expertTask')
    .values({
      ...{ ...place, ...rest, id, version: 1, state: 'assigned' satisfies TaskState },
      ...{ wanted: JSON.stringify(wanted), dueOn: dueOn as never, assignedAt: context.now },
    })
    .execute()
  return { organisationId: place.organisationId, id }
}

/** Writes a step of a locked task, its version one up. */
export const moveTask = (
  tx: Tx,
  row: { readonly organisationId: string; readonly id: string; readonly version: number },
  changes: { readonly state: TaskState; readonly outcome?: string; readonly finishedAt?: Date },
) =>
  tx
    .updateTable('expertTask')
    .set({ ...changes, version: row.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()

export const listTasks = async (
  tx: Tx,
  filter: {
    readonly organisationId: string
    readonly page: number
    readonly pageSize: number
    readonly state?: string
    /** One expert's alone. */
    readonly expertId?: string
  },
) => {
  let found = tx.selectFrom('expertTask').where('organisationId', '=', filter.organisationId)
  if (filter.state) found = found.where('state', '=', filter.state)
  if (filter.expertId) found = found.where('expertId', '=', filter.expertId)
  const { total } = await found.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .selectAll()
    .orderBy('assignedAt', 'desc')
    .orderBy('id')
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
    .execute()
  return { total: Number(total), rows: rows.map(taskOf) }
}

/** Items handed in to tasks, under review or beyond, by task, point and type: `task/A-B-C-001/B`. */
export const deliveredTo = async (
  tx: Tx,
  organisationId: string,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const rows = await tx
    .selectFrom('item')
    .select((e) => ['taskId', 'pointCode', 'type', e.fn.countAll<number>().as('items')])
    .where('organisationId', '=', organisationId)
    .where((e) => e('taskId', '=', e.fn.any(e.val([...taskIds]))))
    .where('state', 'not in', ['draft', 'retired'])
    .groupBy(['taskId', 'pointCode', 'type'])
    .execute()
  return new Map(
    rows.map(({ taskId, pointCode, type, items }) => [`${taskId}/${pointCode}/${type}`, Number(items)]),
  )
}
