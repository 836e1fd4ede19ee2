import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgePassphrase } from './passphrase.rule.ts'

test('SDS-4.2-09 a passphrase is long, of two kinds of characters and no repetition; Chinese counts by the character', () => {
  for (const good of ['Harbour-71-sparrow', '三相四线制 2026 甲', 'correct horse battery'])
    assert.equal(judgePassphrase(good), undefined, good)
  for (const weak of ['', 'Kurz-1', 'aaaaaaaaaaaa1', 'onlyletterslower', '1234567890123', '三相四线制2026'])
    assert.deepEqual(
      [judgePassphrase(weak)?.code, judgePassphrase(weak)?.field],
      ['PASSPHRASE_WEAK', 'passphrase'],
      weak,
    )
})
