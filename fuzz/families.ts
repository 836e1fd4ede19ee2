import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { ParsedFile } from '#modules/itembank/exchange/core/parsed.ts'
import { readAikenItems } from '#modules/itembank/exchange/import/aiken.ts'
import { readGiftItems } from '#modules/itembank/exchange/import/gift.ts'
import { readMoodleItems } from '#modules/itembank/exchange/import/moodle.ts'
import { readQtiItems } from '#modules/itembank/exchange/import/qti.ts'
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
}

const folder = path.join(import.meta.dirname, 'seeds')

export const seedsOf = (family: string): readonly Uint8Array[] =>
  readdirSync(path.join(folder, family))
    .sort()
    .map((name) => new Uint8Array(readFileSync(path.join(folder, family, name))))
