import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { TOTP } from 'otpauth'
import { verifyAudit } from '#platform/audit/verify.ts'
import { platformOrganisation, systemActor } from '#platform/command/context.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import * as contract from './contract.ts'
import { anonymous, login, resolveSession } from './login.ts'
import { partyEntries } from './register.ts'

let world: World
let organisationId: string
const contacts = {
  contactPerson: '联系人甲',
  contactPhone: '0599-0000001',
  headName: '负责人甲',
  headPhone: '13800000001',
}
const lanchuan = { cityCode: '3799', cityName: '澜川市', typeName: '社会培训评价组织', ...contacts }
const password = 'Right-pass-2026'

before(async () => {
  world = await openWorld({ entries: partyEntries })
  const registered = await world.done(
    contract.registerOrganisation,
    { kind: 'evaluation', name: '澜川市技能评价服务中心', ...lanchuan },
    systemActor,
  )
  organisationId = registered.organisationId
})
after(() => world.close())

const candidate = (documentNumber: string, values = {}) => ({
  name: '潘佳竹',
  documentType: '居民身份证',
  documentNumber,
  phone: '13800000002',
  password,
  ...values,
})
const codeOf = (outcome: { refused: boolean; code?: string }) => (outcome.refused ? outcome.code : 'accepted')
const open = (loginName: string, roles: string[]) =>
  world.done(
    contract.openAccount,
    { organisationId, login: loginName, name: '考务员甲', roles, password },
    systemActor,
  )
const tryLogin = (loginName: string, secret = password, totp?: string) =>
  login(world.database.connection.app, world.services, { login: loginName, password: secret, totp })

test('SDS-3.2-01 a second account for the same ID number is refused', async () => {
  const first = await world.run(contract.registerCandidate, candidate('371321200905049941'), anonymous)
  assert.equal(codeOf(first), 'accepted')
  const second = await world.run(contract.registerCandidate, candidate('371321200905049941'), anonymous)
  assert.equal(codeOf(second), 'ALREADY_REGISTERED')
  assert.deepEqual(second.refused && second.clauses, ['SDS-3.2-01'])
})

test('SDS-3.3-03 a driving licence or a wrong check character is refused at registration', async () => {
  const licence = await world.run(
    contract.registerCandidate,
    candidate('371321200905049941', { documentType: '机动车驾驶证' }),
    anonymous,
  )
  assert.equal(codeOf(licence), 'DOCUMENT_INVALID')
  const mistyped = await world.run(contract.registerCandidate, candidate('371321200905049942'), anonymous)
  assert.equal(codeOf(mistyped), 'DOCUMENT_INVALID')
})

test('number and phone lie encrypted: no clear text in any column of person or account', async () => {
  const { rows } = await world.database.connection.ownerPool.query<{ text: string }>(
    'SELECT p::text || a::text AS text FROM person p JOIN account a ON a.person_id = p.id',
  )
  assert.equal(rows.length, 1)
  const { text } = rows[0]!
  for (const clear of [
    '371321200905049941',
    '13800000002',
    Buffer.from('371321200905049941').toString('hex'),
  ]) {
    assert.equal(text.includes(clear), false)
  }
})

test('a candidate logs in with the document number; the session knows the person and reaches no organisation', async () => {
  const opened = await tryLogin('371321200905049941')
  assert.equal(opened.refused, false)
  const session = await resolveSession(
    world.database.connection.app,
    world.services,
    opened.refused ? '' : opened.value.token,
  )
  assert.deepEqual(session?.actor.roles, ['candidate'])
  assert.deepEqual(session?.actor.reach, [])
  assert.ok(session?.actor.personId)
})

test('five wrong passwords lock the account, even for the right one, until the time has passed', async () => {
  await open('exam-a', ['org-exam'])
  for (let wrong = 0; wrong < 5; wrong += 1)
    assert.equal(codeOf(await tryLogin('exam-a', 'Wrong-pass-2026')), 'LOGIN_FAILED')
  assert.equal(codeOf(await tryLogin('exam-a')), 'ACCOUNT_LOCKED')
  assert.equal(codeOf(await tryLogin('nobody-here')), 'LOGIN_FAILED')
})

test('attempts at the same time are counted one by one', async () => {
  await open('exam-b', ['org-exam'])
  await Promise.all(Array.from({ length: 5 }, () => tryLogin('exam-b', 'Wrong-pass-2026')))
  assert.equal(codeOf(await tryLogin('exam-b')), 'ACCOUNT_LOCKED')
})

test('a key-holding role needs the one-time code, and each code once', async () => {
  const { totpSecret } = await open('secrecy-a', ['org-secrecy'])
  assert.ok(totpSecret)
  assert.equal(codeOf(await tryLogin('secrecy-a')), 'TOTP_REQUIRED')
  const code = new TOTP({ secret: totpSecret }).generate()
  const both = await Promise.all([
    tryLogin('secrecy-a', password, code),
    tryLogin('secrecy-a', password, code),
  ])
  assert.deepEqual(both.map(codeOf).sort(), ['LOGIN_FAILED', 'accepted'])
})

test('nobody hands out more than his office holds, nor outside his reach', async () => {
  const head = world.actor('org-head', organisationId)
  const grant = (roles: string[], at = organisationId) =>
    world.run(
      contract.openAccount,
      { organisationId: at, login: `x${roles.join('')}`, name: '某人甲', roles, password },
      head,
    )
  assert.equal(codeOf(await grant(['province'])), 'ROLE_NOT_GRANTABLE')
  assert.equal(codeOf(await grant(['invented'])), 'ROLE_NOT_GRANTABLE')
  assert.equal(codeOf(await grant(['org-exam'], platformOrganisation)), 'NOT_FOUND')
})

test('SDS-1.0-03 a city registers organisations of its own city only', async () => {
  const city = world.actor('city', platformOrganisation)
  const elsewhere = {
    kind: 'evaluation' as const,
    name: '别市某评价机构',
    ...lanchuan,
    cityCode: '3701',
    cityName: '别市',
  }
  assert.equal(codeOf(await world.run(contract.registerOrganisation, elsewhere, city)), 'OTHER_CITY')
})

test('seeing a number in clear asks for a reason, leaves a record, and reaches own people only', async () => {
  const person = await world.database.connection.owner
    .selectFrom('person')
    .select('id')
    .executeTakeFirstOrThrow()
  const reveal = { personId: person.id, reason: '核对报名材料' }
  assert.equal(
    codeOf(await world.run(contract.revealNumber, reveal, world.actor('org-review', organisationId))),
    'NOT_FOUND',
  )
  const short = await world.run(
    contract.revealNumber,
    { ...reveal, reason: '看' },
    world.actor('org-review', organisationId),
  )
  assert.equal(codeOf(short), 'INPUT_INVALID')
})

test('SDS-3.3-03 the registration form offers the documents of each origin and no others', async () => {
  const rules = await world.done(contract.registrationRules, {}, anonymous)
  const of = (title: string) => rules.origins.find((each) => each.title === title)?.documents
  assert.deepEqual(of('内地考生'), ['居民身份证', '山东省社保卡', '居住证'])
  assert.deepEqual(of('外籍考生'), ['外国护照', '外国人永久居留身份证'])
  assert.equal(of('港澳台考生')?.includes('台湾居民来往大陆通行证'), true)
  assert.deepEqual(rules.clauses, ['SDS-3.3-03'])
})

test('the own password changes by knowing it; the old one and every open session end', async () => {
  const { accountId } = await open('exam-c', ['org-exam'])
  const { app } = world.database.connection
  const opened = await tryLogin('exam-c')
  const token = opened.refused ? '' : opened.value.token
  const self = world.actor('org-exam', organisationId, { accountId })
  const change = (oldPassword: string, newPassword: string, actor = self) =>
    world.run(contract.changePassword, { oldPassword, newPassword }, actor)
  assert.equal(codeOf(await change('Wrong-pass-2026', 'Other-pass-2027')), 'PASSWORD_WRONG')
  assert.equal(codeOf(await change(password, 'lowercaseonly')), 'PASSWORD_WEAK')
  assert.equal(codeOf(await change(password, password)), 'PASSWORD_SAME')
  assert.equal(codeOf(await change(password, 'Other-pass-2027', anonymous)), 'LOGIN_REQUIRED')
  assert.equal(codeOf(await change(password, 'Other-pass-2027')), 'accepted')
  assert.equal(await resolveSession(app, world.services, token), undefined)
  assert.equal(codeOf(await tryLogin('exam-c')), 'LOGIN_FAILED')
  assert.equal(codeOf(await tryLogin('exam-c', 'Other-pass-2027')), 'accepted')
})

test('a candidate may not choose the own document number as password', async () => {
  const account = await world.database.connection.owner
    .selectFrom('account')
    .select(['id', 'personId'])
    .where('personId', 'is not', null)
    .executeTakeFirstOrThrow()
  const self = world.actor('candidate', platformOrganisation, {
    accountId: account.id,
    personId: account.personId,
  })
  const weak = await world.run(
    contract.changePassword,
    { oldPassword: password, newPassword: 'Ab-371321200905049941' },
    self,
  )
  assert.equal(codeOf(weak), 'PASSWORD_WEAK')
  assert.equal(weak.refused && weak.field, 'newPassword')
})

test('everything that was done verifies', async () => {
  assert.deepEqual((await verifyAudit(world.database.connection)).findings, [])
})
