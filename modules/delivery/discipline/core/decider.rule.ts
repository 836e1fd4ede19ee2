import type { Regime } from '#modules/policy/core/pack.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

const bodies: Readonly<Record<string, string>> = {
  supervisor: '质量督导员',
  'org-head': '评价机构',
  city: '市中心',
  province: '省中心',
}

const names = (roles: readonly string[]): string => roles.map((role) => bodies[role] ?? role).join('、')

export interface CaseKind {
  readonly about: 'candidate' | 'staff' | 'site'
  /** The batch has been closed by the issue of its certificates. */
  readonly afterIssue: boolean
}

/** The roles that decide on such a case under this pack (C65). */
export const decidersOf = (law: Regime, { about, afterIssue }: CaseKind): readonly string[] => {
  if (about === 'site') return ['city', 'province']
  if (about === 'staff') return ['org-head', 'city', 'province']
  const deciders = statedValue(law.discipline.decider) ?? []
  if (!deciders.includes('organisation-after-issue')) return ['supervisor']
  return afterIssue ? ['org-head', 'city', 'province'] : ['supervisor', 'org-head']
}

/** In whose name the acting person decides; refused for everybody else (SDS-4.4-42, HN-3.2.6-04, HN-3.3.9-10). */
export const decidingBody = (
  law: Regime,
  kind: CaseKind,
  roles: readonly string[],
): Verdict<string, 'NOT_DECIDER'> => {
  const allowed = decidersOf(law, kind)
  const held = allowed.find((role) => roles.includes(role))
  if (held !== undefined) return accept(bodies[held] ?? held)
  return refuse('NOT_DECIDER', {
    sentence: `${kind.afterIssue ? '证书核发后的' : ''}此类违纪由${names(allowed)}作出处理决定。`,
    remedy: `请由${names(allowed)}登录后办理。`,
    clauses: kind.about === 'staff' ? ['HN-3.3.9-10'] : law.discipline.decider.clauses,
  })
}
