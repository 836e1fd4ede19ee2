import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { passcodeSheet, prepareSittings, sittingDetail, sittingList } from '#modules/delivery/contract.ts'
import { receiveResultOf } from '#modules/delivery/node/commands/receive-result.ts'
import { nodeList, type receiveResult } from '#modules/delivery/node/contract.ts'
import type { Actor } from '#platform/command/context.ts'
import { carryOut } from '#platform/command/pipeline.ts'
import type { InputOf, Outcome, ReplyOf } from '#platform/contract/contract.ts'
import { openTestDatabase, type TestDatabase } from '#platform/db/testing.ts'
import { silentLogger } from '#platform/log/log.ts'
import { readConfig } from '../config.ts'
import { type RunningServer, startServer, taskDeps } from '../main.ts'
import { type Exam, examFixture } from './exam.fixture.ts'

const minute = 60_000

const organisation = async ({ connection }: RunningServer): Promise<string> => {
  const id = randomUUID()
  await connection.owner
    .insertInto('organisation')
    .values({
      ...{ organisationId: id, id, version: 1, kind: 'evaluation', name: '澜川样例评价中心' },
      ...{ typeName: '社会培训评价组织', cityCode: '3799', cityName: '澜川市' },
      ...{ contactPerson: '联系人甲', contactPhone: '0530-0000001' },
      ...{ headName: '负责人甲', headPhone: '13800000001' },
    })
    .execute()
  return id
}

/** A whole centre on HTTP in this process, with one examination that begins now. */
export interface RoomCentre {
  readonly server: RunningServer
  readonly exam: Exam
  readonly sittingId: string
  readonly office: Actor
  readonly chief: Actor
  readonly passcodes: { readonly [person: string]: string }
  readonly seats: readonly { readonly seat: string; readonly ticketNumber: string }[]
  run<S extends { readonly name: string }>(spec: S, input: InputOf<S>, actor: Actor): Promise<Outcome<S>>
  done<S extends { readonly name: string }>(spec: S, input: InputOf<S>, actor: Actor): Promise<ReplyOf<S>>
  /** Brings a result file by hand. */
  bring(bytes: Uint8Array): Promise<ReplyOf<typeof receiveResult>>
  nodes(): Promise<ReplyOf<typeof nodeList>>
  close(): Promise<void>
}

/** Polls until the answer is there; examinations do not hang on a test. */
export const until = async <T>(look: () => Promise<T | undefined | null>): Promise<T> => {
  for (let waited = 0; waited < 600; waited += 1) {
    const found = await look()
    if (found !== undefined && found !== null) return found
    await pause(100)
  }
  throw new Error('it did not come about within a minute')
}

export const openRoomCentre = async (
  people: number,
  ground: {
    readonly database?: Pick<TestDatabase, 'url' | 'close'>
    readonly rooms?: readonly (readonly [number, number])[]
  } = {},
): Promise<RoomCentre> => {
  const data = mkdtempSync(path.join(tmpdir(), 'room-centre-'))
  const database = ground.database ?? (await openTestDatabase())
  const config = readConfig({ JIANGHENG_DATA: data, PORT: '0', DATABASE_URL: database.url }, 'demo')
  const server = await startServer(config, silentLogger)
  const { connection, services } = server
  const fixture = { database: { connection }, services, organisation: () => organisation(server) }
  const now = Date.now()
  const exam = await examFixture(fixture, {
    ...{ people, rooms: ground.rooms ?? [[2, 3]], items: 8 },
    ...{ startsAt: new Date(now - minute), endsAt: new Date(now + 25 * minute) },
  })
  const { organisationId } = exam
  const actor = (role: string, accountId: string): Actor => ({
    ...{ accountId, personId: null, name: role, roles: [role] },
    ...{ organisationId, cityCode: null, reach: [organisationId] },
  })
  const office = actor('org-exam', randomUUID())
  const chief = actor('site-chief', exam.chiefAccountId)
  const deps = taskDeps(server)
  const run: RoomCentre['run'] = (spec, input, by) => deps.carryOut(spec, input, { actor: by }) as never
  const done: RoomCentre['done'] = async (spec, input, by) => {
    const outcome = await run(spec, input, by)
    if (outcome.refused) throw new Error(`${spec.name}: ${outcome.code} ${outcome.sentence}`)
    return outcome.value as never
  }
  const { batchId, sessionId } = exam
  await done(prepareSittings, { batchId, sessionIds: [sessionId] }, office)
  const { sittingId } = await until(async () =>
    (await done(sittingList, { batchId }, chief)).rows.find(
      ({ state }) => state === 'sealed-package-present',
    ),
  )
  const { duties } = await done(passcodeSheet, { sittingId }, chief)
  const { signIns } = await done(sittingDetail, { sittingId }, chief)
  return {
    ...{ server, exam, sittingId, office, chief, run, done },
    passcodes: Object.fromEntries(duties.map(({ id, passcode }) => [id, passcode])),
    seats: signIns.map(({ seat, ticketNumber }) => ({ seat, ticketNumber })),
    nodes: () => done(nodeList, {}, office),
    bring: async (bytes) => {
      const pipeline = { database: connection.app, services }
      const input = { name: '答卷包.jhresult' }
      const outcome = await carryOut(pipeline, { entry: receiveResultOf(bytes), actor: chief, input })
      if (outcome.refused) throw new Error(outcome.sentence)
      return outcome.value as ReplyOf<typeof receiveResult>
    },
    close: async () => {
      await server.stop()
      await database.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}
