import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { boxOf, suites, Unauthentic } from './aead.ts'

const aad = Buffer.from('place')

for (const suite of suites) {
  test(`${suite}: what is sealed opens again, for every length around the block size and the empty text`, () => {
    const box = boxOf(suite, randomBytes(32))
    for (let length = 0; length <= 49; length++) {
      const plain = randomBytes(length)
      assert.deepEqual(box.open(box.seal(plain, aad), aad), plain)
    }
  })

  test(`${suite}: equal texts give different boxes`, () => {
    const box = boxOf(suite, randomBytes(32))
    assert.notDeepEqual(box.seal(aad, aad), box.seal(aad, aad))
  })

  test(`${suite}: every flipped bit, every truncation, a foreign key and a foreign place are refused`, () => {
    const box = boxOf(suite, randomBytes(32))
    const sealed = box.seal(Buffer.from('张三 370102199001011234'), aad)
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const altered = Buffer.from(sealed)
      altered[bit >> 3]! ^= 1 << (bit & 7)
      assert.throws(() => box.open(altered, aad), Unauthentic)
    }
    for (let length = 0; length < sealed.length; length++) {
      assert.throws(() => box.open(sealed.subarray(0, length), aad), Unauthentic)
    }
    assert.throws(() => box.open(sealed, Buffer.from('elsewhere')), Unauthentic)
    assert.throws(() => boxOf(suite, randomBytes(32)).open(sealed, aad), Unauthentic)
  })

  test(`${suite}: a secret of another length is a programming error`, () => {
    assert.throws(() => boxOf(suite, randomBytes(16)), RangeError)
  })
}
