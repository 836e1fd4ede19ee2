import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textOf } from '../../core/rich.ts'
import { writeMoodle } from '../export/moodle.ts'
import { somePictures } from './items.fixture.ts'
import { readMoodleItems } from './moodle.ts'
import { codeOf, parsed, provesRoundTrip } from './roundtrip.fixture.ts'

const quiz = (...questions: string[]) => `<?xml version="1.0"?><quiz>${questions.join('\n')}</quiz>`
const field = (tag: string, html: string, more = '') =>
  `<${tag} format="html"><text><![CDATA[${html}]]></text>${more}</${tag}>`
const answer = (fraction: number, text: string, feedback = '') =>
  `<answer fraction="${fraction}"><text>${text}</text>${field('feedback', feedback)}</answer>`
const question = (type: string, ...content: string[]) =>
  `<question type="${type}">${content.join('')}</question>`
const one = async (text: string) => (await parsed(readMoodleItems, quiz(text))).items[0]!
const seen = async (text: string) => {
  const { draft, losses, problems } = await one(text)
  const parts = draft.parts.map(({ type, key, share }) => [type, textOf(key), share])
  return [
    draft.type,
    textOf(draft.stem),
    draft.options.map(textOf),
    textOf(draft.key),
    parts,
    losses.map(({ what }) => what),
    problems.length,
  ]
}

test('HN-1.8.3.7-03 items written as Moodle XML read back identical: code, point, grades, source, parts, pictures', async () => {
  const { back } = await provesRoundTrip(writeMoodle, readMoodleItems)
  assert.equal(back.bank, '电工（四级）/理论')
})

test('every question type of Moodle that items hold is read', async () => {
  const stem = field('questiontext', '<p>甲<sub>1</sub>？</p>')
  assert.deepEqual(
    await seen(question('multichoice', stem, '<single>true</single>', answer(0, '乙'), answer(100, '丙'))),
    [...['B', '甲1？', ['乙', '丙'], 'B', [], [], 0]],
  )
  assert.deepEqual(
    await seen(
      question(
        'multichoice',
        stem,
        '<single>false</single>',
        answer(50, '乙'),
        answer(50, '丙'),
        answer(-100, '丁'),
      ),
    ),
    ['G', '甲1？', ['乙', '丙', '丁'], 'AB', [], [], 0],
  )
  assert.deepEqual(await seen(question('truefalse', stem, answer(0, 'true'), answer(100, 'false'))), [
    ...['C', '甲1？', [], '错误', [], [], 0],
  ])
  assert.deepEqual(await seen(question('shortanswer', stem, answer(100, '停电'), answer(100, '断电'))), [
    ...['T', '甲1？', [], '停电|断电', [], [], 0],
  ])
  assert.deepEqual(
    await seen(
      question(
        'numerical',
        stem,
        '<answer fraction="100"><text>3.14</text><tolerance>0.01</tolerance></answer>',
      ),
    ),
    ['T', '甲1？', [], '3.14', [], ['数值误差范围'], 0],
  )
  assert.deepEqual(await seen(question('essay', stem, field('graderinfo', '<p>要点</p>'))), [
    ...['D', '甲1？', [], '要点', [], [], 0],
  ])
})

test('a cloze is a fill-in item, a choice or a composite, by its fields', async () => {
  assert.deepEqual(
    await seen(
      question('cloze', field('questiontext', '先{1:SA:=停电~%100%断电#对}后{1:SHORTANSWER:=验电}')),
    ),
    [...['T', '先____后____', [], '停电|断电；验电', [], ['选项反馈'], 0]],
  )
  assert.deepEqual(await seen(question('cloze', field('questiontext', '颜色{1:MC:红~=绿}'))), [
    ...['B', '颜色____', ['红', '绿'], 'B', [], [], 0],
  ])
  assert.deepEqual(await seen(question('cloze', field('questiontext', '值{2:NM:=3:0.1}，色{1:MC:红~=绿}'))), [
    ...[
      'F',
      '值____，色____',
      [],
      '',
      [
        ['T', '3', '2'],
        ['B', 'B', '1'],
      ],
      ['数值误差范围'],
      0,
    ],
  ])
})

test('matching and other forms are refused with their reason; hints, penalties and feedback are listed', async () => {
  const pairs =
    '<subquestion format="html"><text>加拿大</text><answer><text>渥太华</text></answer></subquestion>'
  const match = await one(question('matching', field('questiontext', '连线'), pairs))
  assert.match(match.problems[0]!.sentence, /匹配题/)
  assert.deepEqual(match.losses, [{ what: '匹配题的配对', sample: '加拿大→渥太华' }])
  assert.match(
    (await one(question('ddmarker', field('questiontext', '拖')))).problems[0]!.sentence,
    /拖放标记题/,
  )
  assert.match(
    (await one(question('description', field('questiontext', '说明')))).problems[0]!.sentence,
    /说明文字/,
  )
  const rich = await one(
    question(
      'multichoice',
      ...['<name><text>名</text></name>', field('questiontext', '甲'), '<penalty>0.3333333</penalty>'],
      ...['<defaultgrade>2</defaultgrade>', field('hint', '想一想'), field('correctfeedback', '对了')],
      ...[
        '<tags><tag><text>易</text></tag></tags>',
        '<single>true</single>',
        answer(100, '乙', '好'),
        answer(50, '丙'),
      ],
    ),
  )
  assert.deepEqual(
    rich.losses.map(({ what }) => what),
    [...['标签或编号', '选项反馈', '部分得分', '题目名称', '重答扣分', '分值', '提示', '答对反馈']],
  )
})

test('embedded files are the pictures of their text; those nobody shows are attachments', async () => {
  const [picture] = await somePictures()
  const base64 = Buffer.from(picture!.bytes).toString('base64')
  const file = (name: string) => `<file name="${name}" path="/" encoding="base64">${base64}</file>`
  const text = field(
    'questiontext',
    '<p>看图<img src="@@PLUGINFILE@@/%E5%9B%BE.png" alt="图"></p>',
    file('图.png') + file('多余.png'),
  )
  const { items, pictures } = await parsed(readMoodleItems, quiz(question('essay', text)))
  assert.deepEqual(
    pictures.map(({ digest }) => digest),
    [picture!.digest],
  )
  assert.equal(textOf(items[0]!.draft.stem), '看图【图：图】')
  assert.deepEqual(items[0]!.losses, [{ what: '附件', sample: '多余.png' }])
})

test('a picture that cannot be read leaves nothing behind, and is named', async () => {
  const bad = '<img src="data:image/png;base64,AAAA" alt="图"/>'
  const { draft, losses } = await one(
    question('essay', field('questiontext', '甲'), field('graderinfo', bad)),
  )
  assert.deepEqual(draft.key, [])
  assert.deepEqual(losses, [{ what: '无法读取的图片', sample: '图' }])
})

test('hostile and broken XML is refused by name', async () => {
  const code = (text: string) => codeOf(readMoodleItems, text)
  assert.equal(
    await code('<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>'),
    'file-document-type',
  )
  const laughs = '<!DOCTYPE q [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><quiz>&b;</quiz>'
  assert.equal(await code(laughs), 'file-document-type')
  assert.equal(await code('<quiz><question type="essay">'), 'file-damaged')
  assert.equal(await code('<html></html>'), 'file-wrong-type')
  assert.equal(await code('<quiz></quiz>'), 'file-no-questions')
  assert.equal(await code(`<quiz>${'<a>'.repeat(300)}`), 'file-too-complex')
  assert.equal(
    await code(`<quiz><question type="essay" x="${'y'.repeat(2_100_000)}"/></quiz>`),
    'file-too-complex',
  )
  assert.equal(await code('1. 不是 XML'), 'file-damaged')
})
