import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { openCentreLink } from '#apps/exam-room/program/centre-link.ts'
import { openIdentity } from '#apps/exam-room/program/identity.ts'
import { granted } from '#apps/exam-room/testing/room-client.ts'
import { registerNode } from '#modules/delivery/node/contract.ts'
import { digest } from '#modules/delivery/node/digest.ts'
import { clearUploads, takePart, uploadStanding, wholeUpload } from '#modules/delivery/node/uploads.ts'
import { roomNodeRules } from '#modules/policy/core/room-node.ts'
import { withReach } from '#platform/jobs/runner.ts'
import { sealParcel } from '#platform/seal/parcel.ts'
import { openRoomCentre } from './testing/room-centre.ts'
import { openTornLine } from './testing/torn-line.ts'

const centre = await openRoomCentre(1)
const folder = mkdtempSync(path.join(tmpdir(), 'result-upload-'))
const identity = openIdentity(folder, '上传服务器')
const line = await openTornLine(centre.server.address)
after(async () => {
  line.close()
  await centre.close()
  rmSync(folder, { recursive: true, force: true })
})
const { office, exam } = centre
const { organisationId } = exam
const { connection, services } = centre.server
const here = { connection, services }
const input = { name: '上传服务器', siteId: exam.siteId, card: identity.card }
const { nodeId } = await centre.done(registerNode, input, office)
const link = openCentreLink(line.address, identity)
const part = roomNodeRules.uploadPartBytes
const megabyte = 1024 * 1024

/** Signed and sealed as a result is, with noise inside: what it says is judged after it has come in whole. */
const sealed = (bytes: number): Buffer =>
  sealParcel({
    ...{ kind: 'room-result', labels: {}, to: services.exchange.publicKey, signer: identity.signer },
    ...{ suite: 'aes-256-gcm', digest: 'sha256', content: gzipSync(randomBytes(bytes), { level: 0 }) },
  })
const leftParts = () =>
  withReach(connection, organisationId, async (tx) => {
    const rows = await tx.selectFrom('resultUploadPart').select('size').execute()
    return rows.length
  })
const arrivals = async () => (await centre.nodes()).arrivals

test('SDS-5.1-02 SDS-5.1-05 a result of 50 MB comes in whole over a line that is torn again and again, and no more than a part is sent twice', async () => {
  const bytes = sealed(50 * megabyte)
  const file = { name: '五十兆.jhresult', bytes }
  const of = { organisationId, nodeId, fileHash: digest(bytes), size: bytes.length }
  const tears = [10, part / 2, 7 * part + 11, 20 * part, 15 * part + part / 3]
  let before = 0
  for (const tear of tears) {
    line.tearAfter(tear)
    await assert.rejects(link.sendResult(file, () => {}))
    const { received } = granted(await uploadStanding(here, of))
    assert.ok(received >= before, 'what had come in is still there')
    assert.equal(received % part, 0)
    assert.equal((await arrivals()).length, 0, 'nothing counts before it is whole')
    before = received
  }
  assert.ok(before >= 38 * part)
  const told: number[] = []
  const sent = granted(await link.sendResult(file, (now) => told.push(now)))
  assert.equal(told[0], before)
  assert.equal(told.at(-1), bytes.length)
  // It was known by its signature and opened; only what is inside is no result.
  assert.equal(sent.outcome, 'refused')
  assert.match(sent.sentence, /内容无法识别/)
  assert.ok(line.sent < bytes.length + (tears.length + 2) * part, `${line.sent} bytes for ${bytes.length}`)
  assert.equal(await leftParts(), 0)
  const [arrival] = await arrivals()
  assert.deepEqual([arrival?.fileName, arrival?.via], ['五十兆.jhresult', 'network'])
})

test('SDS-5.1-02 the same part twice, one too early or an upload sent again whole changes nothing; what is not the announced file never counts', async () => {
  const bytes = sealed(3 * megabyte)
  const of = { organisationId, nodeId, fileHash: digest(bytes), size: bytes.length }
  const send = (start: number, of2 = of) =>
    takePart(here, of2, { start, bytes: bytes.subarray(start, start + part) })
  const early = granted(await send(2 * part))
  assert.equal(early.received, 0)
  assert.equal(granted(await send(0)).received, part)
  assert.equal(granted(await send(0)).received, part)
  const [one, other] = await Promise.all([send(part), send(part)])
  assert.deepEqual([granted(one).received, granted(other).received], [2 * part, 2 * part])
  const file = { name: '三兆.jhresult', bytes }
  granted(await link.sendResult(file, () => {}))
  const count = (await arrivals()).length
  granted(await link.sendResult(file, () => {}))
  assert.equal((await arrivals()).length, count)

  const wrong = { ...of, fileHash: 'a'.repeat(64) }
  for (let start = 0; start < bytes.length; start += part) granted(await send(start, wrong))
  const refused = await wholeUpload(here, wrong)
  assert.equal(refused.refused && refused.code, 'UPLOAD_ALTERED')
  assert.equal((await arrivals()).length, count)
  const unfinished = await wholeUpload(here, { ...of, fileHash: 'b'.repeat(64) })
  assert.equal(unfinished.refused && unfinished.code, 'UPLOAD_INCOMPLETE')
})

test('SDS-5.1-02 an upload is bounded: no file over the limit, no part over its size, few at a time, and what never went on is cleared', async () => {
  const of = (fileHash: string, size: number) => ({ organisationId, nodeId, fileHash, size })
  const large = of('c'.repeat(64), roomNodeRules.largestResultBytes + 1)
  const bytes = Buffer.alloc(10, 1)
  for (const refused of [
    await takePart(here, large, { start: 0, bytes }),
    await takePart(here, of('d'.repeat(64), 9), { start: 0, bytes }),
    await takePart(here, of('d'.repeat(64), 2 * part), { start: 0, bytes: Buffer.alloc(part + 1) }),
    await takePart(here, of('../../etc', 10), { start: 0, bytes }),
  ])
    assert.equal(refused.refused && refused.code, 'UPLOAD_MALFORMED')
  for (const letter of '123456') {
    const one = of(letter.repeat(64), 20)
    assert.equal(granted(await takePart(here, one, { start: 0, bytes })).received, 10)
  }
  assert.equal(await leftParts(), roomNodeRules.uploadsAtOnce)
  await clearUploads(here, services.clock.now())
  assert.equal(await leftParts(), roomNodeRules.uploadsAtOnce)
  const later = new Date(services.clock.now().getTime() + roomNodeRules.uploadIdleHours * 3_600_000 + 1000)
  await clearUploads(here, later)
  assert.equal(await leftParts(), 0)
  const unknown = openCentreLink(line.address, openIdentity(mkdtempSync(path.join(folder, 'x-')), '未登记'))
  const refused = await unknown.sendResult({ name: 'x', bytes }, () => {})
  assert.equal(refused.refused && refused.code, 'NODE_UNKNOWN')
})
