import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { actorOfAccount } from '#modules/party/login.ts'
import { systemActor } from '#platform/command/context.ts'
import { carryOut } from '#platform/command/pipeline.ts'
import type { Services } from '#platform/command/services.ts'
import type { Entry } from '#platform/contract/registry.ts'
import { type Connection, connect } from '#platform/db/connect.ts'
import { startEmbedded } from '#platform/db/launcher.ts'
import { migrate } from '#platform/db/migrate.ts'
import { startJobs } from '#platform/jobs/runner.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import type { Logger } from '#platform/log/log.ts'
import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import { openClock } from './demo-clock.ts'
import { demoRoutes } from './demo-routes.ts'
import { takeFolder } from './folder-lock.ts'
import { entriesWith, tasks } from './modules.ts'
import { reactions } from './reactions.ts'
import { startReactor } from './reactor.ts'
import { openRooms, roomPort, startFollowing } from './room.ts'
import { startSchedule } from './schedule.ts'
import { demoAccounts } from './seed/demo-accounts.ts'
import { openServices } from './services.ts'

export interface OpenStore {
  readonly connection: Connection
  readonly url: string
  /** Closes the connections, and stops the embedded server if this call started it. */
  release(): Promise<void>
  /** Closes the connections and stops the embedded server; an external one is left running. */
  stop(): Promise<void>
}

/** Opens the central database, embedded or external, and brings it up to date. */
export const openStore = async (config: Config): Promise<OpenStore> => {
  const embedded = config.databaseUrl === null ? await startEmbedded(config.dataFolder) : undefined
  const url = config.databaseUrl ?? embedded!.url
  await migrate(url)
  const connection = connect(url)
  const stop = async () => {
    await connection.close()
    await embedded?.stop()
  }
  return { connection, url, stop, release: () => (embedded?.adopted ? connection.close() : stop()) }
}

export interface RunningServer {
  readonly address: string
  readonly app: FastifyInstance
  readonly connection: Connection
  readonly services: Services
  readonly entries: readonly Entry[]
  stop(): Promise<void>
}

const entryOf = (entries: readonly Entry[], name: string) => {
  const entry = entries.find(({ spec }) => spec.name === name)
  if (!entry) throw new Error(`no command ${name}`)
  return entry
}

/** How background work issues commands: through the same pipeline as a person. */
export const taskDeps = ({
  connection,
  services,
  entries,
}: Pick<RunningServer, 'connection' | 'services' | 'entries'>): TaskDeps => ({
  connection,
  services,
  carryOut: async (spec, input, { actor, commandId }) =>
    (await carryOut(
      { database: connection.app, services },
      { entry: entryOf(entries, spec.name), actor, input, commandId },
    )) as never,
  actorOf: async (accountId) =>
    accountId === null ? systemActor : actorOfAccount(connection.app, accountId),
})

/** Starts everything: database, services, jobs, HTTP. */
export const startServer = async (config: Config, log: Logger): Promise<RunningServer> => {
  const lock = takeFolder(config.dataFolder)
  const store = await openStore(config)
  const { connection } = store
  const clock = await openClock(connection, config.mode)
  const services = openServices(config, { clock, log })
  const node = openRooms(config, services)
  for (const { sentence, remedy } of node.unreadable())
    log.warn({ sentence, remedy }, 'a sitting of another version')
  const room = roomPort(node)
  const entries = entriesWith(room)
  const deps = taskDeps({ connection, services, entries })
  const jobs = await startJobs(connection, tasks(deps, room), { log, alone: config.alone })
  const reactor = startReactor(deps, reactions, log)
  const schedule = startSchedule(deps, log)
  const roomAddresses = () => node.standby.addresses
  const app = await buildApp({ config, connection, services, entries, room: node.plugin, roomAddresses })
  const following = startFollowing(deps, room, log)
  if (config.mode === 'demo' && clock.set) {
    const file = path.join(config.dataFolder, 'demo-accounts.json')
    demoRoutes(app, { connection, clock: clock as never, accounts: () => demoAccounts(file) })
  }
  const address = await app.listen({ host: config.host, port: config.port })
  return {
    address,
    app,
    connection,
    services,
    entries,
    stop: async () => {
      await following.stop()
      await app.close()
      await schedule.stop()
      await reactor.stop()
      await jobs.stop()
      await node.close()
      await services.press.close()
      await store.stop()
      lock.release()
    },
  }
}
