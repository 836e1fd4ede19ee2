import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Fastify from 'fastify'
import { type SettableClock, settableClock } from '#platform/clock/clock.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import { openRoomNode, type RoomNode } from '../node/room-node.ts'
import { granted, overLoopback, type Send } from './room-client.ts'
import { openSamplePackage, type SampleChoice, sampleSitting } from './sample-sitting.ts'

/** A test, or the file's own hooks. */
interface Cleanup {
  after(clean: () => Promise<void>): void
}

export const at = (time: string): Date =>
  new Date(`2026-12-26T${time.length === 5 ? `${time}:00` : time}+08:00`)

export interface ServedRoom {
  readonly clock: SettableClock
  readonly node: RoomNode
  readonly send: Send
  readonly directory: string
  readonly origin: string
}

export const serve = async (t: Cleanup, clock: SettableClock, directory: string): Promise<ServedRoom> => {
  const node = openRoomNode({ directory, clock, openPackage: openSamplePackage, tickMilliseconds: 0 })
  const app = Fastify()
  await app.register(node.plugin, { prefix: '/room' })
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  t.after(async () => {
    await app.close()
    await node.close()
  })
  return { clock, node, send: overLoopback(origin), directory, origin }
}

export const openRoom = async (t: Cleanup, choice: SampleChoice = {}): Promise<ServedRoom> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'room-'))
  t.after(() => rm(directory, { recursive: true, force: true }))
  const clock = settableClock()
  clock.set(at('08:00'))
  const room = await serve(t, clock, directory)
  granted(await room.node.prepare(await sampleSitting(choice)))
  return room
}

export const refusedAs = (verdict: Verdict<unknown>, code: string): void => {
  assert.ok(verdict.refused, `expected ${code}`)
  assert.equal(verdict.code, code)
}

export const ticket = (number: number): string => `2026122601${String(number).padStart(3, '0')}`
