import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { officialExceptions, officialYears } from '#modules/policy/seed/official-exceptions.ts'
import { dayOf } from '#platform/clock/day.ts'
import { type CommandContext, platformOrganisation } from '#platform/command/context.ts'
import { openWorld } from '#platform/command/testing.ts'
import { readFile } from '#platform/files/files.ts'
import { shownText } from '#platform/spreadsheet/cell.ts'
import { openWorkbook } from '#platform/spreadsheet/reader.ts'
import { citizenNumber, type PassedBatch, passedBatch, people } from './batch.fixture.ts'
import {
  acceptReport,
  batchDetail,
  batchList,
  certificateStatistics,
  checkReport,
  prepareCertificates,
  printRegister,
  reportCertificates,
  returnReport,
} from './contract.ts'
import { issued, rowsOf } from './issue.fixture.ts'
import { certificateEntries } from './register.ts'

const world = await openWorld({ entries: certificateEntries, at: '2023-05-22' })
after(() => world.close())
const { owner } = world.database.connection
await owner
  .insertInto('calendarYear')
  .values(
    officialYears.map((year) => ({
      organisationId: platformOrganisation,
      id: randomUUID(),
      version: 1,
      year,
      source: '国务院办公厅通知',
      exceptions: JSON.stringify(officialExceptions().filter(({ day }) => day.startsWith(String(year)))),
    })),
  )
  .execute()

const contextOf = (batch: PassedBatch) => ({
  services: world.services,
  actor: batch.exam,
  now: world.clock.now(),
  today: dayOf(world.clock.now()),
})

/** The cells of every sheet of a stored workbook, as texts. */
const sheetsOf = async (batch: PassedBatch, fileId: string) => {
  const { bytes } = await owner
    .transaction()
    .execute((tx) => readFile({ ...contextOf(batch), tx } as CommandContext, batch.organisationId, fileId))
  const opened = await openWorkbook(bytes)
  assert.equal(opened.refused, false)
  const workbook = (opened as Extract<typeof opened, { refused: false }>).value
  const sheets: Record<string, string[][]> = {}
  for (const { name } of workbook.sheets) {
    sheets[name] = []
    for await (const row of workbook.rows(name)) sheets[name].push(row.cells.map((cell) => shownText(cell)))
  }
  workbook.close()
  return sheets
}

const detailOf = (batch: PassedBatch, actor = batch.exam) =>
  world.done(batchDetail, { organisationId: batch.organisationId, batchId: batch.batchId }, actor)

const issuedBatch = async (options: Parameters<typeof passedBatch>[1]) => {
  const batch = await passedBatch(world, { issueOn: '2023-05-22', ...options })
  const { certificateBatchId, version } = await issued(world, batch)
  return { batch, key: { certificateBatchId, version } }
}

test('SDS-7.1-01 issued 2023-05-22: the batch shows 2023-07-04 as its day, overdue on 2023-07-05', async () => {
  const { batch } = await issuedBatch({ passed: people(1) })
  const due = async (on: string) => {
    world.at(on)
    const { reportDue } = await detailOf(batch)
    return [reportDue!.due, reportDue!.days, reportDue!.overdue]
  }
  assert.deepEqual(await due('2023-07-04'), ['2023-07-04', 30, false])
  assert.deepEqual(await due('2023-07-05'), ['2023-07-04', 30, true])
  const listed = await world.done(batchList, { page: 1, pageSize: 50 }, batch.exam)
  assert.equal(listed.rows.find(({ batchId }) => batchId === batch.batchId)!.reportDue!.overdue, true)
  world.at('2023-05-22')
})

test('SDS-7.1-01 the sheet has its 11 columns, a cover with counts and two signatures, and is reported once', async () => {
  const { batch, key } = await issuedBatch({
    passed: [...people(2), { name: '矿山甲', trade: '矿山电工', level: 3 }],
  })
  const { file, edition } = await world.done(reportCertificates, key, batch.exam)
  assert.equal(edition, 1)
  const sheets = await sheetsOf(batch, file.fileId)
  const [header, ...rows] = sheets.证书数据!
  assert.deepEqual(header, [
    '姓名',
    '证件类型',
    '证件号码',
    '所在单位',
    '职业名称',
    '工种名称',
    '职业技能等级',
    '证书编号',
    '发证日期',
    '评价机构',
    '发证机构',
  ])
  assert.equal(rows.length, 3)
  const mine = rows.find(([name]) => name === '矿山甲')!
  const name = batch.organisationName
  assert.deepEqual(mine.slice(1, 7), [
    '201',
    batch.people[2]!.documentNumber,
    '试验机械厂',
    '电工',
    '矿山电工',
    '3',
  ])
  assert.deepEqual(mine.slice(8), ['2023-05-22', name, name])
  assert.equal(rows.find(([who]) => who !== '矿山甲')![5], '——')
  const cover = sheets.封面!.flat().join('|')
  assert.match(cover, /电工\|——\|四级\/中级工\|2/)
  assert.match(cover, /电工\|矿山电工\|三级\/高级工\|1/)
  assert.match(cover, /合计\|+3/)
  assert.match(cover, new RegExp(`报送批次号\\|${batch.code}-20230522-1`))
  assert.match(cover, /填报人（签字）.*机构负责人（签字、盖章）/)
  const { version } = await detailOf(batch).then(({ version: now }) => ({ version: now! }))
  const again = await world.run(reportCertificates, { ...key, version }, batch.exam)
  assert.equal(again.refused && again.code, 'ALREADY_REPORTED')
})

test('SDS-7.1-03 a row with a wrong ID check digit refuses the whole file, names the row, and comes back in the error workbook', async () => {
  const { batch, key } = await issuedBatch({ passed: people(3) })
  const rows = await rowsOf(world, batch)
  const bad = rows[1]!
  const good = citizenNumber(999)
  const wrong = good.slice(0, 17) + (good.endsWith('1') ? '2' : '1')
  await owner
    .updateTable('person')
    .set({
      documentNumber: Buffer.from(world.services.keyring.encrypt(wrong, `person.document:${bad.personId}`)),
    })
    .where('id', '=', bad.personId)
    .execute()
  const refused = await world.run(reportCertificates, key, batch.exam)
  assert.equal(refused.refused && refused.code, 'DATA_UNSOUND')
  assert.match(refused.refused ? refused.sentence : '', new RegExp(`第2行${bad.name}`))
  assert.deepEqual(refused.refused && refused.clauses, ['SDS-7.1-03'])
  assert.equal((await detailOf(batch)).reports.length, 0)
  const checked = await world.done(checkReport, { certificateBatchId: key.certificateBatchId }, batch.exam)
  assert.deepEqual(
    checked.problems.map(({ row, check }) => [row, check]),
    [[2, 'id-checksum']],
  )
  const sheet = (await sheetsOf(batch, checked.errorFile!.fileId)).错误清单!
  assert.equal(sheet.length, 2)
  assert.deepEqual([sheet[1]![0], sheet[1]![1], sheet[1]![3]], ['2', bad.name, wrong])
  assert.match(sheet[1]!.at(-1)!, /校验位/)
})

test('SDS-7.1-03 at the preparation too, a wrong number stops everything', async () => {
  const good = citizenNumber(998)
  const wrong = good.slice(0, 17) + (good.endsWith('1') ? '2' : '1')
  const batch = await passedBatch(world, {
    issueOn: '2023-05-22',
    passed: [{ name: '错号甲', documentNumber: wrong }],
  })
  const outcome = await world.run(prepareCertificates, { batchId: batch.batchId }, batch.exam)
  assert.equal(outcome.refused && outcome.code, 'DATA_UNSOUND')
  assert.match(outcome.refused ? outcome.sentence : '', /第1行错号甲/)
})

test('SDS-7.1-03 who holds the same certificate already is a duplicate', async () => {
  const documentNumber = citizenNumber(997)
  const { batch } = await issuedBatch({ passed: [{ name: '重复甲', documentNumber }] })
  const { organisationId } = batch
  const second = await passedBatch(world, {
    issueOn: '2023-05-23',
    passed: [{ name: '重复甲', documentNumber }],
    organisationId,
    sequence: 2,
  })
  const outcome = await world.run(prepareCertificates, { batchId: second.batchId }, second.exam)
  assert.equal(outcome.refused && outcome.code, 'DATA_UNSOUND')
  assert.match(outcome.refused ? outcome.sentence : '', /已持有/)
})

test('SDS-7.1-04 data returned 2023-06-01 are due 2023-06-25, and are reported again as the next edition', async () => {
  const { batch, key } = await issuedBatch({ passed: people(1) })
  const { organisationId } = batch
  const { reportId } = await world.done(reportCertificates, key, batch.exam)
  world.at('2023-06-01')
  const note = '工种名称有误，请核实'
  const returned = await world.done(returnReport, { organisationId, reportId, version: 1, note }, batch.city)
  assert.equal(returned.correctionDueOn, '2023-06-25')
  const due = async (on: string) => {
    world.at(on)
    const { correctionDue } = await detailOf(batch)
    return [correctionDue!.due, correctionDue!.overdue]
  }
  assert.deepEqual(await due('2023-06-25'), ['2023-06-25', false])
  assert.deepEqual(await due('2023-06-26'), ['2023-06-25', true])
  const { version } = await detailOf(batch)
  const second = await world.done(reportCertificates, { ...key, version: version! }, batch.exam)
  assert.equal(second.edition, 2)
  const [latest] = (await detailOf(batch, batch.city)).reports
  assert.deepEqual(
    latest!.availableActions.map(({ action }) => action),
    ['return', 'accept'],
  )
  await world.done(acceptReport, { organisationId, reportId: second.reportId, version: 1 }, batch.city)
  const after = await detailOf(batch, batch.city)
  assert.deepEqual(
    after.reports.map(({ edition, state }) => [edition, state]),
    [
      [2, 'accepted'],
      [1, 'returned'],
    ],
  )
  const late = await world.run(
    returnReport,
    { organisationId, reportId: second.reportId, version: 2, note },
    batch.city,
  )
  assert.equal(late.refused && late.code, 'WRONG_STATE')
  world.at('2023-05-22')
})

test('SDS-7.1-02 the quarterly statistic of 3 batches sums to the number of certificates issued', async () => {
  const { batch } = await issuedBatch({ passed: people(4) })
  const { organisationId } = batch
  await issuedBatch({ passed: people(3, { level: 3 }), organisationId, sequence: 2 })
  world.at('2023-07-03')
  await issuedBatch({ passed: people(2), organisationId, sequence: 3, issueOn: '2023-07-03' })
  const ask = (from: string, to: string) =>
    world.done(certificateStatistics, { from, to, period: 'quarter' }, batch.exam)
  const year = await ask('2023-01-01', '2023-12-31')
  assert.equal(year.total, 9)
  assert.deepEqual(
    year.rows.map(({ period, levelName, count }) => [period, levelName, count]),
    [
      ['2023年第2季度', '三级/高级工', 3],
      ['2023年第2季度', '四级/中级工', 4],
      ['2023年第3季度', '四级/中级工', 2],
    ],
  )
  assert.equal((await ask('2023-07-01', '2023-09-30')).total, 2)
  world.at('2023-05-22')
})

test('SDS-7.2-03 the issue register lists every certificate, as PDF and as workbook', async () => {
  const { batch, key } = await issuedBatch({ passed: people(3) })
  const { pdf, workbook } = await world.done(
    printRegister,
    { certificateBatchId: key.certificateBatchId },
    batch.exam,
  )
  assert.notEqual(pdf.fileId, workbook.fileId)
  const sheet = (await sheetsOf(batch, workbook.fileId)).发证名册!
  const numbers = (await rowsOf(world, batch)).map(({ number }) => number)
  const at = sheet.findIndex(([first]) => first === '序号')
  assert.deepEqual(
    sheet.slice(at + 1).map((cells) => cells[7]),
    numbers,
  )
})
