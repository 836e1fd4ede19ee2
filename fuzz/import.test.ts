import assert from 'node:assert/strict'
import { test } from 'node:test'
import { families, seedsOf } from './families.ts'
import { fuzz } from './fuzz.ts'
import { judge } from './judge.ts'

for (const family of Object.keys(families)) {
  test(`seeds of ${family} are read`, async () => {
    for (const seed of seedsOf(family)) {
      const verdict = await families[family]!.read(seed)
      assert.ok(!verdict.refused)
      assert.deepEqual(judge(verdict.value), [])
    }
  })

  test(`300 mutated files of ${family}: each is read or refused, none crashes, hangs or outgrows its memory`, async () => {
    const { read, refused, failures } = await fuzz({ family, seed: 'test', from: 0, count: 300 })
    assert.deepEqual(failures, [])
    const refusals = Object.values(refused).reduce((sum, one) => sum + one, 0)
    assert.equal(read + refusals, 300)
    assert.ok(read > 0)
  })
}
