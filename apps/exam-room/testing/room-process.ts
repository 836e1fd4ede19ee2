// A room node in a process of its own, for tests that kill it: `room-process.ts DIRECTORY PORT [WEB]`. Prints its address,
// under which it also serves the pages built in WEB.
// Each line of its input pairs it: `{}` shows a code, `{ own, peer, code }` takes that of the other node.
import { createInterface } from 'node:readline'
import Fastify from 'fastify'
import { servePages } from '#apps/server/static.ts'
import { systemClock } from '#platform/clock/clock.ts'
import { openRoomNode } from '../node/room-node.ts'
import { openSamplePackage } from './sample-sitting.ts'

const [directory = '', port = '0', web = ''] = process.argv.slice(2)
const node = openRoomNode({ directory, clock: systemClock, openPackage: openSamplePackage })
const app = Fastify()
await app.register(node.plugin, { prefix: '/room' })
if (web) await app.register(servePages, { web, connectTo: () => node.standby.addresses })
console.log(await app.listen({ port: Number(port), host: '127.0.0.1' }))
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line) as { readonly own: string; readonly peer: string; readonly code?: string }
  const { code } = asked
  console.log(
    code ? JSON.stringify(await node.standby.pairWith({ ...asked, code })) : node.standby.pairingCode(),
  )
}
