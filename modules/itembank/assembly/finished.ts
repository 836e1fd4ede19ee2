import { prepare } from './assemble.ts'
import type { Demand } from './core/demands.ts'
import type { Drawn } from './core/draw.ts'
import { type Candidate, candidatesOf, type Pool } from './core/pool.ts'
import { type Report, reportOf } from './core/report.ts'
import { itemsOf, type RuleSet } from './core/rules.ts'
import type { Wording } from './core/words.ts'

/** Of a paper made by hand the number of items is not given, but asked. */
const wholePaper = (rules: RuleSet): Demand => ({
  ...{ rule: { kind: 'whole' }, min: itemsOf(rules), max: itemsOf(rules), firm: true },
  weigh: () => 1,
})

/** An item that no rule foresees counts against the paper, and so does one that stands in it twice. */
const oddities = (codes: readonly string[], candidates: readonly Candidate[]): number => {
  const foreseen = new Set(candidates.map(({ code }) => code))
  return codes.filter((code, at) => !foreseen.has(code) || codes.indexOf(code) !== at).length
}

/** A finished paper as one form, with its report; `codes` are all of the bank. */
export const heldAgainst = (
  { pool, rules, codes }: { readonly pool: Pool; readonly rules: RuleSet; readonly codes: readonly string[] },
  wording: Wording,
): { readonly drawn: Drawn; readonly report: Report } => {
  const { candidates, demands } = prepare({ pool, rules })
  const all = candidatesOf(pool, rules)
  const byCode = new Map(all.map((item) => [item.code, item]))
  const points = new Map(rules.types.map((quota) => [quota.type, quota.points]))
  const entries = [...new Set(codes)].map((code, at) => {
    const { type } = byCode.get(code)!
    return { position: at + 1, code, type, points: points.get(type) ?? 0 }
  })
  const forms = [{ name: '', codes: entries.map(({ code }) => code) }]
  const asked = [wholePaper(rules), ...demands.filter(({ rule }) => rule.kind !== 'whole')]
  const report = reportOf({ forms, candidates: all, demands: asked, gap: null }, wording)
  const odd = oddities(codes, candidates)
  const strange = {
    ...{ rule: '只含规则规定的题型和鉴定范围，每题一次', isGoal: false },
    ...{ asked: '0题例外', got: `${odd}题例外`, missed: odd },
  }
  return { drawn: { entries, forms }, report: { ...report, lines: [strange, ...report.lines] } }
}
