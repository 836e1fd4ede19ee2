import { readIdentities } from '#modules/party/facts.ts'
import { dayOf } from '#platform/clock/day.ts'
import { type QueryContext, systemActor } from '#platform/command/context.ts'
import type { Refusal } from '#platform/contract/verdict.ts'
import { type JobToDo, type Task, withReach } from '#platform/jobs/runner.ts'
import { stepId } from '#platform/jobs/step.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import { discloseForTickets, keepTickets, placeSeats } from './contract.ts'
import { pressTickets, type TicketPage, ticketFrame, ticketPages } from './press-tickets.ts'
import { ticketsOf } from './ticket.store.ts'

const pageOfTickets = 200
/** Share of the progress bar for reading; the press takes the rest. */
const readingShare = 40

const asResult = ({ code, sentence, remedy, clauses }: Refusal) => ({
  refused: true,
  code,
  sentence,
  remedy,
  clauses,
})

const batchOf = (job: JobToDo) => ({
  organisationId: job.organisationId,
  batchId: String(job.payload.batchId),
})

/** One transaction writes all seats; a run that was killed before its commit has written none. */
const seatTask =
  (deps: TaskDeps): Task =>
  async (job) => {
    const { batchId } = batchOf(job)
    const actor = await deps.actorOf(job.accountId)
    const outcome = await deps.carryOut(
      placeSeats,
      { batchId },
      { actor, commandId: stepId(job.id, 'place') },
    )
    return outcome.refused ? asResult(outcome) : { ...outcome.value }
  }

const readPages = async (deps: TaskDeps, job: JobToDo, context: Omit<QueryContext, 'tx'>) => {
  const pages: TicketPage[] = []
  const inReach = <T>(work: (context: QueryContext) => Promise<T>) =>
    withReach(deps.connection, job.organisationId, (tx) => work({ ...context, tx }))
  const tickets = await inReach(({ tx }) => ticketsOf(tx, batchOf(job)))
  for (let from = 0; from < tickets.length; from += pageOfTickets) {
    const page = tickets.slice(from, from + pageOfTickets)
    const made = await inReach(async (within) => {
      const documents = await readIdentities(
        within,
        page.map(({ personId }) => personId),
      )
      return ticketPages(within, page, documents)
    })
    pages.push(...made)
    await job.progress(Math.floor((readingShare * pages.length) / tickets.length))
  }
  return { pages, frame: await inReach((within) => ticketFrame(within, batchOf(job))) }
}

/** Everything before the last step only reads; the last step happens once however often the job runs. */
const printTask =
  (deps: TaskDeps): Task =>
  async (job) => {
    const of = batchOf(job)
    const actor = await deps.actorOf(job.accountId)
    const { services } = deps
    const disclosed = await deps.carryOut(
      discloseForTickets,
      { batchId: of.batchId },
      { actor, commandId: stepId(job.id, 'disclose') },
    )
    if (disclosed.refused) return asResult(disclosed)
    const now = services.clock.now()
    const { pages, frame } = await readPages(deps, job, { actor, now, today: dayOf(now), services })
    const pdf = await pressTickets({ services }, frame, pages)
    if (pdf.refused) return asResult(pdf)
    const { hash } = await services.blobs.put(pdf.value, { mediaType: 'application/pdf' })
    const kept = await deps.carryOut(
      keepTickets,
      { ...of, hash },
      { actor: systemActor, commandId: stepId(job.id, 'keep') },
    )
    return kept.refused ? asResult(kept) : { ...kept.value, hash }
  }

export const arrangementTasks = (deps: TaskDeps): { readonly [kind: string]: Task } => ({
  'arrangement.seat': seatTask(deps),
  'arrangement.printTickets': printTask(deps),
})
