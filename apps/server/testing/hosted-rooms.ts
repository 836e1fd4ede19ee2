import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Fastify from 'fastify'
import { openRoomNode, type RoomNode } from '#apps/exam-room/node/room-node.ts'
import { overLoopback, type Send } from '#apps/exam-room/testing/room-client.ts'
import type { ResultBundle } from '#modules/delivery/core/bundle.ts'
import type { RoomPort } from '#modules/delivery/core/room.port.ts'
import { deliveryEntries } from '#modules/delivery/register.ts'
import { deliveryTasks, followRooms } from '#modules/delivery/tasks.ts'
import { openSealedPaper } from '#modules/itembank/paper/open-paper.ts'
import { confirmedScores } from '#modules/scoring/facts.ts'
import { systemActor } from '#platform/command/context.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import type { Entry } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { withReach } from '#platform/jobs/runner.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import { roomPort } from '../room.ts'

export interface HostedRooms {
  readonly world: World
  readonly node: RoomNode
  readonly send: Send
  /** Where the sitting files lie. */
  readonly directory: string
  /** Set to hand the centre something else than the room's own bundle. */
  forge: ((bundle: ResultBundle) => ResultBundle) | undefined
  /** Runs a queued job to its end, as often as it is called. */
  runJob(organisationId: string, kind: string): Promise<void>
  follow(): Promise<void>
  close(): Promise<void>
}

const serve = async (node: RoomNode) => {
  const app = Fastify()
  await app.register(node.plugin, { prefix: '/room' })
  return { app, send: overLoopback(await app.listen({ port: 0, host: '127.0.0.1' })) }
}

/** The delivery module on a real database with a real room node behind it, served over loopback. */
export const openHostedRooms = async (at: string, further: readonly Entry[] = []): Promise<HostedRooms> => {
  const directory = mkdtempSync(path.join(tmpdir(), 'hosted-rooms-'))
  const held: { port?: RoomPort; hosted?: HostedRooms } = {}
  const behind = () => held.port!
  const room: RoomPort = {
    prepare: (sitting) => behind().prepare(sitting),
    standing: (id) => behind().standing(id),
    journal: (id) => behind().journal(id),
    uploaded: (id, receipt) => behind().uploaded(id, receipt),
    hashPasscode: (passcode) => behind().hashPasscode(passcode),
    withdraw: (id) => behind().withdraw(id),
    build: () => behind().build(),
    bundle: (id) => {
      const bundle = behind().bundle(id)
      const { forge } = held.hosted!
      return bundle.refused || !forge ? bundle : accept(forge(bundle.value))
    },
  }
  const world = await openWorld({ entries: [...deliveryEntries(room, confirmedScores), ...further], at })
  const node = openRoomNode({
    directory,
    clock: world.clock,
    openPackage: openSealedPaper({ verifiers: world.services.sealing.verifiers, serverVersion: '0.1.0' }),
    tickMilliseconds: 0,
  })
  held.port = roomPort(node)
  const { app, send } = await serve(node)
  const deps: TaskDeps = {
    connection: world.database.connection,
    services: world.services,
    carryOut: (spec, input, as) =>
      world.run(spec, input, as.commandId ? { actor: as.actor, commandId: as.commandId } : as.actor),
    actorOf: async () => systemActor,
  }
  const tasks = deliveryTasks(deps, room)
  held.hosted = {
    ...{ world, node, send, directory },
    forge: undefined,
    runJob: async (organisationId, kind) => {
      const rows = await withReach(world.database.connection, organisationId, (tx) =>
        tx.selectFrom('job').selectAll().where('kind', '=', kind).execute(),
      )
      for (const { id, accountId, done, payload } of rows)
        await tasks[kind]!({
          ...{ id, organisationId, accountId, done, progress: async () => {} },
          payload: payload as { [key: string]: string },
        })
    },
    follow: () => followRooms(deps, room),
    close: async () => {
      await app.close()
      await node.close()
      await world.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
  return held.hosted
}
