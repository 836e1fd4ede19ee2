import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tokenBuckets } from './rate-limit.ts'

const takes = (count: number, at: number, address = '203.0.113.7') => {
  const bucket = tokenBuckets({ burst: 3, perMinute: 6 })
  return Array.from({ length: count }, () => bucket.take(address, at))
}

test('an address may take its burst at once and no more', () => {
  assert.deepEqual(takes(5, 0), [true, true, true, false, false])
})

test('tokens come back with time, up to the burst; refusals cost nothing', () => {
  const bucket = tokenBuckets({ burst: 3, perMinute: 6 })
  for (let n = 0; n < 10; n += 1) bucket.take('203.0.113.7', 0)
  assert.equal(bucket.take('203.0.113.7', 9_999), false)
  assert.equal(bucket.take('203.0.113.7', 10_001), true)
  assert.equal(bucket.take('203.0.113.7', 10_002), false)
  const later = Array.from({ length: 4 }, () => bucket.take('203.0.113.7', 3_600_000))
  assert.deepEqual(later, [true, true, true, false])
})

test('addresses do not share a bucket, except those of one IPv6 network', () => {
  const bucket = tokenBuckets({ burst: 1, perMinute: 1 })
  assert.equal(bucket.take('203.0.113.7', 0), true)
  assert.equal(bucket.take('203.0.113.8', 0), true)
  assert.equal(bucket.take('2001:db8:1:2:3::1', 0), true)
  assert.equal(bucket.take('2001:db8:1:2:9::9', 0), false)
  assert.equal(bucket.take('2001:db8:1:3:3::1', 0), true)
  assert.equal(bucket.take('::ffff:203.0.113.9', 0), true)
})

test('an address that was forgotten begins anew, so memory stays bounded', () => {
  const bucket = tokenBuckets({ burst: 1, perMinute: 1 }, 2)
  assert.equal(bucket.take('a', 0), true)
  assert.equal(bucket.take('b', 0), true)
  assert.equal(bucket.take('c', 0), true)
  assert.equal(bucket.take('c', 0), false)
  assert.equal(bucket.take('a', 0), true)
})
