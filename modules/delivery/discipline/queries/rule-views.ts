import type {
  StaffGround,
  ViolationEffect,
  ViolationType,
} from '#modules/policy/core/discipline-parameters.ts'
import { violationEffects } from '#modules/policy/core/discipline-parameters.ts'
import type { Regime } from '#modules/policy/core/pack.ts'
import {
  differingRules,
  isGraded,
  referenceOf,
  siteGroundsOf,
  staffGroundsOf,
  typesOf,
} from '../core/rules.ts'
import { effectTitle, effectTitles } from '../core/titles.ts'

const banWords = ({ ban }: Pick<ViolationEffect, 'ban'>): string => {
  if (ban === null) return ''
  return ban.kind === 'current-year' ? '，当年不得参评' : `，${ban.years}年内不得参评`
}

const effectView = (effect: ViolationEffect) => ({
  effect: effect.effect,
  title: `${effectTitles[effect.effect]}${banWords(effect)}`,
  ban: effect.ban,
})

const effectsOf = ({ effects }: ViolationType) =>
  ('effect' in effects ? [effects] : [effects.minor, effects.serious]).map(effectView)

const typeView = (law: Regime, type: ViolationType) => ({
  ...{ code: type.code, title: type.title, reference: referenceOf(law, type.code) },
  graded: isGraded(type),
  effects: effectsOf(type),
  needs: [...type.needs],
  differing: differingRules(law, type).map(({ code }) => code),
  handOver: type.handOver,
  clauses: [...type.clauses],
})

const groundView = ({
  code,
  title,
  clauses,
  ...ground
}: Pick<StaffGround, 'code' | 'title' | 'clauses'> & {
  readonly effects: readonly string[]
}) => ({
  ...{ code, title, reference: `${code} ${title}`, graded: false, needs: [], differing: [], handOver: false },
  effects: ground.effects.map((effect) => ({ effect, title: effectTitle(effect), ban: null })),
  clauses: [...clauses],
})

/** The pack's table for this kind of case. */
export const ruleViews = (law: Regime, about: 'candidate' | 'staff' | 'site') => {
  if (about === 'staff') return staffGroundsOf(law).map(groundView)
  if (about === 'site')
    return siteGroundsOf(law).map((ground) => groundView({ ...ground, effects: ['revoke-site'] }))
  return typesOf(law).map((type) => typeView(law, type))
}

/** What may be chosen where the document's table has not been supplied (C61). */
export const freeEffects = (law: Regime) =>
  typesOf(law).length > 0
    ? []
    : violationEffects.map((effect) => ({ effect, title: effectTitles[effect], ban: null }))
