// The servers that the benchmark of the room drives, each in a process of its own. `floor`: nothing but node:http, reads
// the same body and answers as many bytes. `room`: a room node with one sitting of N seats. Talks in JSON lines: prints
// `{ port }`, then answers each line of its input (`at`: sets the room's clock, `usage`: CPU and memory so far).
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import fastify from 'fastify'
import { openRoomNode } from '#apps/exam-room/node/room-node.ts'
import { bothOpen, dutyDesk, granted, openCheckIn, type Send } from '#apps/exam-room/testing/room-client.ts'
import { openSamplePackage, sampleSitting } from '#apps/exam-room/testing/sample-sitting.ts'
import { settableClock } from '#platform/clock/clock.ts'

const [kind, size = '100'] = process.argv.slice(2)
const seats = Number(size)
const at = (time: string) => new Date(`2026-12-26T${time}:00+08:00`)
const clock = settableClock()
const folder = mkdtempSync(path.join(tmpdir(), 'room-bench-'))

const portOf = (server: Server): number => {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** As long as the room's answer to a batch of events. */
const floorReply = Buffer.from(JSON.stringify({ refused: false, value: 'x'.repeat(430) }))

const openFloor = async (): Promise<number> => {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      JSON.parse(Buffer.concat(parts).toString() || '{}')
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': floorReply.length })
      response.end(floorReply)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return portOf(server)
}

/** Check-in to start, as a desk orders it. Every seat is signed in; none has entered. */
const begin = async (send: Send) => {
  const desk = await dutyDesk(send, 'j01')
  granted(await desk.order(openCheckIn))
  for (const { seat } of (await desk.room()).seats)
    granted(await desk.order({ type: 'sign-in', seat, identity: true, articles: true }))
  granted(await desk.order({ type: 'read-rules' }))
  granted(await desk.order(bothOpen))
  clock.set(at('09:00'))
  granted(await desk.order({ type: 'start', reason: '' }))
}

const openRoom = async (): Promise<number> => {
  clock.set(at('08:50'))
  const node = openRoomNode({ directory: folder, clock, openPackage: openSamplePackage })
  const sitting = await sampleSitting({ seats, columns: 40, items: 100 })
  granted(await node.prepare({ ...sitting, rules: { ...sitting.rules, heartbeatSilenceSeconds: 3600 } }))
  const server = fastify()
  await server.register(node.plugin, { prefix: '/room' })
  await server.listen({ port: 0, host: '127.0.0.1' })
  const inProcess: Send = async ({ method, path: url, headers, body }) => {
    const reply = await server.inject({
      method,
      url,
      headers,
      ...(body === undefined ? {} : { payload: body as object }),
    })
    return reply.json()
  }
  await begin(inProcess)
  return portOf(server.server)
}

const journalBytes = () => {
  const file = path.join(folder, 'sitting-1.sittings.sqlite')
  return ['', '-wal'].reduce(
    (sum, end) => sum + (statSync(file + end, { throwIfNoEntry: false })?.size ?? 0),
    0,
  )
}

const answer = (line: string) => {
  const asked = JSON.parse(line) as { readonly at?: string }
  if (asked.at) clock.set(at(asked.at))
  const { user, system } = process.cpuUsage()
  const bytes = kind === 'room' ? journalBytes() : 0
  console.log(
    JSON.stringify({
      cpuSeconds: (user + system) / 1e6,
      rss: process.memoryUsage().rss,
      journalBytes: bytes,
    }),
  )
}

const input = createInterface({ input: process.stdin })
input.on('line', answer)
input.on('close', () => {
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
})
console.log(JSON.stringify({ port: await (kind === 'floor' ? openFloor() : openRoom()) }))
