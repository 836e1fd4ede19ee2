import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { carryOut } from '#platform/command/pipeline.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import { parseAnswer } from '../core/item.ts'
import { textOf } from '../core/rich.ts'
import { itemList, viewItem } from '../item/contract.ts'
import {
  auditFindings,
  type Bench,
  bank,
  commitStaged,
  openBench,
  stageFile,
  stock,
} from '../itembank.fixture.ts'
import { createBank, draftTree, enforceTree, saveTree } from '../knowledge/contract.ts'
import { basis } from '../knowledge/knowledge.fixture.ts'
import { type TakenExport, takeExport } from './commands/export.ts'
import { exportItems, mapImport, viewImport, viewImportRow } from './contract.ts'
import { dot } from './import/package.fixture.ts'
import { demoFile } from './import/workbook.fixture.ts'

let bench: Bench
before(async () => {
  bench = await openBench()
  await stock(bench)
})
after(() => bench.close())

type Order = Omit<InputOf<typeof exportItems>, 'bank'>

const exported = async (order: Order): Promise<Uint8Array> => {
  const { world, author } = bench
  const { itemExportId, jobId } = await world.done(exportItems, { bank, ...order }, author)
  await bench.runJob(jobId)
  const pipeline = { database: world.database.connection.app, services: world.services }
  const taken = await carryOut(pipeline, { entry: takeExport, actor: author, input: { itemExportId } })
  assert.ok(!taken.refused)
  return (taken.value as TakenExport).bytes
}

for (const format of ['excel-c', 'word-national', 'moodle-xml', 'qti-2.2', 'qti-3.0'] as const) {
  test(`HN-1.8.3.7-03 the bank exported as ${format} and read again is the same items, every one a duplicate`, async () => {
    const { counts, trouble } = await stageFile(bench, await exported({ format }), { name: '回读' })
    assert.deepEqual([trouble, counts?.found, counts?.duplicate], [null, 360, 360])
  })
}

test('an export keeps to what was chosen in the list, and to what its filter finds', async () => {
  const { world, author } = bench
  const { rows } = await world.done(itemList, { page: 1, pageSize: 3, bank }, author)
  const itemIds = rows.map(({ itemId }) => itemId)
  const chosen = await stageFile(bench, await exported({ format: 'excel-a', of: { itemIds } }))
  assert.equal(chosen.counts?.found, 3)
  const filter = { bank, type: 'C', difficulty: 1, state: 'active' }
  const { total } = await world.done(itemList, { page: 1, pageSize: 1, ...filter }, author)
  const found = await stageFile(bench, await exported({ format: 'excel-a', of: { filter } }))
  assert.ok(total > 0)
  assert.equal(found.counts?.found, total)
  const none = await world.run(
    exportItems,
    { bank, format: 'excel-a', of: { filter: { bank: '别的题库' } } },
    author,
  )
  assert.equal(none.refused && none.code, 'NOTHING_TO_EXPORT')
})

interface Truth {
  readonly items: readonly {
    readonly pointCode: string
    readonly type: string
    readonly difficulty: number
    readonly consistency: number
    readonly stem: string
    readonly options?: Readonly<Record<string, string>>
    readonly answer: readonly string[] | string
  }[]
}

const truth = JSON.parse(
  readFileSync(new URL('../../../demo/data/items-tea-5.expected.json', import.meta.url), 'utf8'),
) as Truth
const tea = '茶艺师（五级）理论'

/** A tree of just the points that the file's items stand on. */
const treeOfPoints = (codes: readonly string[]) => {
  const begins = (parts: number) => [
    ...new Set(codes.map((code) => code.split('-').slice(0, parts).join('-'))),
  ]
  const third = begins(3).map((code, at, all) => ({ code, weight: at === 0 ? 101 - all.length : 1 }))
  const weightOf = (code: string) =>
    third.reduce(
      (sum, one) => sum + (one.code === code || one.code.startsWith(`${code}-`) ? one.weight : 0),
      0,
    )
  return {
    ranges: ([1, 2, 3] as const).flatMap((level) =>
      begins(level).map((code) => ({ code, name: `范围${code}`, level, weight: weightOf(code) })),
    ),
    points: codes.map((code) => ({ code, name: `知识点${code}`, importance: 'X' as const })),
  }
}

const teaBank = async () => {
  const { world, author } = bench
  const place = { name: tea, occupationCode: '4-03-02-07', level: 5, ...basis, sources: [] }
  const { bankId } = await world.done(createBank, place, author)
  const { treeId } = await world.done(draftTree, { bankId, part: 'theory' }, author)
  const shape = treeOfPoints([...new Set(truth.items.map(({ pointCode }) => pointCode))].sort())
  const words = { standardVersion: '', note: '' }
  const { version } = await world.done(saveTree, { treeId, version: 1, ...words, ...shape }, author)
  await world.done(enforceTree, { treeId, version, abandon: [] }, author)
}

/** The truth file's own rule: NFKC without white space; a judgement's empty brackets do not count. */
const compared = (text: string) => text.normalize('NFKC').replace(/\s/g, '')
const stemOf = (type: string, stem: string) =>
  type === 'C' ? compared(stem).replace(/\(\)(?=[。.]?$)/, '') : compared(stem)

const itemsOfBank = async () => {
  const { world, author } = bench
  const items = []
  for (let page = 1; page <= 2; page += 1) {
    const { rows } = await world.done(itemList, { page, pageSize: 100, bank: tea }, author)
    for (const { itemId } of rows) items.push((await world.done(viewItem, { itemId }, author)).draft)
  }
  return items
}

test('HN-1.8.3.7-03 the Word file of 120 untidy items stands in its own bank as its truth says, every one of them', async () => {
  await teaBank()
  const staged = await stageFile(bench, demoFile('items-tea-5.docx'), { name: '茶艺师.docx', into: tea })
  assert.deepEqual([staged.counts?.found, staged.counts?.good], [120, 120])
  const { report } = await commitStaged(bench, staged.itemImportId, 'all-or-nothing')
  assert.equal(report?.imported, 120)
  const texts = (await itemsOfBank()).map((draft) => {
    const { type, pointCode, difficulty, consistency } = draft
    const key = parseAnswer(type as 'B', draft.key)
    const answer =
      key?.kind === 'choice' ? key.labels : key?.kind === 'judgement' ? (key.correct ? '正确' : '错误') : key
    const options = draft.options.map((option) => compared(textOf(option)))
    return JSON.stringify([
      ...[pointCode, type, Number(difficulty), Number(consistency), stemOf(type, textOf(draft.stem))],
      ...[options, answer],
    ])
  })
  const expected = truth.items.map(({ pointCode, type, difficulty, consistency, stem, options, answer }) =>
    JSON.stringify([
      ...[pointCode, type, difficulty, consistency, stemOf(type, stem)],
      ...[Object.values(options ?? {}).map(compared), answer],
    ]),
  )
  assert.deepEqual(texts.toSorted(), expected.toSorted())
})

test('HN-1.8.3.5-04 a Moodle file with a picture and a category finds its point through the person, and its picture stands in the bank', async () => {
  const { world, author } = bench
  const picture = Buffer.from(await dot('#2a6')).toString('base64')
  const answers = ['乌龙茶', '绿茶', '红茶', '黑茶'].map(
    (text, at) =>
      `<answer fraction="${at === 1 ? 100 : 0}" format="html"><text>图示器具冲泡的${text}</text></answer>`,
  )
  const xml = `<?xml version="1.0" encoding="UTF-8"?><quiz>
    <question type="category"><category><text>$course$/茶具/玻璃杯</text></category></question>
    <question type="multichoice"><name><text>一</text></name>
      <questiontext format="html"><text><![CDATA[<p>图中的玻璃杯适合冲泡（ ）。<img src="@@PLUGINFILE@@/cup.png" alt="杯"></p>]]></text>
      <file name="cup.png" path="/" encoding="base64">${picture}</file></questiontext>
      <single>true</single>${answers.join('')}</question></quiz>`
  const { itemImportId, counts } = await stageFile(bench, Buffer.from(xml), { name: '茶具.xml', into: tea })
  assert.deepEqual([counts?.found, counts?.problem], [1, 1])
  const { knowledge } = await world.done(viewImport, { itemImportId }, author)
  assert.deepEqual(
    knowledge.map(({ path, count, pointCode }) => [path.at(-1), count, pointCode]),
    [['玻璃杯', 1, null]],
  )
  const points = [{ key: knowledge[0]!.key, pointCode: 'A-A-A-001' }]
  const mapped = await world.done(mapImport, { itemImportId, points, difficulty: 3, consistency: 3 }, author)
  assert.equal(mapped.counts.good, 1)
  const shown = await world.done(viewImportRow, { itemImportId, ordinal: 1 }, author)
  assert.equal(shown.pictures.length, 1)
  await commitStaged(bench, itemImportId, 'all-or-nothing')
  const { rows } = await world.done(itemList, { page: 1, pageSize: 5, bank: tea, picture: true }, author)
  assert.deepEqual(
    rows.map(({ pointCode, hasPicture, originName }) => [pointCode, hasPicture, originName]),
    [['A-A-A-001', true, '自主开发']],
  )
  const kept = await world.database.connection.owner.selectFrom('itemPicture').select('digest').execute()
  assert.deepEqual(
    kept.map(({ digest }) => digest),
    shown.pictures.map(({ digest }) => digest),
  )
  assert.deepEqual(await auditFindings(bench), [])
})
