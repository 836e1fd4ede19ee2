import assert from 'node:assert/strict'
import { test } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { writeAiken } from '../export/aiken.ts'
import { writeGift } from '../export/gift.ts'
import { writeMoodle } from '../export/moodle.ts'
import { writeQti3 } from '../export/qti.ts'
import { someItems, somePictures } from './items.fixture.ts'
import { sniffFormat } from './sniff-format.ts'
import { demoFile } from './workbook.fixture.ts'

test('every format is recognised by its content, whatever its name says', async () => {
  const pictures = await somePictures()
  const given = { bank: '电工', items: someItems('sniff', 18, pictures), pictures }
  const formatOf = (bytes: Uint8Array) => sniffFormat(bytes, '试题.docx')
  assert.equal(formatOf(writeGift(given).bytes), 'gift')
  assert.equal(formatOf(writeAiken(given).bytes), 'aiken')
  assert.equal(formatOf(writeMoodle(given).bytes), 'moodle-xml')
  assert.equal(formatOf(writeQti3(given).bytes), 'qti-3.0')
})

test('text in other encodings, bare items and older versions are recognised; other files are not', () => {
  const formatOf = (text: string) => sniffFormat(Buffer.from(text), 'x')
  assert.equal(sniffFormat(Buffer.from('\ufeff<?xml version="1.0"?><quiz/>', 'utf16le'), ''), 'moodle-xml')
  assert.equal(sniffFormat(Buffer.from('cfc8cda3b5e77b547d', 'hex'), ''), 'gift')
  assert.equal(
    formatOf('<!-- 注 --><assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2"/>'),
    'qti-2.2',
  )
  assert.equal(formatOf('<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"/>'), 'qti-2.1')
  assert.equal(formatOf('<qti-assessment-item/>'), 'qti-3.0')
  assert.equal(formatOf('1. 题干\nA. 甲\nB. 乙\n答案：A'), undefined)
  assert.equal(formatOf('<html><body>{=a}</body></html>'), undefined)
  assert.equal(sniffFormat(demoFile('items-tea-5.docx'), 'x.gift'), undefined)
  assert.equal(sniffFormat(zipSync({ 'a.txt': strToU8('x') }), ''), undefined)
  assert.equal(sniffFormat(new Uint8Array(), ''), undefined)
})
