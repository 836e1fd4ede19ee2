import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import {
  assembleSome,
  auditFindings,
  type Bench,
  bank,
  electrician,
  openBench,
  signAll,
  stock,
} from '../itembank.fixture.ts'
import { bankDetail, bankList, changeBank, createBank, draftTree, holdings } from './contract.ts'
import { basis, changePack, fileUnder, sources } from './knowledge.fixture.ts'

let bench: Bench
before(async () => {
  bench = await openBench()
  await fileUnder(bench, 'henan-social')
})
after(() => bench.close())

const other = { name: '焊工（五级）理论', occupationCode: '6-18-02-04', level: 5, ...basis, sources: [] }

test('SDS-4.2-07 without a signed undertaking the register is neither read nor changed', async () => {
  const { world, author, organisationId: bankId } = bench
  const outcomes = [
    await world.run(createBank, other, author),
    await world.run(changeBank, { bankId, version: 1, ...basis, sources: [] }, author),
    await world.run(draftTree, { bankId, part: 'theory' }, author),
    await world.run(bankDetail, { bankId }, author),
    await world.run(holdings, {}, author),
  ]
  for (const outcome of outcomes) {
    assert.ok(outcome.refused)
    assert.deepEqual([outcome.code, outcome.clauses], ['UNDERTAKING_MISSING', ['SDS-4.2-07']])
  }
})

test('HN-3.1.1-13 a bank shows its 4 sources with versions, and which of them are missing', async () => {
  await signAll(bench, [bench.author])
  const { world, author } = bench
  const { bankId } = await world.done(createBank, other, author)
  const bare = await world.done(bankDetail, { bankId }, author)
  assert.equal(bare.missingSources.length, 4)
  const changed = await world.done(changeBank, { bankId, version: 1, ...basis, sources }, author)
  assert.equal(changed.version, 2)
  const shown = await world.done(bankDetail, { bankId }, author)
  assert.deepEqual(
    shown.sourceLines.map(({ name, title, version, asked }) => [name, title, version, asked]),
    [
      ['国家题库开发指南', '国家题库开发指南', '2020年版', true],
      ['国家职业技能标准', '国家职业技能标准 电工', '2018年版', true],
      ['职业技能等级认定规范', '职业技能等级认定工作规程', '2020年试行', true],
      ['人社部统一要求和办法', '人社厅发〔2020〕47号', '2020年', true],
    ],
  )
  assert.deepEqual([shown.missingSources, shown.sourceClauses], [[], ['HN-3.1.1-13']])
  const stale = await world.run(changeBank, { bankId, version: 1, ...basis, sources: [] }, author)
  assert.equal(stale.refused && stale.code, 'VERSION_CONFLICT')
  const twice = [sources[0]!, sources[0]!]
  const repeated = await world.run(changeBank, { bankId, version: 2, ...basis, sources: twice }, author)
  assert.equal(repeated.refused && repeated.code, 'SOURCE_REPEATED')
})

test('a name stands for one bank of an organisation; two organisations may use the same', async () => {
  const { world, author } = bench
  const again = await world.run(createBank, { ...other, name: ` ${other.name} ` }, author)
  assert.equal(again.refused && again.code, 'BANK_EXISTS')
  const stranger = world.actor('org-itembank', await world.organisation(), { name: '外单位' })
  await signAll(bench, [stranger])
  const { bankId } = await world.done(createBank, other, stranger)
  const peep = await world.run(bankDetail, { bankId }, author)
  assert.equal(peep.refused && peep.code, 'NOT_FOUND')
})

test('SDE-4.5-27 the number of items and papers per occupation and level, and their growth by year', async () => {
  const { world, author } = bench
  await stock(bench)
  await assembleSome(bench, 2)
  world.at('2027-03-01')
  await assembleSome(bench, 1)
  assert.deepEqual((await world.done(holdings, {}, author)).clauses, [], 'Henan asks for no such register')
  await changePack(bench, 'shandong-enterprise')
  const { rows, clauses } = await world.done(holdings, {}, author)
  await changePack(bench, 'henan-social')
  assert.deepEqual(clauses, ['SDE-4.5-27'])
  assert.deepEqual(rows, [
    { occupationCode: '6-18-02-04', level: 5, occupationName: null, items: 0, papers: 0, byYear: [] },
    {
      ...{ ...electrician, occupationName: null, items: 360, papers: 3 },
      byYear: [
        { year: 2026, items: 360, papers: 2, totalItems: 360, totalPapers: 2 },
        { year: 2027, items: 0, papers: 1, totalItems: 360, totalPapers: 3 },
      ],
    },
  ])
  const { banks } = await world.done(bankList, {}, author)
  assert.deepEqual(
    banks.map((one) => [one.bank, one.items, one.points, one.treePoints, one.bankId !== null]),
    [
      ['焊工（五级）理论', 0, 0, null, true],
      [bank, 360, 90, 90, true],
    ],
  )
})

const electricianBank = async () => {
  const { banks } = await bench.world.done(bankList, {}, bench.author)
  const bankId = banks.find((one) => one.bank === bank)?.bankId
  assert.ok(bankId)
  return bankId
}

test('HN-1.8.3.5-04 a bank shows theory and skill, each with its points and weights', async () => {
  const { world, author } = bench
  const { parts, partClauses, byMonth } = await world.done(
    bankDetail,
    { bankId: await electricianBank() },
    author,
  )
  assert.deepEqual(partClauses, ['HN-1.8.3.5-04'])
  assert.deepEqual(
    parts.map(({ name, edition, points }) => [name, edition, points]),
    [
      ['理论知识', 1, 90],
      ['操作技能', null, 0],
    ],
  )
  assert.deepEqual(
    parts[0]?.ranges.map(({ code, name, weight }) => [code, name, weight]),
    [
      ['A', '基本要求', 25],
      ['B', '相关知识要求', 75],
    ],
  )
  assert.equal(
    parts[0]?.ranges.reduce((sum, { points }) => sum + points, 0),
    90,
  )
  assert.deepEqual(byMonth, [
    { month: '2026-11', items: 360, papers: 2 },
    { month: '2027-03', items: 0, papers: 1 },
  ])
})

test('HN-1.8.3.5-01 a bank shows the share of its own items and warns below half', async () => {
  const { world, author } = bench
  const bankId = await electricianBank()
  const shareNow = async () => (await world.done(bankDetail, { bankId }, author)).ownShare
  assert.deepEqual(await shareNow(), {
    ...{ own: 360, total: 360, percent: 100, warning: null, clauses: ['HN-1.8.3.5-01'] },
  })
  const { owner } = world.database.connection
  await sql`ALTER TABLE item ADD COLUMN IF NOT EXISTS origin text`.execute(owner)
  const take = (count: number) =>
    sql`
    UPDATE item SET origin = CASE WHEN code IN (SELECT code FROM item ORDER BY code LIMIT ${count})
      THEN 'purchased' ELSE 'own' END`.execute(owner)
  await take(108)
  assert.deepEqual([(await shareNow()).percent, (await shareNow()).warning], [70, null])
  await take(181)
  assert.match((await shareNow()).warning ?? '', /自主开发的试题占49\.7%，低于50%/)
  const retire = (to: string) => sql`UPDATE item SET state = ${to} WHERE origin = 'purchased'`.execute(owner)
  await retire('retired')
  const rest = await shareNow()
  assert.deepEqual([rest.own, rest.total, rest.warning], [179, 179, null], 'a retired item is none')
  await retire('active')
  await sql`UPDATE item SET origin = NULL`.execute(owner)
})

test('all that happened to the register is sealed in the audit chain', async () => {
  const findings = await auditFindings(bench)
  // The filing was put there by the test and not by a command.
  assert.deepEqual(
    findings.filter(({ where }) => !where.startsWith('表 filing ')),
    [],
  )
})
