import assert from 'node:assert/strict'
import path from 'node:path'
import { after, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { dutyDesk, granted, openCheckIn, seatMachine } from '#apps/exam-room/testing/room-client.ts'
import { sittingDetail } from '#modules/delivery/contract.ts'
import { bundleOf, type ResultBundle } from '#modules/delivery/core/bundle.ts'
import { scriptsOf } from '#modules/delivery/facts.ts'
import { assignNode, registerNode } from '#modules/delivery/node/contract.ts'
import { cardText } from '#modules/delivery/node/core/node-card.ts'
import {
  type PackageOrigin,
  readRoomPackage,
  roomPackageText,
} from '#modules/delivery/node/core/room-package.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import { bytesOfFile } from '#platform/files/files.ts'
import { withReach } from '#platform/jobs/runner.ts'
import { openExchangeKey, passingExchangeKey } from '#platform/seal/exchange-key.ts'
import { openParcel, sealParcel } from '#platform/seal/parcel.ts'
import { openSigner, type Signer, verifierOf } from '#platform/seal/signer.ts'
import { openRoomCentre, until } from './testing/room-centre.ts'
import { openRoomMachine } from './testing/room-program.ts'

// One examination on a server of its own, from registration to the evening; the tests are its hours, in their order.
const centre = await openRoomCentre(3)
after(() => centre.close())
const machine = await openRoomMachine('一号考场服务器')
after(() => machine.close())
const { sittingId, office, chief, exam, passcodes, seats } = centre
const { organisationId } = exam
const { services, connection } = centre.server
const clientId = (seat: string) => `machine-of-seat-${seat.padStart(6, '0')}`
const machines = seats.map(({ seat, ticketNumber }) => ({
  ...{ seat, ticketNumber },
  client: seatMachine(machine.send, clientId(seat)),
}))
const desk = () => dutyDesk(machine.send, { sittingId, person: 'j1', passcode: passcodes.j1! })
const here = (seat: string) =>
  machine.send({
    ...{ method: 'POST', path: '/room/seat/here', headers: {} },
    body: { machine: clientId(seat), fonts: true },
  })

const packageNow = async (): Promise<Buffer> => {
  const address = await until(async () => {
    const { sittings } = await centre.nodes()
    return sittings.find((one) => one.sittingId === sittingId)?.packageAddress
  })
  const fileId = address.split('/').at(-1)!
  const bytes = await withReach(connection, organisationId, (tx) =>
    bytesOfFile({ tx, services }, { organisationId, fileId }),
  )
  return Buffer.from(bytes)
}

test('HN-2.3.1-02 a server is registered by the code it shows, once, and no altered code is taken', async () => {
  const { card, fingerprint } = await machine.status()
  const input = { name: '一号考场服务器', siteId: exam.siteId, card }
  const torn = await centre.run(registerNode, { ...input, card: card.slice(0, -4) }, office)
  assert.equal(torn.refused && torn.code, 'CARD_UNREADABLE')
  const registered = await centre.done(registerNode, input, office)
  assert.equal(registered.fingerprint, fingerprint)
  const twice = await centre.run(registerNode, input, office)
  assert.equal(twice.refused && twice.code, 'NODE_KNOWN')
})

test('SDS-4.2-09 the package is made for one server: the centre lets the sitting go, and the file shows no name', async () => {
  const { nodes } = await centre.nodes()
  const { jobId } = await centre.done(assignNode, { sittingId, nodeId: nodes[0]!.nodeId, reason: '' }, office)
  assert.ok(jobId)
  const bytes = await packageNow()
  assert.equal(bytes.includes('考务j1'), false)
  const again = await centre.done(assignNode, { sittingId, nodeId: nodes[0]!.nodeId, reason: '' }, office)
  assert.equal(again.jobId, null)
  const first = await machine.install(bytes)
  assert.equal(first.refused && first.code, 'centre-unconfirmed')
  const { centreFingerprint } = await centre.nodes()
  assert.equal(first.refused && first.details?.fingerprint, centreFingerprint)
  const altered = Buffer.from(bytes)
  altered[bytes.length - 100]! ^= 1
  assert.equal((await machine.install(altered, centreFingerprint)).refused, true)
  assert.equal(granted(await machine.install(bytes, centreFingerprint)).sittingId, sittingId)
  assert.equal(granted(await machine.install(bytes)).sittingId, sittingId)
})

test('SDS-4.4-16 SDE-4.6-06 no check-in before the check of the day; a machine that is off is counted and needs a reason', async () => {
  const invigilator = await desk()
  const early = await invigilator.order(openCheckIn)
  assert.equal(early.refused && early.code, 'preflight-missing')
  await here(seats[0]!.seat)
  await here(seats[1]!.seat)
  const confirmed = ['clock', 'camera'] as const
  const short = await invigilator.order({ type: 'preflight', confirmed, reason: '' })
  assert.equal(short.refused && short.code, 'reason-missing')
  assert.match(short.refused ? short.sentence : '', /考试机（在线 2\/3）/)
  await here(seats[2]!.seat)
  granted(await invigilator.order({ type: 'preflight', confirmed, reason: '备用机已就位' }))
  const { preflight, machines: counted } = await invigilator.room()
  assert.deepEqual(counted, { reachable: 3, expected: 3 })
  assert.deepEqual(
    preflight?.lines.map(({ line }) => line),
    ['build', 'rules', 'disk', 'sync', 'clock', 'fonts', 'camera', 'seats'],
  )
  assert.ok(preflight.lines.every(({ person, at }) => person !== '' && at !== ''))
  assert.equal(preflight.lines.find(({ line }) => line === 'clock')?.person, '考务j1')
})

test('SDS-4.4-40 the whole sitting runs without the centre, over a kill -9 in the middle of it', async () => {
  const invigilator = await desk()
  granted(await invigilator.order(openCheckIn))
  granted(await invigilator.order({ type: 'read-rules' }))
  const openers = exam.keepers.map(({ login: person, passphrase: share }) => ({
    ...{ person, share },
    passcode: passcodes[person]!,
  }))
  openers[0] = { ...openers[0]!, person: 'z1', passcode: passcodes.z1! }
  granted(await invigilator.order({ type: 'open-paper', openers, reason: '按时启封' }))
  granted(await invigilator.order({ type: 'start', reason: '' }))
  for (const { seat, ticketNumber, client } of machines) {
    granted(await invigilator.order({ type: 'sign-in', seat, identity: true, articles: true }))
    granted(await client.enter(ticketNumber, seat))
    granted(await client.confirm())
    granted(await client.paper())
    granted(await client.send([client.nextAnswer('q001', ['A'], new Date())]))
  }
  await machine.restart()
  for (const { client } of machines) {
    assert.deepEqual(granted(await client.paper()).answers, { q001: ['A'] })
    granted(await client.send([client.nextAnswer('q002', ['B'], new Date())]))
    granted(await client.handIn())
  }
  const after = await desk()
  granted(await after.order({ type: 'collect-all' }))
  const unsealed = await machine.result(sittingId)
  assert.ok(!Buffer.isBuffer(unsealed) && unsealed.refused)
  granted(await after.order({ type: 'seal', reason: '' }))
})

const nodeSigner = () => openSigner(path.join(machine.folder, 'keys', 'node-signing-key.json'))
const resultNow = async (): Promise<Buffer> => {
  const bytes = await machine.result(sittingId)
  assert.ok(Buffer.isBuffer(bytes))
  return bytes
}
const bundleIn = (bytes: Uint8Array): ResultBundle => {
  const verifiers = [verifierOf(nodeSigner().publicKey)]
  const opened = granted(openParcel(bytes, { kind: 'room-result', verifiers, key: services.exchange }))
  return JSON.parse(gunzipSync(opened.content).toString('utf8')) as ResultBundle
}
const resultOf = (bundle: unknown, signer: Signer): Buffer =>
  sealParcel({
    ...{ kind: 'room-result', labels: {}, to: services.exchange.publicKey, signer },
    ...{ suite: 'aes-256-gcm', digest: 'sha256', content: gzipSync(JSON.stringify(bundle)) },
  })

test('SDS-5.1-02 HN-1.8.3.7-04 a score file altered after export, cut short or of another origin is refused and named', async () => {
  const bytes = await resultNow()
  const bundle = bundleIn(bytes)
  const altered = Buffer.from(bytes)
  altered[bytes.length >> 1]! ^= 1
  assert.equal((await centre.bring(altered)).code, 'TAMPERED')
  assert.equal((await centre.bring(bytes.subarray(0, -10))).code, 'FORMAT')
  const stranger = openSigner(path.join(machine.folder, 'stranger.json'))
  assert.equal((await centre.bring(resultOf(bundle, stranger))).code, 'NODE_UNKNOWN')
  const card = cardText(
    {
      ...{ format: 'jiangheng-node/1', name: '二号考场服务器', signing: stranger.publicKey },
      exchange: passingExchangeKey().publicKey,
    },
    stranger.sign,
  )
  await centre.done(registerNode, { name: '二号考场服务器', siteId: exam.siteId, card }, office)
  const unassigned = await centre.bring(resultOf({ ...bundle, head: bundle.head }, stranger))
  assert.equal(unassigned.code, 'NODE_NOT_ASSIGNED')
  assert.match(unassigned.sentence, /二号考场服务器/)
  const other = resultOf({ ...bundle, sittingId: organisationId }, nodeSigner())
  assert.equal((await centre.bring(other)).code, 'SITTING_UNKNOWN')
  const at = bundle.events.findIndex(({ kind }) => kind === 'answered')
  const events = bundle.events.map((event, index) =>
    index === at ? { ...event, body: { ...event.body, choice: ['D'] } } : event,
  ) as ResultBundle['events']
  const forged = await centre.bring(resultOf({ ...bundleOf(bundle.events), events }, nodeSigner()))
  assert.equal(forged.code, 'BUNDLE_ALTERED')
  assert.match(forged.sentence, new RegExp(`第 ${at + 1} 条考场记录被改动`))
  const { sittings, arrivals } = await centre.nodes()
  assert.equal(sittings.find((one) => one.sittingId === sittingId)?.takenAt, null)
  assert.equal(arrivals.filter(({ outcome }) => outcome === 'refused').length, 6)
})

test('SDS-5.1-05 in the evening the server finds the centre and brings its result; the same by stick changes nothing', async () => {
  const before = await resultNow()
  await machine.restart('--centre', centre.server.address)
  const line = await until(async () => {
    const { sittings } = await centre.nodes()
    const found = sittings.find((one) => one.sittingId === sittingId)
    return found?.takenAt ? found : undefined
  })
  assert.equal(line.state, 'uploaded')
  assert.equal(line.check?.lines.length, 8)
  assert.deepEqual(await resultNow(), before)
  const again = await centre.bring(before)
  assert.deepEqual([again.outcome, again.scripts, again.absent], ['same', 3, 0])
  const scripts = await withReach(connection, organisationId, (tx) =>
    scriptsOf(tx, organisationId, exam.batchId),
  )
  assert.deepEqual(
    scripts.map(({ answers }) => answers),
    Array.from({ length: 3 }, () => ({ q001: ['A'], q002: ['B'] })),
  )
  await until(async () => {
    const { sittings } = await machine.status()
    return sittings[0]?.status === 'uploaded' ? true : undefined
  })
  const bundle = bundleIn(before)
  const other = resultOf({ ...bundle, absent: ['somebody'] }, nodeSigner())
  const conflict = await centre.bring(other)
  assert.equal(conflict.code, 'BUNDLE_CONFLICT')
  assert.match(conflict.sentence, /已经接收过答卷/)
})

test('SDS-5.1-02 the record at the centre is whole after everything that came in', async () => {
  const { findings } = await verifyAudit(connection)
  const ours = findings.filter(({ where }) => /room_node|sitting_node|sitting_bundle/.test(where))
  assert.deepEqual(ours, [])
  const detail = await centre.done(sittingDetail, { sittingId }, chief)
  assert.equal(detail.sitting.takenAt !== null, true)
})

test('HN-1.8.4-13 HN-2.3.1-02 Nigeria 2025: a server that was not brought up to date, with another program or with other rules, opens no check-in', async (t) => {
  const bytes = await packageNow()
  const own = openExchangeKey(path.join(machine.folder, 'keys', 'node-exchange-key.json'))
  const { verifiers } = services.sealing
  const { content, header } = granted(openParcel(bytes, { kind: 'room-package', verifiers, key: own }))
  const made = readRoomPackage(gunzipSync(content).toString('utf8'))
  const { centreFingerprint } = await centre.nodes()
  for (const [change, words] of [
    [{ build: 'e'.repeat(64) }, /程序版本与中心下发的不一致/],
    [{ rulesHash: 'e'.repeat(64) }, /考试规则与中心下发的不一致/],
  ] as readonly (readonly [Partial<PackageOrigin>, RegExp])[]) {
    const second = await openRoomMachine('另一台')
    t.after(() => second.close())
    const to = openExchangeKey(path.join(second.folder, 'keys', 'node-exchange-key.json')).publicKey
    const { labels } = header
    const parcel = sealParcel({
      ...{ kind: 'room-package', labels, to, signer: services.sealing.signer },
      ...{ suite: 'aes-256-gcm', digest: 'sha256' },
      content: gzipSync(roomPackageText({ ...made, origin: { ...made.origin, ...change } })),
    })
    granted(await second.install(parcel, centreFingerprint))
    const invigilator = await dutyDesk(second.send, { sittingId, person: 'j1', passcode: passcodes.j1! })
    const confirmed = ['clock', 'camera'] as const
    granted(await invigilator.order({ type: 'preflight', confirmed, reason: '机器未开' }))
    assert.equal((await invigilator.room()).preflight?.passed, false)
    const refused = await invigilator.order(openCheckIn)
    assert.equal(refused.refused && refused.code, 'preflight-failed')
    assert.match(refused.refused ? refused.sentence : '', words)
  }
})
