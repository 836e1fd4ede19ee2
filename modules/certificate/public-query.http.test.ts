import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fastify from 'fastify'
import { openWorld } from '#platform/command/testing.ts'
import { registerRoutes } from '#platform/http/routes.ts'
import { verifierOf } from '#platform/seal/signer.ts'
import { verifyToken } from '#platform/seal/token.ts'
import { verifyTokenInBrowser } from '#platform/seal/token-browser.ts'
import { passedBatch } from './batch.fixture.ts'
import { statementOf } from './core/token.ts'
import { approved, issued, rowsOf } from './issue.fixture.ts'
import { certificateEntries, publicQueryLimit } from './register.ts'

const world = await openWorld({ entries: certificateEntries, at: '2026-11-06' })
const { app, appPool } = world.database.connection
const anonymous = {
  ...world.actor('public', '00000000-0000-0000-0000-000000000000'),
  accountId: null,
  roles: [],
  reach: [],
}
const server = fastify()
registerRoutes(
  server,
  { database: app, services: world.services },
  { entries: certificateEntries, identify: async () => ({ actor: anonymous, csrf: null }), pool: appPool },
)
after(async () => {
  await server.close()
  await world.close()
})

const batch = await passedBatch(world, { passed: [{ name: '欧阳试一' }, { name: '欧阳试二' }] })
await issued(world, batch)
const rows = await rowsOf(world, batch)
const row = rows.find(({ name }) => name === '欧阳试一')!
const { documentNumber } = batch.people[0]!

let visitors = 0
const newAddress = () => {
  visitors += 1
  return `198.51.100.${visitors}`
}
/** Each question from an address of its own, unless one is given. */
const ask = (query: Record<string, string>, remoteAddress = newAddress()) =>
  server.inject({ method: 'GET', url: '/api/certificate/publicQuery', query, remoteAddress })

test('SDS-6.1-03 query by name and document number and by certificate number returns the certificate the same day', async () => {
  const byDocument = await ask({ name: '欧阳试一', documentNumber })
  const byNumber = await ask({ name: '欧阳试一', number: row.number })
  assert.equal(byDocument.statusCode, 200)
  const [card] = byDocument.json().value.certificates
  assert.deepEqual(card, {
    number: row.number,
    name: '欧阳**',
    documentType: '居民身份证',
    documentMasked: `370100********${documentNumber.slice(-4)}`,
    occupationName: '电工',
    trade: '',
    levelName: '四级/中级工',
    issuerName: batch.organisationName,
    issuedOn: '2026-11-06',
    state: 'issued',
    stateTitle: '有效',
    revokedOn: null,
  })
  assert.deepEqual(byNumber.json(), byDocument.json())
})

test('what was typed with spaces, in lower case or full width is the same question', async () => {
  const spaced = `${documentNumber.slice(0, 6)} ${documentNumber.slice(6).toLowerCase()}`
  assert.equal((await ask({ name: ' 欧阳 试一 ', documentNumber: spaced })).statusCode, 200)
  assert.equal((await ask({ name: '欧阳试一', number: `Ｓ${row.number.slice(1)}` })).statusCode, 200)
})

test('SDS-6.1-02 wrong name, wrong number, unknown person and unissued certificate get one and the same answer', async () => {
  const unissued = await passedBatch(world, { passed: [{ name: '未制证甲' }] })
  await approved(world, unissued)
  const answers = await Promise.all([
    ask({ name: '欧阳试二', documentNumber }),
    ask({ name: '欧阳试一', documentNumber: '370102199001010000' }),
    ask({ name: '无此人', number: row.number }),
    ask({ name: '欧阳试一', number: `${row.number.slice(0, 21)}9` }),
    ask({ name: '欧阳试一', number: 'not a number' }),
    ask({ name: '未制证甲', documentNumber: unissued.people[0]!.documentNumber }),
    ask({ name: '欧阳', documentNumber }),
    ask({ name: '%', number: '%' }),
  ])
  const [first] = answers
  assert.equal(first!.json().code, 'CERTIFICATE_NOT_FOUND')
  for (const { body, statusCode } of answers)
    assert.deepEqual([statusCode, body], [first!.statusCode, first!.body])
})

test('a question without any number is told what is missing', async () => {
  assert.equal((await ask({ name: '欧阳试一' })).json().code, 'QUERY_INCOMPLETE')
  assert.equal((await ask({ number: row.number })).json().code, 'INPUT_INVALID')
})

test('questions asked at the same moment are each answered with their own certificate', async () => {
  const both = await Promise.all(
    rows.flatMap(({ name, number }) => [
      ask({ name, number }),
      ask({ name, number: `${number.slice(0, -1)}9` }),
    ]),
  )
  const numbers = both.map((answer) => answer.json().value?.certificates[0].number ?? answer.json().code)
  assert.deepEqual(numbers, [
    rows[0]!.number,
    'CERTIFICATE_NOT_FOUND',
    rows[1]!.number,
    'CERTIFICATE_NOT_FOUND',
  ])
})

test('an address that asks too often is refused in plain words, found or not; another address is not', async () => {
  const address = '203.0.113.50'
  const asked = []
  for (let n = 0; n <= publicQueryLimit.burst; n += 1)
    asked.push(await ask({ name: '无此人', number: `${n}` }, address))
  const last = asked.at(-1)!
  assert.equal(asked.at(-2)!.json().code, 'CERTIFICATE_NOT_FOUND')
  assert.equal(last.statusCode, 429)
  assert.equal(last.json().code, 'RATE_LIMITED')
  assert.match(last.json().sentence, /过于频繁/)
  assert.equal((await ask({ name: '欧阳试一', number: row.number }, address)).statusCode, 429)
  assert.equal((await ask({ name: '欧阳试一', number: row.number }, '203.0.113.51')).statusCode, 200)
})

test('the public route answers without a session and is not kept by caches', async () => {
  const answer = await ask({ name: '欧阳试一', number: row.number })
  assert.equal(answer.headers['cache-control'], 'no-store')
  assert.equal(answer.headers['set-cookie'], undefined)
})

test('the token of the certificate verifies offline against the issuer’s published key and says what the certificate says', async () => {
  const { publicKey } = world.services.signer
  const verdict = verifyToken(row.token!, [verifierOf(publicKey)])
  assert.equal(verdict.refused, false)
  const inBrowser = await verifyTokenInBrowser(row.token!, [publicKey])
  assert.equal(inBrowser.valid, true)
  const said = statementOf(inBrowser.valid ? inBrowser.payload : {})
  assert.deepEqual(said, {
    number: row.number,
    name: '欧阳试一',
    documentType: '居民身份证',
    documentMasked: row.documentMasked,
    occupationName: '电工',
    trade: '',
    level: 4,
    issuerName: batch.organisationName,
    issuedOn: '2026-11-06',
  })
})

test('a token altered anywhere no longer verifies', async () => {
  const { publicKey } = world.services.signer
  const token = row.token!
  for (let at = 0; at < token.length; at += 7) {
    const other = token[at] === 'A' ? 'B' : 'A'
    const altered = `${token.slice(0, at)}${other}${token.slice(at + 1)}`
    if (altered === token) continue
    assert.equal((await verifyTokenInBrowser(altered, [publicKey])).valid, false, `position ${at}`)
  }
})
