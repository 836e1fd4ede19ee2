// A room node in a process of its own, for tests that kill it: `room-process.ts DIRECTORY PORT`.
import Fastify from 'fastify'
import { systemClock } from '#platform/clock/clock.ts'
import { openRoomNode } from '../node/room-node.ts'
import { openSamplePackage } from './sample-sitting.ts'

const [directory = '', port = '0'] = process.argv.slice(2)
const node = openRoomNode({ directory, clock: systemClock, openPackage: openSamplePackage })
const app = Fastify()
await app.register(node.plugin, { prefix: '/room' })
console.log(await app.listen({ port: Number(port), host: '127.0.0.1' }))
