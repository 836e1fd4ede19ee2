// A room node under test, in a process of its own: steered by messages, broken on purpose when FAULT_MUTANT says how.
import { DatabaseSync } from 'node:sqlite'
import fastify from 'fastify'
import { openRoomNode, type RoomNode } from '#apps/exam-room/node/room-node.ts'
import { openSamplePackage } from '#apps/exam-room/testing/sample-sitting.ts'
import type { Clock } from '#platform/clock/clock.ts'
import { dayOf } from '#platform/clock/day.ts'
import type { Order, Reply } from './messages.ts'
import { breakResponses, breakSql } from './mutants.ts'

let shift = 0
const read = (): Date => new Date(Date.now() + shift)
/** The clock of a machine that somebody sets. */
const machineClock: Clock = { now: read, wall: read, today: () => dayOf(read()) }

let node: RoomNode | undefined

type Opening = Extract<Order, { readonly type: 'open' }>

/** The log is copied into the file after so few pages, so that a short sitting meets it. */
const copySooner = (pages: number): void => {
  const { exec } = DatabaseSync.prototype
  DatabaseSync.prototype.exec = function sooner(this: DatabaseSync, sql: string) {
    exec.call(this, breakSql(sql.replace(/wal_autocheckpoint = \d+/, `wal_autocheckpoint = ${pages}`)))
  }
}

const open = async ({ directory, port, web, machine: { boot } }: Opening): Promise<string> => {
  // Each start of the machine counts from somewhere else.
  const uptime = { boot: `boot ${boot}`, now: () => Number(process.hrtime.bigint()) / 1e6 - boot * 1e7 }
  node = openRoomNode({
    ...{ directory, clock: machineClock, uptime, openPackage: openSamplePackage },
    tickMilliseconds: 100,
  })
  const app = fastify({ forceCloseConnections: true })
  breakResponses(app)
  await app.register(node.plugin, { prefix: '/room' })
  if (web) {
    const { servePages } = await import('#apps/server/static.ts')
    await app.register(servePages, { web })
  }
  return app.listen({ port, host: '127.0.0.1' })
}

const obey = async (order: Order): Promise<unknown> => {
  switch (order.type) {
    case 'open':
      shift = order.machine.clockShift
      copySooner(order.checkpointPages)
      return open(order)
    case 'prepare':
      return node!.prepare(order.sitting)
    case 'pairing-code':
      return node!.standby.pairingCode()
    case 'pair':
      return node!.standby.pairWith(order)
    case 'clock':
      shift = order.shift
      return shift
    case 'bundle':
      return node!.bundle(order.sittingId)
    case 'journal':
      return node!.journal(order.sittingId)
  }
}

process.on('message', ({ id, order }: { readonly id: number; readonly order: Order }) => {
  const answer = (reply: Reply): void => {
    process.send?.({ id, ...reply })
  }
  obey(order).then(
    (value) => answer({ value }),
    (cause) => answer({ error: String(cause?.stack ?? cause) }),
  )
})
process.on('disconnect', () => process.exit(0))
