import { setTimeout as pause } from 'node:timers/promises'
import { clearArrivals } from '#modules/delivery/node/tasks.ts'
import { clearUploads } from '#modules/delivery/node/uploads.ts'
import { waive } from '#modules/enrolment/contract.ts'
import { unpaidApplications } from '#modules/finance/facts.ts'
import { clearExchange } from '#modules/itembank/exchange/tasks.ts'
import { expirePrint, printsToExpire } from '#modules/itembank/facts.ts'
import { enrolledBatches } from '#modules/plan/facts.ts'
import type { Day } from '#platform/clock/day.ts'
import { systemActor } from '#platform/command/context.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import { withReach } from '#platform/jobs/runner.ts'
import { stepId } from '#platform/jobs/step.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import type { Logger } from '#platform/log/log.ts'

/** Namespace of the schedule's command ids: what has been done for a batch on a day is not done again. */
const namespace = '0c2a7b52-6a5d-4c11-8f0e-2d9b1f6f7f3e'

const tickMilliseconds = 20_000

/**
 * Deadlines that pass without anyone's hand: SDS-A2-08 waives what was not enrolled or paid in time. The schedule
 * only issues the commands; the rules in them decide.
 */
export const passDeadlines = async (deps: TaskDeps, today: Day): Promise<void> => {
  const issue = (name: string, spec: { readonly name: string }, input: object): Promise<Verdict<unknown>> =>
    deps.carryOut(spec as never, input as never, {
      actor: systemActor,
      commandId: stepId(namespace, `${today} ${name}`),
    }) as Promise<Verdict<unknown>>
  const batches = await withReach(deps.connection, 'all', (tx) => enrolledBatches(tx))
  for (const { organisationId, id: batchId, enrolmentTo, paymentUntil } of batches) {
    const batch = { organisationId, batchId }
    if (today > enrolmentTo) await issue(`enrol ${batchId}`, waive, { ...batch, step: 'enrol' })
    if (today > paymentUntil) {
      const unpaid = await withReach(deps.connection, organisationId, (tx) =>
        unpaidApplications(tx, organisationId, batchId),
      )
      if (unpaid.length === 0) continue
      await issue(`pay ${batchId}`, waive, { ...batch, step: 'pay', applicationIds: unpaid })
    }
  }
}

/** SDS-4.2-06: files of printed papers do not outlive their session. */
export const expirePrints = async (deps: TaskDeps, now: Date): Promise<void> => {
  const due = await withReach(deps.connection, 'all', (tx) => printsToExpire(tx, now))
  for (const { organisationId, id: printId } of due) {
    const actor = { ...systemActor, organisationId }
    await deps.carryOut(expirePrint, { organisationId, printId }, { actor })
  }
}

/** Wakes now and then and lets the deadlines of the business day pass. */
export const startSchedule = (deps: TaskDeps, log: Logger): { stop(): Promise<void> } => {
  const waiting = new AbortController()
  const loop = async () => {
    while (!waiting.signal.aborted) {
      try {
        await passDeadlines(deps, deps.services.clock.today())
        await clearExchange(deps, deps.services.clock.now())
        await expirePrints(deps, deps.services.clock.now())
        await clearUploads(deps, deps.services.clock.now())
        await clearArrivals(deps, deps.services.clock.now())
      } catch (error) {
        log.error({ error: String(error) }, 'schedule failed')
      }
      await pause(tickMilliseconds, undefined, { signal: waiting.signal }).catch(() => {})
    }
  }
  const done = loop()
  return {
    stop: async () => {
      waiting.abort()
      await done
    },
  }
}
