import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { ParsedFile } from '#modules/itembank/exchange/core/parsed.ts'
import { readAikenItems } from '#modules/itembank/exchange/import/aiken.ts'
import { readExcelItems } from '#modules/itembank/exchange/import/excel-items.ts'
import { readGiftItems } from '#modules/itembank/exchange/import/gift.ts'
import { readMoodleItems } from '#modules/itembank/exchange/import/moodle.ts'
import { readQtiItems } from '#modules/itembank/exchange/import/qti.ts'
import { readWordItems } from '#modules/itembank/exchange/import/word-items.ts'
import type { Verdict } from '#platform/contract/verdict.ts'

export interface Family {
  readonly read: (bytes: Uint8Array) => Promise<Verdict<ParsedFile, string>>
  /** Pieces with a meaning in the format, put where they may not belong. */
  readonly tokens: readonly string[]
}

const xml = [
  '<',
  '>',
  '</',
  '/>',
  '&',
  '&amp;',
  '&#0;',
  '&#xD800;',
  '&nbsp;',
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '<?xml?>',
  '<!DOCTYPE x [',
  'xmlns:a="b"',
  '\u0000',
  '\ufffe',
]
const html = [
  '<p>',
  '<table><tr><td>',
  '<ul><li>',
  '<img src="data:image/png;base64,AAAA"/>',
  '<math>',
  '\\(',
  '\\)',
  '$$',
  '<script>',
  '<span class="blank">',
  '<b>',
  '</b>',
  '<br/>',
  '<pre>',
  '\ud800',
]

/** A further family is one line here and a folder of seeds. */
export const families: Readonly<Record<string, Family>> = {
  gift: {
    read: readGiftItems,
    tokens: [
      ...html,
      '{',
      '}',
      '=',
      '~',
      '#',
      '####',
      '::',
      '->',
      '%50%',
      '%-100%',
      '\\',
      '\\n',
      '//',
      '[id:a/1]',
      '[tag:题型:F]',
      '$CATEGORY: ',
      '\n\n',
      '[html]',
      '[plain]',
    ],
  },
  aiken: { read: readAikenItems, tokens: ['ANSWER: ', 'A. ', 'B) ', 'ANSWER:', '\n\n', '\r', 'Z. '] },
  moodle: {
    read: readMoodleItems,
    tokens: [
      ...xml,
      ...html,
      '<question type="cloze">',
      '{1:SA:=',
      '{1:MC:',
      '~',
      '%',
      '<answer fraction="100">',
      '@@PLUGINFILE@@/',
      '<file name="a" encoding="base64">',
      '<text>',
      '<tag><text>题型:F</text></tag>',
    ],
  },
  qti: {
    read: readQtiItems,
    tokens: [
      ...xml,
      ...html,
      '<choiceInteraction>',
      '<qti-text-entry-interaction/>',
      '<constructor>',
      'href="../../x"',
      '<resource type="imsqti_item_xmlv3p0" href="a">',
      '<div class="item-part">',
      '<rubricBlock view="scorer">',
      '__proto__',
    ],
  },
  excel: {
    read: readExcelItems,
    tokens: [
      ...xml,
      ...html,
      '<row r="3">',
      '<c r="A3" t="s"><v>0</v></c>',
      '<c t="inlineStr"><is><t>A</t></is></c>',
      '<mergeCell ref="A1:XFD1048576"/>',
      'A1:A2',
      'AAAA9999999',
      '<f>1/0</f>',
      '<v>1e309</v>',
      '<v>4294967296</v>',
      '<si><t>题</t></si>',
      '../../xl/worksheets/sheet1.xml',
      'B-A-A-A-001-001',
    ],
  },
  word: {
    read: readWordItems,
    tokens: [
      ...xml,
      '{A}',
      '{B}',
      '{C}',
      'A-A-A-001 ',
      '1. ',
      'A. ',
      '答案：A',
      '（  ）',
      '<w:p>',
      '<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>',
      '<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>',
      '<w:numId w:val="99"/>',
      '<w:ilvl w:val="-1"/>',
      '<w:sym w:font="Symbol" w:char="F061"/>',
      '<a:blip r:embed="rId1"/>',
      '<w:gridSpan w:val="100000"/>',
      '<w:altChunk r:id="rId1"/>',
    ],
  },
}

const folder = path.join(import.meta.dirname, 'seeds')

export const seedsOf = (family: string): readonly Uint8Array[] =>
  readdirSync(path.join(folder, family))
    .sort()
    .map((name) => new Uint8Array(readFileSync(path.join(folder, family, name))))
