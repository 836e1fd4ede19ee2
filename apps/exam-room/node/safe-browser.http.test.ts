import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { plainSeatRules } from '#modules/delivery/core/room.rules.ts'
import { sebFile, sebJson, sebSettings } from '#modules/delivery/core/safe-browser.ts'
import { granted, seatMachine } from '../testing/room-client.ts'
import { sampleSitting } from '../testing/sample-sitting.ts'
import { openRoom, ticket } from '../testing/served-room.ts'
import { configKey, configKeyHash } from './safe-browser.ts'

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
