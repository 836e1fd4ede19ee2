import assert from 'node:assert/strict'
import { test } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { textOf } from '../../core/rich.ts'
import { writeQti2, writeQti3 } from '../export/qti.ts'
import { somePictures } from './items.fixture.ts'
import { readQtiItems } from './qti.ts'
import { codeOf, parsed, provesRoundTrip } from './roundtrip.fixture.ts'

for (const [version, write] of [
  ['3.0', writeQti3],
  ['2.2', writeQti2],
] as const) {
  test(`HN-1.8.3.7-03 items written as a QTI ${version} package read back identical: code, point, grades, source, parts, pictures`, async () => {
    const { back, file } = await provesRoundTrip(write, readQtiItems)
    assert.equal(back.format, `qti-${version}`)
    assert.equal(back.bank, '电工（四级）/理论')
    assert.equal(file.extension, 'zip')
  })
}

const item = (declarations: string, body: string, more = '') =>
  `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i1" title="甲">${declarations}<itemBody>${body}</itemBody>${more}</assessmentItem>`
const right = (identifier: string, cardinality: string, ...values: string[]) =>
  `<responseDeclaration identifier="${identifier}" cardinality="${cardinality}" baseType="identifier"><correctResponse>${values.map((value) => `<value>${value}</value>`).join('')}</correctResponse></responseDeclaration>`
const choice = (identifier: string, most: number, ...options: string[]) =>
  `<choiceInteraction responseIdentifier="${identifier}" maxChoices="${most}"><prompt>选？</prompt>${options
    .map((text, at) => `<simpleChoice identifier="c${at}">${text}</simpleChoice>`)
    .join('')}</choiceInteraction>`
const seen = async (xml: string) => {
  const { items } = await parsed(readQtiItems, xml)
  const { draft, losses, problems } = items[0]!
  return {
    draft: [draft.type, textOf(draft.stem), draft.options.map(textOf), textOf(draft.key)],
    parts: draft.parts.map(({ type, stem, key }) => [type, textOf(stem), textOf(key)]),
    lost: losses.map(({ what }) => what),
    problems: problems.map(({ sentence }) => sentence),
  }
}

test('interactions of QTI 2.1 are read as the types they are', async () => {
  const one = await seen(item(right('R', 'single', 'c1'), `<p>甲</p>${choice('R', 1, '乙', '丙')}`))
  assert.deepEqual(one, {
    draft: ['B', '甲\n选？', ['乙', '丙'], 'B'],
    parts: [],
    lost: ['标签或编号'],
    problems: [],
  })
  const several = await seen(item(right('R', 'multiple', 'c0', 'c2'), choice('R', 0, '甲', '乙', '丙')))
  assert.deepEqual(several.draft, ['G', '选？', ['甲', '乙', '丙'], 'AC'])
  const judgement = await seen(item(right('R', 'single', 'c1'), choice('R', 1, '对', '错')))
  assert.deepEqual(judgement.draft, ['C', '选？', [], '错'])
  const fill = await seen(
    item(
      right('A', 'single', '停电') + right('B', 'single', '验电'),
      '<p>先<textEntryInteraction responseIdentifier="A"/>后<textEntryInteraction responseIdentifier="B"/></p>',
    ),
  )
  assert.deepEqual(fill.draft, ['T', '先____后____', [], '停电；验电'])
  const essay = await seen(
    item(
      '',
      '<p>论述</p><rubricBlock view="scorer"><p>要点</p></rubricBlock><extendedTextInteraction responseIdentifier="R"/>',
    ),
  )
  assert.deepEqual(essay.draft, ['D', '论述', [], '要点'])
})

test('several interactions make a composite; others are refused with their reason', async () => {
  const both = await seen(
    item(
      right('R1', 'single', 'c0') + right('R2', 'single', 'x'),
      `<p>材料</p>${choice('R1', 1, '甲', '乙')}<p>填<textEntryInteraction responseIdentifier="R2"/></p>`,
    ),
  )
  assert.deepEqual([both.draft[0], both.draft[1]], ['F', '材料'])
  assert.deepEqual(both.parts, [
    ['B', '选？', 'A'],
    ['T', '填____', 'x'],
  ])
  const match = await seen(
    item('', '<matchInteraction responseIdentifier="R"><prompt>连</prompt></matchInteraction>'),
  )
  assert.match(match.problems[0]!, /匹配题不在国家题库的题型之列/)
  const odd = await seen(
    item(
      right('R', 'single', 'c0'),
      `<p>甲<script>x()</script><img src="http://evil/a.png" alt=""/></p>${choice('R', 1, '乙', '丙<feedbackInline identifier="f" outcomeIdentifier="F" showHide="show">反馈</feedbackInline>')}`,
      '<responseProcessing><customOperator/></responseProcessing><modalFeedback identifier="a"/><modalFeedback identifier="b"/>',
    ),
  )
  assert.deepEqual(odd.lost, [
    '标签或编号',
    '自定义评分规则',
    '脚本',
    '外部图片或缺失的图片',
    '选项反馈',
    '反馈',
  ])
})

const manifest = (...hrefs: string[]) =>
  `<manifest><resources>${hrefs
    .map(
      (href) =>
        `<resource type="imsqti_item_xmlv2p1" href="${href}"><metadata><lom><educational><difficulty><value>difficult</value></difficulty></educational></lom></metadata></resource>`,
    )
    .join('')}</resources></manifest>`
const pack = (files: Record<string, string | Uint8Array>) =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, file]) => [name, typeof file === 'string' ? strToU8(file) : file]),
    ),
  )
const good = item(
  right('R', 'single', 'c0'),
  `<p>甲<object data="../图/1.png" type="image/png"/></p>${choice('R', 1, '乙', '丙')}`,
)

test('a package: order of the manifest, LOM difficulty, pictures, forgotten, missing and damaged items', async () => {
  const [picture] = await somePictures()
  const file = await parsed(
    readQtiItems,
    pack({
      'imsmanifest.xml': manifest('items/b.xml', 'items/gone.xml'),
      'items/a.xml': good,
      'items/b.xml': good,
      'items/broken.xml': '<assessmentItem><itemBody>',
      '图/1.png': picture!.bytes,
      '说明.pdf': '%PDF',
    }),
  )
  assert.deepEqual(
    file.items.map(({ place, problems }) => [place, problems.length]),
    [
      ['items/b.xml', 0],
      ['items/gone.xml', 1],
      ['items/a.xml', 0],
      ['items/broken.xml', 1],
    ],
  )
  assert.equal(file.items[0]!.draft.difficulty, '4')
  assert.deepEqual(
    file.pictures.map(({ digest }) => digest),
    [picture!.digest],
  )
  assert.deepEqual(file.losses, [{ what: '包内其他文件', sample: '说明.pdf' }])
})

test('items about one text are one composite, in QTI 3 by their stimulus, in QTI 2 by their section', async () => {
  const q3 = (id: string) =>
    `<qti-assessment-item identifier="${id}"><qti-response-declaration identifier="R" cardinality="single"><qti-correct-response><qti-value>T</qti-value></qti-correct-response></qti-response-declaration><qti-assessment-stimulus-ref identifier="s" href="s.xml"/><qti-item-body><p>${id}<qti-text-entry-interaction response-identifier="R"/></p></qti-item-body></qti-assessment-item>`
  const stimulus =
    '<qti-assessment-stimulus identifier="s"><qti-stimulus-body><p>材料</p></qti-stimulus-body></qti-assessment-stimulus>'
  const three = await parsed(readQtiItems, pack({ 'a.xml': q3('a'), 'b.xml': q3('b'), 's.xml': stimulus }))
  const test2 =
    '<assessmentTest><testPart><assessmentSection><rubricBlock view="candidate"><p>材料</p></rubricBlock><assessmentItemRef href="a.xml"/><assessmentItemRef href="b.xml"/></assessmentSection></testPart></assessmentTest>'
  const two = await parsed(readQtiItems, pack({ 'a.xml': good, 'b.xml': good, 't.xml': test2 }))
  for (const { items } of [three, two]) {
    assert.equal(items.length, 1)
    assert.deepEqual([items[0]!.draft.type, textOf(items[0]!.draft.stem)], ['F', '材料'])
    assert.equal(items[0]!.draft.parts.length, 2)
  }
})

/** A zip whose entry names are rewritten to others of the same length. */
const renamed = (from: string, to: string) => {
  const bytes = Buffer.from(zipSync({ 'imsmanifest.xml': strToU8(manifest()), [from]: strToU8('x') }))
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) bytes.write(to, at, 'latin1')
  return bytes
}

/** A zip whose directory says that it has so many entries. */
const claiming = (entries: number) => {
  const bytes = Buffer.from(pack({ 'imsmanifest.xml': manifest() }))
  for (const place of [8, 10]) bytes.writeUInt16LE(entries, bytes.length - 22 + place)
  return bytes
}

test('hostile packages are refused by name: bombs, paths, doubles, entities, truncation, disguises', async () => {
  const code = (bytes: Uint8Array | string) => codeOf(readQtiItems, bytes)
  assert.equal(
    await code(pack({ 'imsmanifest.xml': manifest(), 'a.xml': new Uint8Array(40_000_000) })),
    'file-ratio',
  )
  assert.equal(await code(renamed('aaaaaaaaaa', '../../etc/')), 'file-unsafe-path')
  assert.equal(await code(renamed('aaaaaaaaaa', '/etc/passw')), 'file-unsafe-path')
  assert.equal(await code(renamed('aaaaaaaaaa', 'a\u0000aaaaaaaa')), 'file-unsafe-path')
  assert.equal(await code(renamed('IMSMANIFEST.XMM', 'IMSMANIFEST.XML')), 'file-duplicate-entry')
  const external = '<!DOCTYPE x [<!ENTITY e SYSTEM "http://evil/">]><assessmentItem>&e;</assessmentItem>'
  assert.equal(
    await code(pack({ 'imsmanifest.xml': manifest('a.xml'), 'a.xml': external })),
    'file-document-type',
  )
  assert.equal(await code(pack({ 'a.xml': good }).subarray(0, 300)), 'file-damaged')
  assert.equal(await code(pack({ 'readme.txt': 'x' })), 'file-wrong-type')
  assert.equal(await code(claiming(60_001)), 'file-too-many-entries')
  assert.equal(await code(new Uint8Array(201 * 1024 * 1024)), 'file-too-large')
  assert.equal(await code('<questestinterop/>'), 'file-wrong-type')
  assert.equal(await code('不是 XML'), 'file-damaged')
  assert.equal(await code(''), 'file-empty')
})
