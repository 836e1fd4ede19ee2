import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { plainSeatRules } from '#modules/delivery/core/room.rules.ts'
import { sebFile, sebJson, sebSettings } from '#modules/delivery/core/safe-browser.ts'
import { granted, seatMachine } from '../testing/room-client.ts'
import { sampleSitting } from '../testing/sample-sitting.ts'
import { openRoom, ticket } from '../testing/served-room.ts'
import type { LiveSitting } from './live-sitting.ts'
import type { RoomNode } from './room-node.ts'
import { configKey, configKeyHash, isAdmitted, othersThan } from './safe-browser.ts'

type Asked = readonly [method: string, path: string, body?: object]
type Headers = { readonly [name: string]: string }

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

test('the Config Key is the SHA-256 of the settings as the published rules write them', () => {
  const settings = {
    originatorVersion: 'SEB_Win_2.2.3',
    startURL: 'https://safeexambrowser.org/start',
    allowWLAN: true,
    allowWlan: false,
    URLFilterRules: [{ regex: false, expression: 'a\\b"c/*', active: true }],
    allowedDisplaysMaxNumber: 1,
    empty: {},
    hashedAdminPassword: '',
  }
  // Small before large where only the case differs, no escapes, no white space, nothing empty but strings and lists.
  const text =
    '{"allowedDisplaysMaxNumber":1,"allowWlan":false,"allowWLAN":true,"hashedAdminPassword":"","startURL":"https://safeexambrowser.org/start","URLFilterRules":[{"active":true,"expression":"a\\b"c/*","regex":false}]}'
  assert.equal(sebJson(settings), text)
  assert.equal(configKey(settings), sha256(text))
  const { originatorVersion: _version, ...without } = settings
  assert.equal(configKey(without), configKey(settings))
  assert.equal(configKeyHash('https://room/seat/#top', 'key'), sha256('https://room/seat/key'))
})

test('the file is a property list with the same settings, and the start command names the same page', async (t) => {
  const { origin } = await openRoom(t)
  const file = await (await fetch(`${origin}/room/browser/sitting-1/exam.seb`)).text()
  assert.equal(file, sebFile(sebSettings({ origin, sittingId: 'sitting-1' })))
  assert.match(file, /^<\?xml[\s\S]*<plist version="1.0"><dict>/)
  assert.ok(file.includes(`<key>startURL</key><string>${origin}/room/seat/?sitting=sitting-1</string>`))
  assert.ok(file.includes('<key>allowQuit</key><false/>'))
  const command = await (await fetch(`${origin}/room/browser/sitting-1/kiosk.txt`)).text()
  assert.ok(command.includes(`--unsafely-treat-insecure-origin-as-secure=${origin}`))
  assert.ok(command.includes(`--app="${origin}/room/seat/?sitting=sitting-1"`))
})

test('SDS-4.4-36 a sitting that asks for Safe Exam Browser admits it with its own configuration only', async (t) => {
  const { node, origin, send } = await openRoom(t)
  const strict = await sampleSitting({ sittingId: 'sitting-2' })
  const seat = { ...plainSeatRules, browser: 'seb' } as const
  const roster = strict.roster.map((line) => ({ ...line, ticketNumber: `9${line.ticketNumber}` }))
  granted(await node.prepare({ ...strict, roster, rules: { ...strict.rules, seat } }))
  const enter = async (headers: { readonly [name: string]: string }) => {
    const response = await fetch(`${origin}/room/seat/enter`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ ticketNumber: `9${ticket(1)}`, seat: '1-1', machine: 'machine-of-seat-1-1' }),
    })
    return ((await response.json()) as { readonly code?: string }).code
  }
  const key = configKey(sebSettings({ origin, sittingId: 'sitting-2' }))
  const foreign = configKey(sebSettings({ origin, sittingId: 'sitting-1' }))
  const header = 'x-safeexambrowser-configkeyhash'
  assert.equal(await enter({}), 'browser-not-allowed')
  assert.equal(
    await enter({ [header]: configKeyHash(`${origin}/room/seat/enter`, foreign) }),
    'browser-not-allowed',
  )
  assert.equal(await enter({ [header]: configKeyHash(`${origin}/room/seat/enter`, key) }), undefined)
  const page = `${origin}/room/seat/?sitting=sitting-2`
  assert.equal(await enter({ 'x-seb-page-hash': configKeyHash(page, key) }), undefined)
  granted(await seatMachine(send, 'machine-of-seat-1-1').enter(ticket(1), '1-1'))
})

/** A sitting that asks for Safe Exam Browser, beside the ordinary one. */
const prepareStrict = async (node: RoomNode): Promise<void> => {
  const strict = await sampleSitting({ sittingId: 'sitting-2' })
  const seat = { ...plainSeatRules, browser: 'seb' } as const
  const roster = strict.roster.map((line) => ({ ...line, ticketNumber: `9${line.ticketNumber}` }))
  granted(await node.prepare({ ...strict, roster, rules: { ...strict.rules, seat } }))
}

test('SDS-4.4-36 every request of a seat proves the browser: a session copied out of it opens nothing elsewhere', async (t) => {
  const { node, origin } = await openRoom(t)
  await prepareStrict(node)
  const key = configKey(sebSettings({ origin, sittingId: 'sitting-2' }))
  const machine = 'machine-of-seat-1-1'
  let token = ''
  const call = async (proof: (address: string) => Headers, ...[method, path, body]: Asked) => {
    const address = `${origin}/room/seat/${path}`
    const headers = {
      ...proof(address),
      ...(body && { 'content-type': 'application/json' }),
      'x-machine': machine,
      authorization: `Bearer ${token}`,
    }
    const response = await fetch(address, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    if (response.headers.get('content-type')?.includes('event-stream')) {
      await response.body?.cancel()
      return { refused: false } as const
    }
    return (await response.json()) as {
      readonly refused: boolean
      readonly code?: string
      readonly value?: { token: string }
    }
  }
  const bySeb = (address: string): Headers => ({
    'x-safeexambrowser-configkeyhash': configKeyHash(address, key),
  })
  const byPage = (): Headers => ({
    'x-seb-page-hash': configKeyHash(`${origin}/room/seat/?sitting=sitting-2`, key),
  })
  const bare = (): Headers => ({})
  const entry = { ticketNumber: `9${ticket(1)}`, seat: '1-1', machine }
  token = (await call(bySeb, 'POST', 'enter', entry)).value!.token
  const clientId = 'client-of-seat-1-1'
  const requests: readonly Asked[] = [
    ['GET', 'profile'],
    ['POST', 'heartbeat', { clientId }],
    ['POST', 'confirm'],
    ['GET', 'form'],
    ['GET', 'paper'],
    ['GET', `stream?clientId=${clientId}`],
    ['POST', 'shown', { renderedAt: '2026-12-26T01:00:00.000Z' }],
    ['POST', 'events', { clientId, events: [] }],
    ['POST', 'hand-in', { clientId, lastClientSeq: 0 }],
    ['GET', 'photo'],
  ]
  for (const [method, path, body] of requests) {
    const stolen = await call(bare, method, path, body)
    assert.equal(stolen.code, 'browser-not-allowed', path)
    for (const proof of [bySeb, byPage]) {
      if (path === 'photo') continue
      const own = await call(proof, method, path, body)
      assert.notEqual(own.code, 'browser-not-allowed', path)
    }
  }
})

test('SDS-4.4-36 SDS-4.4-40 the settings of a pair name both nodes, and a browser set up at either is admitted by both, also one set up before they were paired', async (t) => {
  const { node, origin } = await openRoom(t)
  await prepareStrict(node)
  const sitting = {
    preparation: { sittingId: 'sitting-2', rules: { seat: { browser: 'seb' } } },
  } as unknown as LiveSitting
  const [first, second] = ['http://10.0.0.1:8701', 'http://10.0.0.2:8701']
  const nodes = [second, first]
  const settings = sebSettings({ origin: first, others: othersThan(first, nodes), sittingId: 'sitting-2' })
  const file = sebFile(settings)
  assert.ok(file.includes('<string>10.0.0.1:8701/*</string>'))
  assert.ok(file.includes('<string>10.0.0.2:8701/*</string>'))
  const path = '/room/seat/events'
  const asks = (to: string, key: string) => ({
    ...{ origin: to, path, pageHash: '' },
    requestHash: configKeyHash(to + path, key),
  })
  const alone = sebSettings({ origin: first, sittingId: 'sitting-2' })
  for (const to of [first, second])
    for (const from of [settings, alone])
      assert.equal(isAdmitted(sitting, asks(to, configKey(from)), nodes), true)
  assert.equal(isAdmitted(sitting, asks(first, configKey(settings)), []), false)
  const other = sebSettings({ origin: 'http://10.0.0.9:8701', sittingId: 'sitting-2' })
  assert.equal(isAdmitted(sitting, asks(second, configKey(other)), nodes), false)
  const command = await (await fetch(`${origin}/room/browser/sitting-2/kiosk.txt`)).text()
  assert.ok(command.includes(`--unsafely-treat-insecure-origin-as-secure=${origin}`))
})
