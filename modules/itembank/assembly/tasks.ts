import { dayOf } from '#platform/clock/day.ts'
import type { Actor, QueryContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import { type JobToDo, type Task, withReach } from '#platform/jobs/runner.ts'
import { stepId } from '#platform/jobs/step.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import { openSolver, SolverOvertime, SolverStopped } from '#platform/solver/highs.ts'
import type { Solve } from '#platform/solver/model.ts'
import { assembleForms, prepare, type Request } from './assemble.ts'
import { assembleCandidates } from './candidates.ts'
import { finishAssembly } from './contract.ts'
import { explanationOf, reportOf } from './core/report.ts'
import type { Wording } from './core/words.ts'
import { gatherPool, wordingOf } from './gather.ts'
import { type AssemblyRow, getAssembly } from './store/assembly.store.ts'
import { getRules } from './store/rules.store.ts'

type Outcome = InputOf<typeof finishAssembly>['outcome']

/** Milliseconds between looks whether the person has cancelled. */
const pace = 500

interface Order {
  readonly row: AssemblyRow
  readonly request: Request
  readonly wording: Wording
}

const within = <T>(
  { connection, services }: TaskDeps,
  { actor, organisationId }: { readonly actor: Actor; readonly organisationId: string },
  read: (context: QueryContext) => Promise<T>,
): Promise<T> =>
  withReach(connection, organisationId, (tx) => {
    const now = services.clock.now()
    return read({ tx, actor, now, today: dayOf(now), services })
  })

const orderOf = async (context: QueryContext, { organisationId, payload }: JobToDo): Promise<Order> => {
  const row = await getAssembly(context.tx, organisationId, String(payload.assemblyId))
  const { rules } = await getRules(context.tx, organisationId, row.ruleSetId)
  const plan =
    row.mode === 'parallel' ? { forms: row.forms, overlap: rules.overlap } : { forms: 1, overlap: undefined }
  const pool = await gatherPool(context, row)
  return {
    row,
    request: { pool, rules, plan, seed: row.seed },
    wording: await wordingOf(context, row, rules),
  }
}

const draw = async ({ row, request, wording }: Order, job: JobToDo, solve: Solve): Promise<Outcome> => {
  const series = { forms: row.forms, progress: job.progress }
  const outcome =
    row.mode === 'candidates'
      ? await assembleCandidates(request, series, solve)
      : await assembleForms(request, solve)
  if (!outcome.possible) {
    const explanation = explanationOf(outcome.conflict, wording)
    return { kind: 'impossible', explanation: JSON.parse(JSON.stringify(explanation)) }
  }
  const { drawn, gap } = outcome
  const report = reportOf({ forms: drawn.forms, gap, ...prepare(request) }, wording)
  return JSON.parse(JSON.stringify({ kind: 'found', drawn, report }))
}

const overtime: Outcome = {
  kind: 'failed',
  trouble: '规则过于复杂，在规定时间内没有求出结果。请减少套数，或放宽难度、鉴定点方面的规则后重新组卷。',
}

/** Looks from time to time whether the assembly is still wanted; stops the solver when it is not. */
const watch = (isWanted: () => Promise<boolean>) => {
  const stopping = new AbortController()
  const timer = setInterval(() => {
    isWanted().then(
      (wanted) => wanted || stopping.abort(),
      () => {},
    )
  }, pace)
  return { signal: stopping.signal, end: () => clearInterval(timer) }
}

const drawWatched = async (order: Order, job: JobToDo, isWanted: () => Promise<boolean>) => {
  const watching = watch(isWanted)
  const solver = openSolver(watching.signal)
  const progress = async (done: number) => {
    if (watching.signal.aborted) throw new SolverStopped('cancelled')
    await job.progress(done)
  }
  try {
    return await draw(order, { ...job, progress }, solver.solve)
  } catch (error) {
    if (error instanceof SolverStopped) return undefined
    if (error instanceof SolverOvertime) return overtime
    throw error
  } finally {
    watching.end()
    solver.close()
  }
}

/** Draws off the server's loop, and hands over what was found; a run after a crash draws the same again. */
const assembleTask =
  (deps: TaskDeps): Task =>
  async (job) => {
    const { organisationId } = job
    // The draw is the person's who asked for it; only the job may say how it ended.
    const person = await deps.actorOf(job.accountId)
    const actor = { ...person, organisationId, roles: [...person.roles, 'system'] }
    const reading = <T>(read: (context: QueryContext) => Promise<T>) =>
      within(deps, { actor, organisationId }, read)
    const order = await reading((context) => orderOf(context, job))
    const { id: assemblyId } = order.row
    const isWanted = () =>
      reading(async ({ tx }) => (await getAssembly(tx, organisationId, assemblyId)).state === 'drawing')
    if (order.row.state !== 'drawing') return { assemblyId }
    const outcome = await drawWatched(order, job, isWanted)
    if (outcome) {
      const as = { actor, commandId: stepId(job.id, 'finish') }
      const finished = await deps.carryOut(finishAssembly, { assemblyId, outcome }, as)
      if (finished.refused) throw new Error(finished.sentence)
    }
    return { assemblyId }
  }

export const assemblyTasks = (deps: TaskDeps): { readonly [kind: string]: Task } => ({
  'itembank.assemble': assembleTask(deps),
})
