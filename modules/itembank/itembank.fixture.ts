import { randomUUID } from 'node:crypto'
import { demoFile } from '#modules/itembank/exchange/import/workbook.fixture.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import { day, instantOf } from '#platform/clock/day.ts'
import type { Actor } from '#platform/command/context.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import { withReach } from '#platform/jobs/runner.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import { assemble, importRules, keepAssembly, ruleSetList } from './assembly/contract.ts'
import { importItems } from './exchange/contract.ts'
import { importBlueprint } from './knowledge/contract.ts'
import { bindPaper, reviewPaper, takeCustody } from './paper/contract.ts'
import type { TheorySession } from './paper/sessions.port.ts'
import { itembankEntries } from './register.ts'
import { itembankTasks } from './tasks.ts'
import { signUndertaking } from './undertaking/contract.ts'
import { undertaking } from './undertaking/core/undertaking.ts'

export const electrician = { occupationCode: '6-31-01-03', level: 4 } as const
export const bank = '电工（四级）理论'
export const base64 = (name: string) => Buffer.from(demoFile(name)).toString('base64')
export const itemsFile = () => base64('items-electrician-4.xlsx')
export const passphrases = ['三相四线制 2026 甲', 'Nacelle-ohm-47-lantern'] as const

/** Two sessions of one batch, one of another batch, one of another level. */
export const someSessions = (): TheorySession[] => {
  const [batchId, otherBatch] = [randomUUID(), randomUUID()]
  const session = (number: number, time: string, changes: Partial<TheorySession> = {}): TheorySession => {
    const startsAt = instantOf(day('2026-12-26'), time)
    return {
      ...{ batchId, batchName: '2026年第4批', sessionId: randomUUID(), number, startsAt },
      ...{ endsAt: new Date(startsAt.getTime() + 90 * 60_000), occupationName: '电工', ...electrician },
      ...changes,
    }
  }
  return [
    session(1, '09:00'),
    session(2, '14:00'),
    session(1, '09:00', { batchId: otherBatch, batchName: '2026年第5批' }),
    session(3, '16:00', { level: 3 }),
  ]
}

export interface Bench {
  readonly world: World
  readonly organisationId: string
  readonly sessions: readonly TheorySession[]
  readonly author: Actor
  readonly reviewer: Actor
  readonly keepers: readonly [Actor, Actor]
  /** Runs the queued job of this id to its end. */
  readonly runJob: (jobId: string) => Promise<void>
  readonly close: () => Promise<void>
}

const taskDeps = (world: World, people: readonly Actor[]): TaskDeps => ({
  connection: world.database.connection,
  services: world.services,
  carryOut: (spec, input, as) =>
    world.run(spec, input, as.commandId ? { actor: as.actor, commandId: as.commandId } : as.actor),
  actorOf: async (accountId) => people.find((one) => one.accountId === accountId)!,
})

const jobRunner =
  (world: World, organisationId: string, people: readonly Actor[]) => async (jobId: string) => {
    const { connection } = world.database
    const row = await withReach(connection, organisationId, (tx) =>
      tx.selectFrom('job').selectAll().where('id', '=', jobId).executeTakeFirstOrThrow(),
    )
    const { accountId, done } = row
    const payload = row.payload as { readonly [key: string]: string | number }
    const task = itembankTasks(taskDeps(world, people))[row.kind]!
    await task({ id: jobId, organisationId, payload, accountId, done, progress: async () => {} })
  }

/** An organisation with two item bank people and two custodians; nobody has signed anything yet. */
export const openBench = async (): Promise<Bench> => {
  const sessions = someSessions()
  let organisationId = ''
  const world = await openWorld({
    entries: itembankEntries(async (_, asked) => (asked === organisationId ? sessions : [])),
  })
  organisationId = await world.organisation()
  const author = world.actor('org-itembank', organisationId, { name: '题库员甲' })
  const reviewer = world.actor('org-itembank', organisationId, { name: '题库员乙' })
  const keepers = [
    world.actor('org-secrecy', organisationId, { name: '保密员甲' }),
    world.actor('site-chief', organisationId, { name: '考点负责人甲' }),
  ] as const
  return {
    ...{ world, organisationId, sessions, author, reviewer, keepers },
    runJob: jobRunner(world, organisationId, [author, reviewer]),
    close: () => world.close(),
  }
}

export const signAll = async ({ world }: Bench, people: readonly Actor[]): Promise<void> => {
  for (const person of people) await world.done(signUndertaking, { version: undertaking.version }, person)
}

/** Everybody has signed; tree, rules and the 360 items are in the bank. */
export const stock = async (bench: Bench): Promise<void> => {
  const { world, author, reviewer, keepers } = bench
  await signAll(bench, [author, reviewer, ...keepers])
  await world.done(importBlueprint, { file: base64('blueprint-electrician-4.xlsx'), ...electrician }, author)
  await world.done(importRules, { file: base64('blueprint-electrician-4.xlsx') }, author)
  await world.done(importItems, { file: itemsFile(), ...electrician, mode: 'all-or-nothing' }, author)
}

/** The rules of the stocked bank. */
export const rulesInStock = async ({ world, author }: Bench): Promise<string> =>
  (await world.done(ruleSetList, { bank }, author)).ruleSets[0]!.ruleSetId

/** Assembles papers, each for itself, and returns their ids, oldest first. */
export const assembleSome = async (bench: Bench, count: number): Promise<readonly string[]> => {
  const { world, author } = bench
  const ruleSetId = await rulesInStock(bench)
  const order = { ruleSetId, mode: 'parallel', forms: count } as const
  const { assemblyId, jobId } = await world.done(assemble, order, author)
  await bench.runJob(jobId)
  return (await world.done(keepAssembly, { assemblyId, as: 'each' }, author)).paperIds
}

/** Takes an assembled paper to where its custodians have set their passphrases; returns its version. */
export const makeReady = async (
  { world, author, reviewer, keepers }: Bench,
  paperId: string,
  sessionId: string,
): Promise<number> => {
  await world.done(bindPaper, { paperId, version: 1, sessionId }, author)
  await world.done(reviewPaper, { paperId, version: 2 }, reviewer)
  for (const [at, keeper] of keepers.entries())
    await world.done(takeCustody, { paperId, passphrase: passphrases[at]! }, keeper)
  return 3
}

/** What the audit finds; the organisations themselves were put there by the test and not by a command. */
export const auditFindings = async ({ world }: Bench) => {
  const { findings } = await verifyAudit(world.database.connection)
  return findings.filter(({ where }) => !where.startsWith('表 organisation '))
}
