import { organisationOffice } from '#modules/party/core/role.ts'
import { batchesInHand } from '#modules/plan/facts.ts'
import { loadCalendar } from '#modules/policy/facts.ts'
import { yearOf } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { overview } from '../contract.ts'
import { kindsFor, todoOf, warningsOf } from '../core/todo.rule.ts'
import { type SessionToday, sessionsToday, waitingOf } from '../waiting.store.ts'

const subjects = { theory: '理论', practical: '技能', review: '综合评审' } as const
const overseers: readonly string[] = ['province', 'city', 'auditor', 'operator']

type Batches = Awaited<ReturnType<typeof batchesInHand>>

const sees = (context: QueryContext, roles: readonly string[]) =>
  context.actor.roles.some((role) => roles.includes(role))

/** Years in which a stage of a batch in hand falls but whose working days nobody has entered. */
const unknownYears = async (context: QueryContext, batches: Batches): Promise<number[]> => {
  if (!batches.some(({ segments }) => segments.some(({ to }) => to === null))) return []
  const { years } = await loadCalendar(context.tx)
  const first = yearOf(context.today)
  return [first, first + 1].filter((year) => !years.has(year))
}

const sittingOf = (session: SessionToday, inOffice: boolean, overseer: boolean) => ({
  title: `${session.batchName} ${subjects[session.subject]}第${session.number}场（${session.rooms}个考场）`,
  startsAt: session.startsAt.toISOString(),
  link: overseer ? null : inOffice ? `/exams/${session.batchId}` : '/today',
})

/** 工作台: what waits for this person by when and under which clause, the batches in hand, what is late, today's sessions. */
export const overviewHandler: QueryHandler<typeof overview> = async (context) => {
  const { tx, actor, now, today } = context
  const asker = { accountId: actor.accountId, now, today }
  const overseer = sees(context, overseers)
  const inOffice = sees(context, organisationOffice)
  const waiting = await waitingOf(tx, kindsFor(actor.roles), asker)
  const todos = waiting.map((each) => todoOf(each, today))
  const batches = inOffice || overseer ? await batchesInHand(context) : []
  const sessions = await sessionsToday(tx, asker, inOffice || overseer ? 'all' : 'own')
  return accept({
    todos,
    batches: batches.map(({ batchId, name, segments, next }) => ({
      batchId,
      name,
      segments: segments.map(({ key, title, state, due, workingDaysLeft, clause, arithmetic }) => ({
        key,
        title,
        state,
        due,
        workingDaysLeft,
        clause,
        arithmetic,
      })),
      next: next && { title: next.title, link: `/plans/${batchId}` },
    })),
    warnings: [
      ...warningsOf(todos, {
        unknownYears: await unknownYears(context, batches),
        mayEnter: actor.roles.includes('province'),
      }),
    ],
    sittings: sessions.map((session) => sittingOf(session, inOffice, overseer)),
  })
}
