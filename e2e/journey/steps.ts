import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { obstacles } from './walk.ts'

/** What it proves, and how it is walked. */
export type Step = readonly [title: string, walk: () => Promise<unknown>]

/** Walks the steps of a journey, each upon the one before: what follows a failed one is skipped. */
export const takeSteps = async (t: TestContext, steps: readonly Step[]): Promise<void> => {
  let stopped = false
  for (const [title, walk] of steps)
    await t.test(title, { skip: stopped && 'an earlier step failed' }, async () => {
      stopped = true
      await walk()
      stopped = false
    })
  await t.test('axe finds nothing on any page that was shown', () => assert.deepEqual(obstacles, []))
}
