import assert from 'node:assert/strict'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import { rulesOfRegime } from './core/rules-of-regime.ts'
import { at, rehearse } from './rehearsal.fixture.ts'

export const henan = rulesOfRegime(regime('henan-social', day('2026-12-01')), 90)
export const enterprise = rulesOfRegime(regime('shandong-enterprise', day('2026-12-01')), 90)
export const social = rulesOfRegime(regime('shandong-social', day('2026-12-01')), 90)

/** A sitting 09:00–10:30 under the rules of a pack. */
export const under = (rules: typeof henan, seats: number) => {
  const made = rehearse(seats)
  made.room.rules = rules
  return made
}

export const on = (time: string, actor = 'j01') => ({ actor, now: at(time) })

export const refusedAs = (verdict: Verdict<unknown> | undefined, code: string, clause: string): void => {
  assert.ok(verdict?.refused, `expected ${code}`)
  assert.equal(verdict.code, code)
  assert.ok(verdict.clauses.includes(clause), `${clause} is cited, not ${verdict.clauses.join()}`)
  assert.ok(verdict.sentence.length > 3 && verdict.remedy.length > 3)
}

export const accepted = <T>(verdict: Verdict<T>): T => {
  assert.ok(!verdict.refused, verdict.refused ? verdict.sentence : '')
  return verdict.value
}
