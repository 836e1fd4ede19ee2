import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recognise } from './recognise.ts'
import { demoFile } from './workbook.fixture.ts'

const family = (text: string) => recognise(new TextEncoder().encode(text)).family

test('a format is recognised by what the file holds, whatever it is called', () => {
  assert.equal(recognise(demoFile('items-electrician-4.xlsx')).family, 'excel')
  assert.equal(family('::题1:: 欧姆定律是？ {=U=IR ~U=I/R}'), 'gift')
  assert.equal(family('哪一种正确？\nA. 甲\nB. 乙\nANSWER: A\n'), 'aiken')
  assert.equal(family('<?xml version="1.0"?><quiz><question type="multichoice"/></quiz>'), 'moodle-xml')
  assert.equal(family('<?xml version="1.0"?><qti-assessment-item identifier="q1"/>'), 'qti')
  assert.equal(family('1．额定电流应选（ ）。\nA．甲 B．乙\n答案：A\n'), 'text')
})

test('text in GB 18030 and in UTF-16 is text; what is no items’ file is refused with what to do', () => {
  const gb = Buffer.concat([Buffer.from([0xb4, 0xf0, 0xb0, 0xb8]), Buffer.from('\nA. 1\nB. 2\nANSWER: A\n')])
  assert.equal(recognise(gb).family, 'aiken')
  const utf16 = Buffer.concat([
    Buffer.from([0xff, 0xfe]),
    Buffer.from('题\nA. 1\nB. 2\nANSWER: B\n', 'utf16le'),
  ])
  assert.equal(recognise(utf16).family, 'aiken')
  for (const bytes of [[], [0xff, 0xd8, 0xff, 0xe0], [0x25, 0x50, 0x44, 0x46, 0x2d]]) {
    const found = recognise(new Uint8Array(bytes))
    assert.equal(found.family, null)
    assert.ok(found.family === null && found.sentence.endsWith('。') && found.remedy.endsWith('。'))
  }
})
