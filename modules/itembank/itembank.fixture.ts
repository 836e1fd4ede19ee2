import { randomUUID } from 'node:crypto'
import { demoFile } from '#modules/itembank/exchange/import/workbook.fixture.ts'
import type { PackId } from '#modules/policy/core/regime.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import { day, instantOf } from '#platform/clock/day.ts'
import type { Actor } from '#platform/command/context.ts'
import { carryOut } from '#platform/command/pipeline.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import type { InputOf, ReplyOf } from '#platform/contract/contract.ts'
import type { Entry } from '#platform/contract/registry.ts'
import { withReach } from '#platform/jobs/runner.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import { assemble, importRules, keepAssembly, ruleSetList } from './assembly/contract.ts'
import { receiveUpload } from './exchange/commands/receive-upload.ts'
import { commitImport, importDetail, stageImport } from './exchange/contract.ts'
import { sealUpload } from './exchange/store/upload.store.ts'
import { moveItems } from './item/contract.ts'
import { importTree } from './knowledge/contract.ts'
import type { SeatedCandidates } from './paper/candidates.port.ts'
import { bindPaper, reviewPaper, takeCustody } from './paper/contract.ts'
import type { SessionDirectory, SessionRoom, TheorySession } from './paper/sessions.port.ts'
import { itembankEntries } from './register.ts'
import { itembankTasks } from './tasks.ts'
import { signUndertaking } from './undertaking/contract.ts'
import { undertaking } from './undertaking/core/undertaking.ts'

export const electrician = { occupationCode: '6-31-01-03', level: 4 } as const
export const bank = '电工（四级）理论'
export const base64 = (name: string) => Buffer.from(demoFile(name)).toString('base64')
export const itemsFile = () => demoFile('items-electrician-4.xlsx')
export const passphrases = ['三相四线制 2026 甲', 'Nacelle-ohm-47-lantern'] as const

/** Two sessions of one batch, one of another batch, one of another level. */
export const someSessions = (): TheorySession[] => {
  const [batchId, otherBatch] = [randomUUID(), randomUUID()]
  const session = (number: number, time: string, changes: Partial<TheorySession> = {}): TheorySession => {
    const startsAt = instantOf(day('2026-12-26'), time)
    return {
      ...{ batchId, batchName: '2026年第4批', sessionId: randomUUID(), number, startsAt },
      ...{ endsAt: new Date(startsAt.getTime() + 90 * 60_000), occupationName: '电工', ...electrician },
      ...{ pack: 'shandong-social', packDay: day('2026-11-20'), medium: 'screen' },
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

/** Two rooms of two and one candidates, whatever the session. */
export const seatedDemo: SeatedCandidates = {
  rooms: async () => [
    { roomId: 'room-1', name: 'A101 第一考场', candidates: 2 },
    { roomId: 'room-2', name: 'A102 第二考场', candidates: 1 },
  ],
  inRoom: async (_context, _organisationId, { roomId }) =>
    (roomId === 'room-1' ? [1, 2] : [3]).map((seatNumber) => ({
      seatNumber,
      name: `考生${seatNumber}`,
      ticketNumber: `26120100${seatNumber}`,
      documentNumber: `37010220000101001${seatNumber}`,
      region: '澜川市',
    })),
}
/** Where the sessions of these tests take place: the rooms of `places.rooms`, under the pack named there. */
export const places: { pack: PackId; rooms: readonly SessionRoom[] } = { pack: 'shandong-social', rooms: [] }
const packDay = day('2026-11-20')

const directoryOf = (organisation: () => string, sessions: readonly TheorySession[]): SessionDirectory => ({
  sessions: async (_, asked) => (asked === organisation() ? sessions : []),
  scene: async () => ({ ...places, packDay }),
  batch: async (_, { batchId }) => {
    const found = sessions.find((one) => one.batchId === batchId)
    return found ? { name: found.batchName, pack: places.pack, packDay } : null
  },
})

export interface Bench {
  readonly world: World
  readonly organisationId: string
  readonly sessions: readonly TheorySession[]
  readonly author: Actor
  readonly reviewer: Actor
  /** Two who review items, one after the other. */
  readonly experts: readonly [Actor, Actor]
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
  actorOf: async (accountId) =>
    people.find((one) => one.accountId === accountId) ??
    world.actor('org-itembank', '', { accountId, name: '外单位', reach: 'all' }),
})

/** What background work of this bench is made with. */
export const taskDepsOf = ({ world, author, reviewer }: Bench): TaskDeps =>
  taskDeps(world, [author, reviewer])

const jobRunner = (world: World, people: readonly Actor[]) => async (jobId: string) => {
  const { connection } = world.database
  const row = await withReach(connection, 'all', (tx) =>
    tx.selectFrom('job').selectAll().where('id', '=', jobId).executeTakeFirstOrThrow(),
  )
  const { accountId, done, organisationId } = row
  const payload = row.payload as { readonly [key: string]: string | number }
  const task = itembankTasks(taskDeps(world, people))[row.kind]!
  await task({ id: jobId, organisationId, payload, accountId, done, progress: async () => {} })
}

/** An organisation with two item bank people and two custodians, nobody signed yet; `later` modules beside the bank. */
export const openBench = async (later: readonly Entry[] = []): Promise<Bench> => {
  const sessions = someSessions()
  let organisationId = ''
  const world = await openWorld({
    entries: [
      ...itembankEntries(
        directoryOf(() => organisationId, sessions),
        seatedDemo,
      ),
      ...later,
    ],
  })
  organisationId = await world.organisation()
  const author = world.actor('org-itembank', organisationId, { name: '题库员甲' })
  const reviewer = world.actor('org-itembank', organisationId, { name: '题库员乙' })
  const experts = [
    world.actor('org-item-reviewer', organisationId, { name: '审题员甲' }),
    world.actor('org-item-reviewer', organisationId, { name: '审题员乙' }),
  ] as const
  const keepers = [
    world.actor('org-secrecy', organisationId, { name: '保密员甲' }),
    world.actor('site-chief', organisationId, { name: '考点负责人甲' }),
  ] as const
  return {
    ...{ world, organisationId, sessions, author, reviewer, experts, keepers },
    runJob: jobRunner(world, [author, reviewer, ...keepers]),
    close: () => world.close(),
  }
}

export const signAll = async ({ world }: Bench, people: readonly Actor[]): Promise<void> => {
  for (const person of people) await world.done(signUndertaking, { version: undertaking.version }, person)
}

/** Submits every draft of the bank and lets two experts pass it, one after the other. */
export const activateAll = async ({ world, author, experts }: Bench): Promise<void> => {
  const of = { filter: { bank } }
  await world.done(moveItems, { action: 'submit', reason: '', of }, author)
  for (const expert of experts) await world.done(moveItems, { action: 'pass', reason: '', of }, expert)
}

/** Everybody has signed; blueprint and the 360 items are in the bank, reviewed and in use. */
export const stock = async (bench: Bench): Promise<void> => {
  const { world, author, reviewer, experts, keepers } = bench
  await signAll(bench, [author, reviewer, ...experts, ...keepers])
  await world.done(importTree, { file: base64('blueprint-electrician-4.xlsx'), ...electrician }, author)
  await world.done(importRules, { file: base64('blueprint-electrician-4.xlsx') }, author)
  const { itemImportId } = await stageFile(bench, itemsFile())
  await commitStaged(bench, itemImportId, 'all-or-nothing')
  await activateAll(bench)
}

/** Uploads a file as the server takes it in. */
export const uploadFile = async (
  { world }: Bench,
  bytes: Uint8Array,
  { by, name = '试题.xlsx' }: { readonly by: Actor; readonly name?: string },
): Promise<string> => {
  const sealed = await sealUpload(world.services, bytes)
  const pipeline = { database: world.database.connection.app, services: world.services }
  const kept = await carryOut(pipeline, { entry: receiveUpload(sealed), actor: by, input: { name } })
  if (kept.refused) throw new Error(kept.sentence)
  return sealed.uploadId
}

/** Uploads a file for a bank and has it read; gives the import as it then stands. */
export const stageFile = async (
  bench: Bench,
  bytes: Uint8Array,
  { by = bench.author, name = '试题.xlsx', into = bank } = {},
): Promise<ReplyOf<typeof importDetail>> => {
  const itemUploadId = await uploadFile(bench, bytes, { by, name })
  const { itemImportId, jobId } = await bench.world.done(stageImport, { bank: into, itemUploadId }, by)
  await bench.runJob(jobId)
  return bench.world.done(importDetail, { itemImportId }, by)
}

type CommitMode = InputOf<typeof commitImport>['mode']

/** Commits a staged import and has it written; gives the import as it then stands. */
export const commitStaged = async (
  { world, author, runJob }: Bench,
  itemImportId: string,
  how: CommitMode | { readonly mode: CommitMode; readonly origin: InputOf<typeof commitImport>['origin'] },
): Promise<ReplyOf<typeof importDetail>> => {
  const { mode, origin } = typeof how === 'string' ? ({ mode: how, origin: 'own' } as const) : how
  const { version } = await world.done(importDetail, { itemImportId }, author)
  const { jobId } = await world.done(commitImport, { itemImportId, version, mode, origin }, author)
  await runJob(jobId)
  return world.done(importDetail, { itemImportId }, author)
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
