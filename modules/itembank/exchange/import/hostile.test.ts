import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inWorker } from '#platform/upload/in-worker.ts'
import type { ParsedFile } from '../core/parsed.ts'
import { writeGift } from '../export/gift.ts'
import { readAikenItems } from './aiken.ts'
import { readGiftItems } from './gift.ts'
import { someItems, somePictures } from './items.fixture.ts'
import { readMoodleItems } from './moodle.ts'
import { readQtiItems } from './qti.ts'
import { parsed } from './roundtrip.fixture.ts'

/** Files made to cost far more than their size; each must be read in time proportional to it. */
const many = 60_000
const quiz = (inner: string) =>
  `<quiz><question type="multichoice"><questiontext><text>甲</text></questiontext>${inner}</question></quiz>`

test('files made to be slow are read without a limit being needed: a hundred thousand answers, marks, pictures', async () => {
  const answers = '<answer fraction="100"><text>乙</text></answer>'.repeat(many)
  const shown = '&lt;img src="@@PLUGINFILE@@/a.png"&gt;'.repeat(2000)
  const big = Buffer.alloc(2_000_000, 7).toString('base64')
  const choices = '<simpleChoice identifier="c">乙</simpleChoice>'.repeat(many)
  const files: readonly (readonly [typeof readGiftItems, string])[] = [
    [readGiftItems, `甲{${'=乙 ~丙 '.repeat(many)}}`],
    [readGiftItems, `甲${'\\\\('.repeat(many)}{${'#'.repeat(many)}`],
    [readGiftItems, 'A'.repeat(199).concat(' ').repeat(5000)],
    [readAikenItems, `甲\n${'A. 乙\n续\n'.repeat(many)}ANSWER: A`],
    [readMoodleItems, quiz(answers)],
    [readMoodleItems, quiz(answers).replace('multichoice', 'shortanswer')],
    [
      readMoodleItems,
      `<quiz><question type="cloze"><questiontext><text>${'{1:SA:='.repeat(many)}</text></questiontext></question></quiz>`,
    ],
    [
      readMoodleItems,
      `<quiz><question type="essay"><questiontext format="html"><text>${shown}</text><file name="a.png" path="/">${big}</file></questiontext></question></quiz>`,
    ],
    [
      readQtiItems,
      `<assessmentItem><itemBody><choiceInteraction>${choices}</choiceInteraction></itemBody></assessmentItem>`,
    ],
    [
      readQtiItems,
      `<assessmentItem><itemBody>${'<p>填<textEntryInteraction/></p><choiceInteraction/>'.repeat(many / 10)}</itemBody></assessmentItem>`,
    ],
  ]
  for (const [reader, text] of files) {
    const { items } = await parsed(reader, text)
    assert.equal(items.length, 1, text.slice(0, 80))
  }
})

const limits = { bytes: 100 * 1024 * 1024, milliseconds: 30_000, memory: 256 }
const module = new URL('./gift.ts', import.meta.url)
const readApart = (input: Uint8Array) =>
  inWorker<ParsedFile, string>({ module, export: 'readGiftItems', input, limits })

test('a reader runs in the thread of uploads with its pictures; a file of 200 MB is refused before it is read', async () => {
  const pictures = await somePictures()
  const items = someItems('worker', 20, pictures)
  const read = await readApart(writeGift({ bank: '电工', items, pictures }).bytes)
  assert.ok(!read.refused)
  assert.equal(read.value.items.length, 20)
  assert.ok(read.value.pictures.every(({ bytes }) => bytes.length > 0))
  const large = await readApart(new Uint8Array(200 * 1024 * 1024))
  assert.equal(large.refused && large.code, 'upload-too-large')
})
